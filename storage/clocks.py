"""Named queries about clocks: one row per started clock of a ticket."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import bindparam, insert, select, update

from storage.store import Row, Tx
from storage.tables import clock
from storage.tables import pause as pause_table


@dataclass(frozen=True, slots=True)
class Halt:
    """A time a clock stood still, in milliseconds since 1970; `last_at` is None while it does.

    `reason` is a code of `flows.pauses`. Halts of one clock may overlap; together they count once.
    """

    first_at: int
    last_at: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Running:
    """A started clock with its pauses in order; `stopped_at` is None while it runs or stands."""

    id: int
    name: str
    started_at: int
    due_at: int | None
    halts: tuple[Halt, ...]
    stopped_at: int | None = None
    breached_at: int | None = None

    @property
    def paused(self) -> bool:
        """Whether it stands still now, for one reason or for several."""
        return any(halt.last_at is None for halt in self.halts)

    def halted(self, reason: str) -> bool:
        """Whether it stands still now for this very reason."""
        return any(halt.last_at is None and halt.reason == reason for halt in self.halts)


_C = clock.c
_P = pause_table.c
_START = (
    insert(clock)
    .values(
        ticket_id=bindparam("of_ticket"),
        name=bindparam("its_name"),
        kind=bindparam("its_kind"),
        amount=bindparam("its_amount"),
        bound=bindparam("its_bound"),
        started_at=bindparam("at"),
        due_at=bindparam("due"),
    )
    .returning(_C.id)
)
# One row for each pause of a clock, and one for a clock without any.
_CLOCKS = (
    select(
        *(_C.id, _C.name, _C.started_at, _C.due_at, _C.stopped_at, _C.breached_at),
        *(_P.first_at, _P.last_at, _P.reason),
    )
    .join_from(clock, pause_table, _P.clock_id == _C.id, isouter=True)
    .order_by(_C.id, _P.id)
)
_OF_TICKET = _CLOCKS.where(_C.ticket_id == bindparam("of_ticket"))
_RUNNING = _OF_TICKET.where(_C.stopped_at.is_(None))
_BY_ID = _CLOCKS.where(_C.id == bindparam("clock_id"))
_STOP = update(clock).where(_C.id == bindparam("clock_id")).values(stopped_at=bindparam("at"))
_HALT = insert(pause_table).values(
    clock_id=bindparam("of_clock"),
    first_at=bindparam("since"),
    last_at=bindparam("until"),
    reason=bindparam("why"),
)
_OPEN = (_P.clock_id == bindparam("of_clock"), _P.last_at.is_(None))
_GO_ON = (
    update(pause_table)
    .where(*_OPEN, _P.reason == bindparam("why"))
    .values(last_at=bindparam("at"))
)
_GO_ON_ALL = update(pause_table).where(*_OPEN).values(last_at=bindparam("at"))
_DUE = update(clock).where(_C.id == bindparam("clock_id")).values(due_at=bindparam("due"))
_UNMARK = (
    update(clock)
    .where(_C.id == bindparam("clock_id"))
    .values(warned_at=None, breached_at=None, tier=0)
)


def start(
    tx: Tx,
    ticket_id: int,
    name: str,
    kind: str,
    amount: int,
    bound: str,
    at: int,
    due_at: int | None,
) -> int:
    """Start a clock; returns its id."""
    started: int = tx.value(
        _START,
        of_ticket=ticket_id,
        its_name=name,
        its_kind=kind,
        its_amount=amount,
        its_bound=bound,
        at=at,
        due=due_at,
    )
    return started


def running(tx: Tx, ticket_id: int) -> Sequence[Running]:
    """Return the clocks of a ticket that have not stopped, paused ones among them."""
    return _with_halts(tx.all(_RUNNING, of_ticket=ticket_id))


def of_ticket(tx: Tx, ticket_id: int) -> Sequence[Running]:
    """Return all clocks a ticket ever had, in the order in which they started."""
    return _with_halts(tx.all(_OF_TICKET, of_ticket=ticket_id))


def by_id(tx: Tx, clock_id: int) -> Running:
    """Return one clock; LookupError if there is none."""
    found = _with_halts(tx.all(_BY_ID, clock_id=clock_id))
    if not found:
        raise LookupError(f"no clock {clock_id}")
    return found[0]


def _with_halts(rows: Sequence[Row]) -> Sequence[Running]:
    found = []
    for _, same in groupby(rows, lambda row: row.id):
        first, *more = same
        halts = [Halt(one.first_at, one.last_at, one.reason) for one in (first, *more)]
        found.append(
            Running(
                first.id,
                first.name,
                first.started_at,
                first.due_at,
                tuple(halts) if first.reason is not None else (),
                first.stopped_at,
                first.breached_at,
            )
        )
    return found


def stop(tx: Tx, clock_id: int, at: int) -> None:
    """Stop a clock for good; with it ends whatever it stood still for."""
    tx.send(_GO_ON_ALL, of_clock=clock_id, at=at)
    tx.send(_STOP, clock_id=clock_id, at=at)


def pause(tx: Tx, clock_id: int, at: int, reason: str) -> None:
    """Let a clock stand still; it then has no due moment."""
    tx.send(_HALT, of_clock=clock_id, since=at, until=None, why=reason)
    set_due(tx, clock_id, None)


def halt(tx: Tx, clock_id: int, first_at: int, last_at: int | None, reason: str) -> None:
    """Write down a pause of the past, or one that began there; `set_due` is left to the caller."""
    tx.send(_HALT, of_clock=clock_id, since=first_at, until=last_at, why=reason)


def resume(tx: Tx, clock_id: int, at: int, reason: str) -> None:
    """End the pause for one reason; `set_due` is left to the caller, for others may go on."""
    tx.send(_GO_ON, of_clock=clock_id, at=at, why=reason)


def set_due(tx: Tx, clock_id: int, due_at: int | None) -> None:
    """Write down when a clock is due, None while it stands still."""
    tx.send(_DUE, clock_id=clock_id, due=due_at)


def unmark(tx: Tx, clock_id: int) -> None:
    """Take back that a clock was warned of or found late: it is not, as is known now."""
    tx.send(_UNMARK, clock_id=clock_id)
