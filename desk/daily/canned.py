"""Canned replies as an officer picks them: by number, filled in with the facts of the ticket."""

from collections.abc import Sequence

from desk.tickets import facts, standard_of
from desk.visit import Visit
from flows.say import Say, Value
from flows.words import Language, Words
from standards.replies import VARIABLES, CannedReply
from storage.tickets import Ticket


def offered(visit: Visit, ticket: Ticket) -> Sequence[CannedReply]:
    """Return the replies for a ticket's service, in the order of replies.toml."""
    replies = visit.desk.books.catalogue.replies
    return [reply for reply in replies if reply.fits(ticket.service)]


def picked(visit: Visit, ticket: Ticket, words: str) -> CannedReply | None:
    """Return the reply whose number or id is all of `words`, None for words of one's own."""
    said = words.strip().removeprefix("#").casefold()
    for nth, reply in enumerate(offered(visit, ticket), 1):
        if said in {str(nth), reply.id}:
            return reply
    return None


def filled(visit: Visit, ticket: Ticket, reply: CannedReply, language: Language) -> str:
    """Return a reply as the applicant will read it, in his language."""
    values = facts(visit.desk, standard_of(visit.desk, ticket), ticket)
    plain = {name: _plain(visit, values[name], language) for name in VARIABLES}
    return reply.filled(plain, language)


def _plain(visit: Visit, value: Value, language: Language) -> str:
    if isinstance(value, Words):
        return value.in_(language)
    if isinstance(value, Say):
        return visit.desk.books.texts.plain(value, language)
    return str(value)
