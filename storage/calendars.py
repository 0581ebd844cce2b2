"""Named queries about office calendars: entries made by staff, and how far a recount has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from storage.store import Row, Tx
from storage.tables import clock, ticket
from storage.times import calendar_entry
from storage.traffic import counter

PROPOSED = "proposed_"
"""What the kind of an entry begins with until it has been confirmed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Days of an office that differ: `kind` is closed, opened or season, perhaps still proposed.

    `windows` are those of an opened day ("08.00-12.00 13.00-15.00"), else "".
    """

    id: int
    office: str
    kind: str
    first: date
    last: date
    windows: str
    title: str
    source: str
    made_by: int
    made_at: int
    removed: bool = False

    @property
    def proposed(self) -> bool:
        """Whether nobody has confirmed it yet."""
        return self.kind.startswith(PROPOSED)


_E = calendar_entry.c
_COLUMNS = (
    _E.id,
    _E.office,
    _E.kind,
    _E.first_day,
    _E.last_day,
    _E.windows,
    _E.title,
    _E.source,
    _E.made_by,
    _E.made_at,
    _E.removed_at,
)
_CONFIRMED = _E.kind.not_like(f"{PROPOSED}%")
_STATE = select(
    func.count(_E.id), func.max(_E.id), func.max(_E.made_at), func.max(_E.removed_at)
).where(_E.office == bindparam("of_office"), _CONFIRMED)
_IN_FORCE = (
    select(*_COLUMNS)
    .where(
        _E.office == bindparam("of_office"),
        _E.removed_at.is_(None),
        _CONFIRMED,
    )
    .order_by(_E.first_day, _E.id)
)
_BY_ID = select(*_COLUMNS).where(_E.id == bindparam("which"))
_ADD = (
    insert(calendar_entry)
    .values(
        office=bindparam("of_office"),
        kind=bindparam("its_kind"),
        first_day=bindparam("first"),
        last_day=bindparam("last"),
        windows=bindparam("its_windows"),
        title=bindparam("its_title"),
        source=bindparam("its_source"),
        made_by=bindparam("who"),
        made_at=bindparam("at"),
    )
    .returning(_E.id)
)
_CONFIRM = (
    update(calendar_entry)
    .where(
        _E.id == bindparam("which"),
        _E.kind == bindparam("old_kind"),
        _E.removed_at.is_(None),
    )
    .values(kind=bindparam("new_kind"), made_at=bindparam("at"))
)
_REMOVE = (
    update(calendar_entry)
    .where(_E.id == bindparam("which"), _E.removed_at.is_(None))
    .values(removed_by=bindparam("who"), removed_at=bindparam("at"))
)
# The sum keeps both engines off the index of all clocks ever: those that run have their own.
_OF_CLOCK = (clock.c.ticket_id + 0).label("id")
_PAGE = (
    select(_OF_CLOCK)
    .join(ticket, ticket.c.id == clock.c.ticket_id)
    .where(
        clock.c.stopped_at.is_(None),
        clock.c.due_at > 0,
        bindparam("after") < _OF_CLOCK,
        ticket.c.office == bindparam("of_office"),
    )
    .distinct()
    .order_by(_OF_CLOCK)
    .limit(bindparam("most"))
)
_DUE = (
    update(clock)
    .where(
        clock.c.id == bindparam("which"),
        clock.c.stopped_at.is_(None),
        clock.c.due_at == bindparam("old_due"),
    )
    .values(due_at=bindparam("new_due"))
)
_TICKET_DUE = (
    update(ticket)
    .where(ticket.c.id == bindparam("which"), ticket.c.version == bindparam("seen"))
    .values(due_at=bindparam("new_due"))
)
_NUMBER = select(counter.c.value).where(counter.c.name == bindparam("which"))
_SET = (
    upsert(counter)
    .values(name=bindparam("which"), value=bindparam("to_value"))
    .on_conflict_do_update(index_elements=[counter.c.name], set_={"value": bindparam("to_value")})
)


def state(tx: Tx, office: str) -> tuple[int | None, ...]:
    """Return what changes whenever an entry of the office is confirmed or removed."""
    row = tx.one(_STATE, of_office=office)
    assert row is not None
    return tuple(row)


def in_force(tx: Tx, office: str) -> Sequence[Entry]:
    """Return the confirmed entries of an office that were not removed, by day."""
    return [_entry(row) for row in tx.all(_IN_FORCE, of_office=office)]


def by_id(tx: Tx, entry_id: int) -> Entry | None:
    """Return an entry, proposed, in force or removed; None if there is none."""
    row = tx.one(_BY_ID, which=entry_id)
    return None if row is None else _entry(row)


def propose(
    tx: Tx,
    office: str,
    kind: str,
    days: tuple[date, date],
    windows: str,
    title: str,
    source: str,
    by: int,
    at: int,
) -> Entry:
    """Keep an entry that changes nothing until it is confirmed."""
    entry_id: int = tx.value(
        _ADD,
        of_office=office,
        its_kind=PROPOSED + kind,
        first=days[0].isoformat(),
        last=days[1].isoformat(),
        its_windows=windows,
        its_title=title,
        its_source=source,
        who=by,
        at=at,
    )
    return Entry(entry_id, office, PROPOSED + kind, *days, windows, title, source, by, at)


def confirm(tx: Tx, entry: Entry, at: int) -> bool:
    """Put a proposed entry into force; False if that has happened already."""
    kind = entry.kind.removeprefix(PROPOSED)
    done = tx.run(_CONFIRM, which=entry.id, old_kind=entry.kind, new_kind=kind, at=at)
    return done == 1 and kind != entry.kind


def remove(tx: Tx, entry_id: int, by: int, at: int) -> bool:
    """Take an entry out of force; it stays in the table. False if it is out already."""
    return tx.run(_REMOVE, which=entry_id, who=by, at=at) == 1


def with_due_clocks(tx: Tx, office: str, after: int, most: int) -> Sequence[int]:
    """Return the ids of open tickets of an office with a clock that has a due moment, paged."""
    return [row.id for row in tx.all(_PAGE, of_office=office, after=after, most=most)]


def move_due(tx: Tx, clock_id: int, old: int, new: int) -> bool:
    """Give a running clock another due moment (ms); False if somebody changed it meanwhile."""
    return tx.run(_DUE, which=clock_id, old_due=old, new_due=new) == 1


def move_ticket_due(tx: Tx, ticket_id: int, version: int, new: int | None) -> None:
    """Give a ticket the due moment of its service, unless the ticket has moved meanwhile."""
    tx.send(_TICKET_DUE, which=ticket_id, seen=version, new_due=new)


def mark(tx: Tx, name: str) -> int | None:
    """Return a number the house remembers under a name, None if it remembers none."""
    value: int | None = tx.value(_NUMBER, which=name)
    return value


def set_mark(tx: Tx, name: str, value: int) -> None:
    """Remember a number under a name."""
    tx.send(_SET, which=name, to_value=value)


def _entry(row: Row) -> Entry:
    return Entry(
        row.id,
        row.office,
        row.kind,
        date.fromisoformat(row.first_day),
        date.fromisoformat(row.last_day),
        row.windows,
        row.title,
        row.source,
        row.made_by,
        row.made_at,
        row.removed_at is not None,
    )
