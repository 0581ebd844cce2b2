"""Named queries about the order of a queue: who is first, who was passed over, who was told."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, case, func, literal_column, or_, select
from sqlalchemy.dialects.postgresql import insert

from storage.circles import open_to
from storage.moments import NOT_YET
from storage.sieve import ALL, Sieve, sifted
from storage.store import Tx
from storage.tables import clock, journal, pause, ticket
from storage.tickets import Place, Ticket
from storage.traffic import counter

MOST = 100
"""So many passed over files are named; nobody reads more."""


COUNTED = 1000
"""Files of one queue are counted up to here; how long a longer one is helps nobody."""
OVERTAKEN = "ticket_overtaken"
"""The journal's word for a file that was taken before its turn."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A complete file that nobody has taken."""

    id: int
    number: str


@dataclass(frozen=True, slots=True)
class Overtaking:
    """A file that was taken before its turn: which, by whom, why, and the ids passed over."""

    ticket_id: int
    office: str
    role: str
    officer: int
    reason: str
    passed: tuple[int, ...]


_T = ticket.c
_QUEUE = and_(
    _T.open,
    _T.holder_office == bindparam("held_office"),
    _T.holder_role == bindparam("held_role"),
)
_BEFORE = and_(
    _T.complete_at <= bindparam("completed"),
    or_(_T.complete_at < bindparam("completed"), _T.id < bindparam("ticket_id")),
)
_STANDS_STILL = (
    select(pause.c.id)
    .join(clock, clock.c.id == pause.c.clock_id)
    .where(clock.c.ticket_id == _T.id, clock.c.stopped_at.is_(None), pause.c.last_at.is_(None))
    .exists()
)
_WAITING = (
    select(_T.id, _T.number)
    .where(
        _QUEUE,
        _BEFORE,
        _T.claimed_by.is_(None),
        _T.person_id != bindparam("but_not_of"),
        open_to(_T.id, bindparam("but_not_of")),
        ~_STANDS_STILL,
    )
    .order_by(_T.complete_at, _T.id)
    .limit(bindparam("most"))
)
# A limit that PostgreSQL can read keeps its plan the same however long the queue is.
_FIRST_OF_ALL = _WAITING.limit(literal_column("1"))
_PLACE = select(
    func.count(),
    func.count(case((_BEFORE, 1))),
).where(_QUEUE, _T.complete_at < NOT_YET)
_HEAD = (
    select(_T.complete_at, _T.id)
    .where(_QUEUE, open_to(_T.id, bindparam("viewer")), *sifted())
    .order_by(_T.complete_at, _T.id)
    .limit(COUNTED + 1)
    .subquery()
)
_SIZE = select(
    func.count(),
    func.count(
        case(
            (
                and_(
                    _HEAD.c.complete_at <= bindparam("completed"),
                    or_(
                        _HEAD.c.complete_at < bindparam("completed"),
                        _HEAD.c.id < bindparam("ticket_id"),
                    ),
                ),
                1,
            )
        )
    ),
)
_PAUSED = (
    select(pause.c.id)
    .join(clock, clock.c.id == pause.c.clock_id)
    .where(
        clock.c.ticket_id == bindparam("of_ticket"),
        clock.c.stopped_at.is_(None),
        pause.c.last_at.is_(None),
    )
    .limit(1)
)
_set = insert(counter).values(name=bindparam("which"), value=bindparam("its_value"))
_RAISE = _set.on_conflict_do_update(
    index_elements=[counter.c.name],
    set_={"value": _set.excluded.value},
    where=counter.c.value < _set.excluded.value,
).returning(counter.c.value)
_VALUE = select(counter.c.value).where(counter.c.name == bindparam("which"))
_J = journal.c
_OVERTAKEN = (
    select(_J.ticket_id, _J.role, _J.actor_id, _J.data)
    .where(
        _J.office == bindparam("of_office"),
        _J.seq > bindparam("after"),
        _J.kind == OVERTAKEN,
    )
    .order_by(_J.seq)
)


def passed_over(tx: Tx, kept: Ticket, but_not_of: int) -> Sequence[Waiting]:
    """Return the untaken files that became complete before this one and wait in the same queue.

    Files whose clock stands still, and those of person `but_not_of` himself, or kept from him,
    wait for nobody.
    """
    rows = tx.all(
        _WAITING,
        held_office=kept.holder_office,
        held_role=kept.holder_role,
        completed=kept.complete_at,
        ticket_id=kept.id,
        but_not_of=but_not_of,
        most=MOST,
    )
    return [Waiting(row.id, row.number) for row in rows]


def next_one(tx: Tx, office: str, role: str, but_not_of: int) -> int | None:
    """Return the id of the file whose turn it is, None when no complete one waits."""
    found: int | None = tx.value(
        _FIRST_OF_ALL,
        held_office=office,
        held_role=role,
        completed=NOT_YET,
        ticket_id=0,
        but_not_of=but_not_of,
    )
    return found


def place(tx: Tx, kept: Ticket) -> tuple[int, int]:
    """Return a complete file's place among the complete files of its queue, and their number."""
    row = tx.one(
        _PLACE,
        held_office=kept.holder_office,
        held_role=kept.holder_role,
        completed=kept.complete_at,
        ticket_id=kept.id,
    )
    assert row is not None
    return row[1] + 1, row[0]


def size(
    tx: Tx, office: str, role: str, upto: Place, viewer: int = 0, sieve: Sieve = ALL
) -> tuple[int, int]:
    """Return how many files of a queue stand up to a place, and how many there are in all.

    Files that are kept from the person `viewer`, or not meant by the sieve, do not count; of a
    queue longer than `COUNTED` only so many and one more are looked at.
    """
    row = tx.one(
        _SIZE,
        held_office=office,
        held_role=role,
        completed=upto[0],
        ticket_id=upto[1] + 1,
        viewer=viewer,
        **sieve.values(),
    )
    assert row is not None
    return row[1], row[0]


def stands_still(tx: Tx, ticket_id: int) -> bool:
    """Whether a running clock of the ticket is paused now."""
    return tx.one(_PAUSED, of_ticket=ticket_id) is not None


# What the superiors are told, once a day


def begin_report(tx: Tx, office: str, day: int, what: str = "overtaken") -> bool:
    """Begin the report of a day (its ordinal); False when this day or a later one has its own."""
    return tx.one(_RAISE, which=f"{what}_day:{office}", its_value=day) is not None


def overtakings_to_report(tx: Tx, office: str) -> list[Overtaking]:
    """Return what was overtaken in an office since the last call, and remember how far it went."""
    told = f"overtaken_told:{office}"
    rows = tx.all(_OVERTAKEN, of_office=office, after=tx.value(_VALUE, which=told) or 0)
    last = tx.value(_VALUE, which=f"journal:{office}") or 0
    tx.one(_RAISE, which=told, its_value=last)
    return [_overtaking(row.ticket_id, row.role, row.actor_id, row.data) for row in rows]


def _overtaking(ticket_id: int, role: str, officer: int, text: str) -> Overtaking:
    data = json.loads(text)
    return Overtaking(
        ticket_id, data["office"], role, officer, data["reason"], tuple(data["passed"])
    )
