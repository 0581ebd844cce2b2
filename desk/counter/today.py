"""`/kunjungan` for those who receive: who is expected today, who waits, who was called."""

from collections.abc import Callable, Sequence

from desk import pushes
from desk.cards import found
from desk.counter import arrivals, notices
from desk.counter.places import place, receiving, receiving_role, span, today
from desk.tickets import Lost, carry_out, local, standard_of
from desk.visit import Reply, Visit, card
from flows.number import find
from flows.say import Button, Say, Style, Value
from flows.standard import Action, State
from flows.whereabouts import Deed, Refused
from storage import appointments, conversations, guests, journal, people, tickets
from storage.appointments import Appointment
from storage.guests import Entry, Guest
from storage.people import Person
from storage.tickets import Ticket

MOST_ROWS = 20
"""So many lines have buttons; the rest is reached by typing the queue number."""


def command(visit: Visit, words: str) -> Reply:
    """`/kunjungan [OFFICE] [panggil | hadir N or TICKET | tidak N]` of who receives."""
    offices = receiving(visit)
    first, _, rest = words.casefold().strip().partition(" ")
    office = first if first in offices else offices[0]
    wish = rest.strip() if first in offices else words.casefold().strip()
    verb, _, number = wish.partition(" ")
    if not verb:
        return listed(visit, office)
    ticket = found(visit, find(number) or "") if verb in _HERE else None
    if ticket is not None:
        return _ticket_here(visit, office, ticket)
    order = _ORDERS.get(verb)
    if order is None or (verb not in _CALLING and not number.strip().isdecimal()):
        return listed(visit, office, Say("counter.how_staff"))
    return order(visit, office, number.strip())


def begins(words: str) -> bool:
    """Whether words begin with one of the orders of the day's list."""
    return words.casefold().strip().partition(" ")[0] in _ORDERS


def listed(visit: Visit, office: str, *says: Say) -> Reply:
    """Show the list of the day."""
    if office not in receiving(visit):
        return Reply((card(Say("counter.only_receiving")),))
    day = today(visit.desk, office)
    come = guests.of_day(visit.desk.tx, office, str(day))
    expected = appointments.of_day(visit.desk.tx, office, *span(visit.desk, office, day))
    call = Button(Say("counter.button_next"), "visitor_next", office, Style.PRIMARY)
    rows: list[tuple[Button, ...]] = [(call,)]
    waiting = [one for one in expected if one.state in ("booked", "missed")]
    lines = [*(_guest_line(visit, one) for one in come), *(_line(visit, one) for one in waiting)]
    rows.extend(row for row in (_guest_row(one) for one in come[:MOST_ROWS]) if row)
    rows.extend(_expected_row(visit, one) for one in waiting[:MOST_ROWS])
    rows.append((Button(Say("counter.button_guest"), "guest_new", office),))
    rows.append((Button(Say("counter.button_refresh"), "visitors", office),))
    values: dict[str, Value] = {
        "office": visit.desk.books.catalogue.office(office).name,
        "at": local(visit.desk, visit.now, office),
        "lines": tuple(lines) or Say("counter.nobody"),
    }
    shown = card(*says, Say("counter.list", values), rows=rows)
    return Reply((shown,), at=conversations.NOWHERE)


def _guest_line(visit: Visit, guest: Guest) -> Say:
    ticket = tickets.by_id(visit.desk.tx, guest.ticket_id) if guest.ticket_id else None
    values: dict[str, Value] = {
        "queue": guest.number,
        "at": local(visit.desk, guest.arrived_at, guest.office),
        "name": guest.entry.name,
        "what": ticket.number if ticket is not None else guest.entry.purpose,
    }
    return Say("counter.line_called" if guest.called_at else "counter.line_here", values)


def _line(visit: Visit, kept: Appointment) -> Say:
    ticket = tickets.by_id(visit.desk.tx, kept.ticket_id) if kept.ticket_id else None
    values: dict[str, Value] = {
        "queue": kept.number,
        "at": local(visit.desk, kept.slot_at, kept.office),
        "name": people.name_of(visit.desk.tx, kept.person_id),
        "what": ticket.number if ticket is not None else kept.purpose,
    }
    return Say("counter.line_missed" if kept.state == "missed" else "counter.line_due", values)


def _guest_row(guest: Guest) -> tuple[Button, ...]:
    if guest.ticket_id is None:
        return ()
    number, ticket = {"number": guest.number}, str(guest.ticket_id)
    return (
        Button(Say("counter.button_ticket", number), "card", ticket),
        Button(Say("counter.button_originals", number), "sheet", ticket),
    )


def _expected_row(visit: Visit, kept: Appointment) -> tuple[Button, ...]:
    number: dict[str, Value] = {"number": kept.number}
    here = Button(Say("counter.button_here", number), "visitor_in", str(kept.id), Style.SUCCESS)
    if kept.state == "missed" or kept.slot_at > visit.now:
        return (here,)
    return (here, Button(Say("counter.button_missed", number), "visitor_missed", str(kept.id)))


# What is done at the counter


def arrived(visit: Visit, arg: str) -> Reply:
    """Mark a booked visitor as here: guest book, number, and the ticket goes on to its step."""
    kept = appointments.by_id(visit.desk.tx, int(arg))
    if kept is None or kept.office not in receiving(visit):
        return Reply((card(Say("counter.only_receiving")),))
    if not appointments.arrive(visit.desk.tx, kept.id):
        return listed(visit, kept.office, Say("counter.already", {"number": kept.number}))
    ticket = tickets.by_id(visit.desk.tx, kept.ticket_id) if kept.ticket_id else None
    role = receiving_role(visit, kept.office)
    guest = arrivals.enter(
        visit, kept.office, role, _entry(visit, kept, ticket), kept=kept, ticket=ticket
    )
    said = Say("counter.arrived", {"number": guest.number, "name": guest.entry.name})
    return listed(visit, kept.office, said, *_go_on(visit, ticket))


def _ticket_here(visit: Visit, office: str, ticket: Ticket) -> Reply:
    """Somebody came for a ticket, booked or not: its step goes on, the guest book follows."""
    if ticket.at.state is not State.AWAITING_VISIT:
        values: dict[str, Value] = {
            "number": ticket.number,
            "state": Say(f"state.{ticket.at.state.value}"),
        }
        return listed(visit, office, Say("counter.not_now_staff", values))
    return listed(visit, office, *_go_on(visit, ticket))


def _entry(visit: Visit, kept: Appointment, ticket: Ticket | None) -> Entry:
    if ticket is None:
        return Entry(people.name_of(visit.desk.tx, kept.person_id), "", "", kept.purpose)
    return arrivals.entry_of(visit.desk, ticket, standard_of(visit.desk, ticket).title.id)


def _go_on(visit: Visit, ticket: Ticket | None) -> tuple[Say, ...]:
    """Send the ticket on to the step behind the visit; a refusal does not undo the arrival."""
    if ticket is None or ticket.at.state is not State.AWAITING_VISIT:
        return ()
    moved = carry_out(visit, ticket, Deed(Action.FORWARD))
    if isinstance(moved, Refused):
        return (moved.say,)
    if isinstance(moved, Lost):
        return (Say("ticket.moved_on"),)
    step = standard_of(visit.desk, moved).step(moved.at.step)
    key = "counter.originals_now" if step.sees_originals else "counter.went_on"
    return (Say(key, {"number": moved.number, "step": step.title}),)


def missed(visit: Visit, arg: str) -> Reply:
    """Mark a booked visitor as not come; he is told kindly and offered another time."""
    kept = appointments.by_id(visit.desk.tx, int(arg))
    if kept is None or kept.office not in receiving(visit):
        return Reply((card(Say("counter.only_receiving")),))
    if kept.slot_at > visit.now:
        return listed(visit, kept.office, Say("counter.not_yet", {"number": kept.number}))
    if not appointments.miss(visit.desk.tx, kept.id):
        return listed(visit, kept.office, Say("counter.already", {"number": kept.number}))
    journal.write(
        visit.desk.tx,
        kept.office,
        "visit_missed",
        visit.desk.now,
        ticket_id=kept.ticket_id,
        actor_id=visit.person.id,
        role=receiving_role(visit, kept.office),
        data={"appointment": kept.id, "slot": kept.slot_at, "number": kept.number},
    )
    notices.missed(visit.desk, kept)
    return listed(visit, kept.office, Say("counter.marked_missed", {"number": kept.number}))


def call_next(visit: Visit, office: str) -> Reply:
    """Call the visitor whose turn it is; two officers never call the same one."""
    if office not in receiving(visit):
        return Reply((card(Say("counter.only_receiving")),))
    day = str(today(visit.desk, office))
    for guest in guests.of_day(visit.desk.tx, office, day):
        if not guest.called_at and guests.call(visit.desk.tx, guest, visit.person.id, visit.now):
            return _called(visit, guest)
    return listed(visit, office, Say("counter.nobody_waits"))


def _called(visit: Visit, guest: Guest) -> Reply:
    journal.write(
        visit.desk.tx,
        guest.office,
        "visitor_called",
        visit.desk.now,
        ticket_id=guest.ticket_id,
        actor_id=visit.person.id,
        role=receiving_role(visit, guest.office),
        data={"day": guest.day, "number": guest.number},
    )
    who = _person_of(visit, guest)
    if who is not None and who.telegram_id is not None:
        says = (
            Say("counter.your_turn", {"number": guest.number}),
            place(visit.desk, guest.office),
        )
        pushes.push(visit.desk, who, says, f"visitor:{guest.id}:called")
    values: dict[str, Value] = {"number": guest.number, "name": guest.entry.name}
    return listed(visit, guest.office, Say("counter.called", values))


def _person_of(visit: Visit, guest: Guest) -> Person | None:
    tx = visit.desk.tx
    if guest.ticket_id is not None:
        ticket = tickets.by_id(tx, guest.ticket_id)
        return people.by_id(tx, ticket.person_id) if ticket is not None else None
    kept = appointments.by_id(tx, guest.appointment_id) if guest.appointment_id else None
    return people.by_id(tx, kept.person_id) if kept is not None else None


# Typed


def _numbered(order: Callable[[Visit, str], Reply]) -> Callable[[Visit, str, str], Reply]:
    """Make an order that names a booking out of one that names its queue number of today."""

    def typed(visit: Visit, office: str, number: str) -> Reply:
        day = today(visit.desk, office)
        expected = appointments.of_day(visit.desk.tx, office, *span(visit.desk, office, day))
        found = next((one for one in expected if one.number == int(number)), None)
        if found is None:
            return listed(visit, office, Say("counter.no_such_number", {"number": int(number)}))
        return order(visit, str(found.id))

    return typed


_HERE = frozenset(("hadir", "here"))
_CALLING: Sequence[str] = ("panggil", "call", "next")
_ORDERS: dict[str, Callable[[Visit, str, str], Reply]] = {
    **dict.fromkeys(_HERE, _numbered(arrived)),
    **dict.fromkeys(("tidak", "absen", "missed"), _numbered(missed)),
    **dict.fromkeys(_CALLING, lambda visit, office, number: call_next(visit, office)),
}
"""What may follow `/kunjungan`."""
