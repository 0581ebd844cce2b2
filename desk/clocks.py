"""The clocks of a ticket: started, paused, resumed and stopped as a move says."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from desk.calendars.office import calendar
from desk.desk import Desk
from flows.account import why_paused
from flows.due import Pause, due
from flows.pauses import EXEMPT, Pausing
from flows.say import Say, Value
from flows.standard import Bound, Clock, ClockKind, OnReturn, Standard, State, TicketKind
from flows.whereabouts import CLOSED, Move
from storage import clocks, incidents
from storage.clocks import Halt, Running
from storage.moments import from_ms, to_ms

STAYS = frozenset(
    {
        "ticket_claimed",
        "ticket_released",
        "ticket_assigned",
        "data_requested",
        "data_answered",
        "requirement_waived",
        "requirement_added",
    }
)
"""Moves after which an exempt reason still holds: the same step goes on with its work."""


def run(desk: Desk, standard: Standard, ticket_id: int, office: str, move: Move) -> int | None:
    """Apply a move to the clocks; return when the service is due (ms), None while nothing runs."""
    known = {clock.id: clock for clock in all_clocks(standard)}
    for one in clocks.running(desk.tx, ticket_id):
        _apply(desk, known[one.name], one, office, move)
        if _anew(known[one.name], one, move):
            clocks.stop(desk.tx, one.id, second(desk))
            _start(desk, standard, known[one.name], ticket_id, office)
    waiting = {one.name for one in clocks.running(desk.tx, ticket_id)}
    for clock in move.started:
        if clock.id not in waiting:
            _start(desk, standard, clock, ticket_id, office)
    _wait_for_others(desk, standard, ticket_id, office, move)
    return service_due(desk, standard, ticket_id)


def second(desk: Desk) -> int:
    """Return the moment of the order in whole seconds (as ms): what is told must add up."""
    return to_ms(desk.now) // 1000 * 1000


def all_clocks(standard: Standard) -> tuple[Clock, ...]:
    """Return the clocks of the service and of its steps."""
    steps = (step.clock for step in standard.steps if step.clock is not None)
    return (*standard.clocks, *steps)


def service_due(desk: Desk, standard: Standard, ticket_id: int) -> int | None:
    """Return the earliest due moment of the clocks that bind the service.

    A service without a clock of its own is bound by that of the step at which the file lies.
    """
    promised = {
        clock.id
        for clock in standard.promises
        if clock.bound is not Bound.AT_LEAST and not clock.guarantee
    }
    moments = [
        one.due_at
        for one in clocks.running(desk.tx, ticket_id)
        if one.name in promised and one.due_at is not None
    ]
    return min(moments, default=None)


def guaranteed(desk: Desk, standard: Standard, ticket_id: int) -> tuple[Clock, int] | None:
    """Return the running guarantee of a service and when it is due (ms), None if there is none."""
    running = {one.name: one.due_at for one in clocks.running(desk.tx, ticket_id)}
    for clock in standard.promises:
        due_at = running.get(clock.id)
        if clock.guarantee and due_at is not None:
            return clock, due_at
    return None


def without_due(desk: Desk, standard: Standard, ticket_id: int) -> Say | None:
    """Say why a service whose time has begun has no due moment; None if it has not begun."""
    running = {one.name: one for one in clocks.running(desk.tx, ticket_id)}
    for clock in standard.promises:
        one = running.get(clock.id)
        if one is not None and one.paused:
            return Say("pause.when", {"reasons": standing_for(one)})
        if one is not None and clock.bound is Bound.AT_LEAST:
            return Say("pause.when_at_least", {"told": clock.told})
    return None


def standing_for(one: Running) -> tuple[Value, ...]:
    """Return the words for what a clock stands still now, each reason once."""
    codes = dict.fromkeys(halt.reason for halt in one.halts if halt.last_at is None)
    return tuple(why_paused(code) for code in codes)


def due_of(desk: Desk, clock: Clock, office: str, since: datetime, pauses: Sequence[Pause]) -> int:
    """Return when a clock started at `since` is due, in milliseconds since 1970."""
    return to_ms(due(clock, since, calendar(desk, office), pauses).at)


def pauses_of(one: Running, now: int) -> tuple[Pause, ...]:
    """Return the pauses of a clock; one that goes on reaches to its stop, else to `now` (ms)."""
    until = now if one.stopped_at is None else one.stopped_at
    return tuple(_pause(halt, until) for halt in one.halts)


def _pause(halt: Halt, until: int) -> Pause:
    last = halt.last_at if halt.last_at is not None else max(until, halt.first_at)
    return Pause(from_ms(halt.first_at), from_ms(last), halt.reason)


def renew(desk: Desk, clock: Clock, clock_id: int, office: str) -> int | None:
    """Compute and keep when a clock is due with its pauses as they are; None while it stands."""
    one = clocks.by_id(desk.tx, clock_id)
    due_at = None
    if not one.paused:
        pauses = pauses_of(one, second(desk))
        due_at = due_of(desk, clock, office, from_ms(one.started_at), pauses)
    clocks.set_due(desk.tx, clock_id, due_at)
    return due_at


def suspended_by_incidents(standard: Standard, clock: Clock) -> bool:
    """Whether a time holds "in normal conditions" only.

    So do the working times of a service. The limits of the complaint law run on whatever happens,
    and so do hours and calendar days, in which nobody promises work.
    """
    return (
        standard.kind is not TicketKind.COMPLAINT
        and clock.kind in {ClockKind.WORKING_MINUTES, ClockKind.WORKING_DAYS}
        and clock.bound is not Bound.AT_LEAST
    )


def _apply(desk: Desk, clock: Clock, one: Running, office: str, move: Move) -> None:
    now = second(desk)
    # A returned file begins its time anew where the standard says so; data asked for halts it.
    returned = move.to.state is State.NEEDS_COMPLETION and clock.on_return is OnReturn.RESTART
    if one.name in move.stopped or returned:
        clocks.stop(desk.tx, one.id, now)
        return
    if move.paused and not one.halted(Pausing.APPLICANT):
        clocks.pause(desk.tx, one.id, now, Pausing.APPLICANT.value)
    ended = set() if move.journal in STAYS else set(EXEMPT)
    if move.resumed or clock in move.started:
        ended.add(Pausing.APPLICANT)
    resume(desk, clock, one, office, ended)


def _anew(clock: Clock, one: Running, move: Move) -> bool:
    """Whether the answer to a data request begins a clock's time anew, as its standard says."""
    answered = move.journal == "data_answered" and one.halted(Pausing.APPLICANT)
    return answered and clock.on_ask is OnReturn.RESTART


def resume(
    desk: Desk, clock: Clock, one: Running, office: str, reasons: Iterable[Pausing]
) -> None:
    """End the pauses of a clock for some reasons; for others it goes on standing still."""
    halted = [reason for reason in reasons if one.halted(reason)]
    for reason in halted:
        clocks.resume(desk.tx, one.id, second(desk), reason.value)
    if halted:
        renew(desk, clock, one.id, office)


def _start(desk: Desk, standard: Standard, clock: Clock, ticket_id: int, office: str) -> None:
    """Start a clock; while an incident is declared for its service it stands still at once."""
    now = second(desk)
    clock_id = clocks.start(
        desk.tx,
        ticket_id,
        clock.id,
        clock.kind.value,
        clock.amount,
        clock.bound.value,
        now,
        due_of(desk, clock, office, from_ms(now), ()),
    )
    if suspended_by_incidents(standard, clock):
        for incident in incidents.in_effect(desk.tx, office, standard.id):
            clocks.pause(desk.tx, clock_id, now, incident.code)


def _wait_for_others(
    desk: Desk, standard: Standard, ticket_id: int, office: str, move: Move
) -> None:
    """Let the service's clocks stand still while a step lies with another office."""
    if move.to.state in CLOSED:
        return
    away = standard.step(move.to.step).pauses_clocks
    known = {clock.id: clock for clock in all_clocks(standard)}
    for one in clocks.running(desk.tx, ticket_id):
        if one.name not in away:
            resume(desk, known[one.name], one, office, (Pausing.OTHER_OFFICE,))
        elif not one.halted(Pausing.OTHER_OFFICE):
            clocks.pause(desk.tx, one.id, second(desk), Pausing.OTHER_OFFICE.value)
