"""The limit for filing: calendar days after the service was received."""

from datetime import date, timedelta

import pytest

from flows.filing import Filing, days_gone, is_late

LIMIT = Filing(30, "received_on", "Pasal 8 ayat (3)")
GOT = date(2026, 7, 1)


def late(days, answers=None):
    given = {"received_on": GOT.isoformat()} if answers is None else answers
    return is_late(LIMIT, given, GOT + timedelta(days=days))


@pytest.mark.parametrize(("days", "expected"), [(0, False), (1, False), (30, False), (31, True)])
def test_day_30_is_in_time_and_day_31_is_late(days, expected):
    assert late(days) is expected


def test_nothing_runs_while_nothing_was_delivered():
    assert not late(400, {})
    assert not late(400, {"received_on": "-"})
    assert not is_late(None, {"received_on": "2020-01-01"}, GOT)


def test_a_day_to_come_is_no_day_gone():
    assert days_gone(LIMIT, {"received_on": "2026-07-02"}, GOT) == 0
