"""Running numbers that never skip and never repeat: the row is locked until the commit."""

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert

from storage.traffic import counter
from storage.tx import Tx

_NEXT = (
    insert(counter)
    .values(name=bindparam("which"), value=1)
    .on_conflict_do_update(index_elements=[counter.c.name], set_={"value": counter.c.value + 1})
    .returning(counter.c.value)
)


def next_value(tx: Tx, name: str) -> int:
    """Return the next number of a series, starting with 1."""
    value: int = tx.value(_NEXT, which=name)
    return value
