"""What is shown of an office's calendar: its hours, and every exception with its source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from desk.calendars.office import EntryKind, calendar, days_of, write_windows
from desk.calendars.words import Unclear
from desk.visit import Reply, Visit, card
from flows.calendar import Calendar
from flows.say import Button, Say, Value
from flows.words import Words
from standards.catalogue import national_days
from standards.hours import DayHours, concerns
from storage import calendars, conversations
from storage.calendars import Entry

SHOWN_DAYS = 60
"""How far ahead exceptions are listed; what the office itself entered is listed however far."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: since when, and what is said of it."""

    first: date
    line: Say


def today(visit: Visit, office: str) -> date:
    """Return the present day in the zone of an office."""
    zone = calendar(visit.desk, office).zone
    return visit.desk.now.astimezone(zone).date()


def which(visit: Visit, offices: Sequence[str]) -> Reply:
    """Ask whose calendar is meant."""
    names = visit.desk.books.catalogue.offices
    rows = [(Button(names[one].name, "calendar", one),) for one in offices]
    shown = card(Say("calendar.which", {"offices": tuple(offices)}), rows=rows)
    return Reply((shown,), at=conversations.NOWHERE, numbered=True)


def how(visit: Visit, office: str, unclear: Unclear) -> Reply:
    """Say what was not understood, and the forms there are."""
    says = (Say(f"calendar.unclear.{unclear.code}"), Say("calendar.how"))
    rows = ((Button(Say("calendar.button_show"), "calendar", office),),)
    return Reply((card(*says, rows=rows),))


def show(visit: Visit, office: str, *says: Say) -> Reply:
    """The hours of an office, its exceptions of the next 60 days, and its own entries."""
    values: dict[str, Value] = {
        "office": visit.desk.books.catalogue.office(office).name,
        "hours": tuple(_hours(visit, office)),
        "days": str(SHOWN_DAYS),
        "lines": tuple(one.line for one in sorted(_exceptions(visit, office), key=_first))
        or (Say("calendar.no_exceptions"),),
    }
    own = _own(visit, office)
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                Say("calendar.button_remove", {"entry": str(one.id)}), "calendar_out", str(one.id)
            ),
        )
        for one in own
    ]
    rows.append((Button(Say("button.menu"), "menu"),))
    shown = card(*says, Say("calendar.list", values), Say("calendar.how"), rows=rows)
    return Reply((shown,), at=conversations.NOWHERE)


def told(visit: Visit, entry: Entry) -> dict[str, Value]:
    """Return what a sentence about an entry may use."""
    return {
        "entry": str(entry.id),
        "office": visit.desk.books.catalogue.office(entry.office).name,
        "days": _days(visit, entry.office, entry.first, entry.last),
        "what": _what(visit, entry),
        "source": entry.source,
    }


def _first(one: Line) -> date:
    return one.first


def _hours(visit: Visit, office: str) -> Iterator[Say]:
    """One line for weekdays with the same hours; hours without a told source are marked."""
    week = visit.desk.books.catalogue.office(office).hours
    groups: list[tuple[list[int], DayHours]] = []
    for day in sorted(week):
        if groups and groups[-1][1] == week[day]:
            groups[-1][0].append(day)
        elif week[day].windows:
            groups.append(([day], week[day]))
    names = visit.desk.books.texts.sentences[visit.language]["date.weekdays"].split()
    for days, hours in groups:
        name = names[days[0]] + (f"–{names[days[-1]]}" if len(days) > 1 else "")
        values: dict[str, Value] = {
            "name": name,
            "windows": write_windows(hours.windows),
            "source": hours.source.document,
        }
        yield Say("calendar.hours" if hours.told else "calendar.hours_not_told", values)


def _exceptions(visit: Visit, office: str) -> Iterator[Line]:
    first = today(visit, office)
    last = first + timedelta(days=SHOWN_DAYS)
    own = _own(visit, office)
    for entry in own:
        yield Line(entry.first, Say("calendar.line_own", told(visit, entry)))
    mine = {day for entry in own for day in days_of(entry.first, entry.last)}
    yield from _filed(visit, office, first, last, mine)
    yield from _national(visit, office, first, last, mine)


def _own(visit: Visit, office: str) -> list[Entry]:
    entries = calendars.in_force(visit.desk.tx, office)
    return [entry for entry in entries if entry.last >= today(visit, office)]


def _filed(visit: Visit, office: str, first: date, last: date, mine: set[date]) -> Iterator[Line]:
    """What holidays.toml and the overlay folder say of these days."""
    filed = visit.desk.books.catalogue.exceptions
    for off in filed.closed:
        if concerns(off.offices, office) and first <= off.day <= last and off.day not in mine:
            yield _line(visit, office, (off.day, off.day), off.title, off.source.document)
    for on in filed.opened:
        if concerns(on.offices, office) and first <= on.day <= last and on.day not in mine:
            windows = write_windows(on.windows)
            yield _line(visit, office, (on.day, on.day), windows, on.source.document)
    for season in filed.seasons:
        if concerns(season.offices, office) and season.first <= last and season.last >= first:
            days = season.first, season.last
            yield _line(visit, office, days, season.title, season.source.document)


def _national(
    visit: Visit, office: str, first: date, last: date, mine: set[date]
) -> Iterator[Line]:
    filed = visit.desk.books.catalogue.exceptions
    other = {off.day for off in filed.closed if concerns(off.offices, office)}
    other |= {on.day for on in filed.opened if concerns(on.offices, office)}
    for year in range(first.year, last.year + 1):
        for day, name in sorted(national_days(year).items()):
            if first <= day <= last and day not in mine | other:
                source = Say("calendar.national")
                yield _line(visit, office, (day, day), name, source)


def _line(
    visit: Visit, office: str, days: tuple[date, date], what: str | Words, source: str | Say
) -> Line:
    values: dict[str, Value] = {
        "days": _days(visit, office, *days),
        "what": what,
        "source": source,
    }
    return Line(days[0], Say("calendar.line", values))


def _what(visit: Visit, entry: Entry) -> Say:
    kind = entry.kind.removeprefix(calendars.PROPOSED)
    values: dict[str, Value] = {"title": entry.title, "windows": entry.windows}
    return Say(f"calendar.what_{EntryKind(kind)}", values)


def _days(visit: Visit, office: str, first: date, last: date) -> Say:
    at = _midnight(calendar(visit.desk, office), first)
    if first == last:
        return Say("calendar.day", {"first": at})
    return Say(
        "calendar.days", {"first": at, "last": _midnight(calendar(visit.desk, office), last)}
    )


def _midnight(of: Calendar, day: date) -> datetime:
    return datetime.combine(day, time(), of.zone)
