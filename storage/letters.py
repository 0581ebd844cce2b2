"""Named queries about the register of incoming letters: one running number per office and year."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select

from storage.counters import next_value
from storage.own_keys import open_own, seal_own
from storage.store import Row, Tx
from storage.tables import letter, ticket


@dataclass(frozen=True, slots=True)
class Letter:
    """An entry: `nth` of its year; the sender's number and date, the day received (ISO dates)."""

    office: str
    year: int
    nth: int
    ticket_id: int
    their_number: str
    their_date: str
    received_on: str


_L = letter.c
_COLUMNS = (
    _L.office,
    _L.year,
    _L.nth,
    _L.ticket_id,
    _L.their_number,
    _L.their_date,
    _L.received_on,
    ticket.c.key,
)
_ADD = insert(letter).values(
    office=bindparam("of_office"),
    year=bindparam("in_year"),
    nth=bindparam("number"),
    ticket_id=bindparam("of_ticket"),
    their_number=bindparam("sealed"),
    their_date=bindparam("dated"),
    received_on=bindparam("came_on"),
    entered_by=bindparam("by"),
    entered_at=bindparam("at"),
)
_KEY = select(ticket.c.key).where(ticket.c.id == bindparam("of_ticket"))
_OF_TICKET = (
    select(*_COLUMNS)
    .join(ticket, ticket.c.id == _L.ticket_id)
    .where(_L.ticket_id == bindparam("of_ticket"))
    .order_by(_L.id.desc())
    .limit(1)
)
_LATEST = (
    select(*_COLUMNS)
    .join(ticket, ticket.c.id == _L.ticket_id)
    .where(_L.office == bindparam("of_office"), _L.year == bindparam("in_year"))
    .order_by(_L.nth.desc())
    .limit(bindparam("most"))
)


def enter(
    tx: Tx,
    office: str,
    year: int,
    ticket_id: int,
    theirs: tuple[str, str],
    received_on: str,
    *,
    by: int,
    at: int,
) -> Letter:
    """Enter a letter under the next number of the office's year; `theirs` is number and date.

    The sender's number is sealed: it may tell who wrote.
    """
    nth = next_value(tx, f"letter:{office}:{year}")
    key = tx.value(_KEY, of_ticket=ticket_id)
    number, dated = theirs
    tx.run(
        _ADD,
        of_office=office,
        in_year=year,
        number=nth,
        of_ticket=ticket_id,
        sealed=seal_own(tx, key, number, _about(office, year, nth)),
        dated=dated,
        came_on=received_on,
        by=by,
        at=at,
    )
    return Letter(office, year, nth, ticket_id, number, dated, received_on)


def of_ticket(tx: Tx, ticket_id: int) -> Letter | None:
    """Return the entry of a ticket's letter, None if it was never entered."""
    row = tx.one(_OF_TICKET, of_ticket=ticket_id)
    return None if row is None else _letter(tx, row)


def latest(tx: Tx, office: str, year: int, most: int) -> Sequence[Letter]:
    """Return the latest entries of an office's year, the newest first."""
    rows = tx.all(_LATEST, of_office=office, in_year=year, most=most)
    return [_letter(tx, row) for row in rows]


def _letter(tx: Tx, row: Row) -> Letter:
    about = _about(row.office, row.year, row.nth)
    number = open_own(tx, row.key, row.their_number, about)
    return Letter(
        row.office, row.year, row.nth, row.ticket_id, number, row.their_date, row.received_on
    )


def _about(office: str, year: int, nth: int) -> str:
    return f"letter:{office}:{year}:{nth}"
