"""When offices are open: the weeks, the seasons and the single days of the TOML files."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import pairwise

from flows.calendar import Window
from flows.standard import Source
from flows.words import Words
from standards.table import Table

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class DayHours:
    """The windows of one weekday; hours that are not `told` run clocks, but are never said."""

    windows: tuple[Window, ...]
    source: Source
    told: bool


Week = Mapping[int, DayHours]
"""Hours by weekday, 0 = Monday; a weekday that is missing is closed."""


@dataclass(frozen=True, slots=True)
class SeasonHours:
    """A season with hours of its own, first and last day included; no offices means all."""

    id: str
    title: Words
    first: date
    last: date
    week: Week
    source: Source
    offices: frozenset[str]


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that is closed although the national calendar has it as a working day."""

    day: date
    title: Words
    source: Source
    offices: frozenset[str]


@dataclass(frozen=True, slots=True)
class DayOn:
    """A single day with windows of its own, holiday or not."""

    day: date
    windows: tuple[Window, ...]
    source: Source
    offices: frozenset[str]


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Everything in holidays.toml."""

    closed: tuple[DayOff, ...] = ()
    opened: tuple[DayOn, ...] = ()
    seasons: tuple[SeasonHours, ...] = ()


def concerns(offices: frozenset[str], office: str) -> bool:
    """Whether an entry for these offices (none named: all) holds for `office`."""
    return not offices or office in offices


def read_week(table: Table, base: Week) -> Week:
    """Read the weekdays of a table, each replacing the same weekday of `base`."""
    week = dict(base)
    for number, name in enumerate(WEEKDAYS):
        day = table.table(name, needed=False)
        if name in table:
            told = day.flag("told", default=True)
            week[number] = DayHours(_windows(day), day.source("source"), told)
            day.close()
    table.close()
    return week


def read_exceptions(
    table: Table, weeks: Mapping[str, Week], offices: frozenset[str]
) -> Exceptions:
    """Read holidays.toml: closed days, opened days, seasons."""
    closed = tuple(_days_off(table.table("closed", needed=False), offices))
    opened = tuple(_days_on(table.table("opened", needed=False), offices))
    seasons = tuple(_seasons(table.table("season", needed=False), weeks, offices))
    table.close()
    _no_contradiction(table, closed, opened)
    _no_overlap(table, seasons)
    return Exceptions(closed, opened, seasons)


def _windows(day: Table) -> tuple[Window, ...]:
    windows: list[Window] = []
    for written in day.names("windows", needed=True):
        window = _window(day, written)
        if window is not None:
            windows.append(window)
    windows.sort(key=lambda window: window.opens)
    for earlier, later in pairwise(windows):
        if later.opens < earlier.closes:
            what = f"windows contradict: one opens at {later.opens:%H.%M} inside another"
            day.problem("windows", what, "Let each window start after the one before has ended.")
    return tuple(windows)


def _window(day: Table, written: str) -> Window | None:
    parts = written.replace(".", ":").split("-")
    try:
        opens, closes = (time.fromisoformat(part.strip()) for part in parts)
        return Window(opens, closes)
    except ValueError:
        what = f"`{written}` is not a window of a day"
        day.problem("windows", what, 'Write opening and closing, "07.30-12.00".')
        return None


def _days(table: Table) -> tuple[tuple[date, Table], ...]:
    days = []
    for key in table.ids():
        try:
            days.append((date.fromisoformat(key), table.table(key)))
        except ValueError:
            table.problem(key, f"`{key}` is not a date", 'Write the day in quotes: "2026-08-03".')
    return tuple(days)


def _offices(table: Table, known: frozenset[str]) -> frozenset[str]:
    named = frozenset(table.names("offices"))
    for office in sorted(named - known):
        table.problem("offices", f"no office is called `{office}`", f"Known: {sorted(known)}.")
    return named


def _days_off(table: Table, offices: frozenset[str]) -> list[DayOff]:
    days = []
    for day, entry in _days(table):
        closed = DayOff(
            day, entry.words("title"), entry.source("source"), _offices(entry, offices)
        )
        entry.close()
        days.append(closed)
    return days


def _days_on(table: Table, offices: frozenset[str]) -> list[DayOn]:
    days = []
    for day, entry in _days(table):
        opened = DayOn(day, _windows(entry), entry.source("source"), _offices(entry, offices))
        entry.close()
        days.append(opened)
    return days


def _seasons(
    table: Table, weeks: Mapping[str, Week], offices: frozenset[str]
) -> list[SeasonHours]:
    seasons = []
    for key in table.ids():
        entry = table.table(key)
        week = entry.text("week")
        if week and week not in weeks:
            entry.problem("week", f"no week is called `{week}`", f"Known: {sorted(weeks)}.")
        first, last = entry.day("first", needed=True), entry.day("last", needed=True)
        if first is not None and last is not None:
            if last < first:
                entry.problem("last", "the season ends before it begins", "Exchange the dates.")
            season = SeasonHours(
                key,
                entry.words("title"),
                first,
                last,
                weeks.get(week, {}),
                entry.source("source"),
                _offices(entry, offices),
            )
            seasons.append(_own_days(entry, season))
        entry.close()
    return seasons


def _own_days(entry: Table, season: SeasonHours) -> SeasonHours:
    """A season may change single weekdays of its week."""
    if "hours" not in entry:
        return season
    return replace(season, week=read_week(entry.table("hours"), season.week))


def _no_contradiction(table: Table, closed: tuple[DayOff, ...], opened: tuple[DayOn, ...]) -> None:
    for off in closed:
        for on in opened:
            same = not off.offices or not on.offices or off.offices & on.offices
            if off.day == on.day and same:
                what = f"{off.day} is closed and opened at once"
                table.problem(f"opened.{on.day}", what, "Keep one of the two entries.")


def _no_overlap(table: Table, seasons: tuple[SeasonHours, ...]) -> None:
    for number, one in enumerate(seasons):
        for other in seasons[:number]:
            same = not one.offices or not other.offices or one.offices & other.offices
            if same and one.first <= other.last and other.first <= one.last:
                what = f"the season overlaps with `{other.id}`"
                table.problem(f"season.{one.id}", what, "Let one end before the other begins.")
