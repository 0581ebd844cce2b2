"""Pushes: what others are told of a change, put into the outbox in the change's transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from desk.claims import claimer, post_of
from desk.complaints.circle import kept_out
from desk.complaints.wording import worded
from desk.desk import Desk
from desk.filing.contact import contact
from desk.sweeps.quiet import news_after
from desk.versions import pinned
from desk.visit import keys, render, ticket_subject
from flows.say import Audience, Button, Notice, Say, Value
from flows.sending import Method, Sending
from flows.standard import APPLICANT, TicketKind
from storage import filings, outbox, people, tickets
from storage.moments import to_ms
from storage.people import Person
from storage.tickets import Ticket

REMINDER = "reminder:"
"""How the keys of reminders about a ticket begin."""


def push(
    desk: Desk,
    to: Person,
    says: Sequence[Say],
    key: str,
    *,
    rows: Sequence[Sequence[Button]] = (),
    about: Ticket | None = None,
    journal_id: int | None = None,
    not_before: datetime | None = None,
) -> None:
    """Put a message for one person into the outbox; `key` is unique per message.

    Nothing goes to an officer whom the complaint it is `about` concerns.

    What may wait for the end of the quiet hours goes out at `not_before`.
    """
    if to.telegram_id is None:
        if about is not None and about.person_id == to.id:
            _phone_instead(desk, about, says, key, not_before)
        return
    if about is not None and to.id in kept_out(desk, about):
        return
    kind = about.kind if about is not None else ""
    texts = render(desk, [worded(kind, say) for say in says], to.language)
    subject = ticket_subject(about.id) if about else ""
    version = about.version if about else 0
    for number, text in enumerate(texts):
        last = number == len(texts) - 1
        sending = Sending(
            to.telegram_id,
            Method.MESSAGE,
            text,
            keys(desk, rows, to, subject, version) if last else (),
            ticket_id=about.id if about else 0,
        )
        outbox.put(
            desk.tx,
            sending,
            f"{key}:{to.id}:{number}",
            desk.now,
            language=to.language,
            ticket_id=about.id if about else None,
            journal_id=journal_id,
            not_before=not_before,
        )


def _phone_instead(
    desk: Desk, about: Ticket, says: Sequence[Say], key: str, not_before: datetime | None
) -> None:
    """Give those who recorded the case the task to phone: its owner has no account here.

    Of a complaint it is those who handle it: who complained is not for every desk to read.
    """
    told = contact(desk, about)
    filing = filings.of_person(desk.tx, about.person_id)
    if told is None or filing is None:
        return
    post = filing.office, filing.role
    if about.kind == TicketKind.COMPLAINT:
        post = post_of(desk, about)
    for officer in people.holders(desk.tx, *post, to_ms(desk.now)):
        # Whoever acts sees the same on the card before him.
        if officer.telegram_id == desk.speaker.telegram_id:
            continue
        task = Say("filing.phone", {**told, "number": about.number})
        push(
            desk,
            officer,
            (task, *says),
            f"{key}:phone",
            rows=STAFF_ROWS,
            about=about,
            not_before=not_before,
        )


def tell(
    desk: Desk,
    ticket: Ticket,
    notices: Sequence[Notice],
    values: dict[str, Value],
    journal_id: int,
    *,
    actor: int,
    rows: Sequence[Sequence[Button]] = (),
) -> None:
    """Push the notices of one journal entry, each to its audience, never to the one who acted."""
    for nth, notice in enumerate(notices):
        say = Say(notice.say.key, {**values, **notice.say.values})
        for person in _audience(desk, ticket, notice.to):
            if person.id == actor:
                continue
            own = notice.to is Audience.APPLICANT
            push(
                desk,
                person,
                (say,),
                f"journal:{journal_id}:{notice.to}:{nth}",
                rows=rows if own else STAFF_ROWS,
                about=ticket,
                journal_id=journal_id,
                not_before=news_after(desk, ticket.at.office, person) if own else None,
            )


def tell_holder(desk: Desk, ticket: Ticket, say: Say, journal_id: int) -> None:
    """Push a word to the officer who took the ticket, else to everybody of its step's role."""
    for person in _audience(desk, ticket, Audience.CLAIMER):
        push(
            desk,
            person,
            (say,),
            f"journal:{journal_id}:holder",
            rows=STAFF_ROWS,
            about=ticket,
            journal_id=journal_id,
        )


STAFF_ROWS = ((Button(Say("button.open_ticket"), "card"),),)
"""The button an officer finds under news of a ticket."""


def _audience(desk: Desk, ticket: Ticket, to: Audience) -> Sequence[Person]:
    now = to_ms(desk.now)
    if to is Audience.APPLICANT:
        return [people.by_id(desk.tx, ticket.person_id)]
    if to is Audience.CLAIMER:
        taker = claimer(desk, ticket)
        return people.holders(desk.tx, *post_of(desk, ticket), now) if taker is None else [taker]
    if ticket.holder_role == APPLICANT:
        return []
    return people.holders(desk.tx, ticket.holder_office, ticket.holder_role, now)


def withdraw_reminders(desk: Desk, ticket: Ticket) -> None:
    """Take back reminders that wait for the morning: the applicant owes nothing any more."""
    outbox.withdraw(desk.tx, ticket.id, REMINDER, desk.now)


def push_failed(
    desk: Desk, chat_id: int, ticket_id: int | None, push_id: int, *, gone: bool
) -> None:
    """Give staff the task to phone; `gone`: the person blocked the bot, which is noted.

    Called by `notify` in the transaction that records the failure.
    """
    person = people.by_telegram(desk.tx, chat_id)
    if person is None:
        return
    if gone:
        people.set_unreachable(desk.tx, person.id, to_ms(desk.now))
    ticket = tickets.by_id(desk.tx, ticket_id) if ticket_id else None
    if ticket is None or ticket.person_id != person.id:
        return
    say = Say("notice.holder.unreachable", {"number": ticket.number})
    held = ticket if ticket.holder_role != APPLICANT else _at_first_step(desk, ticket)
    for to in _audience(desk, held, Audience.HOLDER):
        push(desk, to, (say,), f"unreachable:{push_id}", rows=STAFF_ROWS, about=ticket)


def _at_first_step(desk: Desk, ticket: Ticket) -> Ticket:
    """While the applicant holds the ticket, the first desk of the chain is the one to phone."""
    first = pinned(desk, ticket.service, ticket.standard_version).steps[0]
    return replace(ticket, holder_role=first.role)
