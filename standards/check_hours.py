"""Checks the sum of a week's hours: another than the decree's is a warning, never a refusal."""

from collections.abc import Iterator, Mapping
from datetime import time, timedelta

from standards.document import Document
from standards.hours import WEEKDAYS, Exceptions, Week
from standards.offices import ORDINARY as STANDARD_WEEK
from standards.offices import Office
from standards.problems import Findings, KeyPath

ORDINARY = timedelta(hours=37, minutes=30)
RAMADAN = timedelta(hours=32, minutes=30)
"""Working hours of a week without breaks (Perpres 21/2023); Ramadan has its own."""

_DECREE = "Perpres 21/2023"
_REMEDY = (
    "Compare the windows with the order of the head of the agency; an office that serves the "
    "public directly may keep other hours."
)
Places = tuple[Document | None, Document | None]
"""The files that say hours: offices.toml and holidays.toml."""


def check_hours(
    places: Places,
    weeks: Mapping[str, Week],
    offices: Mapping[str, Office],
    exceptions: Exceptions,
    findings: Findings,
) -> None:
    """Warn of every week whose sum is not that of the decree; one without any hours is silent."""
    for where, found in zip(places, _weeks(weeks, offices, exceptions), strict=True):
        for path, week, ramadan in found:
            total, wanted = week_sum(week), RAMADAN if ramadan else ORDINARY
            if where is not None and total and total != wanted:
                name = " in Ramadan" if ramadan else ""
                what = f"a week of {_told(total)}; {_DECREE} has {_told(wanted)}{name}"
                findings.warn(where, path, what, _REMEDY)


def week_sum(week: Week) -> timedelta:
    """Return the working time of a week, breaks left out."""
    windows = [window for day in week.values() for window in day.windows]
    return sum((_since(window.closes) - _since(window.opens) for window in windows), timedelta())


def _since(moment: time) -> timedelta:
    return timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second)


def _weeks(
    weeks: Mapping[str, Week], offices: Mapping[str, Office], exceptions: Exceptions
) -> tuple[list[tuple[KeyPath, Week, bool]], list[tuple[KeyPath, Week, bool]]]:
    """Return the weeks of both files with their keys; an office's own only if it is no named."""
    general = [
        (("week", key, _day(week, {})), week, _is_ramadan(key)) for key, week in weeks.items()
    ]
    own = _own(offices, weeks)
    seasons = [
        (("season", one.id), one.week, _is_ramadan(f"{one.id} {one.title.id}"))
        for one in exceptions.seasons
    ]
    return [*general, *own], [*seasons]


def _own(
    offices: Mapping[str, Office], weeks: Mapping[str, Week]
) -> Iterator[tuple[KeyPath, Week, bool]]:
    ordinary = weeks.get(STANDARD_WEEK, {})
    for office in offices.values():
        if office.hours != ordinary:
            path = ("office", office.id, "hours", _day(office.hours, ordinary))
            yield path, office.hours, False


def _day(week: Week, base: Week) -> str:
    """Return the first weekday that differs: there the line of the file is found."""
    return next((name for n, name in enumerate(WEEKDAYS) if week.get(n) != base.get(n)), "")


def _is_ramadan(name: str) -> bool:
    return "ramadan" in name.casefold()


def _told(time: timedelta) -> str:
    hours, minutes = divmod(int(time.total_seconds()) // 60, 60)
    return f"{hours} h {minutes:02} min"
