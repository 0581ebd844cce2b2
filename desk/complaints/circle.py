"""Who may see a complaint, and who may read who complained."""

from collections.abc import Mapping

from desk.desk import Desk
from desk.versions import pinned
from desk.visit import Visit
from flows.say import Say, Value
from flows.standard import APPLICANT, TicketKind
from flows.whereabouts import step_office
from storage import circles, journal, people, tickets
from storage.tickets import Ticket

HANDLERS = "handlers"
"""The answer that the complaint is about those who handled the ticket it names."""


def kept_out(desk: Desk, ticket: Ticket) -> frozenset[int]:
    """Return the ids of the officers a complaint is about: it is never shown or pushed to them."""
    if ticket.kind != TicketKind.COMPLAINT:
        return frozenset()
    return circles.shut_out_of(desk.tx, ticket.id)


def keep_out(desk: Desk, ticket: Ticket, answers: Mapping[str, str]) -> None:
    """Keep those out of a new complaint who handled the ticket it is about.

    Only the complainant's own ticket counts: nobody else's number says anything.
    """
    if ticket.kind != TicketKind.COMPLAINT or answers.get("officer_complained") != HANDLERS:
        return
    about = tickets.by_number(desk.tx, answers.get("ticket_number", ""))
    if about is None or about.person_id != ticket.person_id:
        return
    handled = {entry.actor_id for entry in journal.history(desk.tx, about.id)}
    handled.add(about.at.claimed_by or None)
    circles.shut(desk.tx, ticket.id, {one for one in handled if one} - {about.person_id})


def reads_identity(visit: Visit, ticket: Ticket) -> bool:
    """Whether an officer may read who filed a ticket.

    Of a complaint only those may whose role handles complaints, at a step of this very chain
    (UU 25/2009; Perpres 76/2013: the identity is confidential).
    """
    if ticket.kind != TicketKind.COMPLAINT:
        return True
    offices = visit.desk.books.catalogue.offices
    standard = pinned(visit.desk, ticket.service, ticket.standard_version)
    posts = {(step_office(step, ticket.at), step.role) for step in standard.steps}
    return any(
        offices[office].roles[role].complaints
        for office, role in posts & visit.posts
        if role != APPLICANT and role in offices[office].roles
    )


def name_for(visit: Visit, ticket: Ticket, person_id: int) -> Value:
    """Return somebody's name as this officer may read it on this ticket."""
    if person_id == ticket.person_id and not reads_identity(visit, ticket):
        return Say("complaint.no_name")
    return people.name_of(visit.desk.tx, person_id)
