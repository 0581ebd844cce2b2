"""Named queries about problems: one cause, and the like tickets that wait for its answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy import insert as plain_insert
from sqlalchemy.dialects.postgresql import insert

from storage.many import problem, problem_ticket
from storage.store import Row, Tx


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of an office: its number, what it is, and when it was closed (ms)."""

    id: int
    office: str
    title: str
    closed_at: int | None


_P, _M = problem.c, problem_ticket.c
_ADD = (
    plain_insert(problem)
    .values(
        office=bindparam("of_office"),
        title=bindparam("sealed"),
        made_by=bindparam("by"),
        made_at=bindparam("at"),
    )
    .returning(_P.id)
)
_BY_ID = select(problem).where(_P.id == bindparam("which"))
_OPEN = (
    select(problem)
    .where(_P.office == bindparam("of_office"), _P.closed_at.is_(None))
    .order_by(_P.id.desc())
    .limit(bindparam("most"))
)
_GROUP = (
    insert(problem_ticket)
    .values(problem_id=bindparam("which"), ticket_id=bindparam("of_ticket"))
    .on_conflict_do_nothing()
)
_TAKE_OUT = delete(problem_ticket).where(
    _M.problem_id == bindparam("which"), _M.ticket_id == bindparam("of_ticket")
)
_TICKETS = select(_M.ticket_id).where(_M.problem_id == bindparam("which")).order_by(_M.ticket_id)
_COUNT = select(func.count()).where(_M.problem_id == bindparam("which"))
_CLOSE = (
    update(problem)
    .where(_P.id == bindparam("which"), _P.closed_at.is_(None))
    .values(closed_at=bindparam("at"))
)


def add(tx: Tx, office: str, title: str, by: int, at: int) -> int:
    """Write down a problem; its title is kept sealed. Returns its number."""
    sealed = tx.vault.seal_house(title.encode(), "problem")
    made: int = tx.value(_ADD, of_office=office, sealed=sealed, by=by, at=at)
    return made


def by_id(tx: Tx, number: int) -> Problem | None:
    """Return a problem, None if there is none of this number."""
    row = tx.one(_BY_ID, which=number)
    return None if row is None else _problem(tx, row)


def open_ones(tx: Tx, office: str, most: int) -> Sequence[Problem]:
    """Return the open problems of an office, the newest first."""
    return [_problem(tx, row) for row in tx.all(_OPEN, of_office=office, most=most)]


def _problem(tx: Tx, row: Row) -> Problem:
    title = tx.vault.open_house(row.title, "problem").decode()
    return Problem(row.id, row.office, title, row.closed_at)


def group(tx: Tx, number: int, ticket_ids: Sequence[int]) -> None:
    """Put tickets under a problem; those under it already stay."""
    tx.send_each(_GROUP, [{"which": number, "of_ticket": one} for one in ticket_ids])


def take_out(tx: Tx, number: int, ticket_id: int) -> bool:
    """Take a ticket out of a problem; False if it was not under it."""
    return tx.run(_TAKE_OUT, which=number, of_ticket=ticket_id) == 1


def ticket_ids(tx: Tx, number: int) -> Sequence[int]:
    """Return the tickets under a problem."""
    return [row.ticket_id for row in tx.all(_TICKETS, which=number)]


def size(tx: Tx, number: int) -> int:
    """Return how many tickets a problem has."""
    return int(tx.value(_COUNT, which=number))


def close(tx: Tx, number: int, at: int) -> bool:
    """Close a problem; False if it was closed before."""
    return tx.run(_CLOSE, which=number, at=at) == 1
