"""When an office works: its hours, its seasons, its days off, and single days that differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

Span = tuple[datetime, datetime]
"""A half-open stretch of time: the first moment is in it, the last is not."""

DAY = timedelta(days=1)
LONGEST_REST = 400
"""After so many days without a window a calendar counts as one that never opens."""


@dataclass(frozen=True, slots=True)
class Window:
    """One opening of a day, half-open: at `closes` the office is shut. ValueError if turned."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.closes <= self.opens:
            raise ValueError(f"a window must close after it opens: {self.opens}-{self.closes}")


Week = Mapping[int, tuple[Window, ...]]
"""The windows of each weekday, 0 = Monday; a weekday that is missing has none."""


@dataclass(frozen=True, slots=True)
class Season:
    """A week of its own between two dates, both included (the hours of Ramadan)."""

    first: date
    last: date
    week: Week


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working time of one office, in its own zone.

    `closed` names the days off (national holidays, joint leave), `opened` gives single days their
    own windows. What is nearer to the day wins: `opened`, `closed`, `seasons`, `week`. Counting is
    by the wall clock of `zone`; the zones of Indonesia have no daylight saving.
    """

    zone: tzinfo
    week: Week
    seasons: tuple[Season, ...] = ()
    closed: Mapping[date, str] = field(default_factory=dict)
    opened: Mapping[date, tuple[Window, ...]] = field(default_factory=dict)
    _days: dict[date, tuple[Span, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def windows_on(self, day: date) -> tuple[Span, ...]:
        """Return the windows of `day` in order, aware, in the calendar's zone."""
        spans = self._days.get(day)
        if spans is None:
            spans = self._days[day] = tuple(
                (
                    datetime.combine(day, window.opens, self.zone),
                    datetime.combine(day, window.closes, self.zone),
                )
                for window in sorted(self._windows(day), key=lambda window: window.opens)
            )
        return spans

    def is_working_day(self, day: date) -> bool:
        """Whether the office works at all on `day`."""
        return bool(self.windows_on(day))

    def next_opening(self, moment: datetime) -> datetime:
        """Return `moment` if the office is open then, else the next opening after it.

        A moment exactly at closing belongs to the next window. ValueError: it never opens again.
        """
        moment = moment.astimezone(self.zone)
        for _, spans in self.days(moment.date()):
            for opens, closes in spans:
                if moment < closes:
                    return max(moment, opens)
        raise AssertionError("days() never ends")

    def days(self, first: date) -> Iterator[tuple[date, tuple[Span, ...]]]:
        """Yield every day from `first` on with its windows, without end.

        ValueError after 400 days in a row without a window: nothing could ever fall due.
        """
        day, resting = first, 0
        while resting < LONGEST_REST:
            spans = self.windows_on(day)
            resting = 0 if spans else resting + 1
            yield day, spans
            day += DAY
        raise ValueError(f"the calendar has no working day in the {LONGEST_REST} days to {day}")

    def _windows(self, day: date) -> tuple[Window, ...]:
        if day in self.opened:
            return self.opened[day]
        if day in self.closed:
            return ()
        for season in self.seasons:
            if season.first <= day <= season.last:
                return season.week.get(day.weekday(), ())
        return self.week.get(day.weekday(), ())
