"""Quantiles and sums of measured times, against values worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.spread import LEAST, POINTS, Spread, beyond, in_a_row, quantile, spread

MINUTES = st.lists(st.integers(0, 5_000).map(float), min_size=1, max_size=70)


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([7], 0.1, 7),
        ([1, 2], 0.5, 1.5),
        ([1, 2, 3], 0.5, 2),
        ([10, 20, 30, 40], 0.5, 25),  # place 1.5: halfway between 20 and 30
        ([10, 20, 30, 40], 0.25, 17.5),  # place 0.75: 10 + 0.75 x 10
        ([10, 20, 30, 40, 50], 0.1, 14),  # place 0.4: 10 + 0.4 x 10
        ([10, 20, 30, 40, 50], 0.9, 46),  # place 3.6: 40 + 0.6 x 10
        ([0, 100], 0.0, 0),
        ([0, 100], 1.0, 100),
    ],
)
def test_a_quantile_is_linear_between_its_neighbours(values, share, expected):
    assert quantile(values, share) == pytest.approx(expected)


def test_nothing_measured_has_no_quantile():
    with pytest.raises(ValueError, match="no values"):
        quantile([], 0.5)


def test_ten_runs_are_enough_and_nine_are_not():
    assert spread([float(n) for n in range(1, 10)]) is None
    # 1 … 10: places 0.9, 4.5 and 8.1 of the sorted values.
    assert spread([float(n) for n in range(10, 0, -1)]) == Spread(
        pytest.approx(1.9), pytest.approx(5.5), pytest.approx(9.1)
    )


def test_one_outlier_hardly_moves_what_is_told():
    told = spread([30.0] * 19 + [3_000.0])
    assert told == Spread(30, 30, 30)


def test_what_is_left_is_told_by_the_runs_that_lasted_as_long():
    assert beyond([10, 20, 30, 40], 20) == [10, 20]
    assert beyond([10, 20], 20) == []


def test_steps_in_a_row_take_every_sum_of_their_times():
    # {1, 3} and {10, 20}: 11, 21, 13, 23.
    assert in_a_row([[1, 3], [10, 20]]) == (11, 13, 21, 23)
    assert in_a_row([[3, 1]]) == (1, 3)


def test_the_spread_of_a_sum_is_narrower_than_the_sum_of_the_spreads():
    step = [float(n) for n in range(1, 31)]
    alone = spread(step)
    together = spread(in_a_row([step, step]))
    assert together.middle == pytest.approx(2 * alone.middle)
    assert together.high - together.low < 2 * (alone.high - alone.low)


@given(MINUTES, MINUTES)
def test_a_sum_stays_between_the_shortest_and_the_longest(one, other):
    total = in_a_row([one, other])
    assert min(one) + min(other) - 1e-6 <= total[0]
    assert total[-1] <= max(one) + max(other) + 1e-6
    assert len(total) <= POINTS * POINTS


@given(st.lists(st.integers(0, 5_000).map(float), min_size=LEAST, max_size=70))
def test_a_spread_is_in_order_and_inside_what_was_measured(values):
    told = spread(values)
    assert min(values) <= told.low <= told.middle <= told.high <= max(values)
