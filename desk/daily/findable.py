"""What a ticket is found by, kept in the transaction that writes it; older ones are caught up."""

from desk.desk import Desk
from desk.versions import pinned
from flows.intake import Intake
from flows.search_words import search_words
from flows.standard import TicketKind
from storage import counters, people, tickets, words
from storage.tickets import Ticket
from storage.vault import Sealed


def keep_words(desk: Desk, ticket: Ticket, given: Intake) -> None:
    """Keep the words a new or completed ticket is found by, instead of those before."""
    words.forget(desk.tx, ticket.id)
    name = people.name_of(desk.tx, ticket.person_id)
    words.keep(desk.tx, ticket.id, _words(name, ticket.company, *given.answers.values()))


def matter_words(desk: Desk, ticket: Ticket) -> frozenset[str]:
    """Return the words of a ticket that say nothing of a person: of a complaint its matter."""
    if ticket.kind != TicketKind.COMPLAINT:
        return frozenset()
    standard = pinned(desk, ticket.service, ticket.standard_version)
    matter = {ask.id for ask in standard.asks if ask.matter}
    given = tickets.answers(desk.tx, ticket).answers
    return _words(*(value for item, value in given.items() if item in matter))


def _words(*texts: str) -> frozenset[str]:
    found: set[str] = set()
    for text in texts:
        found |= search_words(text)
    return frozenset(found)


def catch_up(desk: Desk, most: int) -> bool:
    """Gather the words of some tickets that are older than the search; False when none is left.

    What is found twice is kept once; a ticket whose key was erased has no words.
    """
    left = counters.value(desk.tx, words.LEFT)
    if not left:
        return False
    some = words.behind(desk.tx, left, most)
    for ticket in some:
        try:
            given = tickets.answers(desk.tx, ticket)
        except Sealed:
            continue
        keep_words(desk, ticket, given)
    words.set_left(desk.tx, some[-1].id - 1 if len(some) == most else 0)
    return len(some) == most
