"""Due times worked out by hand (`cases/*.toml`) are those the program counts."""

import tomllib
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from desk.calendars.office import days_of, ramadan_week, read_windows
from flows.calendar import Season
from flows.due import UNITS, ZERO, Pause, due, elapsed
from flows.standard import Bound, Clock, ClockKind, ClockStart, OnReturn
from flows.words import Words
from standards.catalogue import windows_of

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
CASES = [
    pytest.param(case, id=f"{path.stem}-{case['id']}")
    for path in FILES
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def moment(written, zone):
    """Read "2026-04-24 15.50"; "24.00" is the last moment of the day."""
    day, _, clock = written.partition(" ")
    at = time.max if clock == "24.00" else time.fromisoformat(clock.replace(".", ":"))
    return datetime.combine(date.fromisoformat(day), at, zone)


def calendar_of(case, catalogue, zone):
    base = catalogue.calendar("banjarmasin")
    seasons = ()
    if "ramadan" in case:
        first, last = (date.fromisoformat(day) for day in case["ramadan"])
        seasons = (Season(first, last, windows_of(ramadan_week(catalogue))),)
    closed = {date.fromisoformat(day): "Tutup" for day in case.get("closed", ())}
    opened = {
        date.fromisoformat(day): read_windows(windows)
        for day, windows in case.get("opened", {}).items()
    }
    return replace(
        base, zone=zone, seasons=seasons, closed={**base.closed, **closed}, opened=opened
    )


def clock_of(case):
    kind = ClockKind(case["kind"])
    start, on_return = ClockStart.COMPLETE, OnReturn.CONTINUE
    none = Words("", "")
    return Clock("service", kind, case["amount"], Bound.AT_MOST, start, on_return, "1", none)


def worked_out(case, catalogue):
    zone = ZoneInfo(case.get("zone", "Asia/Makassar"))
    since = moment(case["since"], ZoneInfo(case.get("since_zone", zone.key)))
    pauses = [
        Pause(moment(first, zone), moment(last, zone), "data")
        for first, last in case.get("pauses", ())
    ]
    return clock_of(case), since, calendar_of(case, catalogue, zone), pauses


@pytest.mark.parametrize("case", CASES)
def test_a_due_time_worked_out_by_hand_is_the_one_counted(case, all_services):
    clock, since, calendar, pauses = worked_out(case, all_services)
    result = due(clock, since, calendar, pauses)
    assert result.at == moment(case["due"], calendar.zone)
    assert sum((line.counted for line in result.lines), ZERO) == clock.amount * UNITS[clock.kind]
    assert result.lines[-1].last == result.at
    assert elapsed(clock, since, result.at, calendar, pauses) == clock.amount * UNITS[clock.kind]


def test_there_are_sixty_cases_and_more_of_all_four_kinds_in_three_zones():
    cases = [param.values[0] for param in CASES]
    assert len(cases) >= 60
    assert {case["kind"] for case in cases} == set(ClockKind)
    zones = {case.get("zone", "Asia/Makassar") for case in cases}
    assert zones == {"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"}


def test_every_case_has_its_reasoning_above_it():
    for path in FILES:
        lines = path.read_text("utf-8").splitlines()
        starts = [number for number, line in enumerate(lines) if line == "[[case]]"]
        assert all(lines[number - 1].startswith("# ") for number in starts), path.name


def test_no_day_is_in_a_season_twice():
    assert len(days_of(date(2027, 2, 8), date(2027, 3, 9))) == 30
