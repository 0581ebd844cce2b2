"""What somebody wants to book: the visit a ticket awaits, or one with a purpose of its own."""

from dataclasses import dataclass

from desk.cards import may_read
from desk.counter.places import receiving
from desk.tickets import standard_of
from desk.visit import Visit
from flows.say import Say, Value
from flows.standard import State
from flows.whereabouts import step_office
from storage import appointments, tickets
from storage.appointments import Appointment
from storage.tickets import Ticket


@dataclass(frozen=True, slots=True)
class Wish:
    """A visit to be booked or changed; `about` names it in the data of buttons."""

    about: str
    office: str
    person_id: int
    ticket: Ticket | None
    kept: Appointment | None

    @property
    def active(self) -> str:
        """What may have one booking at a time: the ticket, else the person at the office."""
        return active_key(self.ticket, self.person_id, self.office)


def active_key(ticket: Ticket | None, person_id: int, office: str) -> str:
    """Return what may have one booking at a time."""
    return f"t{ticket.id}" if ticket is not None else f"p{person_id}:{office}"


def about_ticket(ticket: Ticket) -> str:
    """Return how buttons name the visit of a ticket."""
    return f"t{ticket.id}"


def about_visit(kept: Appointment) -> str:
    """Return how buttons name a booking or a choice."""
    return f"a{kept.id}"


def wish(visit: Visit, about: str) -> Wish | Say:
    """Read what a button is about, or say why that cannot be booked (any more)."""
    kind, number = about[:1], about[1:]
    if not number.isdecimal():
        return Say("counter.gone")
    if kind == "t":
        return _of_ticket(visit, tickets.by_id(visit.desk.tx, int(number)))
    kept = appointments.by_id(visit.desk.tx, int(number))
    if kept is None or not _mine(visit, kept.person_id, kept.office):
        return Say("counter.gone")
    if kept.ticket_id is not None:
        return _of_ticket(visit, tickets.by_id(visit.desk.tx, kept.ticket_id))
    if kept.state not in ("booked", "choosing"):
        return Say("counter.gone")
    return Wish(about, kept.office, kept.person_id, None, kept)


def _of_ticket(visit: Visit, ticket: Ticket | None) -> Wish | Say:
    if ticket is None:
        return Say("ticket.unknown")
    step = standard_of(visit.desk, ticket).step(ticket.at.step)
    office = step_office(step, ticket.at)
    reads = may_read(visit, ticket) and office in receiving(visit)
    if ticket.person_id != visit.person.id and not reads:
        return Say("ticket.unknown")
    if ticket.at.state is not State.AWAITING_VISIT:
        values: dict[str, Value] = {
            "number": ticket.number,
            "state": Say(f"state.{ticket.at.state.value}"),
        }
        return Say("counter.not_now", values)
    kept = appointments.active(visit.desk.tx, about_ticket(ticket))
    return Wish(about_ticket(ticket), office, ticket.person_id, ticket, kept)


def _mine(visit: Visit, person_id: int, office: str) -> bool:
    return person_id == visit.person.id or office in receiving(visit)
