"""Tasks to phone: no word has come whether a User ID arrived, so somebody asks (`/telepon`)."""

from enum import StrEnum

from desk import cards, pushes
from desk.clocks import due_of
from desk.desk import Desk
from desk.sweeps.quiet import after_quiet
from desk.tickets import local, owner_rows, standard_of, write_journal
from desk.visit import Reply, Visit, card
from flows.number import split_number
from flows.say import Button, Say, Value
from flows.silence import owes_word
from flows.standard import ClockKind
from flows.stretch import stretch
from flows.whereabouts import step_office
from storage import people, phone_tasks, tickets
from storage.moments import from_ms, to_ms
from storage.phone_tasks import PhoneTask
from storage.reminders import Waiting
from storage.tickets import Ticket


class Result(StrEnum):
    """What came of a call."""

    RECEIVED = "received"
    NOT_RECEIVED = "not_received"
    NO_ANSWER = "no_answer"


_WORDS = {
    **dict.fromkeys(("diterima", "sudah", "received"), Result.RECEIVED),
    **dict.fromkeys(("belum", "not"), Result.NOT_RECEIVED),
    **dict.fromkeys(("tidak", "no"), Result.NO_ANSWER),
}
"""The first typed word of each result."""


# What silence brings about


def go_on(desk: Desk, row: Waiting) -> bool:
    """Give the first desk the task to phone once a result handed over is not confirmed in time."""
    ticket = tickets.by_id(desk.tx, row.id)
    if ticket is None or ticket.version != row.version:
        return False
    standard = standard_of(desk, ticket)
    if not ticket.at.handed_over or not owes_word(standard, ticket.at):
        return False
    days = desk.books.catalogue.reminders.confirmation.phone_after_working_days
    term = stretch(ClockKind.WORKING_DAYS, days)
    if to_ms(desk.now) < due_of(desk, term, ticket.at.office, from_ms(row.waiting_at), ()):
        return False
    first = standard.steps[0]
    post = step_office(first, ticket.at), first.role
    handed = ticket.handed_at or row.waiting_at
    if not phone_tasks.add(desk.tx, ticket.id, post, handed, to_ms(desk.now)):
        return False
    says = (Say("phone.task", _values(desk, ticket)),)
    for officer in people.holders(desk.tx, *post, to_ms(desk.now)):
        if officer.id != ticket.person_id:
            pushes.push(
                desk,
                officer,
                says,
                f"phone:{ticket.id}:{handed}",
                rows=pushes.STAFF_ROWS,
                about=ticket,
                not_before=after_quiet(desk, ticket.at.office),
            )
    return True


def _values(desk: Desk, ticket: Ticket) -> dict[str, Value]:
    handed = ticket.handed_at or ticket.submitted_at
    return {
        "number": ticket.number,
        "service": standard_of(desk, ticket).title,
        "channel": Say(f"channel.{ticket.handed_channel or 'other'}"),
        "at": local(desk, handed, ticket.at.office),
    }


# What the officer does


def command(visit: Visit, words: str) -> Reply:
    """`/telepon`: the open tasks; `/telepon NUMBER RESULT`: what came of a call."""
    if not visit.posts:
        return Reply((card(Say("staff.only")),))
    number, rest = split_number(words)
    if not number:
        return listed(visit)
    ticket = cards.found(visit, number)
    if ticket is None:
        return Reply((card(Say("ticket.unknown")),))
    result = _WORDS.get(rest.casefold().partition(" ")[0])
    return ask(visit, ticket) if result is None else _done(visit, ticket, result)


def listed(visit: Visit) -> Reply:
    """Show the open tasks of the person's roles; each opens by button."""
    tasks = [
        task for post in sorted(visit.posts) for task in phone_tasks.open_of(visit.desk.tx, *post)
    ]
    found = [(task, tickets.by_id(visit.desk.tx, task.ticket_id)) for task in tasks]
    shown = [one for _, one in found if one is not None and one.person_id != visit.person.id]
    if not shown:
        return Reply((card(Say("phone.none")),))
    lines = tuple(Say("phone.line", _values(visit.desk, ticket)) for ticket in shown)
    rows = [
        (Button(Say("phone.button", {"number": one.number}), "phone", str(one.id)),)
        for one in shown
    ]
    return Reply((card(Say("phone.list", {"lines": lines}), rows=rows),), numbered=True)


def ask(visit: Visit, ticket: Ticket) -> Reply:
    """Ask what came of the call."""
    if _task(visit, ticket) is None:
        return Reply((card(Say("phone.no_task", {"number": ticket.number})),))
    rows = [
        (Button(Say(f"phone.result_{result}"), "phone_done", f"{ticket.id}.{result}"),)
        for result in Result
    ]
    rows.append((Button(Say("button.open_ticket"), "card", str(ticket.id)),))
    return Reply((card(Say("phone.ask", _values(visit.desk, ticket)), rows=rows),), numbered=True)


def pressed(visit: Visit, arg: str) -> Reply:
    """The button that opens one task."""
    ticket = tickets.by_id(visit.desk.tx, int(arg))
    if ticket is None or not cards.may_read(visit, ticket):
        return Reply((card(Say("ticket.unknown")),))
    return ask(visit, ticket)


def pressed_result(visit: Visit, arg: str) -> Reply:
    """The button that says what came of a call."""
    ticket_id, _, result = arg.partition(".")
    ticket = tickets.by_id(visit.desk.tx, int(ticket_id))
    if ticket is None or not cards.may_read(visit, ticket):
        return Reply((card(Say("ticket.unknown")),))
    return _done(visit, ticket, Result(result))


def _task(visit: Visit, ticket: Ticket) -> PhoneTask | None:
    """Return the open task of a ticket if it is this officer's, read in this transaction."""
    task = phone_tasks.of_ticket(visit.desk.tx, ticket.id)
    if task is None or ticket.person_id == visit.person.id:
        return None
    return task if (task.office, task.role) in visit.posts else None


def _done(visit: Visit, ticket: Ticket, result: Result) -> Reply:
    task = _task(visit, ticket)
    done = task is not None and phone_tasks.done(
        visit.desk.tx, task, visit.person.id, visit.now, result.value
    )
    if task is None or not done:
        return Reply((card(Say("phone.no_task", {"number": ticket.number})),))
    entry = write_journal(visit, ticket, f"phoned_{result}", task.role, {"result": result.value})
    _tell(visit, ticket, result, entry)
    return Reply((card(Say(f"phone.done_{result}", {"number": ticket.number})),))


def _tell(visit: Visit, ticket: Ticket, result: Result, entry: int) -> None:
    """What was said on the telephone the applicant confirms, or disputes, himself."""
    if result is Result.NO_ANSWER or not ticket.open:
        return
    key = "phone.you_received" if result is Result.RECEIVED else "phone.you_did_not"
    pushes.push(
        visit.desk,
        people.by_id(visit.desk.tx, ticket.person_id),
        (Say(key, {"number": ticket.number}),),
        f"journal:{entry}:phoned",
        rows=owner_rows(standard_of(visit.desk, ticket), ticket),
        about=ticket,
    )
