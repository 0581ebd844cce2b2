"""The sweeps over clocks that still run: a warning before the end, a word when a floor passed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from desk.calendars.office import calendar
from desk.clocks import due_of
from desk.desk import Desk
from desk.sweeps.news import is_echo, push_all, ticket_of, told_of, working_on
from desk.tickets import standard_of
from flows.say import Say
from flows.standard import ClockKind
from flows.stretch import stretch
from storage import sweeps
from storage.moments import DAY, to_ms
from storage.sweeps import DueClock, Page

HORIZON = 30 * DAY
"""No warning comes earlier than this before its due moment, in milliseconds."""


def near(desk: Desk, after: Page, most: int) -> Sequence[DueClock]:
    """Return a page of clocks nobody was warned of; `ready` are those whose moment has come."""
    now = to_ms(desk.now)
    limits: dict[tuple[str, str, int], int] = {}
    rows = []
    for row in sweeps.nearing(desk.tx, now, now + HORIZON, after, most):
        what = (row.office, row.kind, row.amount)
        if what not in limits:
            limits[what] = _warned_up_to(desk, row.office, ClockKind(row.kind), row.amount)
        rows.append(replace(row, ready=row.due_at <= limits[what]))
    return rows


def _warned_up_to(desk: Desk, office: str, kind: ClockKind, amount: int) -> int:
    """Return the latest due moment (ms) that is near by now.

    So much of the time is left at the warning; a clock is near when its due moment comes before
    the rest, counted from now, has passed. Of days, whole ones are left, today among them.
    """
    rule = desk.books.catalogue.reminders.deadline
    share = 100 - rule.warn_at_percent
    now = desk.now
    if kind is ClockKind.WORKING_MINUTES:
        least = rule.warn_minutes if amount >= 2 * rule.warn_minutes else 0
        left = max(-(-amount * share // 100), least)
        return due_of(desk, stretch(kind, left), office, now, ())
    if kind is ClockKind.CLOCK_HOURS:
        return to_ms(now + timedelta(hours=amount) * share / 100)
    if kind is ClockKind.WORKING_DAYS and not _opened_today(desk, office):
        return 0
    left = -(-amount * share // 100)
    return due_of(desk, stretch(kind, left), office, now - timedelta(days=1), ())


def _opened_today(desk: Desk, office: str) -> bool:
    counted = calendar(desk, office)
    windows = counted.windows_on(desk.now.astimezone(counted.zone).date())
    return bool(windows) and windows[0][0] <= desk.now


def warn(desk: Desk, row: DueClock) -> bool:
    """Warn whoever took the ticket, else everybody of the role, once."""
    if not row.ready or not sweeps.mark_warned(desk.tx, row, to_ms(desk.now)):
        return False
    ticket = ticket_of(desk, row)
    if is_echo(standard_of(desk, ticket), ticket, row):
        return True
    say = Say("deadline.warning", told_of(desk, ticket, row))
    push_all(desk, ticket, working_on(desk, ticket), say, f"warning:{row.id}:{row.due_at}")
    return True


def tell_floor(desk: Desk, row: DueClock) -> bool:
    """Tell staff that a time "at least" has passed; it is a floor, so nothing is late."""
    if not sweeps.mark_warned(desk.tx, row, to_ms(desk.now)):
        return False
    ticket = ticket_of(desk, row)
    say = Say("deadline.floor", told_of(desk, ticket, row))
    push_all(desk, ticket, working_on(desk, ticket), say, f"floor:{row.id}:{row.due_at}")
    return True
