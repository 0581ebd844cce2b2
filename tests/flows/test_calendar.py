"""The calendar: hours, seasons, days off and single days that differ."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from flows.calendar import Calendar, Season, Window

WITA = ZoneInfo("Asia/Makassar")
DAY = (Window(time(7, 30), time(12)), Window(time(13), time(16)))
FRIDAY = (Window(time(7, 30), time(11, 30)), Window(time(13), time(16, 30)))
WEEK = {0: DAY, 1: DAY, 2: DAY, 3: DAY, 4: FRIDAY}
RAMADAN = {day: (Window(time(8), time(15)),) for day in range(4)}
OFFICE = Calendar(
    zone=WITA,
    week=WEEK,
    seasons=(Season(date(2027, 2, 8), date(2027, 3, 9), RAMADAN),),
    closed={date(2026, 8, 17): "Hari Kemerdekaan", date(2026, 8, 25): "Maulid Nabi"},
    opened={
        date(2026, 8, 25): (Window(time(9), time(10)),),
        date(2026, 8, 26): (),
    },
)


def at(year, month, day, hour=0, minute=0, second=0):
    return datetime(year, month, day, hour, minute, second, tzinfo=WITA)


def test_a_weekday_has_its_windows_in_the_zone_of_the_office():
    assert OFFICE.windows_on(date(2026, 8, 21)) == (
        (at(2026, 8, 21, 7, 30), at(2026, 8, 21, 11, 30)),
        (at(2026, 8, 21, 13), at(2026, 8, 21, 16, 30)),
    )
    assert OFFICE.windows_on(date(2026, 8, 21))[0][0].tzinfo is WITA


def test_windows_come_in_order_however_they_were_written():
    calendar = Calendar(zone=WITA, week={0: DAY[::-1]})
    assert [opens.hour for opens, _ in calendar.windows_on(date(2026, 8, 3))] == [7, 13]


def test_a_weekend_and_a_holiday_are_no_working_days():
    assert OFFICE.is_working_day(date(2026, 8, 14))
    assert not OFFICE.is_working_day(date(2026, 8, 15))
    assert not OFFICE.is_working_day(date(2026, 8, 17))


def test_a_dated_override_wins_over_holiday_and_week():
    assert OFFICE.windows_on(date(2026, 8, 25)) == ((at(2026, 8, 25, 9), at(2026, 8, 25, 10)),)
    assert not OFFICE.is_working_day(date(2026, 8, 26))


def test_ramadan_has_its_own_week_from_its_first_to_its_last_day():
    assert OFFICE.windows_on(date(2027, 2, 5))[0][0].time() == time(7, 30)
    assert OFFICE.windows_on(date(2027, 2, 8))[0][0].time() == time(8)
    assert OFFICE.windows_on(date(2027, 3, 9))[0][1].time() == time(15)
    assert OFFICE.windows_on(date(2027, 3, 10))[0][0].time() == time(7, 30)
    assert not OFFICE.is_working_day(date(2027, 2, 12))


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        (at(2026, 8, 3, 6), at(2026, 8, 3, 7, 30)),
        (at(2026, 8, 3, 7, 30), at(2026, 8, 3, 7, 30)),
        (at(2026, 8, 3, 9, 15), at(2026, 8, 3, 9, 15)),
        (at(2026, 8, 3, 12), at(2026, 8, 3, 13)),
        (at(2026, 8, 3, 16), at(2026, 8, 4, 7, 30)),
        (at(2026, 8, 14, 17), at(2026, 8, 18, 7, 30)),
        (datetime(2026, 8, 3, 23, 0, tzinfo=UTC), at(2026, 8, 4, 7, 30)),
    ],
)
def test_the_next_opening_is_now_or_the_next_window(moment, opening):
    assert OFFICE.next_opening(moment) == opening


def test_an_office_that_never_opens_is_an_error_and_not_an_endless_search():
    with pytest.raises(ValueError, match="no working day"):
        Calendar(zone=WITA, week={}).next_opening(at(2026, 8, 3))


def test_a_window_must_close_after_it_opens():
    with pytest.raises(ValueError, match="close after"):
        Window(time(12), time(12))
