"""The account of a due time: its lines add up to the amount, touch each other, and end there."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.due import UNITS, ZERO, Why, due
from flows.standard import ClockKind
from tests.flows.test_due import OFFICE, clock, kinds, moments, pause_lists


@settings(max_examples=150, deadline=None)
@given(kind=kinds, amount=st.integers(1, 60), since=moments, pauses=pause_lists)
def test_the_lines_add_up_to_the_amount_and_end_at_the_due_time(kind, amount, since, pauses):
    result = due(clock(kind, amount), since, OFFICE, pauses)
    counted = sum((line.counted for line in result.lines), ZERO)
    assert counted == amount * UNITS[kind]
    assert result.lines[-1].last == result.at
    assert result.lines[-1].why is Why.COUNTED
    assert all((line.counted > ZERO) == (line.why is Why.COUNTED) for line in result.lines)


@settings(max_examples=150, deadline=None)
@given(kind=kinds, amount=st.integers(1, 60), since=moments, pauses=pause_lists)
def test_the_lines_are_in_order_and_never_overlap(kind, amount, since, pauses):
    lines = due(clock(kind, amount), since, OFFICE, pauses).lines
    assert all(line.first < line.last for line in lines)
    assert all(one.last <= other.first for one, other in pairwise(lines))


@settings(max_examples=150, deadline=None)
@given(amount=st.integers(1, 600), since=moments, pauses=pause_lists)
def test_a_counted_line_of_minutes_or_hours_counts_its_own_length(amount, since, pauses):
    for kind in (ClockKind.WORKING_MINUTES, ClockKind.CLOCK_HOURS):
        for line in due(clock(kind, amount), since, OFFICE, pauses).lines:
            assert line.counted in {ZERO, line.last - line.first}
            assert line.counted <= timedelta(hours=amount)
