"""How far a ticket's times have run: elapsed against standard, pauses, and who must act now."""

from datetime import timedelta

from desk import clocks
from desk.calendars.office import calendar
from desk.desk import Desk
from desk.tickets import standard_of
from flows.due import UNITS, ZERO, Pause, due, elapsed
from flows.say import Button, Say, Value
from flows.standard import APPLICANT, Bound, Clock, Standard
from flows.whereabouts import APPLICANT_OWES
from storage import clocks as kept_clocks
from storage.clocks import Running
from storage.moments import from_ms, to_ms
from storage.tickets import Ticket


def row(ticket: Ticket) -> tuple[Button, ...]:
    """Return the button that asks for the explanation of a ticket's times."""
    return (Button(Say("explain.button"), "explain", str(ticket.id)),)


def progress(desk: Desk, ticket: Ticket) -> Say:
    """Say how much of the service's time and of the step's has been used, and who must act."""
    standard = standard_of(desk, ticket)
    running = {one.name: one for one in kept_clocks.running(desk.tx, ticket.id)}
    step = standard.step(ticket.at.step)
    shown = [*standard.told_clocks, *((step.clock,) if step.clock is not None else ())]
    lines: list[Value] = [
        _line(desk, standard, ticket, clock, running[clock.id])
        for clock in shown
        if clock.id in running
    ]
    if ticket.open:
        lines.append(_turn(standard, ticket))
    return Say("progress.lines", {"lines": tuple(lines)})


def _turn(standard: Standard, ticket: Ticket) -> Say:
    """Who owes the next deed, and which."""
    step = standard.step(ticket.at.step)
    if ticket.at.state in APPLICANT_OWES:
        return Say(f"progress.owes_{ticket.at.state.value}")
    who = Say(f"role.{APPLICANT if step.role == APPLICANT else ticket.holder_role}")
    return Say("progress.owes", {"who": who, "what": step.title})


def _line(desk: Desk, standard: Standard, ticket: Ticket, clock: Clock, one: Running) -> Say:
    pauses = clocks.pauses_of(one, to_ms(desk.now))
    hours, since = calendar(desk, ticket.at.office), from_ms(one.started_at)
    used = elapsed(clock, since, desk.now, hours, pauses) // UNITS[clock.kind]
    values: dict[str, Value] = {
        "what": named(standard, clock),
        "used": used,
        "amount": amount(clock),
        "pause": _paused(one, pauses),
    }
    if clock.bound is Bound.AT_LEAST:
        unit = Say(f"progress.unit_{clock.kind.value}")
        return Say("progress.at_least", {**values, "unit": unit})
    if due(clock, since, hours, pauses).at < desk.now:
        return Say("progress.over", values)
    return Say("progress.about" if clock.bound is Bound.ABOUT else "progress.at_most", values)


def _paused(one: Running, pauses: tuple[Pause, ...]) -> Say:
    """How long it stood still, overlapping pauses once, and for what it does so now."""
    if not pauses:
        return Say("progress.no_pause")
    total, reached = ZERO, pauses[0].first
    for pause in sorted(pauses, key=lambda pause: pause.first):
        total += max(ZERO, pause.last - max(pause.first, reached))
        reached = max(reached, pause.last)
    values: dict[str, Value] = {"length": _length(total), "reasons": clocks.standing_for(one)}
    return Say("progress.pausing" if one.paused else "progress.paused", values)


def _length(total: timedelta) -> Say:
    """A length by the wall clock, to the minute."""
    hours, minutes = divmod(total // timedelta(minutes=1), 60)
    days, hours = divmod(hours, 24)
    values: dict[str, Value] = {"days": days, "hours": hours, "minutes": minutes}
    if days:
        return Say("progress.days_hours", values)
    return Say("progress.hours_minutes" if hours else "progress.minutes", values)


def named(standard: Standard, clock: Clock) -> Say:
    """Return what a clock is called: the service's time, or that of a step."""
    if clock.title is not None:
        return Say("progress.of_title", {"title": clock.title})
    if clock in standard.clocks:
        return Say("progress.of_service")
    return Say("progress.of_step", {"step": standard.step(clock.id).title})


def amount(clock: Clock) -> Say:
    """Return the amount of a standard with its unit: "140 menit kerja"."""
    return Say(f"progress.amount_{clock.kind.value}", {"amount": clock.amount})
