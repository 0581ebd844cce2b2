"""`/faq dari NUMBER`: a draft made of a closed ticket, with nothing personal in it."""

from desk.cards import found
from desk.editing.fields import draft_of
from desk.editing.overview import editors_only
from desk.editing.rights import may_edit
from desk.editing.writing import begin_with
from desk.tickets import open_note, standard_of
from desk.visit import Reply, Visit, card
from flows.number import read
from flows.say import Say
from flows.standard import TicketKind
from storage import journal, tickets
from storage.tickets import Ticket

ANSWERING = frozenset({"ticket_answered", "ticket_finished"})
"""The journal entries whose words are what the person was told."""
_TITLES = ("subject",)
_PROBLEMS = ("problem", "description")


def begin(visit: Visit, words: str) -> Reply:
    """Begin an answer with the ticket's subject and what was answered, both masked."""
    refused = editors_only(visit)
    number = read(words)
    if refused is not None or number is None:
        return refused or Reply((card(Say("faq.which_ticket")),))
    ticket = found(visit, number)
    if ticket is None:
        return Reply((card(Say("ticket.unknown")),))
    if ticket.kind == TicketKind.COMPLAINT:
        return Reply((card(Say("faq.no_complaint")),))
    if ticket.open:
        return Reply((card(Say("faq.still_open", {"number": ticket.number})),))
    office = ticket.at.office if may_edit(visit, ticket.at.office) else ""
    content = draft_of(_asked(visit, ticket), _answered(visit, ticket))
    said = Say("faq.from_ticket", {"number": ticket.number, "title": content.title})
    return begin_with(visit, office, content, said)


def of_ticket(visit: Visit, arg: str) -> Reply:
    """The same by the button on the ticket's card."""
    ticket = tickets.by_id(visit.desk.tx, int(arg))
    return begin(visit, ticket.number if ticket is not None else "")


def _asked(visit: Visit, ticket: Ticket) -> str:
    """What was asked in one line: the subject, else the beginning of the description."""
    given = tickets.answers(visit.desk.tx, ticket).answers
    for item in (*_TITLES, *_PROBLEMS):
        if given.get(item):
            return " ".join(given[item].split())
    return standard_of(visit.desk, ticket).title.id


def _answered(visit: Visit, ticket: Ticket) -> str:
    told = [
        open_note(visit.desk, ticket, entry.sealed)
        for entry in journal.history(visit.desk.tx, ticket.id)
        if entry.kind in ANSWERING and entry.sealed
    ]
    return told[-1] if told else ""
