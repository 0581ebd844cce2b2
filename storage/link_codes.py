"""Named queries about one-time codes that tie a person's tickets to a Telegram account."""

from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, update

from storage.store import Row, Tx
from storage.visits import link_code


@dataclass(frozen=True, slots=True)
class LinkCode:
    """A code that is still good: for whom, about which ticket, and who made it."""

    id: int
    person_id: int
    ticket_id: int
    made_by: int


_L = link_code.c
_ADD = insert(link_code).values(
    code_hash=bindparam("hashed"),
    person_id=bindparam("who"),
    ticket_id=bindparam("of_ticket"),
    made_by=bindparam("by"),
    made_at=bindparam("at"),
    expires_at=bindparam("until"),
)
_VOID = (
    update(link_code)
    .where(_L.person_id == bindparam("who"), _L.used_by.is_(None), _L.expires_at > bindparam("at"))
    .values(expires_at=bindparam("at"))
)
_GOOD = (
    _L.code_hash == bindparam("hashed"),
    _L.used_by.is_(None),
    _L.expires_at > bindparam("at"),
)
_FIND = select(_L.id, _L.person_id, _L.ticket_id, _L.made_by).where(*_GOOD)
_USE = update(link_code).where(*_GOOD).values(used_by=bindparam("by"), used_at=bindparam("at"))


def add(
    tx: Tx, hashed: str, person_id: int, ticket_id: int, *, by: int, at: int, until: int
) -> None:
    """Keep a code by its hash, good until `until` (ms); the person's earlier codes end now."""
    tx.send(_VOID, who=person_id, at=at)
    tx.send(_ADD, hashed=hashed, who=person_id, of_ticket=ticket_id, by=by, at=at, until=until)


def find(tx: Tx, hashed: str, at: int) -> LinkCode | None:
    """Return a code that is good now; None when it is unknown, used, replaced or expired."""
    row = tx.one(_FIND, hashed=hashed, at=at)
    return None if row is None else _code(row)


def use(tx: Tx, hashed: str, by: int, at: int) -> bool:
    """Use a code once; False if it is good no more."""
    return tx.run(_USE, hashed=hashed, by=by, at=at) == 1


def _code(row: Row) -> LinkCode:
    return LinkCode(row.id, row.person_id, row.ticket_id, row.made_by)
