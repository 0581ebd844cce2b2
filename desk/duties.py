"""Separation of duties at the desk: who had a hand in a case already, and who could instead."""

from dataclasses import replace

from desk.claims import post_of
from desk.complaints.circle import kept_out
from desk.desk import Desk
from desk.versions import pinned
from desk.visit import Visit
from flows.duties import Barred, Duty, duty_against
from flows.standard import Step
from flows.whereabouts import Actor
from storage import filings, journal, people
from storage.moments import to_ms
from storage.tickets import Ticket


def acting(visit: Visit, ticket: Ticket) -> Actor:
    """Return the person as an actor on a ticket, barred from what he must leave to others.

    Read in the acting transaction. An office whose data say that it has one officer only bars him
    from nothing while nobody else holds the post; he then acts `alone`.
    """
    actor = visit.actor(ticket.person_id)
    if actor.owner or not ticket.open or post_of(visit.desk, ticket) not in actor.posts:
        return actor
    desk = visit.desk
    step = pinned(desk, ticket.service, ticket.standard_version).step(ticket.at.step)
    last = journal.last_approval(desk.tx, ticket.id)
    duty = duty_against(step, actor.person, last, _recorder(desk, ticket, step))
    if duty is None:
        return actor
    office, _ = post_of(desk, ticket)
    instead = _others(desk, ticket, actor.person)
    if not instead and desk.books.catalogue.office(office).one_officer:
        return replace(actor, alone=True)
    role = last.role if last is not None and duty is Duty.CONSECUTIVE else step.role
    return replace(actor, barred=Barred(duty, role, instead))


def _recorder(desk: Desk, ticket: Ticket, step: Step) -> int:
    """Return the officer who recorded the case for somebody, 0 if that bars nobody here."""
    if not step.apart or ticket.draft_id is None:
        return 0
    filing = filings.of_draft(desk.tx, ticket.draft_id)
    return 0 if filing is None else filing.officer_id


def _others(desk: Desk, ticket: Ticket, person_id: int) -> tuple[str, ...]:
    """Return the names of those who hold the post as well and may see the case."""
    out = {person_id, ticket.person_id, *kept_out(desk, ticket)}
    held = people.holders(desk.tx, *post_of(desk, ticket), to_ms(desk.now))
    return tuple(people.name_of(desk.tx, one.id) for one in held if one.id not in out)
