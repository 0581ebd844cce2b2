"""Which schema a database has, and bringing it to this version's; Alembic is loaded only then."""

import sqlite3
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, make_url, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from storage import sqlite

REVISIONS: Final = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
    "0016",
    "0017",
)
"""Every revision of `migrations/versions`, oldest first; a test compares them."""


class State(StrEnum):
    """How a database's schema compares with this version's."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    NEWER = "newer"


class SchemaNewerError(Exception):
    """The database was written by a newer Loket; it is left as it is."""


def current(url: str) -> str | None:
    """Return the revision the database is at, None when it has no schema."""
    address = make_url(url)
    lite = address.get_backend_name() == "sqlite"
    if lite and not Path(address.database or "").exists():
        return None
    with _engine(address, lite=lite).connect() as connection:
        return _revision(connection)


def _engine(address: URL, *, lite: bool) -> Engine:
    if lite:
        return sqlite.engine(address)
    from storage import postgres  # noqa: PLC0415 - psycopg holds 9 MiB

    return postgres.engine(address)


def state(url: str) -> State:
    """Compare the database's schema with this version's."""
    revision = current(url)
    if revision is None:
        return State.EMPTY
    if revision not in REVISIONS:
        return State.NEWER
    return State.CURRENT if revision == REVISIONS[-1] else State.BEHIND


def upgrade(url: str) -> None:
    """Bring the database to this version's schema; raises SchemaNewerError.

    A SQLite file that holds data is copied first, beside itself, as `<name>.before-<revision>`.
    """
    found = state(url)
    if found is State.NEWER:
        raise SchemaNewerError("the database was written by a newer version of Loket")
    if found is State.CURRENT:
        return
    address = make_url(url)
    if found is State.BEHIND and address.get_backend_name() == "sqlite":
        _copy(Path(address.database or ""))
    migrate(url, "head")


def migrate(url: str, target: str) -> None:
    """Run the migrations up, or down, to `target` ("head", "base" or a revision)."""
    from storage.migrations.run import run  # noqa: PLC0415 - Alembic costs 0.3 s

    run(url, target)


def _revision(connection: Connection) -> str | None:
    try:
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except (OperationalError, ProgrammingError) as error:
        if "no such table" in str(error) or "does not exist" in str(error):
            return None
        raise
    return None if revision is None else str(revision)


def _copy(file: Path) -> None:
    target = file.with_name(f"{file.name}.before-{REVISIONS[-1]}")
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
