"""Due times: the four ways of counting, pauses, and the account that adds up."""

import random
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.calendar import Calendar, Season, Window
from flows.due import UNITS, ZERO, Pause, Why, due, elapsed
from flows.standard import Bound, Clock, ClockKind, ClockStart, OnReturn
from flows.words import Words

WITA = ZoneInfo("Asia/Makassar")
DAY = (Window(time(7, 30), time(12)), Window(time(13), time(16)))
FRIDAY = (Window(time(7, 30), time(11, 30)), Window(time(13), time(16, 30)))
HOLIDAYS_2026 = {
    date(2026, 4, 3): "Wafat Yesus Kristus",
    date(2026, 5, 1): "Hari Buruh",
    date(2026, 12, 24): "Cuti Bersama Natal",
    date(2026, 12, 25): "Hari Raya Natal",
    date(2027, 1, 1): "Tahun Baru",
}
RAMADAN = {day: (Window(time(8), time(12)), Window(time(12, 30), time(15))) for day in range(5)}
OFFICE = Calendar(
    zone=WITA,
    week={0: DAY, 1: DAY, 2: DAY, 3: DAY, 4: FRIDAY},
    seasons=(Season(date(2027, 2, 8), date(2027, 3, 9), RAMADAN),),
    closed=HOLIDAYS_2026,
)
START = datetime(2026, 4, 1, tzinfo=WITA)

moments = st.integers(0, 400 * 24 * 3600).map(lambda s: START + timedelta(seconds=s))
kinds = st.sampled_from(ClockKind)
pause_lists = st.lists(
    st.tuples(moments, st.integers(0, 5 * 24 * 3600)).map(
        lambda pair: Pause(pair[0], pair[0] + timedelta(seconds=pair[1]), "data")
    ),
    max_size=3,
)


def at(year, month, day, hour=0, minute=0, second=0):
    return datetime(year, month, day, hour, minute, second, tzinfo=WITA)


def clock(kind, amount):
    return Clock(
        "service",
        kind,
        amount,
        Bound.AT_MOST,
        ClockStart.COMPLETE,
        OnReturn.CONTINUE,
        "1",
        Words("", ""),
    )


def minutes(amount):
    return clock(ClockKind.WORKING_MINUTES, amount)


def working_days(amount):
    return clock(ClockKind.WORKING_DAYS, amount)


@pytest.mark.parametrize(
    ("since", "amount", "end"),
    [
        (at(2026, 4, 24, 15, 50), 30, at(2026, 4, 24, 16, 20)),
        (at(2026, 4, 24, 11, 20), 30, at(2026, 4, 24, 13, 20)),
        (at(2026, 4, 24, 16, 20), 30, at(2026, 4, 27, 7, 50)),
        (at(2026, 4, 24, 16, 0), 30, at(2026, 4, 24, 16, 30)),
        (at(2026, 4, 24, 16, 30), 30, at(2026, 4, 27, 8, 0)),
        (at(2026, 4, 25, 9, 0), 30, at(2026, 4, 27, 8, 0)),
        (at(2026, 4, 30, 15, 50), 140, at(2026, 5, 4, 9, 40)),
        (at(2027, 2, 5, 16, 20), 30, at(2027, 2, 8, 8, 20)),
        (at(2027, 2, 8, 14, 50), 30, at(2027, 2, 9, 8, 20)),
    ],
)
def test_working_minutes_run_only_inside_the_windows(since, amount, end):
    assert due(minutes(amount), since, OFFICE).at == end


@pytest.mark.parametrize(
    ("amount", "end"),
    [
        (1, at(2026, 12, 23, 16)),
        (3, at(2026, 12, 29, 16)),
        (6, at(2027, 1, 4, 16)),
    ],
)
def test_working_days_skip_weekends_holidays_and_joint_leave(amount, end):
    assert due(working_days(amount), at(2026, 12, 22, 10), OFFICE).at == end


def test_a_working_day_ends_with_its_last_window():
    assert due(working_days(1), at(2026, 4, 23, 7), OFFICE).at == at(2026, 4, 24, 16, 30)


def test_what_comes_in_at_the_weekend_is_counted_from_monday():
    assert due(working_days(1), at(2026, 4, 25, 10), OFFICE).at == at(2026, 4, 27, 16)


def test_a_complaint_on_day_thirty_is_in_time_and_on_day_thirty_one_late():
    end = due(clock(ClockKind.CALENDAR_DAYS, 30), at(2026, 4, 1, 9), OFFICE).at
    assert at(2026, 5, 1, 23, 59, 59) <= end < at(2026, 5, 2)


def test_three_times_24_hours_are_72_clock_hours_over_a_weekend():
    end = due(clock(ClockKind.CLOCK_HOURS, 72), at(2026, 4, 24, 15, 50), OFFICE).at
    assert end == at(2026, 4, 27, 15, 50)


def test_a_moment_in_another_zone_counts_as_the_same_moment():
    since = at(2026, 4, 24, 15, 50).astimezone(UTC)
    end = due(minutes(30), since, OFFICE).at
    assert end == at(2026, 4, 24, 16, 20)
    assert end.tzinfo is WITA


def test_a_pause_takes_its_working_time_from_the_minutes():
    pause = Pause(at(2026, 4, 24, 16), at(2026, 4, 27, 9), "data")
    result = due(minutes(30), at(2026, 4, 24, 15, 50), OFFICE, [pause])
    assert result.at == at(2026, 4, 27, 9, 20)
    assert [(line.why, line.name) for line in result.lines] == [
        (Why.COUNTED, ""),
        (Why.PAUSE, "data"),
        (Why.REST, ""),
        (Why.REST, ""),
        (Why.PAUSE, "data"),
        (Why.COUNTED, ""),
    ]


def test_a_pause_takes_the_days_at_whose_end_it_was_running():
    within_a_day = Pause(at(2026, 4, 28, 9), at(2026, 4, 28, 11), "data")
    over_two_ends = Pause(at(2026, 4, 28, 9), at(2026, 4, 30, 9), "data")
    since = at(2026, 4, 27, 10)
    assert due(working_days(1), since, OFFICE, [within_a_day]).at == at(2026, 4, 28, 16)
    assert due(working_days(1), since, OFFICE, [over_two_ends]).at == at(2026, 4, 30, 16)


def test_overlapping_pauses_count_once():
    first = Pause(at(2026, 4, 27, 9), at(2026, 4, 27, 10), "data")
    second = Pause(at(2026, 4, 27, 9, 30), at(2026, 4, 27, 10, 30), "outage")
    inside = Pause(at(2026, 4, 27, 9, 10), at(2026, 4, 27, 9, 20), "outage")
    result = due(minutes(60), at(2026, 4, 27, 8, 30), OFFICE, [second, inside, first])
    assert result.at == at(2026, 4, 27, 11)


def test_the_account_names_the_holidays_on_the_way():
    lines = due(working_days(3), at(2026, 12, 22, 10), OFFICE).lines
    assert [(line.why, line.name) for line in lines] == [
        (Why.FIRST_DAY, ""),
        (Why.COUNTED, ""),
        (Why.HOLIDAY, "Cuti Bersama Natal"),
        (Why.HOLIDAY, "Hari Raya Natal"),
        (Why.REST, ""),
        (Why.REST, ""),
        (Why.COUNTED, ""),
        (Why.COUNTED, ""),
    ]


def test_what_was_counted_so_far_goes_on_after_the_amount():
    since = at(2026, 4, 24, 15, 50)
    assert elapsed(minutes(30), since, at(2026, 4, 24, 16), OFFICE) == timedelta(minutes=10)
    assert elapsed(minutes(30), since, at(2026, 4, 27, 8, 30), OFFICE) == timedelta(minutes=100)
    assert elapsed(minutes(30), since, since - timedelta(days=1), OFFICE) == ZERO
    assert elapsed(working_days(1), since, at(2026, 4, 27, 15, 59), OFFICE) == ZERO
    assert elapsed(working_days(1), since, at(2026, 4, 28, 16), OFFICE) == timedelta(days=2)


def test_an_amount_of_nothing_is_refused():
    with pytest.raises(ValueError, match="must be positive"):
        due(minutes(0), START, OFFICE)


def test_an_office_that_never_opens_has_no_due_time():
    with pytest.raises(ValueError, match="no working day"):
        due(minutes(1), START, Calendar(zone=WITA, week={}))


@settings(max_examples=100, deadline=None)
@given(kinds, st.integers(1, 40), moments, moments, pause_lists)
def test_who_starts_later_is_never_due_earlier(kind, amount, one, other, pauses):
    first, second = sorted((one, other))
    timing = clock(kind, amount)
    assert due(timing, first, OFFICE, pauses).at <= due(timing, second, OFFICE, pauses).at


@settings(max_examples=100, deadline=None)
@given(kinds, st.integers(1, 400), moments, pause_lists)
def test_adding_and_then_measuring_gives_the_amount_again(kind, amount, since, pauses):
    timing = clock(kind, amount if kind is ClockKind.WORKING_MINUTES else amount % 20 + 1)
    result = due(timing, since, OFFICE, pauses)
    wanted = timing.amount * UNITS[kind]
    assert elapsed(timing, since, result.at, OFFICE, pauses) == wanted
    assert sum((line.counted for line in result.lines), ZERO) == wanted
    assert all(one.last <= two.first for one, two in pairwise(result.lines))


def minute_is_open(day, minute):
    """Say without the calendar's code whether a minute of a day of 2026 is working time."""
    if day.weekday() > 4 or day in HOLIDAYS_2026:
        return False
    if day.weekday() == 4:
        return 450 <= minute < 690 or 780 <= minute < 990
    return 450 <= minute < 720 or 780 <= minute < 960


def test_five_hundred_random_cases_agree_with_walking_minute_by_minute():
    walk = [
        minute_is_open((START + timedelta(days=day)).date(), minute)
        for day in range(40)
        for minute in range(1440)
    ]
    dice = random.Random(67)
    for _ in range(500):
        begin, amount = dice.randrange(20 * 1440), dice.randrange(1, 500)
        pause_first = begin + dice.randrange(-600, 3000)
        pause_last = pause_first + dice.randrange(0, 2000)
        here, left = begin, amount
        while left:
            left -= walk[here] and not pause_first <= here < pause_last
            here += 1
        since, first, last, end = (
            START + timedelta(minutes=minute) for minute in (begin, pause_first, pause_last, here)
        )
        assert due(minutes(amount), since, OFFICE, [Pause(first, last, "data")]).at == end
