"""Named queries about delegations: a post handed over for a time, and handed on from there."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, insert, or_, select, tuple_, update

from storage.people import DELEGATED
from storage.powers import delegation
from storage.store import Row, Tx
from storage.sweeps import Page
from storage.tables import staff


@dataclass(frozen=True, slots=True)
class Delegation:
    """A post that `giver_id` handed over to `holder_id` from a moment until another (ms).

    `staff_id` is the post as it was given, `owner_id` who was appointed to it; `parent_id` the
    delegation by which the giver has it, None where it is his own.
    """

    id: int
    staff_id: int
    parent_id: int | None
    giver_id: int
    holder_id: int
    owner_id: int
    office: str
    role: str
    from_at: int
    until_at: int
    begun: bool
    ended: bool

    @property
    def page(self) -> Page:
        """Where it stands among the rows of a sweep."""
        return self.until_at, self.id


_D, _S = delegation.c, staff.c
_COLUMNS = (
    _D.id,
    _D.staff_id,
    _D.parent_id,
    _D.giver_id,
    _D.holder_id,
    _S.person_id,
    _S.office,
    _S.role,
    _D.from_at,
    _D.until_at,
    _D.begun_at,
    _D.ended_at,
)
_ALL = select(*_COLUMNS).join(staff, _S.id == _D.staff_id)
_ADD = (
    insert(delegation)
    .values(
        staff_id=bindparam("post"),
        parent_id=bindparam("parent"),
        giver_id=bindparam("giver"),
        holder_id=bindparam("holder"),
        from_at=bindparam("since"),
        until_at=bindparam("until"),
        made_at=bindparam("at"),
    )
    .returning(_D.id)
)
_BY_ID = _ALL.where(_D.id == bindparam("which"))
_OF_PERSON = _ALL.where(
    or_(_D.giver_id == bindparam("who"), _D.holder_id == bindparam("who")),
    _D.ended_at.is_(None),
    _D.until_at > bindparam("at"),
).order_by(_D.from_at, _D.id)
_OPEN = _ALL.where(_D.ended_at.is_(None), _D.until_at > bindparam("at")).order_by(_D.id)
_CHILDREN = _ALL.where(_D.parent_id == bindparam("which"), _D.ended_at.is_(None)).order_by(_D.id)
_HELD_NOW = _ALL.where(_D.holder_id == bindparam("who"), DELEGATED)
_END = (
    update(delegation)
    .where(_D.id == bindparam("which"), _D.ended_at.is_(None))
    .values(ended_at=bindparam("at"))
)
_BEGIN = (
    update(delegation)
    .where(_D.id == bindparam("which"), _D.begun_at.is_(None))
    .values(begun_at=bindparam("at"))
)
_DUE = (
    _ALL.where(
        _D.ended_at.is_(None),
        tuple_(_D.until_at, _D.id) > tuple_(bindparam("after_at"), bindparam("after_id")),
        _D.from_at <= bindparam("at"),
        or_(_D.until_at <= bindparam("at"), _D.begun_at.is_(None)),
    )
    .order_by(_D.until_at, _D.id)
    .limit(bindparam("most"))
)


def add(
    tx: Tx,
    staff_id: int,
    parent_id: int | None,
    people: tuple[int, int],
    term: tuple[int, int],
    at: int,
) -> int:
    """Keep that a post is handed over from the first person to the second, for a term (ms)."""
    made = tx.value(
        _ADD,
        post=staff_id,
        parent=parent_id,
        giver=people[0],
        holder=people[1],
        since=term[0],
        until=term[1],
        at=at,
    )
    assert isinstance(made, int)
    return made


def by_id(tx: Tx, delegation_id: int) -> Delegation | None:
    """Return a delegation, also one that has ended."""
    row = tx.one(_BY_ID, which=delegation_id)
    return None if row is None else _delegation(row)


def of_person(tx: Tx, person_id: int, at: int) -> list[Delegation]:
    """Return what a person handed over, and what was handed to him, unless it has ended."""
    return [_delegation(row) for row in tx.all(_OF_PERSON, who=person_id, at=at)]


def open_ones(tx: Tx, at: int) -> list[Delegation]:
    """Return every delegation that runs or is to come."""
    return [_delegation(row) for row in tx.all(_OPEN, at=at)]


def held_now(tx: Tx, person_id: int, at: int) -> list[Delegation]:
    """Return the delegations by which a person has posts at this moment."""
    return [_delegation(row) for row in tx.all(_HELD_NOW, who=person_id, at=at)]


def end(tx: Tx, one: Delegation, at: int) -> list[Delegation]:
    """End a delegation and all that was handed on from it; returns what ended, it first."""
    if not tx.run(_END, which=one.id, at=at):
        return []
    ended = [one]
    for row in tx.all(_CHILDREN, which=one.id):
        ended.extend(end(tx, _delegation(row), at))
    return ended


def begin(tx: Tx, one: Delegation, at: int) -> bool:
    """Note that a delegation has begun; False if that was noted before."""
    return tx.run(_BEGIN, which=one.id, at=at) == 1


def due(tx: Tx, now: int, after: Page, most: int) -> Sequence[Delegation]:
    """Return a page of delegations that have run out, or whose beginning was not told yet."""
    rows = tx.all(_DUE, at=now, after_at=after[0], after_id=after[1], most=most)
    return [_delegation(row) for row in rows]


def _delegation(row: Row) -> Delegation:
    return Delegation(
        row.id,
        row.staff_id,
        row.parent_id,
        row.giver_id,
        row.holder_id,
        row.person_id,
        row.office,
        row.role,
        row.from_at,
        row.until_at,
        row.begun_at is not None,
        row.ended_at is not None,
    )
