"""Counts open due times anew when a calendar has changed, and tells everybody concerned once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desk import clocks, pushes
from desk.calendars.office import calendar
from desk.claims import claimer
from desk.desk import Desk
from desk.sweeps.quiet import after_quiet
from desk.tickets import local, standard_of
from flows.calendar import Calendar
from flows.due import due
from flows.say import Button, Say, Value
from flows.standard import APPLICANT
from storage import appointments, calendars, people, tickets
from storage import clocks as kept_clocks
from storage.clocks import Running
from storage.moments import from_ms, to_ms
from storage.people import Person
from storage.tickets import Ticket

BATCH = 200
"""Tickets counted anew in one transaction at most."""
COUNTED = 1_000
"""Tickets looked at to tell beforehand how many due times a change would move."""
DONE = -1
"""The place of a recount that has come to its end."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A clock whose due moment (ms) is another by the new calendar."""

    clock: Running
    old: int
    new: int


@dataclass(frozen=True, slots=True)
class News:
    """What an officer is told of one ticket."""

    to: Person
    line: Say


def begin(desk: Desk, office: str, entry_id: int, journal_id: int) -> int:
    """Count the first batch of an office anew, leave the rest to `go_on`; return how many moved.

    `entry_id` is the entry that changed the calendar, 0 when the files did. What is counted now
    is looked at once more later: a ticket may be moving in another process at this moment.
    """
    calendars.set_mark(desk.tx, f"calendar_run:{office}", journal_id)
    calendars.set_mark(desk.tx, f"calendar_entry:{office}", entry_id)
    calendars.set_mark(desk.tx, f"calendar_at:{office}", 0)
    appointments.wake(desk.tx, office, to_ms(desk.now))
    moved, _ = _batch(desk, office, 0)
    return moved


def go_on(desk: Desk, office: str) -> int:
    """Count one more batch of an office anew; returns how many tickets were looked at."""
    place = calendars.mark(desk.tx, f"calendar_at:{office}")
    if place is None or place == DONE:
        return 0
    _, seen = _batch(desk, office, place)
    last = seen[-1] if len(seen) == BATCH else DONE
    calendars.set_mark(desk.tx, f"calendar_at:{office}", last)
    return len(seen)


def would_move(desk: Desk, office: str, changed: Calendar) -> tuple[int, bool]:
    """Return how many due times another calendar would move, and whether all were looked at."""
    found = calendars.with_due_clocks(desk.tx, office, 0, COUNTED)
    count = sum(len(list(_shifts(desk, _ticket(desk, one), changed))) for one in found)
    return count, len(found) < COUNTED


def _batch(desk: Desk, office: str, after: int) -> tuple[int, Sequence[int]]:
    changed = calendar(desk, office)
    seen = calendars.with_due_clocks(desk.tx, office, after, BATCH)
    moved, news = 0, list[News]()
    for ticket_id in seen:
        ticket = _ticket(desk, ticket_id)
        shifts = [one for one in _shifts(desk, ticket, changed) if _keep(desk, one)]
        if shifts:
            moved += len(shifts)
            news.extend(_tell(desk, ticket, shifts))
    _tell_officers(desk, office, after, news)
    return moved, seen


def _ticket(desk: Desk, ticket_id: int) -> Ticket:
    found = tickets.by_id(desk.tx, ticket_id)
    assert found is not None
    return found


def _shifts(desk: Desk, ticket: Ticket, changed: Calendar) -> Iterator[Shift]:
    known = {clock.id: clock for clock in clocks.all_clocks(standard_of(desk, ticket))}
    for one in kept_clocks.running(desk.tx, ticket.id):
        if one.due_at is None or one.name not in known:
            continue
        pauses = clocks.pauses_of(one, to_ms(desk.now))
        new = to_ms(due(known[one.name], from_ms(one.started_at), changed, pauses).at)
        if new != one.due_at:
            yield Shift(one, one.due_at, new)


def _keep(desk: Desk, shift: Shift) -> bool:
    return calendars.move_due(desk.tx, shift.clock.id, shift.old, shift.new)


# Telling


def _tell(desk: Desk, ticket: Ticket, shifts: Sequence[Shift]) -> Iterator[News]:
    """Tell the applicant of the service's own due moment; yield what the officers are told."""
    standard = standard_of(desk, ticket)
    service_due = clocks.service_due(desk, standard, ticket.id)
    old, new = shifts[0].old, shifts[0].new
    if service_due is not None and service_due != ticket.due_at:
        calendars.move_ticket_due(desk.tx, ticket.id, ticket.version, service_due)
        if ticket.due_at is not None:
            old, new = ticket.due_at, service_due
            _tell_applicant(desk, ticket, _values(desk, ticket, old, new))
    line = Say("calendar.officer_line", _values(desk, ticket, old, new))
    for officer in _officers(desk, ticket):
        yield News(officer, line)


def _tell_applicant(desk: Desk, ticket: Ticket, values: dict[str, Value]) -> None:
    run = calendars.mark(desk.tx, f"calendar_run:{ticket.at.office}") or 0
    say = Say("calendar.due_moved", {**values, "cause": _cause(desk, ticket.at.office)})
    rows = ((Button(Say("button.status"), "mine"),),)
    owner = people.by_id(desk.tx, ticket.person_id)
    key = f"calendar:{run}:{ticket.id}"
    pushes.push(
        desk,
        owner,
        (say,),
        key,
        rows=rows,
        about=ticket,
        journal_id=run or None,
        not_before=after_quiet(desk, ticket.at.office, owner),
    )


def _values(desk: Desk, ticket: Ticket, old: int, new: int) -> dict[str, Value]:
    return {
        "number": ticket.number,
        "service": standard_of(desk, ticket).title,
        "old": local(desk, old, ticket.at.office),
        "new": local(desk, new, ticket.at.office),
    }


def _officers(desk: Desk, ticket: Ticket) -> Sequence[Person]:
    taker = claimer(desk, ticket)
    if taker is not None:
        return [taker]
    if ticket.holder_role == APPLICANT:
        return []
    at = to_ms(desk.now)
    return people.holders(desk.tx, ticket.holder_office, ticket.holder_role, at)


def _tell_officers(desk: Desk, office: str, after: int, news: Sequence[News]) -> None:
    """One message an officer and batch: a list, so that a long queue is no flood."""
    run = calendars.mark(desk.tx, f"calendar_run:{office}") or 0
    lines: dict[int, list[Say]] = {}
    for one in news:
        lines.setdefault(one.to.id, []).append(one.line)
    officers = {one.to.id: one.to for one in news}
    for person_id, own in lines.items():
        values: dict[str, Value] = {"cause": _cause(desk, office), "lines": tuple(own)}
        say = Say("calendar.officer_news", values)
        pushes.push(
            desk,
            officers[person_id],
            (say,),
            f"calendar:{run}:officer:{after}:{own[0].values['number']}",
            journal_id=run or None,
            not_before=after_quiet(desk, office, officers[person_id]),
        )


def _cause(desk: Desk, office: str) -> Say:
    entry = calendars.by_id(desk.tx, calendars.mark(desk.tx, f"calendar_entry:{office}") or 0)
    if entry is None:
        return Say("calendar.cause_files")
    key = "calendar.cause_removed" if entry.removed else "calendar.cause_entry"
    return Say(key, {"title": entry.title, "source": entry.source})
