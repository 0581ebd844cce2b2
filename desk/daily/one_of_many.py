"""One ticket of a deed on many: whether it could be done, and doing it by the usual rules."""

from enum import StrEnum

from desk import deeds
from desk.asking import Asked
from desk.cards import found_by_id
from desk.daily import assign, reply
from desk.tickets import Lost
from desk.visit import Visit
from flows.say import Say
from flows.standard import Action
from flows.whereabouts import Refused
from storage import people
from storage.tickets import Ticket


class ManyDeed(StrEnum):
    """What may be done to many tickets at once."""

    ASSIGN = "assign"
    NOTIFY = "notify"
    RETURN = "return"
    FINISH = "finish"


def against(
    visit: Visit, ticket: Ticket, deed: ManyDeed, words: str, assignee: int | None
) -> Say | None:
    """Say why this ticket could not be done now, None if it could; nothing is changed."""
    if found_by_id(visit, ticket.id) is None:
        return Say("ticket.unknown")
    if deed is ManyDeed.NOTIFY:
        return None
    if deed is ManyDeed.ASSIGN:
        return assign.against(visit, ticket, people.by_id(visit.desk.tx, assignee or 0))
    return deeds.against(visit, ticket, _asked(deed, words))


def do(
    visit: Visit, ticket: Ticket, deed: ManyDeed, words: str, assignee: int | None
) -> Say | None:
    """Do it in the open transaction; returns why not when it cannot be done."""
    refusal = against(visit, ticket, deed, words, assignee)
    if refusal is not None:
        return refusal
    if deed is ManyDeed.NOTIFY:
        reply.tell(visit, ticket, words)
        return None
    if deed is ManyDeed.ASSIGN:
        to = people.by_id(visit.desk.tx, assignee or 0)
        done: Ticket | Say | Lost | Refused = assign.assign(visit, ticket, to)
    else:
        done = deeds.attempt(visit, ticket, _asked(deed, words))
    if isinstance(done, Refused):
        return done.say
    if isinstance(done, Lost):
        return Say("ticket.moved_on")
    return done if isinstance(done, Say) else None


def _asked(deed: ManyDeed, words: str) -> Asked:
    return Asked(Action(deed.value), words, sure=True)
