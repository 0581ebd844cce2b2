"""Named queries about how long the steps took: read from the journal's moves, pauses apart."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, or_, select

from flows.standard import Action
from flows.whereabouts import APPLICANT_OWES, CLOSED
from storage.clocks import Halt
from storage.store import Row, Tx
from storage.tables import clock, journal, pause, ticket

LATEST_CASES = 60
"""So many delivered or closed cases of a service are looked at."""
LATEST_TICKETS = 2_000
"""Only among so many of the latest tickets of the house: older experience says little."""

_NOT_FINISHED = frozenset({Action.CANCEL.value, ""})
"""The deeds that end a stay without the officer having finished ("": a sweep closed it)."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A file's time at one step, in milliseconds since 1970; `left_at` is None while it is there.

    `halts` are all the times the case stood still: the applicant owed, an incident, …
    """

    step: str
    arrived_at: int
    left_at: int | None
    halts: Sequence[Halt]


_recent = (
    select(ticket.c.id)
    .where(
        ticket.c.service == bindparam("of_service"),
        ticket.c.id > bindparam("after"),
        or_(~ticket.c.open, ticket.c.handed_over_at.is_not(None)),
    )
    .order_by(ticket.c.id.desc())
    .limit(LATEST_CASES)
    .subquery("recent")
)
_NEWEST = select(func.max(ticket.c.id))
_MOVES = (
    select(journal.c.ticket_id, journal.c.at, journal.c.data)
    .join(_recent, journal.c.ticket_id == _recent.c.id)
    .where(journal.c.version.is_not(None))
    .order_by(journal.c.ticket_id.desc(), journal.c.version)
)
_HALTS = (
    select(clock.c.ticket_id, pause.c.first_at, pause.c.last_at, pause.c.reason)
    .join(clock, clock.c.id == pause.c.clock_id)
    .join(_recent, clock.c.ticket_id == _recent.c.id)
    .where(pause.c.reason != "applicant")
)
_OWN_MOVES = (
    select(journal.c.ticket_id, journal.c.at, journal.c.data)
    .where(journal.c.ticket_id == bindparam("of_ticket"), journal.c.version.is_not(None))
    .order_by(journal.c.version)
)
_OWN_HALTS = (
    select(clock.c.ticket_id, pause.c.first_at, pause.c.last_at, pause.c.reason)
    .join(clock, clock.c.id == pause.c.clock_id)
    .where(clock.c.ticket_id == bindparam("of_ticket"), pause.c.reason != "applicant")
)


def finished_stays(tx: Tx, service: str) -> Mapping[str, list[Stay]]:
    """Return the finished stays of the latest cases by step, the latest case first."""
    after = (tx.value(_NEWEST) or 0) - LATEST_TICKETS
    halts = _by_ticket(tx.all(_HALTS, of_service=service, after=after))
    stays: dict[str, list[Stay]] = {}
    for ticket_id, moves in _by_ticket(tx.all(_MOVES, of_service=service, after=after)).items():
        for stay in _stays(moves, halts.get(ticket_id, ())):
            if stay.left_at is not None:
                stays.setdefault(stay.step, []).append(stay)
    return stays


def present_stay(tx: Tx, ticket_id: int) -> Stay | None:
    """Return the stay of a ticket at the step where it is now."""
    moves = tx.all(_OWN_MOVES, of_ticket=ticket_id)
    stays = _stays(moves, tx.all(_OWN_HALTS, of_ticket=ticket_id))
    return stays[-1] if stays and stays[-1].left_at is None else None


def _by_ticket(rows: Iterable[Row]) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row[0], []).append(row)
    return grouped


def _stays(moves: Sequence[Row], halted: Sequence[Row]) -> list[Stay]:
    """Follow a case's moves; coming back to the same step after a completion is one stay."""
    halts = [Halt(row.first_at, row.last_at, row.reason) for row in halted]
    stays: list[Stay] = []
    step, arrived, owing = "", 0, 0
    for row in moves:
        move = json.loads(row.data)
        if owing:
            halts.append(Halt(owing, row.at, "applicant"))
        state, to = move.get("state", ""), move.get("to", step)
        owing = row.at if state in APPLICANT_OWES else 0
        closed = state in CLOSED
        if closed or to != step:
            if step and not (closed and move.get("action", "") in _NOT_FINISHED):
                stays.append(Stay(step, arrived, row.at, halts))
            step, arrived = "" if closed else to, row.at
    if owing:
        halts.append(Halt(owing, None, "applicant"))
    if step:
        stays.append(Stay(step, arrived, None, halts))
    return stays
