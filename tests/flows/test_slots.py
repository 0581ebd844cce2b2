"""Slots are cut out of the working calendar: breaks, days off and what has begun are left out."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from flows.calendar import Calendar, Window
from flows.slots import SlotPlan, holds, slots_ahead, slots_on, working_day_before

WITA = ZoneInfo("Asia/Makassar")
DAY = (Window(time(8), time(9, 15)), Window(time(13), time(14)))
CALENDAR = Calendar(WITA, dict.fromkeys(range(5), DAY), closed={date(2026, 8, 4): "Cuti"})
PLAN = SlotPlan(minutes=30, seats=2, days_ahead=3)
MONDAY = date(2026, 8, 3)


def test_a_slot_ends_before_the_break():
    assert [f"{begin:%H.%M}" for begin in slots_on(PLAN, CALENDAR, MONDAY)] == [
        "08.00", "08.30", "13.00", "13.30",
    ]  # fmt: skip


def test_days_off_and_slots_that_have_begun_are_not_offered():
    now = datetime(2026, 8, 3, 8, 30, tzinfo=WITA)
    ahead = slots_ahead(PLAN, CALENDAR, now)
    assert [day for day, _ in ahead] == [MONDAY, date(2026, 8, 5)]
    assert [f"{begin:%H.%M}" for begin in ahead[0][1]] == ["13.00", "13.30"]


def test_a_slot_holds_only_while_the_calendar_has_it():
    assert holds(PLAN, CALENDAR, datetime(2026, 8, 3, 8, 30, tzinfo=WITA))
    assert not holds(PLAN, CALENDAR, datetime(2026, 8, 3, 8, 45, tzinfo=WITA))
    assert not holds(PLAN, CALENDAR, datetime(2026, 8, 4, 8, 30, tzinfo=WITA))


def test_the_working_day_before_skips_days_off_and_weekends():
    assert working_day_before(CALENDAR, date(2026, 8, 5)) == MONDAY
    assert working_day_before(CALENDAR, MONDAY) == date(2026, 7, 31)


def test_a_calendar_that_never_opens_has_no_day_before():
    with pytest.raises(ValueError, match="no working day"):
        working_day_before(Calendar(WITA, {}), MONDAY)
