"""News of deadlines: whom they concern, what is said of them, and that nights stay quiet."""

from collections.abc import Iterable

from desk import pushes
from desk.claims import claimer
from desk.desk import Desk
from desk.sweeps.quiet import after_quiet
from desk.tickets import facts, local, standard_of
from flows.say import Say, Value
from flows.standard import Bound, Standard
from storage import people, tickets
from storage.moments import to_ms
from storage.people import Person
from storage.sweeps import DueClock
from storage.tickets import Ticket


def ticket_of(desk: Desk, row: DueClock) -> Ticket:
    """Return the ticket of a clock."""
    ticket = tickets.by_id(desk.tx, row.ticket_id)
    assert ticket is not None
    return ticket


def holders(desk: Desk, ticket: Ticket) -> list[Person]:
    """Return everybody of the role that holds a ticket, and whoever took it and still may."""
    now = to_ms(desk.now)
    found = people.holders(desk.tx, ticket.holder_office, ticket.holder_role, now)
    taker = claimer(desk, ticket)
    if taker is not None and taker.id not in {person.id for person in found}:
        found.append(taker)
    return found


def working_on(desk: Desk, ticket: Ticket) -> list[Person]:
    """Return who took a ticket and still may, else everybody of the role that holds it."""
    taker = claimer(desk, ticket)
    return holders(desk, ticket) if taker is None else [taker]


def push_all(desk: Desk, ticket: Ticket, who: Iterable[Person], say: Say, key: str) -> None:
    """Push to officers, never to one whose own case it is; at night it waits for the morning."""
    for person in who:
        if person.id == ticket.person_id:
            continue
        pushes.push(
            desk,
            person,
            (say,),
            key,
            rows=pushes.STAFF_ROWS,
            about=ticket,
            not_before=after_quiet(desk, ticket.holder_office, person),
        )


def told_of(desk: Desk, ticket: Ticket, row: DueClock) -> dict[str, Value]:
    """Return what every sentence about a deadline may use."""
    standard = standard_of(desk, ticket)
    at = local(desk, row.due_at, ticket.at.office)
    bound = "deadline.about" if row.bound == Bound.ABOUT.value else "deadline.at_most"
    return {
        **facts(desk, standard, ticket),
        "at": at,
        "until": Say(bound, {"at": at}),
        "what": _what(standard, row),
    }


def _what(standard: Standard, row: DueClock) -> Say:
    if is_guarantee(standard, row):
        return Say("deadline.of_guarantee")
    return Say("deadline.of_service" if of_service(standard, row) else "deadline.of_step")


def is_guarantee(standard: Standard, row: DueClock) -> bool:
    """Whether a clock is promised on a condition, beside the time standard."""
    return row.name in {clock.id for clock in standard.clocks if clock.guarantee}


def is_echo(standard: Standard, ticket: Ticket, row: DueClock) -> bool:
    """Whether a guarantee ends together with the deadline, which has its own news."""
    return is_guarantee(standard, row) and row.due_at == ticket.due_at


def of_service(standard: Standard, row: DueClock) -> bool:
    """Whether a clock is the service's own, and not that of one step."""
    return any(clock.id == row.name for clock in standard.clocks)
