"""The posts there are to fill: read from what an administrator types, and told with their end."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from desk.desk import Desk
from desk.tickets import local
from desk.visit import Visit
from flows.checks import Checked, check
from flows.say import Say, Value
from storage.moments import to_ms

_UNTIL = frozenset({"sampai", "hingga", "s.d.", "s/d", "sd", "until"})
_LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A role of an office to be given, until a moment (ms) or without an end."""

    office: str
    role: str
    until_at: int | None


def read_post(visit: Visit, words: str) -> Wanted | Say:
    """Read `OFFICE ROLE [sampai DATE]`, or say what is wrong with it."""
    office, role, *rest = [*words.casefold().split(), "", ""]
    offices = visit.desk.books.catalogue.offices
    if office not in offices or role not in offices[office].roles:
        return Say("people.invite_how", {"posts": _all_roles(visit)})
    end = [word for word in rest if word]
    if not end:
        return Wanted(office, role, None)
    until_at = _end_of(visit.desk, office, end)
    if until_at is None or until_at <= visit.now:
        return Say("people.until_wrong", {"office": office, "role": role})
    return Wanted(office, role, until_at)


def _end_of(desk: Desk, office: str, words: list[str]) -> int | None:
    """Return the last minute of a typed day in the office's zone, None if there is no day."""
    if words[0] not in _UNTIL:
        return None
    day = check("date", " ".join(words[1:]).removeprefix("dengan "))
    if not isinstance(day, Checked):
        return None
    zone = ZoneInfo(desk.books.catalogue.office(office).zone)
    return to_ms(datetime.combine(date.fromisoformat(day.value), _LAST_MINUTE, zone))


def _all_roles(visit: Visit) -> tuple[Value, ...]:
    catalogue = visit.desk.books.catalogue
    return tuple(
        Say("people.post_line", {"office": office, "role": role.id, "title": role.title})
        for office in sorted(catalogue.served)
        for role in catalogue.office(office).roles.values()
    )


def term(desk: Desk, office: str, until_at: int | None) -> Say:
    """Say until when a post is given; `until_at` in milliseconds since 1970, None: no end."""
    if until_at is None:
        return Say("people.no_end")
    return Say("people.until", {"at": local(desk, until_at, office)})
