"""Arrivals: whoever comes stands in the guest book with a number, and his booking is settled."""

from desk.counter.places import next_number, today
from desk.desk import Desk
from desk.visit import Visit
from flows.standard import State
from flows.whereabouts import CLOSED
from storage import appointments, guests, journal, people, tickets
from storage.appointments import Appointment
from storage.guests import Entry, Guest
from storage.moments import from_ms
from storage.tickets import Ticket


def enter(
    visit: Visit,
    office: str,
    role: str,
    entry: Entry,
    *,
    kept: Appointment | None = None,
    ticket: Ticket | None = None,
) -> Guest:
    """Write a visitor into the guest book of today; a booking of today keeps its number.

    Somebody who comes before his slot has his turn at the slot, anybody else when he comes.
    """
    desk, now = visit.desk, visit.now
    day = today(desk, office)
    booked_today = kept is not None and _day(desk, kept) == str(day)
    number = kept.number if kept is not None and booked_today else next_number(desk, office, day)
    guest = guests.add(
        desk.tx,
        office,
        str(day),
        number,
        entry,
        turn_at=max(now, kept.slot_at) if kept is not None and booked_today else now,
        by=visit.person.id,
        at=now,
        appointment_id=kept.id if kept is not None else None,
        ticket_id=ticket.id if ticket is not None else None,
    )
    data = {"day": str(day), "number": number, "booked": booked_today}
    journal.write(
        desk.tx,
        office,
        "visitor_arrived",
        desk.now,
        ticket_id=ticket.id if ticket is not None else None,
        actor_id=visit.person.id,
        role=role,
        data=data,
    )
    return guest


def _day(desk: Desk, kept: Appointment) -> str:
    zone = desk.books.catalogue.calendar(kept.office).zone
    return str(from_ms(kept.slot_at).astimezone(zone).date())


def entry_of(desk: Desk, ticket: Ticket, purpose: str) -> Entry:
    """Return what the guest book says of the visitor of a ticket, from what he gave before."""
    given = tickets.answers(desk.tx, ticket).answers
    name = people.name_of(desk.tx, ticket.person_id)
    return Entry(name, ticket.company, given.get("phone", ""), purpose)


def follow(visit: Visit, before: Ticket, after: Ticket, purpose: str) -> None:
    """Settle the visit of a ticket that has just left the step at which it awaited one.

    An officer sends it on because the applicant is here (the step's own words); a ticket that
    was closed needs no visit any more.
    """
    if before.at.state is not State.AWAITING_VISIT or after.at.state is State.AWAITING_VISIT:
        return
    kept = appointments.active(visit.desk.tx, f"t{before.id}")
    if after.at.state in CLOSED:
        if kept is not None:
            appointments.give_back(visit.desk.tx, kept.id, "cancelled")
        return
    office = before.holder_office
    day = today(visit.desk, office)
    if kept is not None:
        _settle(visit.desk, kept, str(day))
    if guests.of_ticket(visit.desk.tx, before.id, office, str(day)) is not None:
        return
    entry = entry_of(visit.desk, before, purpose)
    enter(visit, office, before.holder_role, entry, kept=kept, ticket=before)


def _settle(desk: Desk, kept: Appointment, day: str) -> None:
    """Somebody who comes on another day than booked gives his seat back."""
    if _day(desk, kept) == day:
        appointments.arrive(desk.tx, kept.id)
    else:
        appointments.give_back(desk.tx, kept.id, "moved")
