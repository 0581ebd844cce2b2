"""Missed numbers: whoever types ten that are not his within ten minutes waits for their end."""

from desk.visit import Reply, Visit, card
from flows.number import find, looks_like
from flows.say import Say
from storage import counters
from storage.moments import HOUR

MOST = 10
"""So many numbers may be missed within one window; the next is not looked up."""
WINDOW = HOUR // 6
"""Milliseconds of a window; they follow each other without a gap."""


def too_many(visit: Visit, text: str) -> Reply | None:
    """Return the refusal to look one more number up, None if it may be.

    Right numbers are refused too: else the answer would tell them from wrong ones.
    """
    if visit.at.draft_id is not None or not (looks_like(text) or find(text)):
        return None
    if counters.value(visit.desk.tx, _series(visit)) < MOST:
        return None
    return Reply((card(Say("guard.too_many", {"count": MOST})),))


def counted(visit: Visit, reply: Reply) -> Reply:
    """Count a typed number that led nowhere; returns the reply as it is."""
    missed = any(say.key == "ticket.unknown" for one in reply.cards for say in one.says)
    if missed:
        counters.next_value(visit.desk.tx, _series(visit))
    return reply


def _series(visit: Visit) -> str:
    return f"missed:{visit.person.id}:{visit.now // WINDOW}"
