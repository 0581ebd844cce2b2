"""Levels: the note that goes with a file from level to level, and who closed it."""

from desk.desk import Desk
from desk.versions import pinned
from flows.moves import closing_step
from flows.say import Say, Value
from flows.standard import Action, Standard
from flows.whereabouts import step_office
from storage import journal, people
from storage.moments import to_ms
from storage.tickets import Ticket

LEVELS = frozenset({Action.ESCALATE, Action.DE_ESCALATE})
"""The deeds that change the level; each carries a note for the next holder."""
_HANDED_ON = ("ticket_escalated", "ticket_de_escalated")


def handed_over(desk: Desk, standard: Standard, ticket: Ticket) -> tuple[Say, ...]:
    """Return the latest note of a hand-over between levels (staff only), nothing without one."""
    if not any(LEVELS & set(step.may) for step in standard.steps):
        return ()
    last = journal.last_of(desk.tx, ticket.id, _HANDED_ON)
    if last is None or not last.sealed or last.actor_id is None:
        return ()
    text = desk.tx.vault.open(ticket.key, last.sealed, f"note:{ticket.id}").decode()
    values: dict[str, Value] = {
        "what": Say(f"journal.{last.kind}"),
        "name": people.name_of(desk.tx, last.actor_id),
        "role": Say(f"role.{last.role}"),
        "text": text,
    }
    return (Say("card.handover", values),)


def closer(desk: Desk, ticket: Ticket) -> int:
    """Return the person who closed a ticket last, 0 if he holds that post no more.

    A disputed close goes back to whoever closed it (LKPP, SPSE support, procedure 12).
    """
    standard = pinned(desk, ticket.service, ticket.standard_version)
    step = standard.step(closing_step(standard, ticket.at) or ticket.at.step)
    post = step_office(step, ticket.at), step.role
    for entry in reversed(journal.history(desk.tx, ticket.id)):
        moved = entry.version is not None and entry.data.get("action") in _CLOSING
        if moved and entry.data.get("from") == step.id and entry.actor_id is not None:
            holds = post in people.posts(desk.tx, entry.actor_id, to_ms(desk.now))
            return entry.actor_id if holds else 0
    return 0


_CLOSING = frozenset({Action.FINISH.value, Action.FORWARD.value})
"""The deeds that end an officer's work on a result."""
