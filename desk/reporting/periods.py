"""The period of a report, read from what is typed: a month, a year, or two days."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.checks import Checked, check
from storage.moments import to_ms

MONTHS = (
    ("januari", "january"), ("februari", "february"), ("maret", "march"), ("april", "april"),
    ("mei", "may"), ("juni", "june"), ("juli", "july"), ("agustus", "august"),
    ("september", "september"), ("oktober", "october"), ("november", "november"),
    ("desember", "december"),
)  # fmt: skip
_BETWEEN = (" sampai ", " hingga ", " s.d. ", " s/d ", " sd ", " until ", " to ")
_THIS_MONTH = frozenset({"bulan ini", "this month"})
_LAST_MONTH = frozenset({"bulan lalu", "last month"})
_THIS_YEAR = frozenset({"tahun ini", "this year"})
_EARLIEST = 2000


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day."""

    first: date
    last: date

    @property
    def is_month(self) -> bool:
        """Whether it is one whole month of the calendar."""
        return self == month_of(self.first)


def month_of(day: date) -> Period:
    """Return the month of a day."""
    last = monthrange(day.year, day.month)[1]
    return Period(day.replace(day=1), day.replace(day=last))


def read_period(words: str, today: date) -> Period | None:
    """Return the period that is meant, None if none is; `today` in the office's zone."""
    said = " ".join(words.casefold().split())
    if said in _THIS_MONTH:
        return month_of(today)
    if said in _LAST_MONTH:
        return month_of(today.replace(day=1) - timedelta(days=1))
    if said in _THIS_YEAR:
        return _year(today.year)
    if said.isdecimal():
        return _year(int(said))
    return _month(said) or _days(said)


def _year(year: int) -> Period | None:
    if not _EARLIEST <= year < _EARLIEST + 1000:
        return None
    return Period(date(year, 1, 1), date(year, 12, 31))


def _month(said: str) -> Period | None:
    """`2026-08`, `08-2026`, `agustus 2026`."""
    parts = said.replace("-", " ").replace("/", " ").split()
    if len(parts) != 2:
        return None
    year = next((one for one in parts if one.isdecimal() and len(one) == 4), "")
    other = next((one for one in parts if one != year), "")
    named = [nth for nth, names in enumerate(MONTHS, 1) if other in names]
    number = named[0] if named else int(other) if other.isdecimal() else 0
    if not year or not 1 <= number <= 12 or int(year) < _EARLIEST:
        return None
    return month_of(date(int(year), number, 1))


def _days(said: str) -> Period | None:
    """`1 Agustus 2026 sampai 15 Agustus 2026`."""
    for between in _BETWEEN:
        first, found, last = said.partition(between)
        if found:
            days = [check("date", one) for one in (first, last)]
            ends = [date.fromisoformat(d.value) for d in days if isinstance(d, Checked)]
            return Period(*ends) if len(ends) == 2 and ends[0] <= ends[1] else None
    return None


def bounds(period: Period, zone: str) -> tuple[int, int]:
    """Return the period in milliseconds since 1970, its end excluded, by an office's midnight."""
    first = datetime.combine(period.first, time(), ZoneInfo(zone))
    after = datetime.combine(period.last + timedelta(days=1), time(), ZoneInfo(zone))
    return to_ms(first), to_ms(after)
