"""SQLite as Loket uses it: WAL, every commit on disk, transactions opened by hand."""

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from storage.link import Compiled, Link, Row, Value, told_by_driver

BUSY_MS: Final = 10_000
"""How long a transaction waits for another process before it gives up."""

_REFUSALS: Final = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    )
)
_PRAGMAS: Final = (
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # What is deleted or replaced is overwritten where that costs no extra page.
    "PRAGMA secure_delete=FAST",
    "PRAGMA journal_size_limit=67108864",
)


def engine(url: URL) -> Engine:
    """Return an engine whose driver leaves transactions alone (`isolation_level=None`)."""
    if not url.database or url.database == ":memory:":
        raise ValueError("SQLite needs a file: reader and writer are two connections")
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    settings = {"isolation_level": None, "cached_statements": 512, "check_same_thread": False}
    return create_engine(url, poolclass=NullPool, paramstyle="named", connect_args=settings)


class SqliteLink(Link):
    """A SQLite connection that writes, or only reads."""

    def __init__(self, engine: Engine, *, reading: bool = False) -> None:
        super().__init__(engine)
        self._reading = reading

    def each(
        self, compiled: Compiled, values: Iterable[Mapping[str, Value]], *, returning: bool
    ) -> list[Row]:
        """Run one statement once per set of values; return the rows of all, in order."""
        rows: list[Row] = []
        for one in values:
            cursor = self.execute(compiled, one)
            if returning:
                rows.extend(compiled.row(row, cursor.description) for row in cursor.fetchall())
        return rows

    def is_refusal(self, error: BaseException) -> bool:
        """Whether the file is locked, read-only, full or not there."""
        told = told_by_driver(error)
        # The lower eight bits are the error, the others say more about it.
        code = getattr(told, "sqlite_errorcode", 0) & 255
        return code in _REFUSALS and not (self._reading and code == sqlite3.SQLITE_READONLY)

    def _opened(self) -> None:
        driver: sqlite3.Connection = self._driver
        for pragma in _PRAGMAS:
            driver.execute(pragma).fetchall()
        if self._reading:
            driver.execute("PRAGMA query_only=ON").fetchall()

    def _begin(self) -> None:
        self._driver.execute("BEGIN" if self._reading else "BEGIN IMMEDIATE")
