"""From when until when: read from what an officer types, and told with both names."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from desk.desk import Desk
from desk.tickets import local
from flows.checks import Checked, check
from flows.say import Say, Value
from storage import people
from storage.delegations import Delegation
from storage.moments import DAY, to_ms

_BETWEEN = re.compile(r"\b(?:sampai(?: dengan)?|hingga|s\.d\.|s/d|sd|until|to)(?:\s+|$)")
_SINCE = re.compile(r"^(?:dari|mulai|sejak|from)\s+")
_LAST_MINUTE = time(23, 59)
LONGEST = 366 * DAY
"""Milliseconds a post may be handed over for at most; what lasts longer is an appointment."""


@dataclass(frozen=True, slots=True)
class Term:
    """From a moment until another, in milliseconds since 1970."""

    from_at: int
    until_at: int


def read_term(desk: Desk, office: str, words: str) -> Term | None:
    """Read `[dari DATE] sampai DATE` in the office's zone; None if unclear, past or too long.

    Without a first day, or from today on, it begins now; it ends with the last minute of its day.
    """
    pieces = _BETWEEN.split(words.casefold().strip(), maxsplit=1)
    if len(pieces) != 2:
        return None
    zone = ZoneInfo(desk.books.catalogue.office(office).zone)
    now = to_ms(desk.now)
    first, last = _SINCE.sub("", pieces[0].strip()), _day(pieces[1])
    since = _day(first) if first else desk.now.astimezone(zone).date()
    if since is None or last is None:
        return None
    begins = max(now, to_ms(datetime.combine(since, time(0), zone)))
    ends = to_ms(datetime.combine(last, _LAST_MINUTE, zone))
    past = since < desk.now.astimezone(zone).date() or ends <= begins
    return None if past or ends - begins > LONGEST else Term(begins, ends)


def _day(words: str) -> date | None:
    found = check("date", words.strip())
    return date.fromisoformat(found.value) if isinstance(found, Checked) else None


def told(desk: Desk, one: Delegation) -> dict[str, Value]:
    """Return what every sentence about a delegation may use."""
    return {
        "number": str(one.id),
        "role": Say(f"role.{one.role}"),
        "office": desk.books.catalogue.office(one.office).name,
        "giver": people.name_of(desk.tx, one.giver_id),
        "holder": people.name_of(desk.tx, one.holder_id),
        "owner": people.name_of(desk.tx, one.owner_id),
        "from": local(desk, one.from_at, one.office),
        "until": local(desk, one.until_at, one.office),
    }
