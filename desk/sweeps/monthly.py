"""The sweep of the monthly report: heads of an office get last month's on a morning."""

from datetime import timedelta

from desk.calendars import office as office_calendar
from desk.desk import Desk
from desk.reporting.periods import month_of
from desk.reporting.sending import send
from desk.superiors import heads
from flows.report import ReportForm
from storage import people, queue, reports
from storage.moments import to_ms

FORMS = (ReportForm.TEXT, ReportForm.PAPER)
_WHAT = "month"
_MONTHS = 12


def sweep_monthly(desk: Desk) -> int:
    """Send each office's report of the month before, once, with the morning's first hour.

    Returns how many heads got one.
    """
    return sum(_of_office(desk, office) for office in sorted(desk.books.catalogue.served))


def _of_office(desk: Desk, office: str) -> int:
    calendar = office_calendar.calendar(desk, office)
    now = desk.now.astimezone(calendar.zone)
    spans = calendar.windows_on(now.date())
    within = timedelta(minutes=desk.books.catalogue.reminders.digest_within_minutes)
    if not spans or not spans[0][0] <= now <= spans[0][0] + within:
        return 0
    month = month_of(now.date().replace(day=1) - timedelta(days=1))
    began = reports.began(desk.tx, office)
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    # An office that did not work with Loket yet has no month to report.
    if began is None or began >= to_ms(first):
        return 0
    if not queue.begin_report(desk.tx, office, now.year * _MONTHS + now.month, _WHAT):
        return 0
    told = {
        person.id: person
        for role in sorted(heads(desk, office))
        for person in people.holders(desk.tx, office, role, to_ms(desk.now))
    }
    for person in told.values():
        key = f"monthly:{office}:{month.first.isoformat()}:{person.id}"
        send(desk, person, office, month, FORMS, key)
    return len(told)
