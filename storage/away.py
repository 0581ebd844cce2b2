"""Named queries about tickets that wait for LKPP while an office of their own holds them."""

from sqlalchemy import bindparam, select

from flows.standard import State
from storage.store import Tx
from storage.tables import ticket

_T = ticket.c
_AT_LKPP = (
    select(_T.id)
    .where(
        _T.open,
        _T.holder_office == bindparam("of_office"),
        _T.state == State.FORWARDED_TO_LKPP.value,
    )
    .order_by(_T.id)
)


def at_lkpp(tx: Tx, office: str) -> list[int]:
    """Return the ids of an office's open tickets that wait for an answer of LKPP."""
    return [int(row.id) for row in tx.all(_AT_LKPP, of_office=office)]
