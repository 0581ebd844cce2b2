"""Who may record for whom: the front desks, for people who have no Telegram account here."""

from dataclasses import replace
from enum import StrEnum

from desk.claims import post_of
from desk.complaints.circle import kept_out, reads_identity
from desk.visit import Behalf, Visit
from flows.standard import DESK_OFFICE, Standard, TicketKind
from storage import filings, people
from storage.drafts import Draft
from storage.filings import Filing
from storage.tickets import Ticket


class Channel(StrEnum):
    """How somebody reached the office."""

    DESK = "desk"
    PHONE = "phone"
    LETTER = "letter"
    EMAIL = "email"


def recording_posts(visit: Visit) -> tuple[tuple[str, str], ...]:
    """Return the (office, role) pairs in which a person may record for others now."""
    offices = visit.desk.books.catalogue.offices
    return tuple(
        (office, role)
        for office, role in sorted(visit.posts)
        if office in offices
        and role in offices[office].roles
        and offices[office].roles[role].records
    )


def post_for(visit: Visit, standard: Standard) -> tuple[str, str] | None:
    """Return the post in which a person may record for a service, None if in none.

    A front desk of the service's office, of any desk where the service begins at the applicant's
    own LPSE, or the role of the first step.
    """
    first = standard.steps[0]
    at_desk = first.office == DESK_OFFICE
    for office, role in recording_posts(visit):
        if at_desk or office == standard.office:
            return office, role
    own = (first.office or standard.office, first.role)
    return own if own in visit.posts else None


def standing_for(visit: Visit, kept: Draft) -> Visit | None:
    """Return the visit as one that fills in this draft: its own, or recorded for somebody.

    None: the draft is nobody's business here, or the officer has lost the post since.
    """
    if kept.person_id == visit.person.id:
        return visit
    filing = filings.of_draft(visit.desk.tx, kept.id)
    if filing is None or filing.officer_id != visit.person.id:
        return None
    if (filing.office, filing.role) not in visit.posts:
        return None
    behalf = Behalf(kept.person_id, filing.office, filing.role, filing.channel)
    return replace(visit, behalf=behalf)


def acting_for(visit: Visit, ticket: Ticket) -> Visit:
    """Return the visit as one that may act for the owner of a ticket, else as it is.

    Only for somebody no officer can reach here: filed on behalf, and not linked since. Of a
    complaint only those who may read who complained.
    """
    if ticket.person_id == visit.person.id or not visit.posts:
        return visit
    filing = filed(visit, ticket)
    out = visit.person.id in kept_out(visit.desk, ticket)
    if filing is None or out or not reads_identity(visit, ticket):
        return visit
    offices = {ticket.at.office, ticket.at.desk_office, ticket.holder_office}
    at_work = post_of(visit.desk, ticket)
    complaint = ticket.kind == TicketKind.COMPLAINT
    handling = (at_work,) if complaint and at_work in visit.posts else ()
    for office, role in (*handling, *recording_posts(visit)):
        if office in offices:
            return replace(visit, behalf=Behalf(ticket.person_id, office, role, filing.channel))
    return visit


def filed(visit: Visit, ticket: Ticket) -> Filing | None:
    """Return how the owner of a ticket reached us, None when he has a Telegram account here."""
    if people.by_id(visit.desk.tx, ticket.person_id).telegram_id is not None:
        return None
    return filings.of_person(visit.desk.tx, ticket.person_id)
