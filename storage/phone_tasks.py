"""Named queries about tasks to phone: whom silence leaves in doubt, and what came of the call."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from flows.standard import APPLICANT
from storage.limits import phone_task
from storage.store import Row, Tx
from storage.tables import ticket


@dataclass(frozen=True, slots=True)
class PhoneTask:
    """An applicant to phone, for a role of an office: did the result handed over arrive?"""

    id: int
    ticket_id: int
    office: str
    role: str
    handed_at: int


_P, _T = phone_task.c, ticket.c
_COLUMNS = (_P.id, _P.ticket_id, _P.office, _P.role, _P.handed_at)
_ADD = (
    insert(phone_task)
    .values(
        ticket_id=bindparam("of_ticket"),
        office=bindparam("at_office"),
        role=bindparam("as_role"),
        open=True,
        handed_at=bindparam("handed"),
        made_at=bindparam("at"),
    )
    .on_conflict_do_nothing(index_elements=[_P.ticket_id, _P.handed_at])
)
_OPEN = (
    select(*_COLUMNS)
    .join(ticket, _T.id == _P.ticket_id)
    .where(
        _P.open,
        _P.office == bindparam("at_office"),
        _P.role == bindparam("as_role"),
        or_(~_T.open, _T.holder_role == APPLICANT),
        _T.confirmed_at.is_(None),
    )
    .order_by(_P.id)
    .limit(bindparam("most"))
)
_OF_TICKET = select(*_COLUMNS).where(_P.open, _P.ticket_id == bindparam("of_ticket"))
_DONE = (
    update(phone_task)
    .where(_P.id == bindparam("which"), _P.open)
    .values(
        open=False, done_by=bindparam("by"), done_at=bindparam("at"), result=bindparam("came_of")
    )
)


def add(tx: Tx, ticket_id: int, post: tuple[str, str], handed_at: int, at: int) -> bool:
    """Keep that somebody must be phoned; False if it was kept for this hand-over before."""
    kept = tx.run(
        _ADD, of_ticket=ticket_id, at_office=post[0], as_role=post[1], handed=handed_at, at=at
    )
    return kept == 1


def open_of(tx: Tx, office: str, role: str, most: int = 20) -> Sequence[PhoneTask]:
    """Return the open tasks of a role, whose tickets still wait for their applicants' word."""
    return [_task(row) for row in tx.all(_OPEN, at_office=office, as_role=role, most=most)]


def of_ticket(tx: Tx, ticket_id: int) -> PhoneTask | None:
    """Return the open task of a ticket, None without one."""
    row = tx.one(_OF_TICKET, of_ticket=ticket_id)
    return None if row is None else _task(row)


def done(tx: Tx, task: PhoneTask, by: int, at: int, result: str) -> bool:
    """Note what came of the call; False if somebody did before."""
    return tx.run(_DONE, which=task.id, by=by, at=at, came_of=result) == 1


def _task(row: Row) -> PhoneTask:
    return PhoneTask(row.id, row.ticket_id, row.office, row.role, row.handed_at)
