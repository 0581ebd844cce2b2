"""The moments of a booked visit: reminded the working day before, in the morning, then missed."""

from datetime import datetime, time, timedelta

from desk.calendars.office import calendar
from desk.counter.places import counter_of
from desk.desk import Desk
from flows.slots import working_day_before
from storage.moments import from_ms, to_ms

MISSED = 3
"""The last stage: nobody came."""
_USUAL_MINUTES = 30
"""How long a visit lasts whose office has slots no more."""


def moments(desk: Desk, office: str, slot_at: int) -> tuple[int, int, int]:
    """Return when the stages of a visit come, in milliseconds, the earliest first."""
    rule = desk.books.catalogue.reminders.visit
    days = calendar(desk, office)
    slot = from_ms(slot_at).astimezone(days.zone)
    before = datetime.combine(
        working_day_before(days, slot.date()), time(rule.day_before_hour), days.zone
    )
    morning = datetime.combine(slot.date(), time(rule.morning_hour), days.zone)
    counter = counter_of(desk, office)
    minutes = counter.plan.minutes if counter else _USUAL_MINUTES
    missed = slot + timedelta(minutes=minutes + rule.missed_after_minutes)
    return to_ms(before), min(to_ms(morning), slot_at), to_ms(missed)


def passed(desk: Desk, due: tuple[int, int, int]) -> int:
    """Return how many of the stages have come by now."""
    now = to_ms(desk.now)
    return sum(moment <= now for moment in due)


def next_of(desk: Desk, office: str, slot_at: int) -> tuple[int, int]:
    """Return the stage a visit is at now, and when the next one comes (ms)."""
    due = moments(desk, office, slot_at)
    stage = min(passed(desk, due), MISSED - 1)
    return stage, due[stage]
