"""Makes a backup beside the running bot: one moment of the rows, then the documents they name."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from sqlalchemy import Connection, LargeBinary, MetaData, Table, func, make_url, select

from storage import postgres, schema, sqlite
from storage.backups.contents import Cell, Head, Manifest, Packer
from storage.backups.stream import SealedWriter
from storage.documents import Shelf
from storage.tables import journal
from storage.vault import Secret

_AT_ONCE: Final = 2_000
KEYS_NAME: Final = "loket.keys"
"""The keys of tickets, drafts and documents lie in a file apart, of which only the newest is kept:
a key that was destroyed is gone from every older backup too."""
_VERSIONS: Final = "alembic_version"


Keys = dict[str, dict[int | str, bytes]]
"""The wrapped keys of rows, by table and id."""


@dataclass(slots=True)
class Made:
    """What a backup holds: the two files, and what to tell the operator."""

    data: Path
    keys: Path
    rows: dict[str, int] = field(default_factory=dict)
    documents: int = 0
    missing: list[str] = field(default_factory=list)


def make(url: str, secret: Secret, shelf: Shelf, folder: Path, name: str, now: int) -> Made:
    """Write `folder/name` and replace `folder/loket.keys`; blocking, for a process of its own.

    `now` in milliseconds since 1970. The rows are those of one moment; the files they name were
    stored before them. Raises OSError, and what the database raises.
    """
    made = Made(folder / name, folder / KEYS_NAME)
    files: list[str] = []
    keys: Keys = {}
    revision = schema.current(url) or ""
    with _whole(made.data) as target:
        packer = Packer(SealedWriter(target, secret), Head(revision, now, "data"))
        with _moment(url) as connection:
            for table in tables_of(connection):
                made.rows[table.name] = _rows(packer, connection, table, keys, files)
            heads = _journal_heads(connection)
        for file in files:
            _document(packer, shelf, file, made)
        packer.finish(Manifest(made.rows, made.documents, heads, made.missing))
    with _whole(made.keys) as target:
        _write_keys(Packer(SealedWriter(target, secret), Head(revision, now, "keys")), keys)
    return made


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A file that appears under its name only when it lies on the disk whole."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.touch(mode=0o600)
        with beside.open("wb") as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _moment(url: str) -> Iterator[Connection]:
    """A connection that sees the database as it was at one moment, while others go on writing."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        with sqlite.engine(address).connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only=ON")
            connection.exec_driver_sql("BEGIN")
            yield connection
        return
    engine = postgres.engine(address, reading=True)
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        yield connection


def _rows(
    packer: Packer,
    connection: Connection,
    table: Table,
    keys: Keys,
    files: list[str],
) -> int:
    names = [column.name for column in table.columns]
    packer.columns(table.name, names)
    statement = select(table).order_by(*table.primary_key.columns)
    result = connection.execution_options(yield_per=_AT_ONCE).execute(statement)
    total = 0
    for part, rows in enumerate(result.partitions(_AT_ONCE), 1):
        plain: list[list[Cell]] = [list(row) for row in rows]
        if has_keys(table):
            _take_keys(plain, names, keys.setdefault(table.name, {}))
        if table.name == "document":
            place = names.index("file")
            files.extend(
                str(row[place]) for row in plain if row[names.index("removed_at")] is None
            )
        packer.rows(table.name, part, plain)
        total += len(plain)
    return total


def _take_keys(rows: list[list[Cell]], names: list[str], keys: dict[int | str, bytes]) -> None:
    its_id, its_key = names.index("id"), names.index("key")
    for row in rows:
        key, which = row[its_key], row[its_id]
        if isinstance(key, bytes) and isinstance(which, int | str):
            keys[which] = key
        row[its_key] = None


def _journal_heads(connection: Connection) -> Mapping[str, tuple[int, str]]:
    last = select(journal.c.office, func.max(journal.c.seq)).group_by(journal.c.office)
    heads = {}
    for office, seq in connection.execute(last).all():
        found = select(journal.c.hash).where(journal.c.office == office, journal.c.seq == seq)
        heads[office] = (seq, connection.execute(found).scalar_one().hex())
    return heads


def _document(packer: Packer, shelf: Shelf, file: str, made: Made) -> None:
    try:
        packer.file(f"documents/{file}", shelf.get(file))
    except FileNotFoundError:
        made.missing.append(file)
    else:
        made.documents += 1


def _write_keys(packer: Packer, keys: Mapping[str, Mapping[int | str, bytes]]) -> None:
    counts = {}
    for table, kept in keys.items():
        packer.columns(table, ("id", "key"))
        packer.rows(table, 1, kept.items())
        counts[table] = len(kept)
    packer.finish(Manifest(counts, 0, {}))


def tables_of(connection: Connection) -> list[Table]:
    """Return the tables of a database as it is, each after those it refers to."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != _VERSIONS]


def has_keys(table: Table) -> bool:
    """Whether the rows of a table have keys of their own."""
    return "key" in table.columns and isinstance(table.columns["key"].type, LargeBinary)
