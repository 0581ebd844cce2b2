"""The quiet hours: until when a word waits, in the zone and by the wish of who is told."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from desk.desk import Desk
from storage import preferences
from storage.people import Person


def after_quiet(desk: Desk, office: str, to: Person | None = None) -> datetime | None:
    """Return when the quiet hours end if it is quiet now, None if it is not.

    They are those that `to` chose, in the zone chosen; else the house's, in the office's zone.
    """
    house = desk.books.catalogue.reminders.quiet
    wish = preferences.PLAIN if to is None else preferences.of(desk.tx, to.id)
    evening, morning = wish.quiet or (house.from_hour, house.until_hour)
    zone = wish.zone or desk.books.catalogue.office(office).zone
    here = desk.now.astimezone(ZoneInfo(zone))
    if evening == morning or morning <= here.hour < evening:
        return None
    day = here.date() if here.hour < morning else here.date() + timedelta(days=1)
    return datetime.combine(day, time(morning), here.tzinfo)


def news_after(desk: Desk, office: str, to: Person) -> datetime | None:
    """Return when somebody wants to hear of a change of status; None: at once, as most do."""
    if not preferences.of(desk.tx, to.id).news_wait:
        return None
    return after_quiet(desk, office, to)
