"""Named queries about retention: what is due, what is held, and the lists that two decide."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import bindparam, exists, func, insert, select, update

from storage.link import Row
from storage.personal import destruction, legal_hold
from storage.tables import document, ticket
from storage.tx import Tx
from storage.visits import guest


class Sort(StrEnum):
    """What an entry of a list is."""

    TICKET = "ticket"
    DOCUMENT = "document"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class Due:
    """One record whose time is over: its id, what names it, since when it is closed (ms).

    `term` is the id of its class. No personal value stands here: a list is kept in clear.
    """

    sort: Sort
    id: int
    label: str
    item: str
    term: str
    closed_at: int


@dataclass(frozen=True, slots=True)
class DestructionList:
    """A list of records; `state` is "proposed", "done" or "dropped"."""

    id: int
    office: str
    made_by: int
    made_at: int
    items: tuple[Due, ...]
    state: str
    decided_by: int
    decided_at: int


@dataclass(frozen=True, slots=True)
class Hold:
    """A ticket that must not be destroyed, whatever its class; moments 0 where not yet."""

    id: int
    ticket_id: int
    placed_by: int
    agreed_by: int
    lift_by: int


_T, _D, _G, _H, _L = ticket.c, document.c, guest.c, legal_hold.c, destruction.c
_HELD = exists().where(_H.ticket_id == _T.id, _H.lifted_at.is_(None))
_CLOSED = (
    _T.office == bindparam("of_office"),
    _T.closed_at <= bindparam("before"),
    ~_T.open,
    _T.destroyed_at.is_(None),
)
_TICKETS = (
    select(_T.id, _T.number, _T.closed_at)
    .where(*_CLOSED, _T.kind == bindparam("its_kind"), ~_HELD)
    .order_by(_T.closed_at, _T.id)
    .limit(bindparam("most"))
)
_HELD_COUNT = (
    select(func.count())
    .select_from(ticket)
    .where(*_CLOSED, _T.kind == bindparam("its_kind"), _HELD)
)
_DOCUMENTS = (
    select(_T.id, _T.number, _T.closed_at)
    .where(
        *_CLOSED,
        ~_HELD,
        exists().where(
            _D.ticket_id == _T.id, _D.item == bindparam("of_item"), _D.key.is_not(None)
        ),
    )
    .order_by(_T.closed_at, _T.id)
    .limit(bindparam("most"))
)
_GUESTS = (
    select(_G.id, _G.day, _G.number, _G.arrived_at)
    .where(
        _G.office == bindparam("of_office"),
        _G.arrived_at <= bindparam("before"),
        _G.content.is_not(None),
    )
    .order_by(_G.arrived_at, _G.id)
    .limit(bindparam("most"))
)
_HOLD_OF = (
    select(_H.id, _H.ticket_id, _H.placed_by, _H.agreed_by, _H.lift_by)
    .where(_H.ticket_id == bindparam("of_ticket"), _H.lifted_at.is_(None))
    .limit(1)
)
_PLACE = (
    insert(legal_hold)
    .values(
        ticket_id=bindparam("of_ticket"),
        reason=bindparam("sealed"),
        placed_by=bindparam("by"),
        placed_at=bindparam("at"),
    )
    .returning(_H.id)
)
_AGREE = (
    update(legal_hold)
    .where(_H.id == bindparam("which"), _H.agreed_at.is_(None), _H.placed_by != bindparam("by"))
    .values(agreed_by=bindparam("by"), agreed_at=bindparam("at"))
)
_ASK_LIFT = (
    update(legal_hold)
    .where(_H.id == bindparam("which"), _H.lifted_at.is_(None))
    .values(lift_by=bindparam("by"), lift_at=bindparam("at"))
)
_LIFT = (
    update(legal_hold)
    .where(
        _H.id == bindparam("which"),
        _H.lifted_at.is_(None),
        _H.lift_by.is_not(None),
        _H.lift_by != bindparam("by"),
    )
    .values(lifted_by=bindparam("by"), lifted_at=bindparam("at"))
)
_MAKE = (
    insert(destruction)
    .values(
        office=bindparam("of_office"),
        made_by=bindparam("by"),
        made_at=bindparam("at"),
        items=bindparam("listed"),
        state="proposed",
    )
    .returning(_L.id)
)
_BY_ID = select(destruction).where(_L.id == bindparam("which"))
_OF_OFFICE = (
    select(destruction)
    .where(_L.office == bindparam("of_office"), _L.state != "dropped")
    .order_by(_L.id.desc())
    .limit(10)
)
_DECIDE = (
    update(destruction)
    .where(_L.id == bindparam("which"), _L.state == "proposed")
    .values(
        state=bindparam("new_state"),
        items=bindparam("listed"),
        decided_by=bindparam("by"),
        decided_at=bindparam("at"),
    )
)


def due_tickets(tx: Tx, office: str, kind: str, before: int, most: int) -> list[Due]:
    """Return tickets of a kind that were closed at or before a moment and are not held."""
    rows = tx.all(_TICKETS, of_office=office, its_kind=kind, before=before, most=most)
    return [Due(Sort.TICKET, r.id, r.number, "", kind, r.closed_at) for r in rows]


def held_tickets(tx: Tx, office: str, kind: str, before: int) -> int:
    """Return how many tickets only a hold keeps from being due."""
    return int(tx.value(_HELD_COUNT, of_office=office, its_kind=kind, before=before))


def due_documents(tx: Tx, office: str, item: str, before: int, most: int) -> list[Due]:
    """Return documents that go before their tickets do."""
    rows = tx.all(_DOCUMENTS, of_office=office, of_item=item, before=before, most=most)
    return [Due(Sort.DOCUMENT, r.id, r.number, item, item, r.closed_at) for r in rows]


def due_guests(tx: Tx, office: str, before: int, most: int) -> list[Due]:
    """Return the entries of the guest book that are due; they are named by day and number."""
    rows = tx.all(_GUESTS, of_office=office, before=before, most=most)
    return [
        Due(Sort.GUEST, r.id, f"{r.day} #{r.number}", "", "guest_book", r.arrived_at) for r in rows
    ]


# Holds


def hold_of(tx: Tx, ticket_id: int) -> Hold | None:
    """Return the hold on a ticket, None if there is none."""
    row = tx.one(_HOLD_OF, of_ticket=ticket_id)
    if row is None:
        return None
    return Hold(row.id, row.ticket_id, row.placed_by, row.agreed_by or 0, row.lift_by or 0)


def place_hold(tx: Tx, ticket_id: int, sealed_reason: bytes, by: int, at: int) -> int:
    """Hold a ticket from now on."""
    made: int = tx.value(_PLACE, of_ticket=ticket_id, sealed=sealed_reason, by=by, at=at)
    return made


def agree_hold(tx: Tx, hold_id: int, by: int, at: int) -> bool:
    """Confirm a hold as its second person; False for the first one, or a second time."""
    return tx.run(_AGREE, which=hold_id, by=by, at=at) == 1


def ask_lift(tx: Tx, hold_id: int, by: int, at: int) -> None:
    """Ask to lift a hold."""
    tx.run(_ASK_LIFT, which=hold_id, by=by, at=at)


def lift(tx: Tx, hold_id: int, by: int, at: int) -> bool:
    """Lift a hold that somebody else asked to lift."""
    return tx.run(_LIFT, which=hold_id, by=by, at=at) == 1


# Lists


def make_list(tx: Tx, office: str, items: Sequence[Due], by: int, at: int) -> int:
    """Keep a list that a second person is to decide."""
    made: int = tx.value(_MAKE, of_office=office, by=by, at=at, listed=_pack(items))
    return made


def list_of(tx: Tx, list_id: int) -> DestructionList | None:
    """Return a list, None if there is none."""
    row = tx.one(_BY_ID, which=list_id)
    return None if row is None else _list(row)


def lists_of(tx: Tx, office: str) -> list[DestructionList]:
    """Return the latest lists of an office."""
    return [_list(row) for row in tx.all(_OF_OFFICE, of_office=office)]


def decide(
    tx: Tx, kept: DestructionList, state: str, items: Sequence[Due], by: int, at: int
) -> bool:
    """End a list as "done", with what was destroyed, or "dropped"; False if it was decided."""
    done = tx.run(_DECIDE, which=kept.id, new_state=state, listed=_pack(items), by=by, at=at)
    return done == 1


def _pack(items: Sequence[Due]) -> str:
    plain = [[i.sort.value, i.id, i.label, i.item, i.term, i.closed_at] for i in items]
    return json.dumps(plain, separators=(",", ":"))


def _list(row: Row) -> DestructionList:
    items = tuple(Due(Sort(sort), *rest) for sort, *rest in json.loads(row.items))
    return DestructionList(
        row.id,
        row.office,
        row.made_by,
        row.made_at,
        items,
        row.state,
        row.decided_by or 0,
        row.decided_at or 0,
    )
