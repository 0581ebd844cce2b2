"""Named queries of a report: counted by the database, a portion of numbered rows at a time.

Each takes an office, the period (milliseconds since 1970, the end excluded) and the portion.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Select, bindparam, case, func, or_, select

from flows.whereabouts import APPLICANT_OWES
from storage.fields import json_field
from storage.incidents import END
from storage.learning import question
from storage.link import Row
from storage.tables import clock, journal, pause, ticket
from storage.times import incident
from storage.tx import Tx

TICKETS_A_PORTION: Final = 1_000
ENTRIES_A_PORTION: Final = 10_000

_T, _C, _P, _J, _I, _Q = ticket.c, clock.c, pause.c, journal.c, incident.c, question.c
_PORTION = (
    _T.id > bindparam("after"),
    _T.id <= bindparam("upto"),
    _T.office == bindparam("of_office"),
)
_CLOSED = (~_T.open, _T.closed_at >= bindparam("since"), _T.closed_at < bindparam("until"))
_ENDS = select(
    select(func.max(_T.id)).scalar_subquery(),
    select(func.max(_J.seq)).where(_J.office == bindparam("of_office")).scalar_subquery(),
)
_BEGAN = select(_J.at).where(_J.office == bindparam("of_office"), _J.seq == 1)
_VOLUME = (
    select(
        _T.service,
        _T.kind,
        case((_T.open, ""), else_=_T.state).label("ended"),
        func.sum(
            case((_T.submitted_at >= bindparam("since"), 1), else_=0)
        ).label("filed"),
        func.sum(
            case((or_(_T.open, _T.closed_at >= bindparam("until")), 1), else_=0)
        ).label("still_open"),
        func.sum(
            case((_T.open, 0), (_T.closed_at < bindparam("since"), 0),
                 (_T.closed_at >= bindparam("until"), 0), else_=1)
        ).label("closed"),
    )
    .where(*_PORTION, _T.submitted_at < bindparam("until"))
    .group_by(_T.service, _T.kind, "ended")
)  # fmt: skip
_CLOCKS_OF = (
    _C.stopped_at >= bindparam("since"),
    _C.stopped_at < bindparam("until"),
)
_CLOCKS = (
    select(
        _T.service,
        _C.name,
        _C.bound,
        func.count().label("stopped"),
        # While the applicant holds the file nobody is late, though its time may pass.
        func.count(_C.breached_at).label("late"),
        func.sum(_C.stopped_at - _C.started_at).label("ran"),
    )
    .join(clock, _C.ticket_id == _T.id)
    .where(*_PORTION, *_CLOCKS_OF)
    .group_by(_T.service, _C.name, _C.bound)
)
_PAUSES = (
    select(_T.service, _C.name, _C.id, _P.reason, _P.first_at, _P.last_at, _C.stopped_at)
    .join(clock, _C.ticket_id == _T.id)
    .join(pause, _P.clock_id == _C.id)
    .where(*_PORTION, *_CLOCKS_OF)
    .order_by(_C.id)
)
_stays = (
    select(
        _T.id,
        _T.service,
        json_field(_J.data, "to").label("step"),
        json_field(_J.data, "state").label("state"),
        _J.at,
        func.lead(_J.at).over(partition_by=_J.ticket_id, order_by=_J.version).label("left_at"),
    )
    .join(journal, _J.ticket_id == _T.id)
    .where(*_PORTION, *_CLOSED, _J.version.is_not(None))
    .subquery("stays")
)
_OWED = or_(*(_stays.c.state == one.value for one in sorted(APPLICANT_OWES)))
_each = (
    select(
        _stays.c.service,
        _stays.c.step,
        func.sum(case((_OWED, 0), else_=_stays.c.left_at - _stays.c.at)).label("spent"),
    )
    .where(_stays.c.left_at.is_not(None), _stays.c.step.is_not(None))
    .group_by(_stays.c.id, _stays.c.service, _stays.c.step)
    .subquery("each_case")
)
_STEPS = select(
    _each.c.service,
    _each.c.step,
    func.count().label("cases"),
    func.sum(_each.c.spent).label("spent"),
    func.max(_each.c.spent).label("longest"),
).group_by(_each.c.service, _each.c.step)
_COUNTED: Final = (
    "ticket_returned",
    "sheet_marked",
    "ticket_overtaken",
    "requirement_waived",
    "requirement_added",
    "step_waived",
)
_EVENTS = (
    select(_J.kind, json_field(_J.data, "reason").label("reason"), func.count().label("times"))
    .where(
        _J.seq > bindparam("after"),
        _J.seq <= bindparam("upto"),
        _J.office == bindparam("of_office"),
        _J.at >= bindparam("since"),
        _J.at < bindparam("until"),
        or_(*(_J.kind == kind for kind in _COUNTED)),
    )
    .group_by(_J.kind, "reason")
)
_QUESTIONS = (
    select(_Q.outcome, func.count().label("times"))
    .where(
        _Q.asked_at >= bindparam("since"),
        _Q.asked_at < bindparam("until"),
        or_(_Q.office == bindparam("of_office"), _Q.office == ""),
    )
    .group_by(_Q.outcome)
)
_INCIDENTS = select(_I.reason, _I.first_at, _I.last_at).where(
    _I.office == bindparam("of_office"),
    _I.confirmed_at.is_not(None),
    _I.reason.not_like(f"{END}%"),
    _I.first_at < bindparam("until"),
    or_(_I.last_at.is_(None), _I.last_at > bindparam("since")),
)


def began(tx: Tx, office: str) -> int | None:
    """Return when the journal of an office begins, None before anything happened."""
    moment: int | None = tx.value(_BEGAN, of_office=office)
    return moment


def ends(tx: Tx, office: str) -> tuple[int, int]:
    """Return the last numbers of tickets and of an office's journal, 0 where there are none."""
    row = tx.one(_ENDS, of_office=office)
    return (0, 0) if row is None else (row[0] or 0, row[1] or 0)


def volume(tx: Tx, office: str, since: int, until: int, after: int, upto: int) -> Sequence[Row]:
    """Return service, kind, ended, filed, still_open, closed."""
    return _read(tx, _VOLUME, office, since, until, after, upto)


def clocks(tx: Tx, office: str, since: int, until: int, after: int, upto: int) -> Sequence[Row]:
    """Return service, name, bound, stopped, late, ran (ms) of clocks that stopped."""
    return _read(tx, _CLOCKS, office, since, until, after, upto)


def pauses(tx: Tx, office: str, since: int, until: int, after: int, upto: int) -> Sequence[Row]:
    """Return the pauses of the clocks that stopped, clock by clock."""
    return _read(tx, _PAUSES, office, since, until, after, upto)


def steps(tx: Tx, office: str, since: int, until: int, after: int, upto: int) -> Sequence[Row]:
    """Return service, step, cases, spent and longest (ms) of the cases that were closed."""
    return _read(tx, _STEPS, office, since, until, after, upto)


def events(tx: Tx, office: str, since: int, until: int, after: int, upto: int) -> Sequence[Row]:
    """Return kind, reason and times of what the journal tells; the portion is one of its `seq`."""
    return _read(tx, _EVENTS, office, since, until, after, upto)


def questions(tx: Tx, office: str, since: int, until: int) -> Sequence[Row]:
    """Return what became of the questions about an office, or about none: outcome and times."""
    return tx.all(_QUESTIONS, of_office=office, since=since, until=until)


def incidents(tx: Tx, office: str, since: int, until: int) -> Sequence[Row]:
    """Return reason, first_at and last_at of the incidents of the period."""
    return tx.all(_INCIDENTS, of_office=office, since=since, until=until)


def _read(
    tx: Tx, query: Select[Any], office: str, since: int, until: int, after: int, upto: int
) -> Sequence[Row]:
    return tx.all(query, of_office=office, since=since, until=until, after=after, upto=upto)
