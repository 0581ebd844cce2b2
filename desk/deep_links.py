"""Deep links to a service or a ticket: made for copying, and followed only if we made them."""

from desk.visit import Visit
from flows.deep_link import DeepLink, LinkKind, write
from flows.press import base36
from flows.say import Button, Say
from flows.standard import Standard
from storage.tickets import Ticket


def service_button(visit: Visit, standard: Standard) -> tuple[Button, ...]:
    """Return the button that copies the link of a service; () where the bot has no name."""
    return _button(visit, DeepLink(LinkKind.SERVICE, standard.id))


def ticket_button(visit: Visit, ticket: Ticket) -> tuple[Button, ...]:
    """Return the button that copies the link of a ticket; it opens for who may read it only."""
    return _button(visit, DeepLink(LinkKind.TICKET, base36(ticket.id)))


def _button(visit: Visit, link: DeepLink) -> tuple[Button, ...]:
    bot = visit.desk.books.bot_name
    if not bot:
        return ()
    payload = write(link, visit.desk.tx.vault.link_key)
    return (Button(Say("button.copy_link"), copy=f"https://t.me/{bot}?start={payload}"),)
