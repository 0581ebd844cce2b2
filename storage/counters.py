"""Running numbers that never skip and never repeat: the row is locked until the commit."""

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.traffic import counter
from storage.tx import Tx

_NEXT = (
    insert(counter)
    .values(name=bindparam("which"), value=1)
    .on_conflict_do_update(index_elements=[counter.c.name], set_={"value": counter.c.value + 1})
    .returning(counter.c.value)
)

_NOW = select(counter.c.value).where(counter.c.name == bindparam("which"))


def next_value(tx: Tx, name: str) -> int:
    """Return the next number of a series, starting with 1."""
    value: int = tx.value(_NEXT, which=name)
    return value


def value(tx: Tx, name: str) -> int:
    """Return the last number given of a series, 0 before the first."""
    return tx.value(_NOW, which=name) or 0
