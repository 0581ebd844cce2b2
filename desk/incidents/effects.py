"""What a declared incident does: clocks stand still, due times move, those concerned are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from desk import clocks, pushes
from desk.desk import Desk
from desk.tickets import local, standard_of, when
from flows.pauses import IncidentReason
from flows.say import Button, Say, Value
from flows.standard import Clock
from storage import clocks as kept_clocks
from storage import incidents, journal, people, tickets
from storage.clocks import Running
from storage.incidents import Incident
from storage.moments import from_ms, to_ms
from storage.tickets import Ticket


@dataclass(frozen=True, slots=True)
class By:
    """Who declared, confirmed or ended it, and in which role."""

    person: int
    role: str


def begin(desk: Desk, incident: Incident, by: By) -> int:
    """Let the clocks stand still that ran in the incident's time; returns how many tickets.

    An incident of the past, with both its moments known, is taken out of the clocks that ran then,
    stopped ones and breached ones too.
    """
    now = to_ms(desk.now)
    until = now + 1 if incident.last_at is None else incident.last_at
    concerned = 0
    for ticket_id in incidents.tickets_that_ran(
        desk.tx, incident.office, incident.first_at, until
    ):
        ticket = _ticket(desk, ticket_id)
        if incident.concerns(ticket.service):
            concerned += _halt_all(desk, incident, ticket, by)
    return concerned


def _halt_all(desk: Desk, incident: Incident, ticket: Ticket, by: By) -> bool:
    """Halt the clocks of one ticket; False if none of them is concerned."""
    standard = standard_of(desk, ticket)
    known = {clock.id: clock for clock in clocks.all_clocks(standard)}
    halted = False
    for one in kept_clocks.of_ticket(desk.tx, ticket.id):
        clock = known.get(one.name)
        if clock is None or not clocks.suspended_by_incidents(standard, clock):
            continue
        first = max(incident.first_at, one.started_at)
        ends = [at for at in (incident.last_at, one.stopped_at) if at is not None]
        last = min(ends, default=None)
        if last is None or first < last:
            kept_clocks.halt(desk.tx, one.id, first, last, incident.code)
            _renewed(desk, ticket, clock, one, incident, by)
            halted = True
    if halted and ticket.open:
        due_at = clocks.service_due(desk, standard, ticket.id)
        incidents.set_ticket_due(desk.tx, ticket, due_at)
    return halted


def finish(desk: Desk, incident: Incident, at: int, by: By) -> int:
    """Let the clocks go on that stood still for an incident; returns how many tickets."""
    changed = incidents.end_pauses(desk.tx, incident.code, at)
    for ticket_id, pairs in groupby(changed, key=lambda pair: pair[1]):
        ticket = _ticket(desk, ticket_id)
        standard = standard_of(desk, ticket)
        known = {clock.id: clock for clock in clocks.all_clocks(standard)}
        for clock_id, _ in pairs:
            one = kept_clocks.by_id(desk.tx, clock_id)
            _renewed(desk, ticket, known[one.name], one, incident, by)
        if ticket.open:
            due_at = clocks.service_due(desk, standard, ticket.id)
            incidents.set_ticket_due(desk.tx, ticket, due_at)
    return len({ticket_id for _, ticket_id in changed})


def _ticket(desk: Desk, ticket_id: int) -> Ticket:
    ticket = tickets.by_id(desk.tx, ticket_id)
    assert ticket is not None
    return ticket


def _renewed(
    desk: Desk, ticket: Ticket, clock: Clock, before: Running, incident: Incident, by: By
) -> None:
    """Compute a clock's due time anew; a breach that was none is put right in the journal.

    The journal keeps the breach and its correction; only the mark goes, so that a breach to come
    is found.
    """
    office = ticket.at.office
    due_at = clocks.renew(desk, clock, before.id, office)
    if before.breached_at is None:
        return
    until = to_ms(desk.now) if before.stopped_at is None else before.stopped_at
    if due_at is None:
        one = kept_clocks.by_id(desk.tx, before.id)
        pauses = clocks.pauses_of(one, until)
        due_at = clocks.due_of(desk, clock, office, from_ms(one.started_at), pauses)
    if due_at < until:
        return
    kept_clocks.unmark(desk.tx, before.id)
    data = {"clock": before.name, "breached_at": before.breached_at, "incident": incident.id}
    journal.write(
        desk.tx,
        office,
        "breach_corrected",
        desk.now,
        ticket_id=ticket.id,
        actor_id=by.person,
        role=by.role,
        data=data,
    )


# Telling


def facts(desk: Desk, incident: Incident) -> dict[str, Value]:
    """Return what every sentence about an incident may use."""
    catalogue = desk.books.catalogue
    named: list[Value] = [
        catalogue.services[one].title for one in incident.services if one in catalogue.services
    ]
    return {
        "incident": incident.id,
        "reason": reason_say(incident.reason),
        "office": catalogue.office(incident.office).name,
        "services": tuple(named) if named else Say("incident.all_services"),
        "first": local(desk, incident.first_at, incident.office),
        "last": Say("incident.going_on")
        if incident.last_at is None
        else local(desk, incident.last_at, incident.office),
    }


def reason_say(reason: str) -> Say:
    """Return the words for a coded reason."""
    return Say(f"incident.reason_{IncidentReason(reason).value}")


def announce(desk: Desk, incident: Incident, event: str, by: By) -> None:
    """Tell applicants with an open ticket concerned, and the office's officers: one push each.

    `event` is begun, ended, or past for an incident that is told of only after it was over.
    """
    values = facts(desk, incident)
    told = {by.person}
    for person_id, pairs in groupby(
        incidents.open_tickets(desk.tx, incident.office), key=lambda pair: pair[1]
    ):
        lines = _lines(desk, incident, [ticket_id for ticket_id, _ in pairs])
        if lines and person_id not in told:
            told.add(person_id)
            _push(desk, incident, event, person_id, {**values, "lines": lines}, officer=False)
    for post in people.all_posts(desk.tx, to_ms(desk.now)):
        if post.office == incident.office and post.person_id not in told:
            told.add(post.person_id)
            _push(desk, incident, event, post.person_id, values, officer=True)


def _lines(desk: Desk, incident: Incident, ticket_ids: Sequence[int]) -> tuple[Value, ...]:
    """Say of each ticket concerned until when it is due now."""
    kept = [_ticket(desk, ticket_id) for ticket_id in ticket_ids]
    return tuple(
        Say(
            "incident.ticket_line",
            {"number": ticket.number, "when": when(desk, standard_of(desk, ticket), ticket)},
        )
        for ticket in kept
        if incident.concerns(ticket.service)
    )


_APPLICANT_SAYS = {
    "begun": "incident.applicant_begun",
    "ended": "incident.applicant_ended",
    "past": "incident.applicant_past",
}
_OFFICER_SAYS = {
    "begun": "incident.officer_begun",
    "ended": "incident.officer_ended",
    "past": "incident.officer_past",
}


def _push(
    desk: Desk,
    incident: Incident,
    event: str,
    person_id: int,
    values: dict[str, Value],
    *,
    officer: bool,
) -> None:
    button = Button(Say("button.queue"), "queue") if officer else _MY_TICKETS
    say = Say((_OFFICER_SAYS if officer else _APPLICANT_SAYS)[event], values)
    key = f"incident:{incident.id}:{event}"
    pushes.push(desk, people.by_id(desk.tx, person_id), (say,), key, rows=((button,),))


_MY_TICKETS = Button(Say("button.status_all"), "tickets")
