"""PostgreSQL as Loket uses it: psycopg 3 in pipeline mode, READ COMMITTED."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from psycopg import Connection as Driver
from psycopg import Error, Pipeline
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from storage.link import Compiled, Link, Row, Value, told_by_driver

_OPTIONS: Final = (
    "-c synchronous_commit=on -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
)
CONNECT_SECONDS: Final = 5
_REFUSALS: Final = ("08", "53", "55P03", "57", "58", "40001", "40P01")
"""The beginnings of an SQLSTATE: connection, resources, lock timeout, shutdown, the system,
collisions that three tries did not solve.
"""
_READING: Final = " -c default_transaction_read_only=on"


def engine(url: URL, *, reading: bool = False) -> Engine:
    """Return an engine of psycopg connections with Loket's settings."""
    settings = {
        "options": _OPTIONS + (_READING if reading else ""),
        "prepare_threshold": 2,
        "connect_timeout": CONNECT_SECONDS,
    }
    return create_engine(
        url.set(drivername="postgresql+psycopg"), poolclass=NullPool, connect_args=settings
    )


class PostgresLink(Link):
    """A PostgreSQL connection.

    Statements without a result travel together; their errors show at the next one that has one,
    or at `flush`.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._pipeline: Pipeline | None = None
        self._piping: Any = None

    def flush(self) -> None:
        """Wait until all statements have run, so that their errors show before the commit."""
        if self._pipeline is not None:
            self._pipeline.sync()

    def commit(self) -> None:
        """Commit; an error means that nobody may be told that anything was kept."""
        self._leave()
        super().commit()

    def rollback(self) -> None:
        """Undo the transaction; raises what the driver raises when the connection is gone."""
        piping, self._pipeline, self._piping = self._piping, None, None
        self._driver.rollback()
        if piping is not None:
            piping.__exit__(None, None, None)
        super().rollback()

    def close(self) -> None:
        """Close the connection; `begin` opens a new one."""
        self._pipeline = self._piping = None
        super().close()

    def drop(self) -> None:
        """Give the connection up without a word to the server: it failed."""
        self._pipeline = self._piping = None
        super().drop()

    @property
    def connection(self) -> Connection:
        """SQLAlchemy's connection, in the same transaction; it knows no pipeline."""
        self._leave()
        return super().connection

    def affected(self, cursor: Any) -> int:  # noqa: ANN401 - the driver's
        """Return how many rows the statement touched."""
        self.flush()
        return super().affected(cursor)

    def each(
        self, compiled: Compiled, values: Iterable[Mapping[str, Value]], *, returning: bool
    ) -> list[Row]:
        """Run one statement once per set of values; return the rows of all, in order."""
        full = [{**compiled.defaults, **one} for one in values]
        cursor = self._driver.cursor()
        cursor.executemany(compiled.text, full, returning=returning)
        if not (returning and full):
            return []
        self.flush()
        rows: list[Row] = []
        for result in cursor.results():
            rows.extend(compiled.row(row, cursor.description) for row in result.fetchall())
        return rows

    def is_refusal(self, error: BaseException) -> bool:
        """Whether the server is gone, or cannot serve anybody."""
        told = told_by_driver(error)
        if not isinstance(told, Error):
            return False
        return self._driver.closed or (told.sqlstate or "").startswith(_REFUSALS)

    def _opened(self) -> None:
        driver: Driver[tuple[Any, ...]] = self._driver
        driver.prepared_max = 500

    def _begin(self) -> None:
        self._piping = self._driver.pipeline()
        self._pipeline = self._piping.__enter__()

    def _leave(self) -> None:
        if self._piping is not None:
            piping, self._pipeline, self._piping = self._piping, None, None
            piping.__exit__(None, None, None)
