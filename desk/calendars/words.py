"""Reads what a head of an office types after `/kalender`: forgiving forms, exact results."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.calendars.office import EntryKind, read_windows, write_windows

LONGEST = {EntryKind.CLOSED: 31, EntryKind.OPENED: 31, EntryKind.SEASON: 45}
"""Days an entry may last; more is more likely a mistyped year."""
LONGEST_WORDS = 200


class Verb(StrEnum):
    """What is to be done to the calendar."""

    CLOSE = "close"
    OPEN = "open"
    RAMADAN = "ramadan"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Change:
    """A new entry as it was typed; `windows` as they are kept, "" for all but opened days."""

    kind: EntryKind
    first: date
    last: date
    windows: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Removal:
    """The wish to take an entry out of force."""

    entry_id: int


@dataclass(frozen=True, slots=True)
class Unclear:
    """What is missing or wrong, as a code of `texts/` (`calendar.unclear.<code>`)."""

    code: str


_VERBS = {
    **dict.fromkeys(("tutup", "libur", "close", "closed"), Verb.CLOSE),
    **dict.fromkeys(("buka", "open", "opened"), Verb.OPEN),
    **dict.fromkeys(("ramadan", "ramadhan", "puasa"), Verb.RAMADAN),
    **dict.fromkeys(("hapus", "buang", "remove", "delete"), Verb.REMOVE),
}
_KINDS = {
    Verb.CLOSE: EntryKind.CLOSED,
    Verb.OPEN: EntryKind.OPENED,
    Verb.RAMADAN: EntryKind.SEASON,
}
_MONTHS = {
    **dict.fromkeys(("januari", "january", "jan"), 1),
    **dict.fromkeys(("februari", "february", "feb"), 2),
    **dict.fromkeys(("maret", "march", "mar"), 3),
    **dict.fromkeys(("april", "apr"), 4),
    **dict.fromkeys(("mei", "may"), 5),
    **dict.fromkeys(("juni", "june", "jun"), 6),
    **dict.fromkeys(("juli", "july", "jul"), 7),
    **dict.fromkeys(("agustus", "august", "agu", "agt", "aug"), 8),
    **dict.fromkeys(("september", "sep", "sept"), 9),
    **dict.fromkeys(("oktober", "october", "okt", "oct"), 10),
    **dict.fromkeys(("november", "nov", "nop"), 11),
    **dict.fromkeys(("desember", "december", "des", "dec"), 12),
}
_DATE = re.compile(
    r"\b(?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})[-/.](?P<m2>\d{1,2})[-/.](?P<y2>\d{4})"
    r"|(?P<d3>\d{1,2})\s+(?P<m3>[a-z]{3,9})\s+(?P<y3>\d{4}))\b",
    re.IGNORECASE,
)
_WINDOW = re.compile(
    r"\b(\d{1,2})[.:](\d{2})\s*(?:-|–|—|s\.?/?d\.?|sampai|to)\s*(\d{1,2})[.:](\d{2})\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:^|\s)(?:bersumber|sumber|source|dasar)\b\s*[:=]?\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:^|\s)(?:s\.?/?d\.?|sampai|hingga|until|to|dan|and|pukul|[-–—])(?=\s|$)",
                      re.IGNORECASE)  # fmt: skip
_QUOTES = " \t\n\"'“”‘’«»,;:"


def read_wish(words: str, today: date) -> Change | Removal | Unclear:
    """Read `tutup | buka | ramadan DATE [DATE] [HOURS] ["TITLE"] sumber SOURCE`, or `hapus N`."""
    name, _, rest = re.sub("[“”„]", '"', words).strip().partition(" ")
    verb = _VERBS.get(name.casefold().strip(_QUOTES))
    if verb is None:
        return Unclear("verb")
    if verb is Verb.REMOVE:
        number = re.search(r"\d+", rest)
        return Removal(int(number.group())) if number else Unclear("number")
    told, source = _source(rest)
    days, told = _days(told)
    if not days:
        return Unclear("date")
    windows, title = _windows(told)
    kind = _KINDS[verb]
    change = Change(kind, days[0], days[-1], windows or "", title, source)
    return _fault(change, len(days), windows, today) or change


def _fault(change: Change, dates: int, windows: str | None, today: date) -> Unclear | None:
    if change.kind is EntryKind.SEASON and dates != 2:
        return Unclear("two_dates")
    if dates > 2:
        return Unclear("date")
    if change.last < change.first:
        return Unclear("turned")
    if change.first < today:
        return Unclear("past")
    if (change.last - change.first).days >= LONGEST[change.kind]:
        return Unclear("long")
    if change.kind is EntryKind.OPENED and not windows:
        return Unclear("no_hours" if windows == "" else "hours")
    if not change.source:
        return Unclear("source")
    if max(len(change.source), len(change.title)) > LONGEST_WORDS:
        return Unclear("words")
    return None


def _source(text: str) -> tuple[str, str]:
    """Split at the word that leads to the source; quoted titles may hold the word, too."""
    found = None
    for found in _SOURCE.finditer(text):
        if text[: found.start()].count('"') % 2 == 0:
            break
    else:
        return text, ""
    return text[: found.start()], text[found.end() :].strip(_QUOTES)


def _days(text: str) -> tuple[list[date], str]:
    """Return the dates before the first quotation mark, and the text without them."""
    days = []
    head, quote, title = text.partition('"')
    for found in _DATE.finditer(head):
        part = {key[0]: value for key, value in found.groupdict().items() if value}
        month = _MONTHS.get(part["m"].casefold(), 0) if part["m"].isalpha() else int(part["m"])
        try:
            days.append(date(int(part["y"]), month, int(part["d"])))
        except ValueError:
            return [], text
    return days, _DATE.sub(" ", head) + quote + title


def _windows(text: str) -> tuple[str | None, str]:
    """Return the hours ("" none, None unusable) and what is left: the title."""
    head, _, quoted = text.partition('"')
    parts = [
        f"{int(found[1]):02}.{found[2]}-{int(found[3]):02}.{found[4]}"
        for found in _WINDOW.finditer(head)
    ]
    title = quoted.replace('"', " ") or _BETWEEN.sub(" ", _WINDOW.sub(" ", head))
    title = " ".join(title.split()).strip(_QUOTES)
    try:
        return write_windows(read_windows(" ".join(parts))), title
    except ValueError:
        return None, title
