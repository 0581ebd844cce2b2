"""What is brought to the desk: the originals and copies of a ticket's documents."""

from desk.desk import Desk
from flows.intake import path
from flows.say import Say
from flows.standard import AskKind, Standard
from storage import tickets
from storage.tickets import Ticket


def bring(desk: Desk, standard: Standard, ticket: Ticket) -> tuple[Say, ...]:
    """Say what to bring and in which form, as the standard asks for it; nothing if nothing."""
    given = tickets.answers(desk.tx, ticket).answers
    brought = tuple(
        Say("receipt.bring_line", {"title": ask.title, "form": Say(f"form.{ask.form.value}")})
        for ask in path(standard, given)
        if ask.kind is AskKind.DOCUMENT and ask.brought
    )
    if not brought and standard.bring is not None:
        return (Say("receipt.bring_only", {"note": standard.bring}),)
    if not brought:
        return ()
    note = standard.bring or Say("receipt.no_note")
    return (Say("receipt.bring", {"lines": brought, "note": note}),)
