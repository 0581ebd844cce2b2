"""The quiet hours: until when a reminder waits, in the zone of the office concerned."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from desk.desk import Desk


def after_quiet(desk: Desk, office: str) -> datetime | None:
    """Return when the quiet hours end if it is quiet there now, None if it is not."""
    quiet = desk.books.catalogue.reminders.quiet
    here = desk.now.astimezone(ZoneInfo(desk.books.catalogue.office(office).zone))
    if quiet.until_hour <= here.hour < quiet.from_hour:
        return None
    morning = here.date() if here.hour < quiet.until_hour else here.date() + timedelta(days=1)
    return datetime.combine(morning, time(quiet.until_hour), here.tzinfo)
