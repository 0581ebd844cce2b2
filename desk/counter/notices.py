"""What a visitor is told of his booking without having asked: reminders, no-show, a closed day."""

from collections.abc import Sequence

from desk import pushes
from desk.counter.bring import bring
from desk.counter.places import place
from desk.counter.wishes import about_visit
from desk.desk import Desk
from desk.sweeps.quiet import after_quiet
from desk.tickets import local, standard_of
from flows.say import Button, Say, Value
from storage import people, tickets
from storage.appointments import Appointment
from storage.tickets import Ticket


def remind(desk: Desk, kept: Appointment, stage: int) -> None:
    """Remind of a visit with place, number and what to bring; `stage` 1: the day before."""
    ticket = _ticket(desk, kept)
    says = [
        Say("counter.remind_before" if stage == 1 else "counter.remind_today", _facts(desk, kept)),
        place(desk, kept.office),
        *(bring(desk, standard_of(desk, ticket), ticket) if ticket is not None else ()),
    ]
    rows = (
        (
            Button(Say("counter.button_change"), "visit", about_visit(kept)),
            Button(Say("counter.button_cancel"), "visit_cancel", about_visit(kept)),
        ),
    )
    _push(desk, kept, ticket, says, rows, f"remind{stage}")


def missed(desk: Desk, kept: Appointment) -> None:
    """Say kindly that nobody came, and offer another time."""
    says = [Say("counter.missed", _facts(desk, kept))]
    _push(desk, kept, _ticket(desk, kept), says, _again(kept), "missed")


def closed(desk: Desk, kept: Appointment) -> None:
    """Say that the office does not receive at that time any more, and offer another."""
    says = [Say("counter.closed", _facts(desk, kept))]
    _push(desk, kept, _ticket(desk, kept), says, _again(kept), "closed")


def _facts(desk: Desk, kept: Appointment) -> dict[str, Value]:
    return {
        "at": local(desk, kept.slot_at, kept.office),
        "number": kept.number,
        "office": desk.books.catalogue.office(kept.office).name,
    }


def _again(kept: Appointment) -> Sequence[Sequence[Button]]:
    if kept.ticket_id is None:
        return ((Button(Say("counter.button_book"), "visit_else", kept.office),),)
    return ((Button(Say("counter.button_book"), "visit", f"t{kept.ticket_id}"),),)


def _ticket(desk: Desk, kept: Appointment) -> Ticket | None:
    return tickets.by_id(desk.tx, kept.ticket_id) if kept.ticket_id else None


def _push(
    desk: Desk,
    kept: Appointment,
    ticket: Ticket | None,
    says: Sequence[Say],
    rows: Sequence[Sequence[Button]],
    what: str,
) -> None:
    visitor = people.by_id(desk.tx, kept.person_id)
    pushes.push(
        desk,
        visitor,
        says,
        f"visit:{kept.id}:{what}",
        rows=rows,
        about=ticket,
        not_before=after_quiet(desk, kept.office, visitor),
    )
