"""A week whose sum is not the decree's is a warning; a clock without a calendar is refused."""

import pytest

from standards.check_hours import week_sum
from standards.problems import Severity, StandardsError
from standards.show import warning_report

SOURCE = 'source = { document = "Surat", article = "1" }'
FRIDAY = f'[office.belitung.hours.friday]\nwindows = ["07.30-11.30"]\n{SOURCE}\n'
SEASON = f"""
[season.ramadan_2027]
title = {{ id = "Ramadan 1448 H", en = "Ramadan 1448 AH" }}
first = 2027-02-08
last = 2027-03-09
week = "ordinary"
{SOURCE}
"""


def test_the_built_in_weeks_have_the_sums_of_the_decree(catalogue):
    assert catalogue.warnings == ()
    hours = {name: week_sum(week).total_seconds() / 3600 for name, week in catalogue.weeks.items()}
    assert hours == {"ordinary": 37.5, "ramadan": 32.5}


def test_another_sum_is_a_warning_that_names_the_decree_and_refuses_nothing(shelf):
    shelf.lay("offices.toml", FRIDAY)
    (warning,) = shelf.load().warnings
    assert shelf.problems() == ()
    assert warning.severity is Severity.WARNING
    assert warning.key == "office.belitung.hours.friday"
    assert (warning.file, warning.line) == ("$LOKET_STANDARDS/offices.toml", 1)
    assert warning.what == "a week of 34 h 00 min; Perpres 21/2023 has 37 h 30 min"
    assert warning.remedy


def test_a_season_of_ramadan_is_measured_by_its_own_sum(shelf):
    shelf.lay("holidays.toml", SEASON)
    (warning,) = shelf.load().warnings
    assert warning.key == "season.ramadan_2027"
    assert "37 h 30 min" in warning.what
    assert "32 h 30 min in Ramadan" in warning.what


def test_a_season_with_the_week_of_ramadan_is_silent(shelf):
    shelf.lay("holidays.toml", SEASON.replace('"ordinary"', '"ramadan"'))
    assert shelf.load().warnings == ()


def test_warnings_are_printed_with_place_and_remedy(shelf):
    shelf.lay("offices.toml", FRIDAY)
    text = warning_report(shelf.load().warnings)
    assert text.startswith("$LOKET_STANDARDS/offices.toml:1: office.belitung.hours.friday\n")
    assert "warning: a week of" in text
    assert "1 warning. They stop nothing." in text
    assert warning_report(()) == ""


def test_a_clock_without_a_calendar_is_refused_with_its_key(shelf):
    days = "\n".join(
        f"[office.belitung.hours.{day}]\nwindows = []\n{SOURCE}"
        for day in ("monday", "tuesday", "wednesday", "thursday", "friday")
    )
    shelf.lay("offices.toml", days)
    keys = {problem.key for problem in shelf.problems()}
    assert "clock.service.kind" in keys
    problem = next(one for one in shelf.problems() if one.key == "clock.service.kind")
    assert "has no hours" in problem.what
    assert "[office.belitung.hours]" in problem.remedy


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[opened."2026-12-24"]\nwindows = ["08.00-12.00"]\n', "opened.2026-12-24.source"),
        (SEASON.replace(SOURCE, ""), "season.ramadan_2027.source"),
        (SEASON.replace("2027-03-09", "2027-01-09"), "season.ramadan_2027.last"),
    ],
)
def test_a_day_or_season_without_source_or_sense_is_refused(shelf, text, key):
    shelf.lay("holidays.toml", text)
    with pytest.raises(StandardsError) as refused:
        shelf.load()
    problem = next(one for one in refused.value.problems if one.key == key)
    assert problem.file == "$LOKET_STANDARDS/holidays.toml"
    assert problem.line > 0
    assert problem.remedy


def test_hours_without_a_source_are_refused(shelf):
    shelf.lay("offices.toml", FRIDAY.replace(SOURCE, ""))
    keys = [problem.key for problem in shelf.problems()]
    assert keys == ["office.belitung.hours.friday.source"]
