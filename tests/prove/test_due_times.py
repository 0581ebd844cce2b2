"""Ten thousand random due times equal those of the oracle; and what one due time costs."""

import random
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desk.calendars.office import ramadan_week
from flows.calendar import Season
from flows.due import Pause, due
from flows.standard import Bound, Clock, ClockKind, ClockStart, OnReturn
from flows.words import Words
from standards.catalogue import windows_of
from tests.prove.oracle import Oracle

pytestmark = pytest.mark.prove

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
FIRST, DAYS = date(2026, 1, 1), 700
RAMADAN = date(2027, 2, 8), date(2027, 3, 9)
MOST = {
    ClockKind.WORKING_MINUTES: 1_500,
    ClockKind.WORKING_DAYS: 30,
    ClockKind.CALENDAR_DAYS: 60,
    ClockKind.CLOCK_HOURS: 120,
}


def clock(kind, amount):
    start, on_return, none = ClockStart.COMPLETE, OnReturn.CONTINUE, Words("", "")
    return Clock("service", kind, amount, Bound.AT_MOST, start, on_return, "1", none)


def calendar_in(zone, catalogue):
    season = Season(*RAMADAN, windows_of(ramadan_week(catalogue)))
    return replace(catalogue.calendar("belitung"), zone=ZoneInfo(zone), seasons=(season,))


def random_case(dice, zone):
    """A kind, an amount, a start and up to three pauses, all on whole minutes."""
    kind = dice.choice(list(ClockKind))
    start = datetime.combine(FIRST, datetime.min.time(), ZoneInfo(zone))
    since = start + timedelta(minutes=dice.randrange(540 * 1440))
    pauses = []
    for _ in range(dice.choice((0, 0, 1, 1, 2, 3))):
        first = max(start, since + timedelta(minutes=dice.randrange(-2_000, 10_000)))
        pauses.append((first, first + timedelta(minutes=dice.choice((7, 60, 900, 4_000)))))
    return kind, dice.randrange(1, MOST[kind]), since, pauses


def test_ten_thousand_random_due_times_equal_those_of_the_oracle(all_services, proof):
    dice = proof.dice("due times")
    oracles = {zone: Oracle(ZoneInfo(zone), FIRST, DAYS, ramadan=RAMADAN) for zone in ZONES}
    calendars = {zone: calendar_in(zone, all_services) for zone in ZONES}
    for _ in range(10_000):
        zone = dice.choice(ZONES)
        kind, amount, since, pauses = random_case(dice, zone)
        halts = [Pause(first, last, "data") for first, last in pauses]
        counted = due(clock(kind, amount), since, calendars[zone], halts).at
        assert counted == oracles[zone].due(kind, amount, since, pauses), (kind, amount, since)
    proof.record("R8", "due times", {"compared": 10_000, "differ": 0})


def test_what_a_due_time_costs(all_services):
    dice = random.Random(7)
    calendar = calendar_in("Asia/Makassar", all_services)
    amounts = {
        ClockKind.WORKING_MINUTES: (10, 15, 30, 60, 140),
        ClockKind.WORKING_DAYS: (1, 3, 5, 6, 10),
        ClockKind.CALENDAR_DAYS: (14, 30),
        ClockKind.CLOCK_HOURS: (1, 24, 72),
    }
    cases = []
    for _ in range(5_000):
        kind, _, since, _ = random_case(dice, "Asia/Makassar")
        cases.append((clock(kind, dice.choice(amounts[kind])), since))
    for one, since in cases:
        due(one, since, calendar)
    begun = time.process_time()
    for one, since in cases:
        due(one, since, calendar)
    each = (time.process_time() - begun) / len(cases) * 1e6
    print(f"\na due time with its account costs {each:.1f} microseconds on average")
    assert each < 50
