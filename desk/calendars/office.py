"""The calendar of an office as it counts today: the catalogue's, and what the office entered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from enum import StrEnum
from itertools import pairwise

from desk.desk import Desk
from flows.calendar import Calendar, Season, Window
from standards.catalogue import Catalogue, windows_of
from standards.hours import Week
from storage import calendars
from storage.calendars import Entry

RAMADAN_WEEK = "ramadan"
"""The named week of offices.toml that a Ramadan entered by an office has."""


class EntryKind(StrEnum):
    """What an office can enter into its calendar."""

    CLOSED = "closed"
    OPENED = "opened"
    SEASON = "season"


def calendar(desk: Desk, office: str) -> Calendar:
    """Return the calendar of an office with the entries in force; KeyError if it is unknown.

    Made anew only when an entry was confirmed or removed, by whichever process.
    """
    catalogue = desk.books.catalogue
    key = calendars.state(desk.tx, office)
    if not key[0]:
        return catalogue.calendar(office)
    kept = desk.books.calendars.get(office)
    if kept is None or kept[0] != key:
        made = with_entries(catalogue, office, calendars.in_force(desk.tx, office))
        kept = desk.books.calendars[office] = (key, made)
    return kept[1]


def with_entries(catalogue: Catalogue, office: str, entries: Sequence[Entry]) -> Calendar:
    """Lay entries over the calendar of the catalogue; they win over what it says of their days."""
    base = catalogue.calendar(office)
    closed, opened = dict(base.closed), dict(base.opened)
    seasons: list[Season] = []
    for entry in entries:
        if entry.kind == EntryKind.SEASON:
            week = windows_of(ramadan_week(catalogue))
            seasons.append(Season(entry.first, entry.last, week))
            continue
        for day in days_of(entry.first, entry.last):
            if entry.kind == EntryKind.CLOSED:
                closed[day] = entry.title
                opened.pop(day, None)
            else:
                opened[day] = read_windows(entry.windows)
    return replace(base, closed=closed, opened=opened, seasons=(*seasons, *base.seasons))


def ramadan_week(catalogue: Catalogue) -> Week:
    """Return the hours of Ramadan, none when offices.toml names no such week."""
    return catalogue.weeks.get(RAMADAN_WEEK, {})


def days_of(first: date, last: date) -> Sequence[date]:
    """Return every day from `first` to `last`, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def read_windows(text: str) -> tuple[Window, ...]:
    """Return the windows written as "08.00-12.00 13.00-15.00"; ValueError for anything else."""
    windows = []
    for part in text.split():
        opens, closes = part.replace(".", ":").split("-")
        windows.append(Window(time.fromisoformat(opens), time.fromisoformat(closes)))
    windows.sort(key=lambda window: window.opens)
    for earlier, later in pairwise(windows):
        if later.opens < earlier.closes:
            raise ValueError(f"one window opens inside another: {text}")
    return tuple(windows)


def write_windows(windows: Sequence[Window]) -> str:
    """Return windows as they are kept and shown: "08.00-12.00 13.00-15.00"."""
    return " ".join(f"{one.opens:%H.%M}-{one.closes:%H.%M}" for one in windows)
