"""Named queries of the sweeps over clocks: what is due, a page at a time, and marks set once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, bindparam, select, tuple_, update

from storage.link import Row
from storage.tables import clock, ticket
from storage.tx import Tx

Page = tuple[int, int]
"""Where a page of rows ended: the moment they are ordered by, and the id of the last."""

START: Page = (-1, 0)
"""Before the first page."""

_C, _T = clock.c, ticket.c


@dataclass(frozen=True, slots=True)
class DueClock:
    """A running clock near or past its due moment (milliseconds); `ready` is the sweep's."""

    id: int
    ticket_id: int
    office: str
    name: str
    kind: str
    amount: int
    bound: str
    due_at: int
    tier: int
    ready: bool = True

    @property
    def page(self) -> Page:
        """Where it stands among the rows."""
        return self.due_at, self.id


# Clocks

_RUNS = and_(_C.stopped_at.is_(None), _C.due_at.is_not(None))
_PROMISED = _C.bound != "at_least"
_CLOCKS = (
    select(
        _C.id,
        _C.ticket_id,
        _T.office,
        _C.name,
        _C.kind,
        _C.amount,
        _C.bound,
        _C.due_at,
        _C.tier,
    )
    .join(ticket, _T.id == _C.ticket_id)
    .where(
        _RUNS,
        _T.holder_role != "applicant",
        tuple_(_C.due_at, _C.id) > tuple_(bindparam("after_at"), bindparam("after_id")),
        _C.due_at <= bindparam("until"),
    )
    .order_by(_C.due_at, _C.id)
    .limit(bindparam("most"))
)
_NEARING = _CLOCKS.where(
    _PROMISED, _C.warned_at.is_(None), _C.breached_at.is_(None), _C.due_at >= bindparam("at")
)
_PASSED = _CLOCKS.where(_PROMISED, _C.breached_at.is_(None))
_LATE = _CLOCKS.where(
    _PROMISED, _C.breached_at.is_not(None), _C.tier.between(1, bindparam("last_tier"))
)
_FLOORS = _CLOCKS.where(_C.bound == "at_least", _C.warned_at.is_(None))

_SAME = (_C.id == bindparam("which"), _C.stopped_at.is_(None), _C.due_at == bindparam("due"))
_MARK_WARNED = (
    update(clock).where(*_SAME, _C.warned_at.is_(None)).values(warned_at=bindparam("at"))
)
_MARK_BREACHED = (
    update(clock)
    .where(*_SAME, _C.breached_at.is_(None))
    .values(breached_at=bindparam("at"), tier=1)
)
_MARK_TIER = update(clock).where(*_SAME, _C.tier == bindparam("old")).values(tier=bindparam("new"))


def nearing(tx: Tx, now: int, until: int, after: Page, most: int) -> Sequence[DueClock]:
    """Return promised clocks due from `now` up to `until` that nobody was warned of."""
    return [_clock(row) for row in page_of(tx, _NEARING, after, most, until=until, at=now)]


def passed(tx: Tx, now: int, after: Page, most: int) -> Sequence[DueClock]:
    """Return promised clocks past their due moment, not yet told; that moment is still in time."""
    return [_clock(row) for row in page_of(tx, _PASSED, after, most, until=now - 1)]


def late(tx: Tx, now: int, last_tier: int, after: Page, most: int) -> Sequence[DueClock]:
    """Return told clocks that went no higher than `last_tier`."""
    found = page_of(tx, _LATE, after, most, until=now - 1, last_tier=last_tier)
    return [_clock(row) for row in found]


def floors(tx: Tx, now: int, after: Page, most: int) -> Sequence[DueClock]:
    """Return clocks "at least" whose floor has passed, not yet told."""
    return [_clock(row) for row in page_of(tx, _FLOORS, after, most, until=now - 1)]


def mark_warned(tx: Tx, due: DueClock, now: int) -> bool:
    """Note that a clock's holder was warned; False if somebody did, or the clock moved."""
    return tx.run(_MARK_WARNED, which=due.id, due=due.due_at, at=now) == 1


def mark_breached(tx: Tx, due: DueClock, now: int) -> bool:
    """Note that a missed deadline was told; False if somebody did, or the clock moved."""
    return tx.run(_MARK_BREACHED, which=due.id, due=due.due_at, at=now) == 1


def mark_tier(tx: Tx, due: DueClock, tier: int) -> bool:
    """Note how high a missed deadline went; False if somebody did, or the clock moved."""
    return tx.run(_MARK_TIER, which=due.id, due=due.due_at, old=due.tier, new=tier) == 1


def _clock(row: Row) -> DueClock:
    return DueClock(
        row.id,
        row.ticket_id,
        row.office,
        row.name,
        row.kind,
        row.amount,
        row.bound,
        row.due_at,
        row.tier,
    )


def page_of(
    tx: Tx, statement: Select[*tuple[object, ...]], after: Page, most: int, **values: int
) -> Sequence[Row]:
    """Return the rows of a statement that follow `after`, `most` of them."""
    return tx.all(statement, after_at=after[0], after_id=after[1], most=most, **values)
