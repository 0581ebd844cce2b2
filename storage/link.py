"""One database connection: statements compiled once to text and run on the driver itself."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Boolean, Connection, Dialect, Engine
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement

Value = int | str | bytes | bool | float | None
"""What goes into a statement; times are milliseconds (`storage.moments`)."""

_MOST_STATEMENTS: Final = 2_000


class Row(tuple[Any, ...]):
    """One row: a tuple whose columns are also attributes, named as the statement names them."""

    __slots__ = ()

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...  # noqa: ANN401 - a column is what it holds


class Compiled:
    """A statement as text of one dialect, with the values that stand in it."""

    __slots__ = ("booleans", "defaults", "shape", "text")

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        assert isinstance(compiled, SQLCompiler)
        if compiled.post_compile_params:
            raise TypeError("a list inside IN is not text yet: use or_(), or tx.connection")
        self.text = str(compiled)
        asked = {name for name, bind in compiled.binds.items() if bind.required}
        self.defaults = {k: v for k, v in compiled.params.items() if k not in asked}
        self.shape: type[Row] | None = None
        self.booleans: tuple[int, ...] = ()
        if dialect.name == "sqlite":
            columns = getattr(statement, "exported_columns", ())
            kinds = enumerate(column.type for column in columns)
            self.booleans = tuple(place for place, kind in kinds if isinstance(kind, Boolean))

    def row(self, values: tuple[Any, ...], description: Sequence[Sequence[Any]]) -> Row:
        """Return the driver's row under its column names; SQLite's 0 and 1 become bool."""
        if self.shape is None:
            self.shape = _shape([column[0] for column in description])
        if self.booleans:
            plain = list(values)
            for place in self.booleans:
                if plain[place] is not None:
                    plain[place] = bool(plain[place])
            return self.shape(plain)
        return self.shape(values)


def _shape(names: Sequence[str]) -> type[Row]:
    """Return a class of rows; of two columns with one name, the first has it."""
    columns = {name: property(itemgetter(names.index(name))) for name in names}
    return type("NamedRow", (Row,), {"__slots__": (), **columns})


class Link(ABC):
    """A connection of one thread; it opens itself when needed, also again after a failure."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._compiled: dict[ClauseElement, Compiled] = {}
        self._connection: Connection | None = None
        self._driver: Any = None

    # The transaction

    def begin(self) -> None:
        """Open a transaction; opens the connection first when there is none."""
        if self._connection is None:
            # The reference is kept: without it the driver's connection would be closed.
            self._connection = self._engine.connect()
            self._driver = self._connection.connection.driver_connection
            self._opened()
        self._begin()

    def flush(self) -> None:
        """Wait until all statements have run, so that their errors show before the commit."""
        return

    def commit(self) -> None:
        """Commit; an error means that nobody may be told that anything was kept."""
        if self._connection is not None and self._connection.in_transaction():
            self._connection.commit()
        else:
            self._driver.commit()

    def rollback(self) -> None:
        """Undo the transaction; raises what the driver raises when the connection is gone."""
        if self._connection is not None and self._connection.in_transaction():
            self._connection.rollback()
        self._driver.rollback()

    def close(self) -> None:
        """Close the connection; `begin` opens a new one."""
        connection, self._connection, self._driver = self._connection, None, None
        if connection is not None:
            connection.close()

    def drop(self) -> None:
        """Give the connection up without a word to the server: it failed."""
        connection, self._connection, self._driver = self._connection, None, None
        if connection is not None:
            connection.invalidate()
            connection.close()

    @abstractmethod
    def is_refusal(self, error: BaseException) -> bool:
        """Whether the database refuses everybody now (gone, locked, full), not one job only."""

    @property
    def connection(self) -> Connection:
        """SQLAlchemy's connection, in the same transaction."""
        if self._connection is None:
            raise RuntimeError("no transaction is open")
        return self._connection

    # The statements

    def compiled(self, statement: ClauseElement) -> Compiled:
        """Return the text of a statement; only module constants: each is kept for ever."""
        compiled = self._compiled.get(statement)
        if compiled is None:
            if len(self._compiled) >= _MOST_STATEMENTS:
                raise RuntimeError("a statement is built anew at every call: use tx.connection")
            compiled = self._compiled[statement] = Compiled(statement, self._engine.dialect)
        return compiled

    def execute(self, compiled: Compiled, values: Mapping[str, Value]) -> Any:  # noqa: ANN401
        """Run a compiled statement on the driver and return its cursor."""
        if compiled.defaults:
            values = {**compiled.defaults, **values}
        return self._driver.execute(compiled.text, values)

    def affected(self, cursor: Any) -> int:  # noqa: ANN401 - the driver's
        """Return how many rows the statement touched."""
        count: int = cursor.rowcount
        return count

    @abstractmethod
    def each(
        self, compiled: Compiled, values: Iterable[Mapping[str, Value]], *, returning: bool
    ) -> list[Row]:
        """Run one statement once per set of values; return the rows of all, in order."""

    @abstractmethod
    def _opened(self) -> None: ...

    @abstractmethod
    def _begin(self) -> None: ...


def told_by_driver(error: BaseException) -> BaseException:
    """Return the driver's own error, which SQLAlchemy may have wrapped."""
    return getattr(error, "orig", None) or error
