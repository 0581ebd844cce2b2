"""How long things took: quantiles of what was measured, and of several steps one after another."""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 10
"""Fewer measured runs than this say nothing."""
POINTS = 30
"""So many evenly spread values stand for a longer distribution while steps are added up."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Eight of ten runs lie between `low` and `high`, one half at or under `middle`."""

    low: float
    middle: float
    high: float


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value under which `share` (0 to 1) of the sorted `values` lie.

    Linear between neighbours, the ends included: definition 7 of Hyndman and Fan (1996), the
    default of R and NumPy. ValueError without values.
    """
    if not values:
        raise ValueError("no values, no quantile")
    place = (len(values) - 1) * share
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)


def spread(values: Sequence[float]) -> Spread | None:
    """Return the 10 %, 50 % and 90 % quantiles of at least ten values, None of fewer."""
    if len(values) < LEAST:
        return None
    ordered = sorted(values)
    return Spread(quantile(ordered, 0.1), quantile(ordered, 0.5), quantile(ordered, 0.9))


def beyond(values: Sequence[float], spent: float) -> list[float]:
    """Return what was left, after `spent`, of the runs that took longer than that.

    What still lies ahead of a run that has lasted so long can only be told from those that had
    lasted as long.
    """
    return [value - spent for value in values if value > spent]


def in_a_row(steps: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Return how long steps take one after another, as sorted, equally likely values.

    Every value of one step with every value of the next: the steps count as independent. The
    quantiles of steps cannot be added up: that would make the spread too wide.
    """
    total: tuple[float, ...] = (0.0,)
    for values in steps:
        added = _thinned(values)
        total = tuple(sorted(one + other for one in _thinned(total) for other in added))
    return total


def _thinned(values: Sequence[float]) -> Sequence[float]:
    if len(values) <= POINTS:
        return values
    ordered = sorted(values)
    return [quantile(ordered, (nth + 0.5) / POINTS) for nth in range(POINTS)]
