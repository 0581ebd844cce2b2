"""Named queries about declared incidents, and about the clocks they let stand still."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, insert, or_, select, update

from flows.pauses import IncidentReason, incident_code
from storage.store import Row, Tx
from storage.tables import clock, pause, ticket
from storage.tickets import Ticket
from storage.times import incident

END = "end:"
"""What the reason of a row begins with that proposes the end of another row, of that number."""


@dataclass(frozen=True, slots=True)
class Incident:
    """A declared incident, or the proposed end of one; moments are milliseconds since 1970.

    `services` are service ids, none of them means every service of the office. It is in effect
    once `confirmed_at` stands: at once for one declared in time (`confirmed_by` is then None), by
    a second person for one that reaches back. Of a proposed end `ends` is the incident meant and
    `first_at` the end proposed.
    """

    id: int
    office: str
    services: tuple[str, ...]
    reason: str
    first_at: int
    last_at: int | None
    declared_by: int
    declared_at: int
    confirmed_by: int | None
    confirmed_at: int | None

    @property
    def ends(self) -> int:
        """The incident whose end this row proposes, 0 for an incident itself."""
        return int(self.reason.removeprefix(END)) if self.reason.startswith(END) else 0

    @property
    def code(self) -> str:
        """The reason of the pauses it makes."""
        return incident_code(IncidentReason(self.reason), self.id)

    def concerns(self, service: str) -> bool:
        """Whether a service is named, or all are."""
        return not self.services or service in self.services


_I = incident.c
_DECLARE = (
    insert(incident)
    .values(
        office=bindparam("of_office"),
        services=bindparam("its_services"),
        reason=bindparam("why"),
        first_at=bindparam("since"),
        last_at=bindparam("until"),
        declared_by=bindparam("by"),
        declared_at=bindparam("at"),
        confirmed_at=bindparam("confirmed"),
    )
    .returning(_I.id)
)
_BY_ID = select(incident).where(_I.id == bindparam("incident_id"))
_OF_OFFICE = (
    select(incident)
    .where(_I.office == bindparam("of_office"))
    .order_by(_I.id.desc())
    .limit(bindparam("most"))
)
_IN_EFFECT = (
    select(incident)
    .where(
        _I.office == bindparam("of_office"),
        _I.confirmed_at.is_not(None),
        _I.last_at.is_(None),
        _I.reason.not_like(f"{END}%"),
    )
    .order_by(_I.id)
)
_CONFIRM = (
    update(incident)
    .where(_I.id == bindparam("incident_id"), _I.confirmed_at.is_(None))
    .values(confirmed_by=bindparam("by"), confirmed_at=bindparam("at"))
)
_END = (
    update(incident)
    .where(_I.id == bindparam("incident_id"), _I.last_at.is_(None))
    .values(last_at=bindparam("at"))
)
_OF_THE_SERVICES = (ticket.c.office == bindparam("of_office"), ticket.c.kind != "complaint")
_RAN = (
    select(ticket.c.id)
    .join(clock, clock.c.ticket_id == ticket.c.id)
    .where(
        *_OF_THE_SERVICES,
        clock.c.started_at < bindparam("until"),
        or_(clock.c.stopped_at.is_(None), clock.c.stopped_at > bindparam("since")),
    )
    .distinct()
    .order_by(ticket.c.id)
)
_OPEN = (
    select(ticket.c.id, ticket.c.person_id)
    .where(*_OF_THE_SERVICES, ticket.c.open)
    .order_by(ticket.c.person_id, ticket.c.id)
)
_REACHES = (
    pause.c.reason == bindparam("why"),
    or_(pause.c.last_at.is_(None), pause.c.last_at > bindparam("at")),
)
_PAUSED = (
    select(clock.c.id, clock.c.ticket_id)
    .join(pause, pause.c.clock_id == clock.c.id)
    .where(*_REACHES)
    .distinct()
    .order_by(clock.c.ticket_id, clock.c.id)
)
_CUT_EMPTY = (
    update(pause)
    .where(*_REACHES, pause.c.first_at > bindparam("at"))
    .values(last_at=pause.c.first_at)
)
_CUT = (
    update(pause)
    .where(*_REACHES, pause.c.first_at <= bindparam("at"))
    .values(last_at=bindparam("at"))
)
_TICKET_DUE = (
    update(ticket).where(ticket.c.id == bindparam("ticket_id")).values(due_at=bindparam("due"))
)


def _incident(row: Row) -> Incident:
    services = tuple(row.services.split())
    return Incident(
        row.id,
        row.office,
        services,
        row.reason,
        row.first_at,
        row.last_at,
        row.declared_by,
        row.declared_at,
        row.confirmed_by,
        row.confirmed_at,
    )


def declare(
    tx: Tx,
    office: str,
    services: Sequence[str],
    reason: str,
    first_at: int,
    last_at: int | None,
    *,
    by: int,
    at: int,
    in_effect: bool,
) -> Incident:
    """Write down an incident or a proposed end; not `in_effect`, it waits for a second person."""
    number: int = tx.value(
        _DECLARE,
        of_office=office,
        its_services=" ".join(services),
        why=reason,
        since=first_at,
        until=last_at,
        by=by,
        at=at,
        confirmed=at if in_effect else None,
    )
    made = by_id(tx, number)
    assert made is not None
    return made


def by_id(tx: Tx, number: int) -> Incident | None:
    """Return an incident or a proposed end, None if there is none of this number."""
    row = tx.one(_BY_ID, incident_id=number)
    return None if row is None else _incident(row)


def of_office(tx: Tx, office: str, most: int) -> Sequence[Incident]:
    """Return the latest incidents and proposed ends of an office, newest first."""
    return [_incident(row) for row in tx.all(_OF_OFFICE, of_office=office, most=most)]


def in_effect(tx: Tx, office: str, service: str = "") -> Sequence[Incident]:
    """Return what is declared now and has not ended, for one service or for any."""
    found = [_incident(row) for row in tx.all(_IN_EFFECT, of_office=office)]
    return [one for one in found if not service or one.concerns(service)]


def confirm(tx: Tx, number: int, by: int, at: int) -> bool:
    """Confirm a row as its second person; False if somebody did before."""
    return tx.run(_CONFIRM, incident_id=number, by=by, at=at) == 1


def end(tx: Tx, number: int, at: int) -> bool:
    """End an incident at a moment; False if it had ended before."""
    return tx.run(_END, incident_id=number, at=at) == 1


# The clocks concerned


def tickets_that_ran(tx: Tx, office: str, since: int, until: int) -> Sequence[int]:
    """Return the tickets of an office, no complaints, of which a clock ran between two moments."""
    return [row.id for row in tx.all(_RAN, of_office=office, since=since, until=until)]


def open_tickets(tx: Tx, office: str) -> Sequence[tuple[int, int]]:
    """Return the open tickets of an office, no complaints, as (ticket, its person), by person."""
    return [(row.id, row.person_id) for row in tx.all(_OPEN, of_office=office)]


def end_pauses(tx: Tx, code: str, at: int) -> Sequence[tuple[int, int]]:
    """End the pauses of an incident at a moment; returns the (clock, ticket) of each.

    A pause that began only after that moment keeps no length.
    """
    found = [(row.id, row.ticket_id) for row in tx.all(_PAUSED, why=code, at=at)]
    tx.send(_CUT_EMPTY, why=code, at=at)
    tx.send(_CUT, why=code, at=at)
    return found


def set_ticket_due(tx: Tx, kept: Ticket, due_at: int | None) -> Ticket:
    """Write down when a ticket is due; its version stays, for nobody moved it."""
    tx.send(_TICKET_DUE, ticket_id=kept.id, due=due_at)
    return replace(kept, due_at=due_at)
