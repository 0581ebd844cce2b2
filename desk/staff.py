"""What officers do to a ticket, by button or by command: one way in, one check, one answer."""

from collections.abc import Callable
from dataclasses import replace

from desk import cards, explain, fairness, halting, letters, sheets
from desk.asking import Asked
from desk.complaints.circle import reads_identity
from desk.daily import assign
from desk.daily import reply as replying
from desk.deeds import do, take, too_late
from desk.discretion import orders as discretion
from desk.kept_words import kept
from desk.mine import status
from desk.visit import Reply, Visit, card
from flows.number import find, split_number
from flows.press import Press
from flows.say import Say
from flows.standard import Action
from storage import conversations, tickets
from storage.tickets import Ticket

COMMANDS = {
    "ambil": Action.CLAIM,
    "lepas": Action.RELEASE,
    "teruskan": Action.FORWARD,
    "disposisi": Action.DISPOSE,
    "kembalikan": Action.RETURN,
    "tolak": Action.REJECT,
    "selesai": Action.FINISH,
    "mintadata": Action.ASK,
    "catatan": Action.NOTE,
    "arsip": Action.ARCHIVE,
    "eskalasi": Action.ESCALATE,
    "turunkan": Action.DE_ESCALATE,
}
"""The commands that are deeds on one ticket: `/command NUMBER words`."""


def command(visit: Visit, name: str, words: str, replied: str) -> Reply:
    """Answer a staff command about the number typed, else that of the message replied to."""
    if not visit.posts:
        return Reply((card(Say("staff.only")),))
    number, rest = split_number(words)
    number = number or find(replied) or ""
    if not number:
        return Reply((card(Say("staff.which_ticket", {"command": name})),))
    ticket = cards.found(visit, number)
    if ticket is None:
        return Reply((card(Say("ticket.unknown")),))
    if ticket.person_id == visit.person.id:
        return _own_case(visit, ticket)
    view = VIEWS.get(name)
    if view is not None:
        return view(visit, ticket, rest)
    return do(visit, ticket, Asked(COMMANDS[name], rest, sure=True))


def _card(visit: Visit, ticket: Ticket, words: str) -> Reply:
    if words.casefold() in explain.WORDS:
        return explain.explain(visit, ticket)
    return cards.ticket_card(visit, ticket)


def _dossier(visit: Visit, ticket: Ticket, words: str) -> Reply:
    if not reads_identity(visit, ticket):
        return cards.ticket_card(visit, ticket, Say("complaint.identity_kept"))
    return sheets.command(visit, ticket, words)


def _reply(visit: Visit, ticket: Ticket, words: str) -> Reply:
    if not reads_identity(visit, ticket):
        return cards.ticket_card(visit, ticket, Say("complaint.identity_kept"))
    return replying.command(visit, ticket, words)


VIEWS: dict[str, Callable[[Visit, Ticket, str], Reply]] = {
    "tiket": _card,
    "berkas": _dossier,
    "balas": _reply,
    "tugaskan": assign.command,
    "jeda": halting.command,
    "diskresi": discretion.command,
}
"""The commands that show something of one ticket, or have an order of their own."""


def _own_case(visit: Visit, ticket: Ticket) -> Reply:
    """An officer's own ticket is shown to him as to any applicant, without the notes."""
    return status(visit, ticket, Say("staff.own_case", {"number": ticket.number}))


def pressed(visit: Visit, press: Press) -> Reply:
    """Answer a button of a ticket's card; rights and state are checked again on every press."""
    ticket_id = int(press.subject[1:], 36) if press.subject else int(press.arg)
    ticket = tickets.by_id(visit.desk.tx, ticket_id)
    if ticket is None or not cards.may_read(visit, ticket):
        return Reply((card(Say("ticket.unknown")),))
    if ticket.person_id == visit.person.id:
        return _own_case(visit, ticket)
    view = _VIEWS.get(press.action)
    if view is not None and press.action != "card" and not reads_identity(visit, ticket):
        return cards.ticket_card(visit, ticket, Say("complaint.identity_kept"))
    if view is not None:
        return view(visit, ticket, press.arg)
    if press.version != ticket.version:
        return too_late(visit, ticket)
    marking = _MARKS.get(press.action)
    if marking is not None:
        return marking(visit, ticket, press.arg)
    sure = press.action.startswith("sure_")
    action = press.action.removeprefix("sure_")
    if action not in set(Action):
        return cards.ticket_card(visit, ticket, Say("press.old_ticket", {"number": ticket.number}))
    asked = Asked(Action(action), target=press.arg, sure=sure)
    return do(visit, ticket, asked, by_button=True)


_VIEWS: dict[str, Callable[[Visit, Ticket, str], Reply]] = {
    "card": lambda visit, ticket, arg: cards.ticket_card(visit, ticket),
    "sheet": lambda visit, ticket, arg: sheets.sheet(visit, ticket),
    "history": lambda visit, ticket, arg: cards.history(visit, ticket),
    "open": sheets.open_document,
    "reply": lambda visit, ticket, arg: replying.begin(visit, ticket),
    "reply_canned": replying.pick,
    "reply_send": replying.send,
    "discretion": discretion.show,
}
"""What only shows something: an old button shows it as it is now."""


def _overtake(visit: Visit, ticket: Ticket, arg: str) -> Reply:
    """Take a file before its turn for the reason pressed, and go on with the deed."""
    nth, action, target = arg.split(".", 2)
    reason = list(fairness.Reason)[int(nth) - 1]
    if action != fairness.BEGUN:
        return take(visit, ticket, reason, Asked(Action(action), target=target))
    begun = kept(visit, ticket, fairness.DEED_BEGUN, target)
    if begun is None:
        return cards.ticket_card(visit, ticket, Say("press.old_ticket", {"number": ticket.number}))
    action, target = begun.entry.data["action"], begun.entry.data.get("target", "")
    return take(visit, ticket, reason, Asked(Action(action), begun.words, target, sure=True))


_MARKS: dict[str, Callable[[Visit, Ticket, str], Reply]] = {
    "good": sheets.mark_good,
    "fault": sheets.ask_reason,
    "reason": sheets.mark_fault,
    "no_letter": letters.no_letter,
    "all_good": lambda visit, ticket, arg: sheets.mark_all_good(visit, ticket),
    "overtake": _overtake,
    "assign": assign.pressed,
    "waive": discretion.waive,
    "require": discretion.require,
    "attest": discretion.attest,
}


def said(visit: Visit, ticket: Ticket, step: str, text: str) -> Reply:
    """Take the words a deed was waiting for."""
    leaving = replace(visit, at=conversations.NOWHERE)
    if not cards.may_read(visit, ticket):
        return Reply((card(Say("ticket.unknown")),), at=conversations.NOWHERE)
    if step.startswith(discretion.PLACE):
        reply = discretion.said(leaving, ticket, step, text)
        return reply if reply.at is not None else replace(reply, at=conversations.NOWHERE)
    action, _, target = step.removeprefix("staff_").partition(":")
    reply = do(leaving, ticket, Asked(Action(action), text, target, sure=True))
    return reply if reply.at is not None else replace(reply, at=conversations.NOWHERE)
