"""Claims: who works on a ticket as long as he may, and what goes back to the queue after that."""

from dataclasses import replace

from desk.desk import Desk
from desk.versions import pinned
from flows.whereabouts import step_office
from storage import journal, people, tickets
from storage.moments import to_ms
from storage.people import Person
from storage.tickets import Ticket


def post_of(desk: Desk, ticket: Ticket) -> tuple[str, str]:
    """Return the (office, role) whose step it is, also while the applicant owes something."""
    step = pinned(desk, ticket.service, ticket.standard_version).step(ticket.at.step)
    return step_office(step, ticket.at), step.role


def claimer(desk: Desk, ticket: Ticket) -> Person | None:
    """Return who took a ticket, None unless he holds the post of its step now."""
    taker = ticket.at.claimed_by
    if not taker or post_of(desk, ticket) not in people.posts(desk.tx, taker, to_ms(desk.now)):
        return None
    return people.by_id(desk.tx, taker)


def release(desk: Desk, person_id: int, *, actor: int | None, role: str) -> int:
    """Give back the open tickets somebody took in a post he holds no more; returns how many.

    `actor` ended the post, in his `role`; None: its time ran out.
    """
    taken = tickets.claimed_by(desk.tx, person_id)
    lost = [one for one in taken if claimer(desk, one) is None]
    return sum(_release(desk, one, actor, role) for one in lost)


def _release(desk: Desk, ticket: Ticket, actor: int | None, role: str) -> bool:
    moved = tickets.move(
        desk.tx,
        ticket,
        replace(ticket.at, claimed_by=0),
        (ticket.holder_office, ticket.holder_role),
        to_ms(desk.now),
        due_at=ticket.due_at,
    )
    if moved is None:
        return False
    data = {
        "action": "release",
        "from": ticket.at.step,
        "to": moved.at.step,
        "state": moved.at.state.value,
    }
    journal.write(
        desk.tx,
        moved.at.office,
        "ticket_released",
        desk.now,
        ticket_id=moved.id,
        version=moved.version,
        actor_id=actor,
        role=role,
        data=data,
    )
    return True
