"""Calendars as the house keeps them: who must look, and what a changed calendar sets in motion."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from desk import pushes
from desk.calendars import recount
from desk.calendars.office import calendar
from desk.desk import Desk
from flows.say import Say, Value
from standards.catalogue import national_days
from storage import calendars, journal, people

__all__ = ["calendar", "sweep_calendar"]

JOINT_LEAVE = "cuti bersama"
ESTIMATE = "(perkiraan)"
"""How the library of holidays marks a feast whose day has not been decreed."""
ASKED_FROM = 10
"""The month from which the joint leave of the next year ought to be known."""
ESTIMATE_DAYS = 120
"""Days before an estimated feast from which administrators are asked for its day."""


def sweep_calendar(desk: Desk) -> int:
    """Do what calendars owe: recounts after a change, one batch an office; warnings, each once.

    Returns how much was done; 0 means that nothing is left. Safe to repeat at any moment.
    """
    done = 0
    for office in sorted(desk.books.catalogue.served):
        _notice_files(desk, office)
        done += recount.go_on(desk, office)
    return done + _warn(desk)


def _notice_files(desk: Desk, office: str) -> None:
    """Start a recount when files or library give another calendar than at the last look."""
    name = f"calendar_files:{office}"
    known, found = calendars.mark(desk.tx, name), desk.books.catalogue.fingerprint(office)
    if known == found:
        return
    calendars.set_mark(desk.tx, name, found)
    if known is not None:
        data = {"cause": "files"}
        entry = journal.write(desk.tx, office, "calendar_changed", desk.now, data=data)
        recount.begin(desk, office, 0, entry)


# Warnings to the administrators


def _warn(desk: Desk) -> int:
    told = 0
    for code, values in _doubts(desk):
        name = f"calendar_warned:{code}"
        if calendars.mark(desk.tx, name) is None and _tell(desk, name, values):
            calendars.set_mark(desk.tx, name, 1)
            told += 1
    return told


def _doubts(desk: Desk) -> Iterator[tuple[str, Say]]:
    """What the calendars do not know yet: each with the name it is told under once."""
    for zone, offices in _groups(desk).items():
        today = desk.now.astimezone(ZoneInfo(zone)).date()
        names = _names(desk, offices)
        unknown = [one for one in offices if _leave_unknown(desk, one, today)]
        if unknown:
            year = today.year + 1
            values: dict[str, Value] = {"year": str(year), "offices": _names(desk, unknown)}
            yield f"{year}:{zone}", Say("calendar.leave_unknown", values)
        for day, name in _estimates(desk, offices, today):
            at = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
            told: dict[str, Value] = {"at": at, "name": name, "offices": names}
            yield f"{day}:{zone}", Say("calendar.estimate", told)


def _groups(desk: Desk) -> dict[str, list[str]]:
    """Return the offices served, grouped by their zone."""
    groups: dict[str, list[str]] = {}
    for office in sorted(desk.books.catalogue.served):
        groups.setdefault(desk.books.catalogue.office(office).zone, []).append(office)
    return groups


def _names(desk: Desk, offices: Sequence[str]) -> tuple[Value, ...]:
    return tuple(desk.books.catalogue.office(office).name for office in offices)


def _leave_unknown(desk: Desk, office: str, today: date) -> bool:
    if today.month < ASKED_FROM:
        return False
    year = today.year + 1
    closed = calendar(desk, office).closed
    return not any(day.year == year and JOINT_LEAVE in closed[day].casefold() for day in closed)


def _estimates(desk: Desk, offices: Sequence[str], today: date) -> Iterator[tuple[date, str]]:
    """Yield the feasts ahead that are still estimates in one of the offices."""
    last = today + timedelta(days=ESTIMATE_DAYS)
    for year in range(today.year, last.year + 1):
        for day, name in national_days(year).items():
            if ESTIMATE not in name or not today <= day <= last:
                continue
            if any(calendar(desk, one).closed.get(day) == name for one in offices):
                yield day, name


def _tell(desk: Desk, key: str, say: Say) -> int:
    told = 0
    for telegram_id in sorted(desk.books.administrators):
        administrator = people.by_telegram(desk.tx, telegram_id)
        if administrator is not None:
            pushes.push(desk, administrator, (say,), key)
            told += 1
    return told
