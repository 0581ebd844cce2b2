"""The catalogue: every service, office and calendar in force, ready to be asked for by id."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from flows.calendar import Calendar, Season, Window
from flows.standard import Standard
from standards.hours import Exceptions, Week, concerns
from standards.laws import Law
from standards.offices import Office
from standards.problems import Problem
from standards.reminders import Reminders
from standards.replies import CannedReply
from standards.retention import Retention

YEARS = range(2018, 2041)
"""The years whose holidays a calendar knows: from the oldest standard to far enough ahead."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What Loket offers. `served` are the offices whose services are here; all offices are known.

    `contents` holds the canonical JSON of each service, from which `load.read_content` makes the
    same standard again; `weeks` the named weeks of offices.toml, `laws` those that changed
    after they were cited, `warnings` what is unusual, `replies` what officers answer often,
    `retention` how long records are kept.
    """

    services: Mapping[str, Standard]
    offices: Mapping[str, Office]
    served: frozenset[str]
    contents: Mapping[str, str]
    exceptions: Exceptions
    reminders: Reminders
    weeks: Mapping[str, Week] = field(default_factory=dict)
    laws: tuple[Law, ...] = ()
    warnings: tuple[Problem, ...] = ()
    replies: tuple[CannedReply, ...] = ()
    retention: Retention = field(default_factory=Retention)
    _calendars: dict[str, Calendar] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _fingerprints: dict[str, int] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def service(self, service_id: str) -> Standard:
        """Return a service; KeyError if there is none of this id."""
        return self.services[service_id]

    def office(self, office_id: str) -> Office:
        """Return an office; KeyError if there is none of this id."""
        return self.offices[office_id]

    def services_of(self, office_id: str) -> tuple[Standard, ...]:
        """Return the services of an office that are switched on, by id."""
        return tuple(
            self.services[key]
            for key in sorted(self.services)
            if self.services[key].office == office_id and self.services[key].on
        )

    def calendar(self, office_id: str) -> Calendar:
        """Return the working calendar of an office, made at its first use; KeyError if unknown."""
        if office_id not in self._calendars:
            self._calendars[office_id] = _calendar(self.offices[office_id], self.exceptions)
        return self._calendars[office_id]

    def fingerprint(self, office_id: str) -> int:
        """Return a number (63 bits) that is another when the calendar of an office is another.

        It changes with the built-in files, the overlay folder and the library of holidays.
        """
        if office_id not in self._fingerprints:
            self._fingerprints[office_id] = _fingerprint(self.calendar(office_id))
        return self._fingerprints[office_id]


def national_day(day: date) -> str:
    """Return the name of a national holiday or day of joint leave, "" for any other day.

    A name that ends in "(perkiraan)" is an estimate of the library.
    """
    return _national_holidays().get(day, "")


@cache
def national_days(year: int) -> Mapping[date, str]:
    """Return the national holidays and days of joint leave of a year, by day."""
    return {day: name for day, name in _national_holidays().items() if day.year == year}


def _fingerprint(calendar: Calendar) -> int:
    told = (
        str(calendar.zone),
        sorted(calendar.week.items()),
        [(season.first, season.last, sorted(season.week.items())) for season in calendar.seasons],
        sorted(calendar.closed.items()),
        sorted(calendar.opened.items()),
    )
    return int.from_bytes(hashlib.sha256(repr(told).encode()).digest()[:8]) >> 1


def _calendar(office: Office, exceptions: Exceptions) -> Calendar:
    mine = office.id
    closed = dict(_national_holidays())
    closed.update(
        (off.day, off.title.id) for off in exceptions.closed if concerns(off.offices, mine)
    )
    return Calendar(
        zone=ZoneInfo(office.zone),
        week=windows_of(office.hours),
        seasons=tuple(
            Season(season.first, season.last, windows_of(season.week))
            for season in exceptions.seasons
            if concerns(season.offices, mine)
        ),
        closed=closed,
        opened={on.day: on.windows for on in exceptions.opened if concerns(on.offices, mine)},
    )


def windows_of(week: Week) -> Mapping[int, tuple[Window, ...]]:
    """Return the bare windows of a week, as a calendar takes them."""
    return {day: hours.windows for day, hours in week.items()}


@cache
def _national_holidays() -> Mapping[date, str]:
    """National holidays and joint leave (cuti bersama), named in Indonesian."""
    # Imported here: it takes longer than all the rest, and only calendars need it.
    import holidays  # noqa: PLC0415

    return dict(
        holidays.country_holidays(
            "ID", years=YEARS, language="id", categories=("public", "government")
        )
    )
