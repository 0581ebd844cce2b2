"""What an applicant may expect: a place in the queue, and what the latest cases took."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from desk.calendars import office as office_calendar
from desk.desk import Desk
from flows.calendar import Calendar
from flows.due import Pause, due, elapsed
from flows.say import Audience, Notice, Say, Value
from flows.spread import LEAST, Spread, beyond, in_a_row, spread
from flows.standard import (
    APPLICANT,
    Action,
    Bound,
    Clock,
    ClockKind,
    ClockStart,
    OnReturn,
    Standard,
    State,
    Step,
)
from flows.whereabouts import Whereabouts, step_office
from flows.words import Words
from storage import measures, queue
from storage.measures import Stay
from storage.moments import from_ms, to_ms
from storage.tickets import Ticket

RUNS = 50
"""So many of the latest finished runs of a step are measured."""

_ONWARD = (Action.FORWARD, Action.DISPOSE, Action.FINISH, Action.ARCHIVE)
_MINUTE = timedelta(minutes=1)


def expectation(desk: Desk, standard: Standard, ticket: Ticket) -> tuple[Say, ...]:
    """Say the place in the holder's queue, and when such cases usually end, where that is known.

    Measured in working minutes without the times a case stood still; never a promise.
    """
    if not ticket.open or ticket.holder_role == APPLICANT:
        return ()
    return (*_place(desk, ticket), *_forecast(desk, standard, ticket))


def with_expectation(
    desk: Desk, standard: Standard, ticket: Ticket, notices: Sequence[Notice], when: Value
) -> tuple[Notice, ...]:
    """Return the notices; the applicant's tell beside the due moment what may be expected."""
    lines = expectation(desk, standard, ticket)
    beside = Say("expectation.beside", {"when": when, "lines": lines})
    return tuple(
        Notice(one.to, Say(one.say.key, {**one.say.values, "when": beside}))
        if lines and one.to is Audience.APPLICANT
        else one
        for one in notices
    )


def _place(desk: Desk, ticket: Ticket) -> tuple[Say, ...]:
    if ticket.complete_at is None:
        return ()
    nth, count = queue.place(desk.tx, ticket)
    holder = Say(f"role.{ticket.holder_role}")
    return (Say("expectation.place", {"nth": nth, "count": count, "holder": holder}),)


def _forecast(desk: Desk, standard: Standard, ticket: Ticket) -> tuple[Say, ...]:
    here = measures.present_stay(desk.tx, ticket.id)
    if here is None or ticket.at.handed_over or queue.stands_still(desk.tx, ticket.id):
        return ()
    stays = measures.finished_stays(desk.tx, ticket.service)
    ahead = _ahead(desk, standard, ticket.at, stays)
    if not ahead:
        return ()
    calendar = office_calendar.calendar(desk, ticket.at.office)
    latest = [stays.get(step, [])[:RUNS] for step in ahead]
    runs = [[_minutes(stay, calendar, desk.now) for stay in some] for some in latest]
    fewest = min(map(len, runs))
    if fewest < LEAST:
        return (Say("expectation.thin"),)
    left = beyond(runs[0], _minutes(here, calendar, desk.now))
    if len(left) < LEAST:
        return (Say("expectation.longer"),)
    told = spread(in_a_row([left, *runs[1:]]))
    assert told is not None
    return (Say("expectation.range", {**_moments(told, desk.now, calendar), "count": fewest}),)


def _ahead(
    desk: Desk, standard: Standard, at: Whereabouts, stays: Mapping[str, Sequence[Stay]]
) -> list[str]:
    """Return the steps up to the result; none where somebody outside the house sets the pace."""
    ahead: list[str] = []
    step = standard.step(at.step)
    while step.id not in ahead and step.role != APPLICANT:
        outside = step_office(step, at) not in desk.books.catalogue.served
        if outside or step.external or step.state is State.AWAITING_VISIT:
            return []
        ahead.append(step.id)
        targets = _targets(step)
        if step.hands_over or not targets:
            break
        # Where the way forks, most cases went the way with the most runs.
        step = standard.step(max(targets, key=lambda target: len(stays.get(target, ()))))
    return ahead


def _targets(step: Step) -> Sequence[str]:
    return next((step.may[action] for action in _ONWARD if action in step.may), ())


def _minutes(stay: Stay, calendar: Calendar, now: datetime) -> float:
    """Return the working minutes of a stay, up to now if it lasts, less all stops."""
    until = to_ms(now) if stay.left_at is None else stay.left_at
    halts = [
        Pause(from_ms(halt.first_at), from_ms(halt.last_at or until), halt.reason)
        for halt in stay.halts
        if halt.first_at < until and stay.arrived_at < (halt.last_at or until)
    ]
    return elapsed(_MEASURE, from_ms(stay.arrived_at), from_ms(until), calendar, halts) / _MINUTE


def _moments(told: Spread, now: datetime, calendar: Calendar) -> dict[str, Value]:
    return {
        "first": _at(told.low, now, calendar),
        "middle": _at(told.middle, now, calendar),
        "last": _at(told.high, now, calendar),
    }


def _at(minutes: float, now: datetime, calendar: Calendar) -> datetime:
    return due(_clock(max(1, round(minutes))), now, calendar).at


def _clock(minutes: int) -> Clock:
    return Clock(
        id="measured",
        kind=ClockKind.WORKING_MINUTES,
        amount=minutes,
        bound=Bound.ABOUT,
        start=ClockStart.RECEIVED,
        on_return=OnReturn.CONTINUE,
        article="",
        told=Words("", ""),
    )


_MEASURE = _clock(1)
