"""What all tables share: one MetaData, the names of constraints, and the types of columns."""

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    Table,
    text,
)
from sqlalchemy.schema import SchemaItem

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id: Final = BigInteger().with_variant(Integer(), "sqlite")
"""A 64-bit number; SQLite counts up by itself only in a column called INTEGER."""

Moment: Final = BigInteger
"""Milliseconds since 1970 UTC (`storage.moments`)."""


def identity() -> Column[int]:
    """Return the primary key that the database counts up; `numbered` tables never repeat one."""
    return Column("id", Id, Identity(), primary_key=True)


def numbered(name: str, *items: SchemaItem) -> Table:
    """Return a table with an id of its own; SQLite, too, gives none of them a second time."""
    return Table(name, metadata, identity(), *items, sqlite_autoincrement=True)


def refers(name: str, target: str, *, nullable: bool = False) -> Column[int]:
    """Return a column that holds the id of a row of `target`."""
    return Column(name, Id, ForeignKey(f"{target}.id"), nullable=nullable)


def open_index(name: str, *columns: Column[Any]) -> Index:
    """Return an index over the rows that are `open`.

    SQLite uses it only where the query says the very same words, and its queries say "= 1".
    """
    lite, postgres = text("open = 1"), text("open")
    return Index(name, *columns, sqlite_where=lite, postgresql_where=postgres)
