"""`/kunjungan`: a person's own visits, and how a new one begins."""

from collections.abc import Sequence

from desk.cards import found
from desk.counter import booking, today
from desk.counter.places import counter_of, receiving
from desk.counter.wishes import about_ticket, about_visit
from desk.mine import mine
from desk.tickets import local
from desk.visit import Reply, Visit, card
from flows.checked import Checked
from flows.checks import check
from flows.number import split_number
from flows.say import Button, Say, Style, Value
from flows.standard import State
from storage import appointments, conversations, tickets
from storage.appointments import Appointment
from storage.conversations import Conversation
from storage.tickets import Ticket

PURPOSE = "visit_purpose"
"""The step at which somebody is asked what he comes for."""


def command(visit: Visit, words: str) -> Reply:
    """`/kunjungan`: the day's list for those who receive, else a person's own visits.

    `/kunjungan NUMBER` books for a ticket.
    """
    number, _ = split_number(words)
    if number and not (receiving(visit) and today.begins(words)):
        ticket = mine(visit, number) or found(visit, number)
        about = about_ticket(ticket) if ticket is not None else ""
        return booking.begin(visit, about) if about else Reply((card(Say("ticket.unknown")),))
    if receiving(visit):
        return today.command(visit, words)
    return overview(visit)


def overview(visit: Visit) -> Reply:
    """List a person's bookings, and the tickets that await a visit."""
    kept = appointments.booked(visit.desk.tx, visit.person.id)
    rows: list[Sequence[Button]] = [_booked_row(n, one) for n, one in enumerate(kept, 1)]
    rows.extend(
        (Button(Say("counter.button_for", {"number": one.number}), "visit", about_ticket(one)),)
        for one in _awaiting(visit, kept)
    )
    if _receiving_offices(visit):
        rows.append((Button(Say("counter.button_else"), "visit_else", "", Style.PLAIN),))
    rows.append((Button(Say("button.menu"), "menu"),))
    lines = tuple(_line(visit, n, one) for n, one in enumerate(kept, 1))
    head = Say("counter.mine", {"lines": lines}) if lines else Say("counter.mine_none")
    return Reply(
        (card(head, Say("counter.how"), rows=rows),), at=conversations.NOWHERE, numbered=True
    )


def _booked_row(nth: int, kept: Appointment) -> Sequence[Button]:
    about = about_visit(kept)
    return (
        Button(Say("counter.button_change_nth", {"nth": nth}), "visit", about),
        Button(Say("counter.button_cancel_nth", {"nth": nth}), "visit_cancel", about),
    )


def _line(visit: Visit, nth: int, kept: Appointment) -> Say:
    ticket = tickets.by_id(visit.desk.tx, kept.ticket_id) if kept.ticket_id else None
    what: Value = ticket.number if ticket is not None else kept.purpose
    values: dict[str, Value] = {
        "nth": nth,
        "at": local(visit.desk, kept.slot_at, kept.office),
        "office": visit.desk.books.catalogue.office(kept.office).name,
        "queue": kept.number,
        "what": what,
    }
    return Say("counter.mine_line", values)


def _awaiting(visit: Visit, kept: Sequence[Appointment]) -> list[Ticket]:
    booked = {one.ticket_id for one in kept}
    return [
        one
        for one in tickets.of_person(visit.desk.tx, visit.person.id)
        if one.at.state is State.AWAITING_VISIT and one.id not in booked
    ]


def _receiving_offices(visit: Visit) -> list[str]:
    served = sorted(visit.desk.books.catalogue.served)
    return [office for office in served if counter_of(visit.desk, office) is not None]


def other(visit: Visit, office: str) -> Reply:
    """Begin a visit without a ticket: at which office, then what for."""
    offices = _receiving_offices(visit)
    if office not in offices and len(offices) == 1:
        office = offices[0]
    if office not in offices:
        names = visit.desk.books.catalogue.offices
        rows = [(Button(names[one].name, "visit_else", one),) for one in offices]
        rows.append((Button(Say("counter.button_visits"), "visits"),))
        return Reply((card(Say("counter.which_office"), rows=rows),), numbered=True)
    booked = appointments.active(visit.desk.tx, f"p{visit.person.id}:{office}")
    if booked is not None:
        return booking.begin(visit, about_visit(booked))
    opened = appointments.choosing(visit.desk.tx, visit.person.id)
    if opened is None or opened.office != office:
        me = visit.person.id
        appointments.choose(visit.desk.tx, office, me, None, me, visit.now)
    return _ask_purpose()


def _ask_purpose(*says: Say) -> Reply:
    rows = ((Button(Say("counter.button_visits"), "visits"),),)
    ask = card(*says, Say("counter.what_for"), rows=rows)
    return Reply((ask,), at=Conversation(step=PURPOSE))


def purpose(visit: Visit, text: str) -> Reply:
    """Take what somebody comes for, and offer the days."""
    kept = appointments.choosing(visit.desk.tx, visit.person.id)
    if kept is None:
        return overview(visit)
    told = check("title", text)
    if not isinstance(told, Checked):
        return _ask_purpose(Say("counter.purpose_unclear"))
    appointments.set_purpose(visit.desk.tx, kept, told.value)
    return booking.begin(visit, about_visit(kept))
