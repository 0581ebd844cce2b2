"""Whom the survey is offered, and when: once a case, to its owner, never to its own officers."""

from desk import pushes
from desk.desk import Desk
from desk.versions import pinned
from flows.satisfaction import BEST
from flows.say import Button, Card, Say
from flows.standard import Standard, State
from storage import people, surveys
from storage.moments import to_ms
from storage.tickets import Ticket

RATED_STATES = frozenset({State.DONE, State.REJECTED})
"""A case that ended so was served; one cancelled or lapsed was not."""


def may_rate(desk: Desk, ticket: Ticket) -> bool:
    """Whether a ticket is to be rated: served, by one who is no officer of its offices."""
    if not _served(pinned(desk, ticket.service, ticket.standard_version), ticket):
        return False
    offices = {ticket.at.office, ticket.at.desk_office, ticket.holder_office}
    posts = people.posts(desk.tx, ticket.person_id, to_ms(desk.now))
    return not any(office in offices for office, _ in posts)


def _served(standard: Standard, ticket: Ticket) -> bool:
    closed = ticket.at.state in RATED_STATES
    return closed or (ticket.open and standard.step(ticket.at.step).offers_survey)


def offer(desk: Desk, ticket: Ticket) -> None:
    """Ask the owner the one question, in the transaction of the move; never a second time."""
    if not may_rate(desk, ticket) or surveys.mark(desk.tx, ticket.id).rated:
        return
    shown = question(desk, ticket)
    owner = people.by_id(desk.tx, ticket.person_id)
    if owner.telegram_id is not None:
        pushes.push(desk, owner, shown.says, f"survey:{ticket.id}", rows=shown.rows, about=ticket)


def asked_after(desk: Desk, ticket: Ticket) -> Card | None:
    """Return the one question for an owner who closed the case himself, None if it is not due."""
    due = may_rate(desk, ticket) and not surveys.mark(desk.tx, ticket.id).rated
    return question(desk, ticket) if due else None


def question(desk: Desk, ticket: Ticket) -> Card:
    """Return the one question about a ticket, with a button for each answer."""
    title = pinned(desk, ticket.service, ticket.standard_version).title
    asked = Say("survey.rate", {"number": ticket.number, "service": title})
    rows = tuple(
        (Button(Say(f"survey.rate_{score}"), "rate", f"{ticket.id}.{score}"),)
        for score in range(1, BEST + 1)
    )
    return Card((asked,), rows)
