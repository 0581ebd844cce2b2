"""Named queries about the guest book: who came, numbered by office and day, and who was called."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, update

from storage.own_keys import open_own, seal_own
from storage.store import Row, Tx
from storage.visits import guest


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in the guest book of a visitor; kept sealed."""

    name: str
    company: str
    phone: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Guest:
    """One visitor of a day; moments are milliseconds since 1970, `called_at` 0 while waiting.

    The next to be called is the one with the earliest `turn_at`: the slot of somebody who was
    early, else the arrival.
    """

    id: int
    office: str
    day: str
    number: int
    appointment_id: int | None
    ticket_id: int | None
    entry: Entry
    turn_at: int
    arrived_at: int
    registered_by: int
    called_at: int


_ERASED = '["", "", "", ""]'
_G = guest.c
_COLUMNS = (
    _G.id,
    _G.office,
    _G.day,
    _G.number,
    _G.appointment_id,
    _G.ticket_id,
    _G.content,
    _G.turn_at,
    _G.arrived_at,
    _G.registered_by,
    _G.called_at,
    _G.key,
)
_ADD = (
    insert(guest)
    .values(
        office=bindparam("of_office"),
        day=bindparam("on_day"),
        number=bindparam("nth"),
        appointment_id=bindparam("of_appointment"),
        ticket_id=bindparam("of_ticket"),
        content=bindparam("sealed"),
        key=bindparam("wrapped"),
        turn_at=bindparam("turn"),
        arrived_at=bindparam("at"),
        registered_by=bindparam("by"),
    )
    .returning(*_COLUMNS)
)
_OF_DAY = (
    select(*_COLUMNS)
    .where(_G.office == bindparam("of_office"), _G.day == bindparam("on_day"))
    .order_by(_G.turn_at, _G.number)
)
_OF_NUMBER = select(*_COLUMNS).where(
    _G.office == bindparam("of_office"),
    _G.day == bindparam("on_day"),
    _G.number == bindparam("nth"),
)
_OF_TICKET = (
    select(*_COLUMNS)
    .where(
        _G.ticket_id == bindparam("of_ticket"),
        _G.office == bindparam("of_office"),
        _G.day == bindparam("on_day"),
    )
    .order_by(_G.id.desc())
    .limit(1)
)
_KEY = select(_G.key).where(_G.id == bindparam("which"))
_BY_ID = select(*_COLUMNS).where(_G.id == bindparam("which"))
_REWRITE = update(guest).where(_G.id == bindparam("which")).values(content=bindparam("sealed"))
_CALL = (
    update(guest)
    .where(_G.id == bindparam("which"), _G.called_at.is_(None))
    .values(called_at=bindparam("at"), called_by=bindparam("by"))
)


def add(
    tx: Tx,
    office: str,
    day: str,
    number: int,
    entry: Entry,
    *,
    turn_at: int,
    by: int,
    at: int,
    appointment_id: int | None = None,
    ticket_id: int | None = None,
) -> Guest:
    """Write a visitor into the guest book of an office and day ("2026-08-03")."""
    key = tx.vault.new_key()
    row = tx.one(
        _ADD,
        of_office=office,
        on_day=day,
        nth=number,
        of_appointment=appointment_id,
        of_ticket=ticket_id,
        sealed=_sealed(tx, key, entry, _about(office, day, number)),
        wrapped=key,
        turn=turn_at,
        at=at,
        by=by,
    )
    assert row is not None
    return _guest(tx, row)


def of_day(tx: Tx, office: str, day: str) -> Sequence[Guest]:
    """Return the visitors of a day in the order of their turns."""
    return [_guest(tx, row) for row in tx.all(_OF_DAY, of_office=office, on_day=day)]


def by_number(tx: Tx, office: str, day: str, number: int) -> Guest | None:
    """Return the visitor of a queue number, None if nobody came with it."""
    row = tx.one(_OF_NUMBER, of_office=office, on_day=day, nth=number)
    return None if row is None else _guest(tx, row)


def of_ticket(tx: Tx, ticket_id: int, office: str, day: str) -> Guest | None:
    """Return the last visit of a day about a ticket, None if nobody came."""
    row = tx.one(_OF_TICKET, of_ticket=ticket_id, of_office=office, on_day=day)
    return None if row is None else _guest(tx, row)


def by_id(tx: Tx, which: int) -> Guest | None:
    """Return a visitor, None if there is none."""
    row = tx.one(_BY_ID, which=which)
    return None if row is None else _guest(tx, row)


def rewrite(tx: Tx, kept: Guest, entry: Entry) -> None:
    """Fill in or mend what stands in the guest book of a visitor."""
    about = _about(kept.office, kept.day, kept.number)
    key = tx.value(_KEY, which=kept.id)
    tx.run(_REWRITE, which=kept.id, sealed=_sealed(tx, key, entry, about))


def call(tx: Tx, kept: Guest, by: int, at: int) -> bool:
    """Note that a visitor was called; False if somebody called first."""
    return tx.run(_CALL, which=kept.id, by=by, at=at) == 1


def _sealed(tx: Tx, key: bytes | None, entry: Entry, about: str) -> bytes:
    plain = [entry.name, entry.company, entry.phone, entry.purpose]
    data = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return seal_own(tx, key, data, about)


def _about(office: str, day: str, number: int) -> str:
    return f"guest:{office}:{day}:{number}"


def _guest(tx: Tx, row: Row) -> Guest:
    opened = open_own(tx, row.key, row.content, _about(row.office, row.day, row.number))
    return Guest(
        row.id,
        row.office,
        row.day,
        row.number,
        row.appointment_id,
        row.ticket_id,
        Entry(*json.loads(opened or _ERASED)),
        row.turn_at,
        row.arrived_at,
        row.registered_by,
        row.called_at or 0,
    )
