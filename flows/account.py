"""The account of a due time in sentences: every stretch that counts, and why the others do not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from flows.calendar import DAY
from flows.due import ZERO, DueLine, Why
from flows.pauses import incident_of
from flows.say import Say, Value
from flows.standard import ClockKind

FOLDED = 5
"""More plain days than this in a row become one line."""
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A line of the account, or several that say the same: `days` plain ones folded into one."""

    first: datetime
    last: datetime
    counted: timedelta
    why: Why
    name: str = ""
    days: int = 0


def account_lines(kind: ClockKind, lines: Sequence[DueLine]) -> tuple[Say, ...]:
    """Return the account as sentences; what they count adds up to what the lines count."""
    stretches = list(_folded(kind, _joined(_without_gaps(kind, lines))))
    said: list[Say] = []
    total = shown = ZERO
    for one in stretches:
        total += one.counted
        # Whole seconds, rounded so that the sum stays exact.
        counted = total - total % SECOND - shown
        shown += counted
        said.append(_line(kind, replace(one, counted=counted)))
    return tuple(said)


def length(kind: ClockKind, counted: timedelta) -> Say:
    """Return an amount of counted time in the words of its kind; to the second where it must."""
    if kind is ClockKind.WORKING_DAYS:
        return Say("explain.working_days", {"days": counted // DAY})
    if kind is ClockKind.CALENDAR_DAYS:
        return Say("explain.calendar_days", {"days": counted // DAY})
    minutes, rest = divmod(counted, timedelta(minutes=1))
    seconds = rest // SECOND
    if kind is ClockKind.WORKING_MINUTES:
        key = "explain.minutes_seconds" if seconds else "explain.minutes"
        return Say(key, {"minutes": minutes, "seconds": seconds})
    hours, minutes = divmod(minutes, 60)
    key = "explain.hours" if not minutes and not seconds else "explain.hours_minutes"
    key = "explain.hours_seconds" if seconds else key
    return Say(key, {"hours": hours, "minutes": minutes, "seconds": seconds})


def why_paused(code: str) -> Say:
    """Return the words for the coded reason of a pause."""
    incident = incident_of(code)
    if incident is None:
        return Say(f"pause.{code}")
    reason, number = incident
    return Say(
        "pause.incident", {"number": number, "reason": Say(f"incident.reason_{reason.value}")}
    )


# From lines to stretches


def _without_gaps(kind: ClockKind, lines: Sequence[DueLine]) -> Iterator[Stretch]:
    """Add what lies between the windows of working minutes: breaks and nights."""
    before: datetime | None = None
    for line in lines:
        if kind is ClockKind.WORKING_MINUTES and before is not None and before < line.first:
            yield Stretch(before, line.first, ZERO, Why.REST)
        yield Stretch(line.first, line.last, line.counted, line.why, line.name)
        before = line.last


def _joined(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Make one of neighbours that do not count for the same reason."""
    kept: Stretch | None = None
    for one in stretches:
        if kept is not None and _alike(kept, one):
            kept = replace(kept, last=one.last)
            continue
        if kept is not None:
            yield kept
        kept = one
    if kept is not None:
        yield kept


def _alike(one: Stretch, other: Stretch) -> bool:
    same = (one.why, one.name) == (other.why, other.name)
    return same and one.why in {Why.REST, Why.PAUSE}


def _folded(kind: ClockKind, stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Fold long runs of days on which nothing happened; hours have no such days."""
    run: list[Stretch] = []
    for one in stretches:
        if kind is not ClockKind.CLOCK_HOURS and _plain(one):
            run.append(one)
            continue
        yield from _fold(run)
        run = []
        yield one
    yield from _fold(run)


def _plain(one: Stretch) -> bool:
    return one.why is Why.COUNTED or (one.why is Why.REST and not one.name)


def _fold(run: list[Stretch]) -> Iterator[Stretch]:
    """The first and the last day keep their own lines: there the clock starts and runs out."""
    counted = [one for one in run if one.why is Why.COUNTED]
    if not counted:
        yield from run
        return
    inner = [one for one in run if _within(one, _day(counted[0]), _day(counted[-1]))]
    days = {_day(one) for one in inner if one.why is Why.COUNTED}
    if len(days) <= FOLDED:
        yield from run
        return
    first = next(one for one in inner if one.why is Why.COUNTED)
    last = next(one for one in reversed(inner) if one.why is Why.COUNTED)
    begin, end = run.index(first), run.index(last)
    yield from run[:begin]
    total = sum((one.counted for one in run[begin : end + 1]), ZERO)
    yield Stretch(first.first, last.last, total, Why.COUNTED, days=len(days))
    yield from run[end + 1 :]


def _within(one: Stretch, first: date, last: date) -> bool:
    return first < _day(one) < last


def _day(one: Stretch) -> date:
    return one.first.date()


# From stretches to sentences


def _line(kind: ClockKind, one: Stretch) -> Say:
    values: dict[str, Value] = {
        "span": _span(kind, one),
        "counted": length(kind, one.counted),
        "days": one.days,
        "name": one.name,
    }
    if one.days:
        by_day = kind is not ClockKind.WORKING_MINUTES
        return Say("explain.line_days" if by_day else "explain.line_folded", values)
    if one.why is Why.COUNTED:
        return Say("explain.line_counted", values)
    if one.why is Why.FIRST_DAY:
        return Say("explain.line_first_day", values)
    if one.why is Why.PAUSE:
        return Say("explain.line_pause", {**values, "reason": why_paused(one.name)})
    if one.why is Why.HOLIDAY:
        return Say("explain.line_holiday", values)
    return Say("explain.line_rest", values)


def _span(kind: ClockKind, one: Stretch) -> Say:
    """Whole days by their dates; anything else with the time of day."""
    by_day = kind in {ClockKind.WORKING_DAYS, ClockKind.CALENDAR_DAYS}
    last_day = one.last - timedelta(microseconds=1)
    if by_day or one.days or one.why is Why.HOLIDAY:
        same = one.first.date() == last_day.date()
        key = "explain.span_day" if same else "explain.span_days"
        return Say(key, {"first": one.first, "last": last_day})
    key = "explain.span_hours" if one.first.date() == one.last.date() else "explain.span_long"
    return Say(
        key,
        {
            "first": one.first,
            "last": one.last,
            "first_clock": clock_say(one.first),
            "last_clock": clock_say(one.last),
        },
    )


def clock_say(at: datetime) -> Say:
    """Return a time of day: with its seconds only where it has any."""
    values: dict[str, Value] = {
        "hour": f"{at.hour:02}",
        "minute": f"{at.minute:02}",
        "second": f"{at.second:02}",
    }
    return Say("explain.clock_seconds" if at.second else "explain.clock", values)
