"""`/balas`: an officer's own words to an applicant, shown with whose ticket it is before they go.

The applicant's answer comes back to the same ticket: its number stands in the message, and a
button takes the next words for it.
"""

from collections.abc import Sequence

from desk import pushes
from desk.cards import found_by_id, reading_role, ticket_card
from desk.complaints.circle import name_for
from desk.daily import canned
from desk.kept_words import keep, kept
from desk.tickets import facts, standard_of, write_journal
from desk.visit import Reply, Visit, card, ticket_subject
from flows.number import find
from flows.say import Button, Say, Style, Value
from storage import conversations, journal, people
from storage.conversations import Conversation
from storage.people import Person
from storage.tickets import Ticket

STEP = "reply"
"""How the step of a conversation begins in which the words of a reply are awaited."""
PREPARED, SENT = "reply_prepared", "reply_sent"
LONGEST = 2000
"""Characters of a reply: more belongs into a document."""


def command(visit: Visit, ticket: Ticket, words: str) -> Reply:
    """`/balas NUMBER text`, or the number of a canned reply; without words they are asked for."""
    if not words.strip():
        return begin(visit, ticket)
    chosen = canned.picked(visit, ticket, words)
    if chosen is not None:
        return pick(visit, ticket, chosen.id)
    return preview(visit, ticket, words.strip())


def begin(visit: Visit, ticket: Ticket, *says: Say) -> Reply:
    """Ask what to answer, and offer the canned replies of the service."""
    replies = list(enumerate(canned.offered(visit, ticket), 1))
    rows: list[Sequence[Button]] = [
        [Button(Say("reply.canned", {"nth": nth, "title": one.title}), "reply_canned", one.id)]
        for nth, one in replies
    ]
    rows.append([Button(Say("button.no"), "card")])
    shown = card(*says, Say("reply.ask", _whose(visit, ticket)), rows=rows)
    place = Conversation(step=f"{STEP}.{ticket.id}")
    subject = ticket_subject(ticket.id)
    return Reply((shown,), subject, ticket.version, place, numbered=True)


def said(visit: Visit, text: str) -> Reply:
    """Take the words that were asked for."""
    ticket = found_by_id(visit, int(visit.at.step.partition(".")[2]))
    if ticket is None:
        return Reply((card(Say("ticket.unknown")),), at=conversations.NOWHERE)
    return preview(visit, ticket, text)


def replied(visit: Visit, text: str, to: str) -> Reply | None:
    """Take an officer's answer to a message about somebody's ticket; None: it is about none."""
    number = find(to) if to and visit.posts else None
    ticket = found_by_id(visit, 0, number) if number else None
    return None if ticket is None else preview(visit, ticket, text)


def pick(visit: Visit, ticket: Ticket, reply_id: str) -> Reply:
    """Show a canned reply as it would go out."""
    chosen = canned.picked(visit, ticket, reply_id)
    if chosen is None:
        return begin(visit, ticket)
    text = canned.filled(visit, ticket, chosen, _applicant(visit, ticket).language)
    return preview(visit, ticket, text)


def preview(visit: Visit, ticket: Ticket, text: str) -> Reply:
    """Show whose ticket it is and what would be sent; nothing is sent before the last word."""
    if len(text) > LONGEST:
        return begin(visit, ticket, Say("reply.too_long", {"most": LONGEST, "length": len(text)}))
    entry = keep(visit, ticket, PREPARED, text, {})
    rows = (
        (Button(Say("reply.send"), "reply_send", str(entry), Style.SUCCESS),),
        (Button(Say("reply.change"), "reply"), Button(Say("button.no"), "card")),
    )
    asked = Say("reply.preview", {**_whose(visit, ticket), "text": text})
    shown = card(asked, rows=rows)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version, conversations.NOWHERE)


def send(visit: Visit, ticket: Ticket, entry_id: str) -> Reply:
    """Send what was shown, once; the words stand in the ticket's journal."""
    prepared = kept(visit, ticket, PREPARED, entry_id)
    if prepared is None:
        return begin(visit, ticket)
    if _sent(visit, ticket, prepared.entry.id):
        return ticket_card(visit, ticket, Say("reply.sent_before", {"number": ticket.number}))
    tell(visit, ticket, prepared.words, prepared.entry.id)
    return ticket_card(visit, ticket, Say("reply.sent", _whose(visit, ticket)))


def tell(visit: Visit, ticket: Ticket, text: str, prepared: int = 0) -> None:
    """Put an officer's words to the applicant into the outbox, and into the journal."""
    role = reading_role(visit, ticket)
    data = {"prepared": prepared or None}
    entry = write_journal(visit, ticket, SENT, role, data, note=text)
    values: dict[str, Value] = {
        **facts(visit.desk, standard_of(visit.desk, ticket), ticket),
        "role": Say(f"role.{role}"),
        "text": text,
    }
    pushes.push(
        visit.desk,
        _applicant(visit, ticket),
        (Say("reply.told", values),),
        f"journal:{entry}:reply",
        rows=((Button(Say("reply.write"), "write"), Button(Say("button.status"), "mine")),),
        about=ticket,
        journal_id=entry,
    )


def _sent(visit: Visit, ticket: Ticket, prepared: int) -> bool:
    entries = journal.history(visit.desk.tx, ticket.id)
    return any(one.kind == SENT and one.data.get("prepared") == prepared for one in entries)


def _applicant(visit: Visit, ticket: Ticket) -> Person:
    return people.by_id(visit.desk.tx, ticket.person_id)


def _whose(visit: Visit, ticket: Ticket) -> dict[str, Value]:
    values = facts(visit.desk, standard_of(visit.desk, ticket), ticket)
    return {**values, "name": name_for(visit, ticket, ticket.person_id)}
