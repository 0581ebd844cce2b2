"""Until when a ticket that was done can be taken up again by its applicant."""

from zoneinfo import ZoneInfo

from desk.clocks import due_of
from desk.desk import Desk
from flows.moves import closing_step
from flows.say import Say
from flows.standard import ClockKind, Standard, State
from flows.stretch import stretch
from storage.moments import from_ms, to_ms
from storage.tickets import Ticket


def until(desk: Desk, standard: Standard, ticket: Ticket) -> int | None:
    """Return until when a ticket may be reopened (ms), None if it was never done or is too old.

    The days are working days of its office (`reopening` of reminders.toml).
    """
    done = ticket.at.state is State.DONE and closing_step(standard, ticket.at)
    if not done or ticket.closed_at is None:
        return None
    days = stretch(
        ClockKind.WORKING_DAYS, desk.books.catalogue.reminders.reopen_within_working_days
    )
    last = due_of(desk, days, ticket.at.office, from_ms(ticket.closed_at), ())
    return last if to_ms(desk.now) <= last else None


def told(desk: Desk, standard: Standard, ticket: Ticket) -> Say:
    """Say until when, or that a new ticket may be filed; nothing of one that is not done."""
    if ticket.at.state is not State.DONE:
        return Say("reopen.not_yet")
    last = until(desk, standard, ticket)
    if last is None:
        return Say("reopen.over")
    zone = ZoneInfo(desk.books.catalogue.office(ticket.at.office).zone)
    return Say("reopen.until", {"at": from_ms(last).astimezone(zone)})
