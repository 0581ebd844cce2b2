"""Named queries about dismissals: one administrator asks for them, another decides."""

from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, update

from storage.powers import dismissal
from storage.store import Row, Tx


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A post that somebody wants ended; `suspends`: it is suspended until this is decided."""

    id: int
    staff_id: int
    suspends: bool
    made_by: int
    decided: bool


_D = dismissal.c
_ASK = (
    insert(dismissal)
    .values(
        staff_id=bindparam("post"),
        suspends=bindparam("at_once"),
        made_by=bindparam("by"),
        made_at=bindparam("at"),
    )
    .returning(_D.id)
)
_BY_ID = select(_D.id, _D.staff_id, _D.suspends, _D.made_by, _D.decided_at).where(
    _D.id == bindparam("which")
)
_OPEN = select(_D.id, _D.staff_id, _D.suspends, _D.made_by, _D.decided_at).where(
    _D.staff_id == bindparam("post"), _D.decided_at.is_(None)
)
_DECIDE = (
    update(dismissal)
    .where(_D.id == bindparam("which"), _D.decided_at.is_(None))
    .values(decided_by=bindparam("by"), decided_at=bindparam("at"), accepted=bindparam("yes"))
)


def ask(tx: Tx, staff_id: int, by: int, at: int, *, suspends: bool) -> int:
    """Keep that somebody wants a post ended; returns the dismissal's number."""
    made = tx.value(_ASK, post=staff_id, at_once=suspends, by=by, at=at)
    assert isinstance(made, int)
    return made


def by_id(tx: Tx, dismissal_id: int) -> Dismissal | None:
    """Return a dismissal."""
    row = tx.one(_BY_ID, which=dismissal_id)
    return None if row is None else _dismissal(row)


def open_of(tx: Tx, staff_id: int) -> Dismissal | None:
    """Return the dismissal of a post that waits for a decision, None without one."""
    row = tx.one(_OPEN, post=staff_id)
    return None if row is None else _dismissal(row)


def decide(tx: Tx, dismissal_id: int, by: int, at: int, *, accepted: bool) -> bool:
    """Note the decision; False if somebody decided before."""
    return tx.run(_DECIDE, which=dismissal_id, by=by, at=at, yes=accepted) == 1


def _dismissal(row: Row) -> Dismissal:
    return Dismissal(row.id, row.staff_id, row.suspends, row.made_by, row.decided_at is not None)
