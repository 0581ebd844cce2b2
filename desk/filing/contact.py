"""How somebody without a Telegram account is reached: on the card, and as a task to phone."""

from desk.desk import Desk
from flows.say import Say, Value
from storage import filings, people
from storage.tickets import Ticket


def contact(desk: Desk, ticket: Ticket) -> dict[str, Value] | None:
    """Return name, contact and channel of a ticket's owner; None when he has an account here."""
    owner = people.by_id(desk.tx, ticket.person_id)
    filing = None if owner.telegram_id is not None else filings.of_person(desk.tx, owner.id)
    if filing is None:
        return None
    return {
        "name": people.name_of(desk.tx, owner.id),
        "contact": filing.contact,
        "channel": Say(f"filing.channel_{filing.channel}"),
    }


def lines(desk: Desk, ticket: Ticket) -> tuple[Say, ...]:
    """Say on the officers' card that this applicant must be phoned or written to."""
    told = contact(desk, ticket)
    return () if told is None else (Say("filing.card", told),)
