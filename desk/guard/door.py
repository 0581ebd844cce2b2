"""The door for somebody blocked: his running tickets stay open, new matters wait for its end."""

from desk.guard import appeals
from desk.tickets import local
from desk.visit import Reply, Visit, card
from flows.press import Press
from flows.say import Button, Say
from storage import blocks, drafts

_COMMANDS = frozenset(
    {"status", "keberatan", "bahasa", "bantuan", "help", "data", "unggah", "pengaturan"}
)
"""What is typed about one's own running matters, or against the block itself."""
_PRESSES = frozenset(
    {
        "mine", "write", "complete", "answer", "add", "end_case", "end_case_yes", "confirm",
        "dispute", "cancel_ticket", "cancel_ticket_yes", "explain", "tickets", "language", "speak",
        "appeal", "help",
    }
)  # fmt: skip
"""The buttons of one's own tickets, and of the appeal."""


def stopped(visit: Visit, text: str) -> Reply | None:
    """Return what somebody blocked is told instead of an answer; None if he may go on."""
    if not blocked(visit):
        return None
    name = text.removeprefix("/").partition(" ")[0].partition("@")[0].casefold()
    own = name in _COMMANDS if text.startswith("/") else _about_his_own(visit)
    return None if own else told(visit)


def stopped_press(visit: Visit, press: Press) -> Reply | None:
    """The same for a button."""
    if not blocked(visit) or press.action in _PRESSES:
        return None
    if press.subject.startswith("d") and _completes(visit):
        return None
    return told(visit)


def stopped_file(visit: Visit) -> Reply | None:
    """The same for a file or anything else that is no text."""
    return told(visit) if blocked(visit) and not _about_his_own(visit) else None


def blocked(visit: Visit) -> bool:
    """Whether new matters of this person are not taken now."""
    return visit.person.blocked_until is not None and visit.person.blocked_until > visit.now


def _about_his_own(visit: Visit) -> bool:
    """Whether he is asked something about a ticket of his, or for the words of his appeal."""
    asked = visit.at.ticket_id is not None or visit.at.step == appeals.STEP
    return asked or _completes(visit)


def _completes(visit: Visit) -> bool:
    """Whether his open draft is what a returned ticket of his still lacks."""
    draft_id = visit.at.draft_id
    kept = drafts.by_id(visit.desk.tx, draft_id) if draft_id is not None else None
    return kept is not None and kept.ticket_id is not None


def told(visit: Visit) -> Reply:
    """Say kindly until when, what goes on all the same, and how to appeal."""
    block = blocks.of_person(visit.desk.tx, visit.person.id, visit.now)
    until = visit.person.blocked_until or visit.now
    office = block.office if block else next(iter(sorted(visit.desk.books.catalogue.served)))
    rows = (
        (Button(Say("block.appeal_button"), "appeal"),),
        (Button(Say("button.status"), "tickets"),),
    )
    return Reply(
        (card(Say("block.told", {"until": local(visit.desk, until, office)}), rows=rows),)
    )
