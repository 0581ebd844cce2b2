"""Restores a backup into an empty place; what it would have said then is held until released."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Integer, Table, false, func, insert, make_url, select, update

from storage import postgres, schema, sqlite
from storage.backups.contents import MANIFEST, Cell, Manifest, members, read_head, read_rows
from storage.backups.make import Keys, has_keys, tables_of
from storage.backups.stream import DamagedError, SealedReader
from storage.documents import Shelf, is_empty
from storage.inbox import InboxState
from storage.outcome import Status
from storage.traffic import inbox, lease, outbox
from storage.vault import Secret


class NotEmptyError(Exception):
    """The place to restore into holds something already; nothing is written over."""


@dataclass(slots=True)
class Restored:
    """What came back: rows by table, files, pushes held, and what was not as it should be."""

    rows: dict[str, int] = field(default_factory=dict)
    documents: int = 0
    without_key: int = 0
    held: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Place:
    """Where the backup goes: an open transaction of the new database, its tables, the shelf."""

    connection: Connection
    tables: Mapping[str, Table]
    shelf: Shelf
    keys: Keys
    columns: dict[str, list[str]] = field(default_factory=dict)
    restored: Restored = field(default_factory=Restored)
    manifest: Manifest | None = None


def restore(url: str, secret: Secret, shelf: Shelf, data: Path, keys: Path) -> Restored:
    """Restore `data` with the keys of `keys` into the empty database at `url`; blocking.

    Everything is one transaction. Raises NotEmptyError, DamagedError, SchemaNewerError, OSError.
    """
    if schema.state(url) is not schema.State.EMPTY or not is_empty(shelf):
        raise NotEmptyError("the database or the document store is not empty")
    known = _read_keys(keys, secret)
    with data.open("rb") as file:
        stream = members(SealedReader(file, secret))
        name, first = next(stream)
        head = read_head(first)
        if head.revision not in schema.REVISIONS:
            raise schema.SchemaNewerError("the backup was made by a newer version of Loket")
        schema.migrate(url, head.revision)
        with _writing(url) as connection:
            tables = {table.name: table for table in tables_of(connection)}
            place = _Place(connection, tables, shelf, known)
            for name, content in stream:
                _take(place, name, content)
            _hold(place)
            _count_on(place)
    schema.migrate(url, "head")
    _compare(place)
    return place.restored


def _read_keys(file: Path, secret: Secret) -> Keys:
    keys: Keys = {}
    with file.open("rb") as source:
        for name, content in members(SealedReader(source, secret)):
            kind, _, rest = name.partition("/")
            if kind == "rows":
                kept = keys.setdefault(rest.partition("/")[0], {})
                for which, key in read_rows(content):
                    assert isinstance(which, int | str)
                    assert isinstance(key, bytes)
                    kept[which] = key
    return keys


@contextmanager
def _writing(url: str) -> Iterator[Connection]:
    address = make_url(url)
    lite = address.get_backend_name() == "sqlite"
    engine = sqlite.engine(address) if lite else postgres.engine(address)
    with engine.connect() as connection:
        if lite:
            connection.exec_driver_sql("PRAGMA synchronous=FULL")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection
        connection.commit()


def _take(place: _Place, name: str, content: bytes) -> None:
    kind, _, rest = name.partition("/")
    if name == MANIFEST:
        place.manifest = Manifest.read(content)
    elif kind == "columns":
        place.columns[rest] = [str(cell) for cell in read_names(content)]
    elif kind == "rows":
        _take_rows(place, rest.partition("/")[0], read_rows(content))
    elif kind == "documents":
        place.shelf.put(rest, content)
        place.restored.documents += 1


def read_names(content: bytes) -> list[Cell]:
    """Read the names of a table's columns."""
    (names,) = read_rows(content)
    return names


def _take_rows(place: _Place, name: str, rows: list[list[Cell]]) -> None:
    table = place.tables[name]
    filled = [dict(zip(place.columns[name], row, strict=True)) for row in rows]
    if has_keys(table):
        keys = place.keys.get(name, {})
        for row in filled:
            which = row["id"]
            assert isinstance(which, int | str)
            row["key"] = keys.get(which)
            place.restored.without_key += row["key"] is None
    if filled:
        place.connection.execute(insert(table), filled)
    place.restored.rows[name] = place.restored.rows.get(name, 0) + len(filled)


def _hold(place: _Place) -> None:
    """Nobody is told again what was told then: open pushes wait for `loket release`."""
    run = place.connection.execute
    waiting = update(outbox).where(outbox.c.open.is_(True))
    held = run(waiting.values(status=Status.HELD, open=False, lease=None, leased_until=None))
    place.restored.held = held.rowcount
    done = update(inbox).where(inbox.c.state == InboxState.DONE)
    run(done.values(state=InboxState.ANSWERED, open=False))
    run(lease.delete())


def _count_on(place: _Place) -> None:
    """PostgreSQL counts identities by itself and has not seen the rows' own numbers."""
    if place.connection.dialect.name != "postgresql":
        return
    for table in place.tables.values():
        its_id = table.columns.get("id")
        if its_id is not None and isinstance(its_id.type, Integer) and its_id.identity is not None:
            highest = select(func.coalesce(func.max(its_id), 0)).scalar_subquery()
            series = func.pg_get_serial_sequence(table.name, "id")
            place.connection.execute(select(func.setval(series, highest + 1, false())))


def _compare(place: _Place) -> None:
    """Note where what came back is not what the manifest says was there."""
    manifest, restored = place.manifest, place.restored
    if manifest is None:
        raise DamagedError("the backup has no manifest")
    for table, count in manifest.rows.items():
        if restored.rows.get(table, 0) != count:
            restored.faults.append(f"{table}: {restored.rows.get(table, 0)} rows of {count}")
    if restored.documents != manifest.documents:
        restored.faults.append(f"documents: {restored.documents} files of {manifest.documents}")
    restored.faults.extend(f"documents/{file}: was missing already" for file in manifest.missing)
