"""Reads what an officer typed after /gangguan: forgiving in its words, strict in its moments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.pauses import IncidentReason

REASONS = {
    **dict.fromkeys(("listrik", "power", "electricity"), IncidentReason.POWER),
    **dict.fromkeys(("internet", "jaringan", "network"), IncidentReason.INTERNET),
    **dict.fromkeys(("aplikasi", "application", "spse"), IncidentReason.APPLICATION),
    **dict.fromkeys(("pejabat", "official", "absent"), IncidentReason.OFFICIAL_ABSENT),
}
"""The words for each reason; the first of each is the one that is told."""
SINCE = frozenset({"sejak", "since", "mulai"})
UNTIL = frozenset({"sampai", "hingga", "until"})
AT = frozenset({"pada", "at", "pukul"})
END = frozenset({"selesai", "end", "ended"})
AGREE = frozenset({"setuju", "setujui", "agree", "confirm"})

_MOMENT = re.compile(
    r"(?:(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})"
    r"|(?P<iso>\d{4}-\d{1,2}-\d{1,2})"
    r"|(?P<yesterday>kemarin|yesterday)|hari ini|today)?"
    r"\s*(?:(?:pukul|jam|at)\s*)?(?P<hour>\d{1,2})[.:](?P<minute>\d{2})"
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: a declaration, an end, an agreement; `unread` is what was not understood."""

    reason: IncidentReason | None = None
    services: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    ends: int = 0
    agrees: int = 0
    unread: str = ""


def read(words: Sequence[str], services: Sequence[str], now: datetime) -> Typed:
    """Read the words after the office; `services` are its service ids, `now` is in its zone."""
    first, rest = words[0], words[1:]
    if first in END | AGREE:
        if not rest or not rest[0].isdecimal():
            return Typed(unread=" ".join(words))
        if first in AGREE:
            return Typed(agrees=int(rest[0]))
        return _end(int(rest[0]), rest[1:], now)
    if first not in REASONS:
        return Typed(unread=first)
    return _declared(REASONS[first], rest, services, now)


def _end(number: int, words: Sequence[str], now: datetime) -> Typed:
    """`selesai 3`, `selesai 3 pada 10.15`: without a moment it is now."""
    if not words:
        return Typed(ends=number, until=now)
    at = read_moment(words[1:] if words[0] in AT | UNTIL else words, now)
    return Typed(unread=" ".join(words)) if at is None else Typed(ends=number, until=at)


def _declared(
    reason: IncidentReason, words: Sequence[str], services: Sequence[str], now: datetime
) -> Typed:
    """The reason, then services, then `sejak` and `sampai` with their moments."""
    named, since_words, until_words = _parts(words)
    chosen: list[str] = []
    for word in named:
        name = word.strip(",")
        found = [name] if name in services else [one for one in services if name in one]
        if len(found) != 1:
            return Typed(unread=word)
        chosen.extend(found)
    since = read_moment(since_words, now) if since_words else now
    until = read_moment(until_words, now) if until_words else None
    if since is None or (until_words and until is None):
        return Typed(unread=" ".join(since_words if since is None else until_words))
    return Typed(reason, tuple(sorted(set(chosen))), since, until)


def _parts(words: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    parts: tuple[list[str], list[str], list[str]] = ([], [], [])
    place = 0
    for word in words:
        if word in SINCE:
            place = 1
        elif word in UNTIL:
            place = 2
        else:
            parts[place].append(word)
    return parts


def read_moment(words: Sequence[str], now: datetime) -> datetime | None:
    """Return "08.15", "kemarin 08.15" or "3-8-2026 08.15" as a moment in the zone of `now`."""
    found = _MOMENT.fullmatch(" ".join(words).replace(",", ""))
    if found is None:
        return None
    year, month, day = now.year, now.month, now.day
    if found["y"]:
        year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    elif found["iso"]:
        year, month, day = (int(part) for part in found["iso"].split("-"))
    elif found["yesterday"]:
        before = now - timedelta(days=1)
        year, month, day = before.year, before.month, before.day
    try:
        return datetime(
            year, month, day, int(found["hour"]), int(found["minute"]), tzinfo=now.tzinfo
        )
    except ValueError:
        return None
