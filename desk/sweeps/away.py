"""The sweep over tickets that wait for LKPP: their holders are reminded to look for the result."""

from datetime import date, timedelta

from desk import pushes
from desk.calendars import office as office_calendar
from desk.desk import Desk
from desk.sweeps.news import working_on
from flows.calendar import Calendar
from flows.say import Say, Value
from storage import away, journal, queue, tickets
from storage.people import Person
from storage.tickets import Ticket

_SENT = ("ticket_forwarded", "ticket_escalated")


def sweep_away(desk: Desk) -> int:
    """Remind, once a working day at most, of what has lain with LKPP for so many working days.

    LKPP promises no time (Perwali 67/2018 annex 6, row 3), so no clock runs and nothing else would
    bring the ticket back to anybody's mind. Returns how many people were reminded.
    """
    return sum(_remind(desk, office) for office in sorted(desk.books.catalogue.served))


def _remind(desk: Desk, office: str) -> int:
    calendar = office_calendar.calendar(desk, office)
    now = desk.now.astimezone(calendar.zone)
    spans = calendar.windows_on(now.date())
    if not spans or now < spans[0][0]:
        return 0
    if not queue.begin_report(desk.tx, office, now.toordinal(), "away"):
        return 0
    told: dict[Person, list[Value]] = {}
    for ticket_id in away.at_lkpp(desk.tx, office):
        ticket = tickets.by_id(desk.tx, ticket_id)
        days = 0 if ticket is None else _days(desk, ticket, calendar, now.date())
        if ticket is not None and days and days % _every(desk) == 0:
            values: dict[str, Value] = {"number": ticket.number, "days": days}
            for person in working_on(desk, ticket):
                told.setdefault(person, []).append(Say("away.line", values))
    for person, lines in told.items():
        digest = Say("away.digest", {"lines": tuple(lines)})
        pushes.push(desk, person, (digest,), f"away:{office}:{now.date().isoformat()}")
    return len(told)


def _every(desk: Desk) -> int:
    return desk.books.catalogue.reminders.away_every_working_days


def _days(desk: Desk, ticket: Ticket, calendar: Calendar, today: date) -> int:
    """How many working days ago the ticket was handed on."""
    sent = journal.last_of(desk.tx, ticket.id, _SENT)
    if sent is None:
        return 0
    first = sent.at.astimezone(calendar.zone).date()
    later = (first + timedelta(days=n) for n in range(1, (today - first).days + 1))
    return sum(bool(calendar.windows_on(day)) for day in later)
