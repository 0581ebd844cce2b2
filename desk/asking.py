"""What an officer's deed still needs before it is done: words, a channel, a sheet, certainty."""

from dataclasses import dataclass

from desk import letters, sheets
from desk.complaints.wording import worded
from desk.tickets import level_values
from desk.visit import Reply, Visit, card, ticket_subject
from flows.say import Button, Say, Style, Value
from flows.standard import Action, Step
from storage import dossier
from storage.conversations import Conversation
from storage.tickets import Ticket

_NEEDS_WORDS = frozenset({Action.ASK, Action.NOTE})
_SURE = frozenset({Action.FINISH})
"""Deeds that cannot be undone: a press asks again (a rejection asks for its reason anyway)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A deed as an officer asked for it: the words typed with it, and whether he is sure."""

    action: Action
    words: str = ""
    target: str = ""
    sure: bool = False


def missing(visit: Visit, ticket: Ticket, step: Step, asked: Asked) -> Reply | None:
    """Ask for words, for a clean or a faulty sheet, and for certainty, where a deed needs them."""
    recording = bool(step.external) and asked.action is Action.FINISH
    if (asked.action in _NEEDS_WORDS or recording) and not asked.words:
        return ask_words(visit, ticket, asked, "external" if recording else "")
    if asked.action is Action.ASK and not request_items(asked.words):
        return ask_words(visit, ticket, asked)
    if asked.action is Action.FORWARD and step.registers_letter and letters.lacking(visit, ticket):
        return letters.ask(visit, ticket)
    marks = dossier.marks(visit.desk.tx, ticket.id)
    faulty = any(not mark.good for mark in marks.values())
    if asked.action is Action.RETURN and not faulty and not asked.words:
        return sheets.sheet(visit, ticket, worded(ticket.kind, Say("staff.return_needs_fault")))
    if asked.action in {Action.FORWARD, Action.FINISH} and faulty:
        return sheets.sheet(visit, ticket, Say("staff.faults_open"))
    if asked.action is Action.FORWARD and step.declares_complete:
        unmarked = [ask for ask in sheets.documents(visit, ticket) if ask.id not in marks]
        if unmarked:
            return sheets.sheet(visit, ticket, Say("staff.unmarked", {"count": len(unmarked)}))
    if asked.action in _SURE and not asked.sure:
        return _ask_sure(visit, ticket, asked)
    return None


def _ask_sure(visit: Visit, ticket: Ticket, asked: Asked) -> Reply:
    rows = (
        (Button(Say("button.sure"), f"sure_{asked.action.value}", asked.target, Style.DANGER),),
        (Button(Say("button.no"), "card"),),
    )
    values: dict[str, Value] = {
        "action": Say(f"action.{asked.action.value}"),
        "number": ticket.number,
    }
    return Reply(
        (card(Say("staff.sure", values), rows=rows),), ticket_subject(ticket.id), ticket.version
    )


def ask_channel(visit: Visit, ticket: Ticket, step: Step, asked: Asked) -> Reply:
    """Ask by which channel the result was handed over."""
    rows = [
        (Button(Say(f"channel.{channel}"), asked.action.value, channel),)
        for channel in step.hands_over
    ]
    rows.append((Button(Say("button.open_ticket"), "card"),))
    say = Say("staff.which_channel", {"number": ticket.number})
    shown = card(worded(ticket.kind, say), rows=rows)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version, numbered=True)


def ask_words(visit: Visit, ticket: Ticket, asked: Asked, what: str = "") -> Reply:
    """Ask for the words a deed cannot do without; the next message is taken for them.

    `what` names another question than the deed's own.
    """
    target = f":{asked.target}" if asked.target else ""
    place = Conversation(ticket_id=ticket.id, step=f"staff_{asked.action.value}{target}")
    rows = ((Button(Say("button.no"), "card"),),)
    values = level_values(visit.desk, ticket)
    question = Say(f"staff.words_{what or asked.action.value}", values)
    shown = card(worded(ticket.kind, question), rows=rows)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version, place)


def request_items(words: str) -> list[tuple[str, str]]:
    """Return the items of a data request, one a line or between semicolons.

    An item that begins with "berkas" or "dokumen" wants a file, any other a text.
    """
    items = []
    for line in words.replace(";", "\n").splitlines():
        wording = line.strip(" -•\t")
        if wording:
            wants_file = wording.casefold().startswith(("berkas", "dokumen", "file", "document"))
            items.append(("document" if wants_file else "text", wording[:300]))
    return items
