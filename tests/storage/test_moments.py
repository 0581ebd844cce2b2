"""Moments: whole milliseconds, never without a zone."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.moments import NOT_YET, from_ms, to_ms


@settings(deadline=None)
@given(st.integers(min_value=-62_000_000_000_000, max_value=NOT_YET))
def test_milliseconds_come_back_as_they_were(value):
    assert to_ms(from_ms(value)) == value


def test_a_moment_is_the_same_in_every_zone():
    makassar = timezone(timedelta(hours=8))
    assert to_ms(datetime(2026, 8, 3, 14, 5, tzinfo=makassar)) == to_ms(
        datetime(2026, 8, 3, 6, 5, tzinfo=UTC)
    )
    assert from_ms(0) == datetime(1970, 1, 1, tzinfo=UTC)


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        to_ms(datetime(2026, 1, 1))  # noqa: DTZ001 - that is the point


def test_nothing_stays_nothing():
    assert to_ms(None) is None
    assert from_ms(None) is None
