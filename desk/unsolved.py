"""A result the applicant does not accept: disputed, reopened in time, or filed anew."""

from desk import intake, menu, reopening
from desk.complaints.wording import worded
from desk.levels import closer
from desk.tickets import standard_of
from desk.visit import Reply, Visit, card, ticket_subject
from flows.say import Button, Say, Style
from flows.standard import Action
from flows.whereabouts import Deed
from storage.conversations import Conversation
from storage.tickets import Ticket


def ask_for_dispute(visit: Visit, ticket: Ticket) -> Reply:
    """Ask what is still wrong before the ticket goes back."""
    return _ask(visit, ticket, "dispute")


def disputing(visit: Visit, ticket: Ticket, why: str) -> Deed:
    """Return the deed that sends a result back to whoever closed the ticket, at that level."""
    return Deed(Action.DISPUTE, reason=why, officer=closer(visit.desk, ticket))


def ask_why(visit: Visit, ticket: Ticket) -> Reply:
    """Ask what is not solved; when the time for it is over, offer a new ticket instead."""
    if reopening.until(visit.desk, standard_of(visit.desk, ticket), ticket) is None:
        return _too_late(visit, ticket)
    return _ask(visit, ticket, "reopen")


def reopening_of(visit: Visit, ticket: Ticket, why: str) -> Deed | Reply:
    """Return the deed that takes a ticket up again at the level that closed it, in time."""
    if reopening.until(visit.desk, standard_of(visit.desk, ticket), ticket) is None:
        return _too_late(visit, ticket)
    return Deed(Action.REOPEN, reason=why, officer=closer(visit.desk, ticket))


def again(visit: Visit, ticket: Ticket) -> Reply:
    """Begin a new intake of the same service that names the old ticket."""
    offered = visit.desk.books.catalogue.services_of(ticket.at.office)
    if ticket.service not in {standard.id for standard in offered}:
        return menu.services(visit)
    return intake.start(visit, ticket.service, follows=ticket.number)


def _ask(visit: Visit, ticket: Ticket, step: str) -> Reply:
    place = Conversation(ticket_id=ticket.id, step=step)
    rows = ((Button(Say("button.no"), "mine"),),)
    why = worded(ticket.kind, Say(f"mine.{step}_why", {"number": ticket.number}))
    ask = card(why, rows=rows)
    return Reply((ask,), ticket_subject(ticket.id), ticket.version, place)


def _too_late(visit: Visit, ticket: Ticket) -> Reply:
    rows = (
        (Button(Say("button.again"), "again", "", Style.PRIMARY),),
        (Button(Say("button.status"), "mine"),),
    )
    over = card(Say("mine.reopen_over", {"number": ticket.number}), rows=rows)
    return Reply((over,), ticket_subject(ticket.id), ticket.version)
