"""One open transaction, as the named queries and the desk see it."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql.expression import ClauseElement

from storage.link import Link, Row, Value
from storage.vault import Vault


class Tx:
    """Runs statements that are module constants; each is compiled once and kept for ever.

    A job that uses it may be run a second time after a rollback, so it has no effect outside the
    transaction. Statements built at run time go through `connection`.
    """

    __slots__ = ("_link", "pushed", "vault")

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self.vault = vault
        self.pushed = False
        """Whether something was put into the outbox since a job last said False here."""

    @property
    def connection(self) -> Connection:
        """SQLAlchemy's connection, in this transaction, for statements built at run time."""
        return self._link.connection

    def one(self, statement: ClauseElement, /, **values: Value) -> Row | None:
        """Run a statement and return its first row."""
        compiled = self._link.compiled(statement)
        cursor = self._link.execute(compiled, values)
        row = cursor.fetchone()
        if row is None:
            return None
        found = compiled.row(row, cursor.description)
        cursor.close()
        return found

    def all(self, statement: ClauseElement, /, **values: Value) -> list[Row]:
        """Run a statement and return all its rows."""
        compiled = self._link.compiled(statement)
        cursor = self._link.execute(compiled, values)
        return [compiled.row(row, cursor.description) for row in cursor.fetchall()]

    def value(self, statement: ClauseElement, /, **values: Value) -> Any:  # noqa: ANN401
        """Run a statement and return the first column of its first row, None without a row."""
        row = self.one(statement, **values)
        return None if row is None else row[0]

    def run(self, statement: ClauseElement, /, **values: Value) -> int:
        """Run a statement and return how many rows it touched."""
        cursor = self._link.execute(self._link.compiled(statement), values)
        return self._link.affected(cursor)

    def send(self, statement: ClauseElement, /, **values: Value) -> None:
        """Run a statement whose result nobody needs: on PostgreSQL without waiting for it.

        An error may show only at a later statement, but always before the commit.
        """
        self._link.execute(self._link.compiled(statement), values)

    def send_each(
        self, statement: ClauseElement, values: Iterable[Mapping[str, Value]], /
    ) -> None:
        """Run one statement once per set of values; nobody needs the results."""
        self._link.each(self._link.compiled(statement), values, returning=False)

    def each(
        self, statement: ClauseElement, values: Iterable[Mapping[str, Value]], /
    ) -> list[Row]:
        """Run one RETURNING statement once per set of values; return the rows of all, in order."""
        return self._link.each(self._link.compiled(statement), values, returning=True)
