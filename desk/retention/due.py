"""What is due for destruction in an office, class by class: nothing here changes anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from desk.desk import Desk
from standards.retention import GUEST_BOOK, Term
from storage import retention
from storage.moments import to_ms
from storage.retention import Due

MOST = 200
"""So many records stand on one list: what two persons can look over."""


@dataclass(frozen=True, slots=True)
class Class:
    """What is due of one class, and how many records only a hold keeps back."""

    term: Term
    due: Sequence[Due]
    held: int = 0


def ends_at(desk: Desk, term: Term, office: str, closed_at: int) -> datetime:
    """Return when the time of a record is over that was closed at a moment (ms)."""
    zone = ZoneInfo(desk.books.catalogue.office(office).zone)
    closed = datetime.fromtimestamp(closed_at / 1000, zone)
    return _years_on(closed, term.years)


def classes(desk: Desk, office: str) -> list[Class]:
    """Return every class with what is due of it now; a document of a due ticket goes with it."""
    rules = desk.books.catalogue.retention
    found: list[Class] = []
    for kind, term in rules.tickets.items():
        before = _before(desk, term, office)
        due = retention.due_tickets(desk.tx, office, kind, before, MOST)
        found.append(Class(term, due, retention.held_tickets(desk.tx, office, kind, before)))
    going = {one.id for each in found for one in each.due}
    for item, term in rules.documents.items():
        papers = retention.due_documents(desk.tx, office, item, _before(desk, term, office), MOST)
        found.append(Class(term, [one for one in papers if one.id not in going]))
    for name, term in rules.records.items():
        if name == GUEST_BOOK:
            guests = retention.due_guests(desk.tx, office, _before(desk, term, office), MOST)
            found.append(Class(term, guests))
    return found


def all_due(desk: Desk, office: str) -> list[Due]:
    """Return what one list takes, the oldest first."""
    due = [one for each in classes(desk, office) for one in each.due]
    return sorted(due, key=lambda one: (one.closed_at, one.sort, one.id))[:MOST]


def _before(desk: Desk, term: Term, office: str) -> int:
    zone = ZoneInfo(desk.books.catalogue.office(office).zone)
    return to_ms(_years_on(desk.now.astimezone(zone), -term.years))


def _years_on(moment: datetime, years: int) -> datetime:
    """The same day another year; 29 February becomes 28."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, day=28)
