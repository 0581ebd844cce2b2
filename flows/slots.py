"""The times at which an office receives visitors: slots cut out of its working calendar."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flows.calendar import DAY, Calendar


@dataclass(frozen=True, slots=True)
class SlotPlan:
    """How a counter receives: minutes a slot, visitors a slot, and how far ahead one may book.

    A slot may be booked until it begins; days are those of the calendar, today the first.
    """

    minutes: int
    seats: int
    days_ahead: int


def slots_on(plan: SlotPlan, calendar: Calendar, day: date) -> tuple[datetime, ...]:
    """Return when the slots of a day begin, in the calendar's zone; none on a day off.

    A slot ends inside the window it began in: nobody is invited into a break.
    """
    length = timedelta(minutes=plan.minutes)
    begins: list[datetime] = []
    for opens, closes in calendar.windows_on(day):
        begin = opens
        while begin + length <= closes:
            begins.append(begin)
            begin += length
    return tuple(begins)


def slots_ahead(
    plan: SlotPlan, calendar: Calendar, now: datetime
) -> tuple[tuple[date, tuple[datetime, ...]], ...]:
    """Return the days that can be booked now, each with its slots that have not begun."""
    first = now.astimezone(calendar.zone).date()
    days = (first + n * DAY for n in range(plan.days_ahead))
    found = (
        (day, tuple(begin for begin in slots_on(plan, calendar, day) if begin > now))
        for day in days
    )
    return tuple((day, begins) for day, begins in found if begins)


def holds(plan: SlotPlan, calendar: Calendar, begin: datetime) -> bool:
    """Whether a slot begins at this moment as the calendar stands now."""
    return begin in slots_on(plan, calendar, begin.astimezone(calendar.zone).date())


def working_day_before(calendar: Calendar, day: date) -> date:
    """Return the last working day before a day; ValueError when there was none for long."""
    for back in range(1, 60):
        before = day - back * DAY
        if calendar.is_working_day(before):
            return before
    raise ValueError(f"no working day in the 60 days before {day}")
