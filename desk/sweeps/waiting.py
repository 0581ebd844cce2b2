"""The sweep over tickets whose applicant owes something: reminders, and the close by rule."""

from collections.abc import Sequence

from desk import clocks, pushes, reopening
from desk.clocks import due_of
from desk.desk import Desk
from desk.survey.offer import offer
from desk.sweeps.quiet import after_quiet
from desk.tickets import facts, local, owner_rows, standard_of
from flows.say import Say, Value
from flows.silence import close_unconfirmed, lapse, owes_papers, owes_word
from flows.standard import ClockKind, Standard, State
from flows.stretch import stretch
from flows.whereabouts import Move, holder
from storage import drafts, journal, people, reminders, tickets
from storage.moments import DAY, from_ms, to_ms
from storage.people import Person
from storage.reminders import Waiting
from storage.sweeps import Page
from storage.tickets import Ticket


def waiting(desk: Desk, after: Page, most: int) -> Sequence[Waiting]:
    """Return a page of tickets that wait for their applicant for at least a day."""
    return reminders.waiting(desk.tx, to_ms(desk.now) - DAY, after, most)


def go_on(desk: Desk, row: Waiting) -> bool:
    """Do what is due for one ticket: the latest reminder, or the close; False if nothing is."""
    ticket = tickets.by_id(desk.tx, row.id)
    if ticket is None or ticket.version != row.version:
        return False
    applicant = people.by_id(desk.tx, ticket.person_id)
    standard = standard_of(desk, ticket)
    passed = _passed(desk, row, _ladder(desk, standard, ticket))
    if passed > row.reminders:
        return _remind(desk, standard, ticket, row, passed, applicant)
    if applicant.telegram_id is None:
        # Reminders reach those who recorded the case, as a task to phone; nobody is closed out
        # who may not have heard of it.
        return False
    if to_ms(desk.now) < closing(desk, ticket, row.waiting_at, row.reminded_at or 0):
        return False
    return _close(desk, standard, ticket)


def _ladder(desk: Desk, standard: Standard, ticket: Ticket) -> tuple[int, ...]:
    """The days after which a reminder goes out; a longer term is warned of before its end."""
    rules = desk.books.catalogue.reminders
    if not owes_papers(ticket.at):
        return rules.confirmation.remind_after_days
    days = rules.owed.remind_after_days
    last = standard.complete_within - rules.owed.grace_days
    return (*days, last) if days and last > days[-1] else days


def _passed(desk: Desk, row: Waiting, ladder: Sequence[int]) -> int:
    """Return how many reminders are due by now; of several missed ones only the last is sent."""
    now = to_ms(desk.now)
    return sum(row.waiting_at + days * DAY <= now for days in ladder)


def closing(desk: Desk, ticket: Ticket, waiting_at: int, reminded_at: int) -> int:
    """Return when a ticket closes by rule, in milliseconds; never soon after the last reminder."""
    rules = desk.books.catalogue.reminders
    if owes_papers(ticket.at):
        days = standard_of(desk, ticket).complete_within or rules.owed.lapse_after_days
        close_at = waiting_at + days * DAY
        return max(close_at, reminded_at + rules.owed.grace_days * DAY)
    term = stretch(ClockKind.WORKING_DAYS, rules.confirmation.close_after_working_days)
    close_at = due_of(desk, term, ticket.at.office, from_ms(waiting_at), ())
    return max(close_at, reminded_at + rules.confirmation.grace_days * DAY)


# Reminders


def _remind(
    desk: Desk, standard: Standard, ticket: Ticket, row: Waiting, nth: int, applicant: Person
) -> bool:
    now = to_ms(desk.now)
    if not reminders.mark_reminded(desk.tx, row, nth, now):
        return False
    values: dict[str, Value] = {
        **facts(desk, standard, ticket),
        "since": local(desk, row.waiting_at, ticket.at.office),
        "until": local(desk, closing(desk, ticket, row.waiting_at, now), ticket.at.office),
    }
    pushes.push(
        desk,
        applicant,
        (Say(_key(ticket, applicant), values),),
        f"{pushes.REMINDER}{ticket.id}:{row.waiting_at}:{nth}",
        rows=owner_rows(standard, ticket),
        about=ticket,
        not_before=after_quiet(desk, ticket.at.office, applicant),
    )
    return True


def _key(ticket: Ticket, applicant: Person) -> str:
    if applicant.telegram_id is None:
        return "filing.still_owed"
    return _REMINDER.get(ticket.at.state, "reminder.confirm")


_REMINDER = {
    State.NEEDS_COMPLETION: "reminder.complete",
    State.AWAITING_REPORTER: "reminder.answer",
}


# Closing by rule


def _close(desk: Desk, standard: Standard, ticket: Ticket) -> bool:
    """Close a ticket only while its applicant owes; whoever moved it first has won."""
    if owes_papers(ticket.at):
        move = lapse(standard, ticket.at)
    elif owes_word(standard, ticket.at):
        move = close_unconfirmed(standard, ticket.at)
    else:
        return False
    to_holder = holder(standard, move.to)
    moved = tickets.move(desk.tx, ticket, move.to, to_holder, to_ms(desk.now), due_at=None)
    if moved is None:
        return False
    clocks.run(desk, standard, ticket.id, ticket.at.office, move)
    _drop_completion(desk, ticket)
    pushes.withdraw_reminders(desk, ticket)
    entry = _record(desk, ticket, moved, move)
    pushes.tell(
        desk,
        moved,
        move.notices,
        _told(desk, standard, ticket, moved),
        entry,
        actor=0,
        rows=owner_rows(standard, moved),
    )
    offer(desk, moved)
    return True


def _told(desk: Desk, standard: Standard, before: Ticket, moved: Ticket) -> dict[str, Value]:
    since = before.waiting_at or to_ms(desk.now)
    rule = desk.books.catalogue.reminders.confirmation
    return {
        **facts(desk, standard, moved),
        "since": local(desk, since, before.at.office),
        "days": rule.close_after_working_days,
        "reopen": reopening.told(desk, standard, moved),
    }


def _drop_completion(desk: Desk, ticket: Ticket) -> None:
    """Erase the draft with which the applicant had begun to complete a ticket that lapsed."""
    for kept in drafts.open_ones(desk.tx, ticket.person_id):
        if kept.ticket_id == ticket.id:
            drafts.close(desk.tx, kept.id, "lapsed", to_ms(desk.now))


def _record(desk: Desk, before: Ticket, after: Ticket, move: Move) -> int:
    data = {
        "from": before.at.step,
        "to": after.at.step,
        "state": after.at.state.value,
        "rule": "owed" if owes_papers(before.at) else "confirmation",
        "since": before.waiting_at,
    }
    return journal.write(
        desk.tx,
        after.at.office,
        move.journal,
        desk.now,
        ticket_id=after.id,
        version=after.version,
        role="loket",
        data=data,
    )
