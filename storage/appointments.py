"""Named queries about appointments: seats that the database counts, changes, reminders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, func, insert, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert

from storage.store import Row, Tx
from storage.sweeps import Page, page_of
from storage.visits import appointment


@dataclass(frozen=True, slots=True)
class Appointment:
    """A visit somebody booked, or is about to book (`choosing`, without a slot).

    Moments are milliseconds since 1970; `number` is the queue number of its office and day.
    """

    id: int
    office: str
    person_id: int
    ticket_id: int | None
    slot_at: int
    number: int
    state: str
    purpose: str
    stage: int
    wake_at: int

    @property
    def page(self) -> Page:
        """Where it stands among the rows that wait for their moment."""
        return self.wake_at, self.id


_A = appointment.c
_COLUMNS = (
    _A.id,
    _A.office,
    _A.person_id,
    _A.ticket_id,
    _A.slot_at,
    _A.number,
    _A.state,
    _A.purpose,
    _A.stage,
    _A.wake_at,
)
_NEW: dict[str, BindParameter[int]] = {
    "office": bindparam("of_office"),
    "person_id": bindparam("who"),
    "ticket_id": bindparam("of_ticket"),
    "made_by": bindparam("by"),
    "made_at": bindparam("at"),
}
_CHOOSE = insert(appointment).values(**_NEW, state="choosing").returning(_A.id)
_TAKE = (
    upsert(appointment)
    .values(
        **_NEW,
        state="booked",
        slot_at=bindparam("slot"),
        seat=bindparam("nth_seat"),
        active=bindparam("its_active"),
    )
    .on_conflict_do_nothing()
    .returning(_A.id)
)
_SETTLE = (
    update(appointment)
    .where(_A.id == bindparam("which"))
    .values(
        active=bindparam("its_active"),
        number=bindparam("nth"),
        purpose=bindparam("sealed"),
        wake_at=bindparam("wakes"),
        stage=bindparam("its_stage"),
    )
)
_PURPOSE = (
    update(appointment)
    .where(_A.id == bindparam("which"), _A.state == "choosing")
    .values(purpose=bindparam("sealed"))
)
_DROP_CHOICE = (
    update(appointment)
    .where(_A.id == bindparam("which"), _A.state == "choosing")
    .values(state="chosen", purpose=None)
)
_OUT: dict[str, BindParameter[str] | None] = {
    "state": bindparam("to_state"),
    "active": None,
    "wake_at": None,
}
_GIVE_BACK = (
    update(appointment)
    .where(_A.id == bindparam("which"), _A.state == "booked")
    .values(**_OUT, seat=None)
)
_CLOSE = (
    update(appointment).where(_A.id == bindparam("which"), _A.state == "booked").values(**_OUT)
)
_ARRIVE = (
    update(appointment)
    .where(_A.id == bindparam("which"), or_(_A.state == "booked", _A.state == "missed"))
    .values(state="arrived", active=None, wake_at=None)
)
_BY_ID = select(*_COLUMNS).where(_A.id == bindparam("which"))
_ACTIVE = select(*_COLUMNS).where(_A.active == bindparam("its_active"))
_CHOOSING = (
    select(*_COLUMNS)
    .where(_A.person_id == bindparam("who"), _A.state == "choosing", _A.ticket_id.is_(None))
    .order_by(_A.id.desc())
    .limit(1)
)
_BOOKED = (
    select(*_COLUMNS)
    .where(_A.person_id == bindparam("who"), _A.state == "booked")
    .order_by(_A.slot_at, _A.id)
)
_TAKEN = (
    select(_A.slot_at, func.count().label("held"))
    .where(
        _A.office == bindparam("of_office"),
        _A.slot_at >= bindparam("since"),
        _A.slot_at < bindparam("until"),
        _A.seat.is_not(None),
    )
    .group_by(_A.slot_at)
)
_OF_DAY = (
    select(*_COLUMNS)
    .where(
        _A.office == bindparam("of_office"),
        _A.slot_at >= bindparam("since"),
        _A.slot_at < bindparam("until"),
        _A.seat.is_not(None),
    )
    .order_by(_A.slot_at, _A.number)
)
_DUE = (
    select(*_COLUMNS)
    .where(
        tuple_(_A.wake_at, _A.id) > tuple_(bindparam("after_at"), bindparam("after_id")),
        _A.wake_at <= bindparam("until"),
    )
    .order_by(_A.wake_at, _A.id)
    .limit(bindparam("most"))
)
_STAGE = (
    update(appointment)
    .where(
        _A.id == bindparam("which"),
        _A.state == "booked",
        _A.stage == bindparam("old"),
        _A.wake_at == bindparam("woken"),
    )
    .values(stage=bindparam("new"), wake_at=bindparam("wakes"))
)
_WAKE = (
    update(appointment)
    .where(
        _A.office == bindparam("of_office"),
        _A.slot_at > bindparam("at"),
        _A.state == "booked",
        _A.wake_at > bindparam("at"),
    )
    .values(wake_at=bindparam("at"))
)
_MOVE_PERSON = (
    update(appointment)
    .where(_A.person_id == bindparam("who"))
    .values(person_id=bindparam("to_person"))
)


def choose(
    tx: Tx, office: str, person_id: int, ticket_id: int | None, by: int, at: int
) -> Appointment:
    """Open a choice that holds no seat yet."""
    made: int = tx.value(
        _CHOOSE, of_office=office, who=person_id, of_ticket=ticket_id, by=by, at=at
    )
    kept = by_id(tx, made)
    assert kept is not None
    return kept


def set_purpose(tx: Tx, kept: Appointment, purpose: str) -> None:
    """Keep what somebody comes for, sealed."""
    tx.send(_PURPOSE, which=kept.id, sealed=_sealed(tx, kept.id, purpose))


def book(
    tx: Tx,
    kept: Appointment,
    slot_at: int,
    seats: int,
    active: str,
    *,
    by: int,
    at: int,
) -> Appointment | None:
    """Take a seat of a slot, for a choice or instead of a booking; None when none is free.

    The seats of a slot are unique in the database, so that parallel writers never share one;
    `active` is unique too: one booking at a time for the same thing.
    """
    changing = kept.state == "booked"
    for seat in range(1, seats + 1):
        made: int | None = tx.value(
            _TAKE,
            of_office=kept.office,
            who=kept.person_id,
            of_ticket=kept.ticket_id,
            by=by,
            at=at,
            slot=slot_at,
            nth_seat=seat,
            its_active=None if changing else active,
        )
        if made is not None:
            return _took(tx, kept, made, changing=changing)
    return None


def _took(tx: Tx, kept: Appointment, made: int, *, changing: bool) -> Appointment | None:
    """Give the old seat back; whoever lost the race for the same booking keeps nothing."""
    if changing and not give_back(tx, kept.id, "moved"):
        give_back(tx, made, "moved")
        return None
    if not changing:
        tx.send(_DROP_CHOICE, which=kept.id)
    return by_id(tx, made)


def settle(
    tx: Tx, made: Appointment, active: str, number: int, purpose: str, wake_at: int, stage: int
) -> Appointment:
    """Write down a new booking's number, purpose and the moment of its first reminder."""
    tx.send(
        _SETTLE,
        which=made.id,
        its_active=active,
        nth=number,
        sealed=_sealed(tx, made.id, purpose),
        wakes=wake_at,
        its_stage=stage,
    )
    kept = by_id(tx, made.id)
    assert kept is not None
    return kept


def give_back(tx: Tx, which: int, state: str) -> bool:
    """End a booking and free its seat; False if it was no longer booked."""
    return tx.run(_GIVE_BACK, which=which, to_state=state) == 1


def miss(tx: Tx, which: int) -> bool:
    """Note that nobody came; False if it was no longer booked."""
    return tx.run(_CLOSE, which=which, to_state="missed") == 1


def arrive(tx: Tx, which: int) -> bool:
    """Note that somebody came, also late; False if that was noted or the booking was ended."""
    return tx.run(_ARRIVE, which=which) == 1


def by_id(tx: Tx, which: int) -> Appointment | None:
    """Return an appointment, None if there is none."""
    row = tx.one(_BY_ID, which=which)
    return None if row is None else _appointment(tx, row)


def active(tx: Tx, key: str) -> Appointment | None:
    """Return the one booking of a ticket ("t12") or of a person at an office ("p5:belitung")."""
    row = tx.one(_ACTIVE, its_active=key)
    return None if row is None else _appointment(tx, row)


def choosing(tx: Tx, person_id: int) -> Appointment | None:
    """Return the latest choice without a ticket that somebody has open."""
    row = tx.one(_CHOOSING, who=person_id)
    return None if row is None else _appointment(tx, row)


def booked(tx: Tx, person_id: int) -> Sequence[Appointment]:
    """Return a person's bookings that are still to come, or whose day is not settled."""
    return [_appointment(tx, row) for row in tx.all(_BOOKED, who=person_id)]


def taken(tx: Tx, office: str, since: int, until: int) -> Mapping[int, int]:
    """Return how many seats are held, by slot, between two moments."""
    rows = tx.all(_TAKEN, of_office=office, since=since, until=until)
    return {row.slot_at: row.held for row in rows}


def of_day(tx: Tx, office: str, since: int, until: int) -> Sequence[Appointment]:
    """Return what an office expects between two moments, come and missed included, in order."""
    rows = tx.all(_OF_DAY, of_office=office, since=since, until=until)
    return [_appointment(tx, row) for row in rows]


def due(tx: Tx, now: int, after: Page, most: int) -> Sequence[Appointment]:
    """Return bookings whose next moment (reminder, no-show) has come."""
    return [_appointment(tx, row) for row in page_of(tx, _DUE, after, most, until=now)]


def mark(tx: Tx, kept: Appointment, stage: int, wake_at: int) -> bool:
    """Note a stage as done and when the next is due; False if somebody did, or it was changed."""
    done = tx.run(
        _STAGE, which=kept.id, old=kept.stage, woken=kept.wake_at, new=stage, wakes=wake_at
    )
    return done == 1


def wake(tx: Tx, office: str, at: int) -> None:
    """Let the sweep look at every booking of an office now: its calendar has changed."""
    tx.run(_WAKE, of_office=office, at=at)


def move_person(tx: Tx, old: int, new: int) -> None:
    """Give a person's appointments to the person he turned out to be."""
    tx.send(_MOVE_PERSON, who=old, to_person=new)


def _sealed(tx: Tx, which: int, purpose: str) -> bytes | None:
    return tx.vault.seal_house(purpose.encode(), f"appointment:{which}") if purpose else None


def _appointment(tx: Tx, row: Row) -> Appointment:
    sealed: bytes | None = row.purpose
    purpose = tx.vault.open_house(sealed, f"appointment:{row.id}").decode() if sealed else ""
    return Appointment(
        row.id,
        row.office,
        row.person_id,
        row.ticket_id,
        row.slot_at or 0,
        row.number or 0,
        row.state,
        purpose,
        row.stage,
        row.wake_at or 0,
    )
