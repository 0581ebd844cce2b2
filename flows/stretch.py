"""A bare stretch of time of one of the four kinds, counted like a clock without being one."""

from flows.standard import Bound, Clock, ClockKind, ClockStart, OnReturn
from flows.words import Words


def stretch(kind: ClockKind, amount: int) -> Clock:
    """Return so much time, for `flows.due.due`."""
    return Clock(
        id="stretch",
        kind=kind,
        amount=amount,
        bound=Bound.AT_MOST,
        start=ClockStart.RECEIVED,
        on_return=OnReturn.CONTINUE,
        article="",
        told=Words("", ""),
    )
