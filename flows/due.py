"""When a time standard runs out, and the line-by-line account that proves it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from flows.calendar import DAY, Calendar
from flows.standard import Clock, ClockKind

ZERO = timedelta(0)

UNITS = {
    ClockKind.WORKING_MINUTES: timedelta(minutes=1),
    ClockKind.CLOCK_HOURS: timedelta(hours=1),
    ClockKind.WORKING_DAYS: DAY,
    ClockKind.CALENDAR_DAYS: DAY,
}


class Why(StrEnum):
    """Why a stretch of time counts or does not."""

    COUNTED = "counted"
    FIRST_DAY = "first_day"
    PAUSE = "pause"
    HOLIDAY = "holiday"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that does not count, half-open; of a pause that still runs `last` is now."""

    first: datetime
    last: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class DueLine:
    """One line of the account: `counted` is zero unless `why` is COUNTED.

    A counted working day or calendar day is one timedelta day, whatever its hours. `name` is the
    name of the holiday or the reason of the pause. Nights and breaks have no lines.
    """

    first: datetime
    last: datetime
    counted: timedelta
    why: Why
    name: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """The last moment that is in time (late is what comes after `at`), and how it was counted."""

    at: datetime
    lines: tuple[DueLine, ...]


def due(clock: Clock, since: datetime, calendar: Calendar, pauses: Sequence[Pause] = ()) -> Due:
    """Return when `clock`, started at `since`, runs out, in the zone of `calendar`.

    Working minutes count inside the windows, clock hours always. The day of `since` is not counted
    by the two kinds of days: n working days end with the last window of the nth working day after
    it, n calendar days with the last microsecond of the nth day after it. A pause takes its own
    length from minutes and hours; of days it takes those at whose end it was running.
    ValueError: the amount is not positive, or the calendar never opens.
    """
    left = clock.amount * UNITS[clock.kind]
    if left <= ZERO:
        raise ValueError(f"clock {clock.id}: the amount must be positive, not {clock.amount}")
    since, halts = _local(since, calendar, pauses)
    lines: list[DueLine] = []
    for line in _lines(clock.kind, since, calendar, halts, _end(since, halts) + left):
        if line.counted >= left:
            last = line.last if line.counted == left else line.first + left
            lines.append(replace(line, last=last, counted=left))
            return Due(last, tuple(lines))
        left -= line.counted
        lines.append(line)
    raise AssertionError("the lines go on until the amount is reached")


def elapsed(
    clock: Clock,
    since: datetime,
    until: datetime,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
) -> timedelta:
    """Return what `clock` has counted from `since` to `until`; it goes on after the amount.

    A day counts only once it is over. Until before since is zero. ValueError: as in `due`.
    """
    lines = account(clock, since, until, calendar, pauses)
    return sum((line.counted for line in lines), ZERO)


def account(
    clock: Clock,
    since: datetime,
    until: datetime,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
) -> tuple[DueLine, ...]:
    """Return the lines of `elapsed`, the last one cut at `until`; a day not yet over has none."""
    since, halts = _local(since, calendar, pauses)
    until = until.astimezone(calendar.zone)
    by_day = UNITS[clock.kind] == DAY
    lines: list[DueLine] = []
    for line in _lines(clock.kind, since, calendar, halts, max(until, _end(since, halts))):
        if line.first >= until:
            break
        if line.last <= until:
            lines.append(line)
        elif not by_day:
            counted = until - line.first if line.counted else ZERO
            lines.append(replace(line, last=until, counted=counted))
    return tuple(lines)


def _local(
    since: datetime, calendar: Calendar, pauses: Sequence[Pause]
) -> tuple[datetime, tuple[Pause, ...]]:
    """Bring everything into the calendar's zone; pauses in order and apart from each other."""
    zone = calendar.zone
    halts: list[Pause] = []
    for pause in sorted(pauses, key=lambda pause: pause.first):
        first, last = pause.first.astimezone(zone), pause.last.astimezone(zone)
        if halts:
            first = max(first, halts[-1].last)
        if first < last:
            halts.append(Pause(first, last, pause.reason))
    return since.astimezone(zone), tuple(halts)


def _end(since: datetime, halts: tuple[Pause, ...]) -> datetime:
    return max(since, halts[-1].last) if halts else since


def _lines(
    kind: ClockKind,
    since: datetime,
    calendar: Calendar,
    halts: tuple[Pause, ...],
    horizon: datetime,
) -> Iterator[DueLine]:
    if kind is ClockKind.CLOCK_HOURS:
        return _split(since, horizon, halts)
    if kind is ClockKind.WORKING_MINUTES:
        return _minutes(since, calendar, halts)
    return _days(since, calendar, halts, working=kind is ClockKind.WORKING_DAYS)


def _split(first: datetime, last: datetime, halts: tuple[Pause, ...]) -> Iterator[DueLine]:
    """Yield the stretch from `first` to `last`, cut at the pauses in it."""
    for halt in halts:
        if halt.last <= first or last <= halt.first:
            continue
        if first < halt.first:
            yield DueLine(first, halt.first, halt.first - first, Why.COUNTED)
            first = halt.first
        yield DueLine(first, min(halt.last, last), ZERO, Why.PAUSE, halt.reason)
        first = min(halt.last, last)
    if first < last:
        yield DueLine(first, last, last - first, Why.COUNTED)


def _minutes(since: datetime, calendar: Calendar, halts: tuple[Pause, ...]) -> Iterator[DueLine]:
    for day, spans in calendar.days(since.date()):
        if not spans:
            midnight = datetime.combine(day, time(), calendar.zone)
            yield _closed(max(since, midnight), midnight + DAY, calendar)
        for opens, closes in spans:
            if since < closes:
                yield from _split(max(opens, since), closes, halts)


def _days(
    since: datetime, calendar: Calendar, halts: tuple[Pause, ...], *, working: bool
) -> Iterator[DueLine]:
    midnight = datetime.combine(since.date(), time(), calendar.zone) + DAY
    yield DueLine(since, midnight, ZERO, Why.FIRST_DAY)
    if not working:
        while True:
            last_moment = datetime.combine(midnight.date(), time.max, calendar.zone)
            yield _day(midnight, last_moment, halts)
            midnight += DAY
    for day, spans in calendar.days(midnight.date()):
        if spans:
            yield _day(spans[0][0], spans[-1][1], halts)
        else:
            midnight = datetime.combine(day, time(), calendar.zone)
            yield _closed(midnight, midnight + DAY, calendar)


def _day(first: datetime, last: datetime, halts: tuple[Pause, ...]) -> DueLine:
    for halt in halts:
        if halt.first < last <= halt.last:
            return DueLine(first, last, ZERO, Why.PAUSE, halt.reason)
    return DueLine(first, last, DAY, Why.COUNTED)


def _closed(first: datetime, last: datetime, calendar: Calendar) -> DueLine:
    name = calendar.closed.get(first.date(), "")
    return DueLine(first, last, ZERO, Why.HOLIDAY if name else Why.REST, name)
