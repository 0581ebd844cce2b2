"""Named queries about clocks: one row per started clock of a ticket."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, update

from storage.store import Row, Tx
from storage.tables import clock
from storage.tables import pause as pause_table


@dataclass(frozen=True, slots=True)
class Halt:
    """A time a clock stood still, in milliseconds since 1970; `last_at` is None while it does."""

    first_at: int
    last_at: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Running:
    """A started clock that has not stopped, with its pauses in order."""

    id: int
    name: str
    started_at: int
    due_at: int | None
    halts: tuple[Halt, ...]

    @property
    def paused(self) -> bool:
        """Whether it stands still now."""
        return bool(self.halts) and self.halts[-1].last_at is None


_C = clock.c
_START = insert(clock).values(
    ticket_id=bindparam("of_ticket"),
    name=bindparam("its_name"),
    kind=bindparam("its_kind"),
    amount=bindparam("its_amount"),
    bound=bindparam("its_bound"),
    started_at=bindparam("at"),
    due_at=bindparam("due"),
)
_RUNNING = (
    select(_C.id, _C.name, _C.started_at, _C.due_at)
    .where(_C.ticket_id == bindparam("of_ticket"), _C.stopped_at.is_(None))
    .order_by(_C.id)
)
_HALTS = (
    select(pause_table.c.first_at, pause_table.c.last_at, pause_table.c.reason)
    .where(pause_table.c.clock_id == bindparam("of_clock"))
    .order_by(pause_table.c.id)
)
_STOP = update(clock).where(_C.id == bindparam("clock_id")).values(stopped_at=bindparam("at"))
_HALT = insert(pause_table).values(
    clock_id=bindparam("of_clock"), first_at=bindparam("at"), reason=bindparam("why")
)
_GO_ON = (
    update(pause_table)
    .where(pause_table.c.clock_id == bindparam("of_clock"), pause_table.c.last_at.is_(None))
    .values(last_at=bindparam("at"))
)
_DUE = update(clock).where(_C.id == bindparam("clock_id")).values(due_at=bindparam("due"))


def start(
    tx: Tx,
    ticket_id: int,
    name: str,
    kind: str,
    amount: int,
    bound: str,
    at: int,
    due_at: int | None,
) -> None:
    """Start a clock."""
    tx.run(
        _START,
        of_ticket=ticket_id,
        its_name=name,
        its_kind=kind,
        its_amount=amount,
        its_bound=bound,
        at=at,
        due=due_at,
    )


def running(tx: Tx, ticket_id: int) -> Sequence[Running]:
    """Return the clocks of a ticket that have not stopped, paused ones among them."""
    return [_running(tx, row) for row in tx.all(_RUNNING, of_ticket=ticket_id)]


def _running(tx: Tx, row: Row) -> Running:
    halts = tuple(
        Halt(halt.first_at, halt.last_at, halt.reason) for halt in tx.all(_HALTS, of_clock=row.id)
    )
    return Running(row.id, row.name, row.started_at, row.due_at, halts)


def stop(tx: Tx, clock_id: int, at: int) -> None:
    """Stop a clock for good."""
    tx.run(_STOP, clock_id=clock_id, at=at)


def pause(tx: Tx, clock_id: int, at: int, reason: str) -> None:
    """Let a clock stand still; it then has no due moment."""
    tx.run(_HALT, of_clock=clock_id, at=at, why=reason)
    tx.run(_DUE, clock_id=clock_id, due=None)


def resume(tx: Tx, clock_id: int, at: int, due_at: int) -> None:
    """Let a clock go on, due at a new moment."""
    tx.run(_GO_ON, of_clock=clock_id, at=at)
    tx.run(_DUE, clock_id=clock_id, due=due_at)
