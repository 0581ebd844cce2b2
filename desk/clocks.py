"""The clocks of a ticket: started, paused, resumed and stopped as a move says."""

from collections.abc import Sequence
from datetime import datetime

from desk.desk import Desk
from flows.due import Pause, due
from flows.standard import Bound, Clock, OnReturn, Standard
from flows.whereabouts import Move
from storage import clocks
from storage.clocks import Running
from storage.moments import from_ms, to_ms


def run(desk: Desk, standard: Standard, ticket_id: int, office: str, move: Move) -> int | None:
    """Apply a move to the clocks; return when the service is due (ms), None while nothing runs."""
    known = {clock.id: clock for clock in all_clocks(standard)}
    for one in clocks.running(desk.tx, ticket_id):
        _apply(desk, known[one.name], one, office, move)
    waiting = {one.name for one in clocks.running(desk.tx, ticket_id)}
    for clock in move.started:
        if clock.id not in waiting:
            _start(desk, clock, ticket_id, office)
    return service_due(desk, standard, ticket_id)


def all_clocks(standard: Standard) -> tuple[Clock, ...]:
    """Return the clocks of the service and of its steps."""
    steps = (step.clock for step in standard.steps if step.clock is not None)
    return (*standard.clocks, *steps)


def service_due(desk: Desk, standard: Standard, ticket_id: int) -> int | None:
    """Return the earliest due moment of the service's own clocks that bind it."""
    promised = {clock.id for clock in standard.clocks if clock.bound is not Bound.AT_LEAST}
    moments = [
        one.due_at
        for one in clocks.running(desk.tx, ticket_id)
        if one.name in promised and one.due_at is not None
    ]
    return min(moments, default=None)


def due_of(desk: Desk, clock: Clock, office: str, since: datetime, pauses: Sequence[Pause]) -> int:
    """Return when a clock started at `since` is due, in milliseconds since 1970."""
    return to_ms(due(clock, since, desk.books.catalogue.calendar(office), pauses).at)


def _apply(desk: Desk, clock: Clock, one: Running, office: str, move: Move) -> None:
    now = to_ms(desk.now)
    returned = move.paused and clock.on_return is OnReturn.RESTART
    if one.name in move.stopped or returned:
        clocks.stop(desk.tx, one.id, now)
    elif move.paused and not one.paused:
        clocks.pause(desk.tx, one.id, now, "applicant")
    elif one.paused and (move.resumed or clock in move.started):
        pauses = [
            Pause(from_ms(halt.first_at), from_ms(halt.last_at or now), halt.reason)
            for halt in one.halts
        ]
        due_at = due_of(desk, clock, office, from_ms(one.started_at), pauses)
        clocks.resume(desk.tx, one.id, now, due_at)


def _start(desk: Desk, clock: Clock, ticket_id: int, office: str) -> None:
    clocks.start(
        desk.tx,
        ticket_id,
        clock.id,
        clock.kind.value,
        clock.amount,
        clock.bound.value,
        to_ms(desk.now),
        due_of(desk, clock, office, desk.now, ()),
    )
