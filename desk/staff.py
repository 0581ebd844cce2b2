"""What officers do to a ticket, by button or by command: one way in, one check, one answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from desk import cards, explain, fairness, halting, sheets
from desk.mine import fault_lines, status
from desk.tickets import Lost, carry_out, standard_of, write_journal
from desk.visit import Reply, Visit, card, ticket_subject
from flows.chain import act
from flows.number import find
from flows.press import Press
from flows.say import Button, Place, Say, Style, Value
from flows.standard import Action, Step
from flows.whereabouts import Deed, Refused
from storage import conversations, dossier, journal, people, requests, tickets
from storage.conversations import Conversation
from storage.queue import Waiting
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
}
"""The commands that are deeds on one ticket: `/command NUMBER words`."""
VIEWS = frozenset({"tiket", "berkas", "jeda"})

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
    if name == "tiket" and rest.casefold() in explain.WORDS:
        return explain.explain(visit, ticket)
    if name == "tiket":
        return cards.ticket_card(visit, ticket)
    if name == "jeda":
        return halting.command(visit, ticket, rest)
    if name == "berkas":
        return sheets.command(visit, ticket, rest)
    return do(visit, ticket, Asked(COMMANDS[name], rest, sure=True))


def _own_case(visit: Visit, ticket: Ticket) -> Reply:
    """An officer's own ticket is shown to him as to any applicant, without the notes."""
    return status(visit, ticket, Say("staff.own_case", {"number": ticket.number}))


def split_number(words: str) -> tuple[str, str]:
    """Return the ticket number at the beginning of `words`, however typed, and the rest."""
    parts = words.split()
    for count in range(min(4, len(parts)), 0, -1):
        number = find(" ".join(parts[:count]))
        if number is not None and find(" ".join(parts[: count - 1])) is None:
            return number, " ".join(parts[count:])
    return "", words


def pressed(visit: Visit, press: Press) -> Reply:
    """Answer a button of a ticket's card; rights and state are checked again on every press."""
    ticket_id = int(press.subject[1:], 36) if press.subject else int(press.arg)
    ticket = tickets.by_id(visit.desk.tx, ticket_id)
    if ticket is None or not cards.may_read(visit, ticket):
        return Reply((card(Say("ticket.unknown")),))
    if ticket.person_id == visit.person.id:
        return _own_case(visit, ticket)
    view = _VIEWS.get(press.action)
    if view is not None:
        return view(visit, ticket, press.arg)
    if press.version != ticket.version:
        return _too_late(visit, ticket)
    marking = _MARKS.get(press.action)
    if marking is not None:
        return marking(visit, ticket, press.arg)
    sure = press.action.startswith("sure_")
    action = Action(press.action.removeprefix("sure_"))
    return do(visit, ticket, Asked(action, target=press.arg, sure=sure), by_button=True)


_VIEWS: dict[str, Callable[[Visit, Ticket, str], Reply]] = {
    "card": lambda visit, ticket, arg: cards.ticket_card(visit, ticket),
    "sheet": lambda visit, ticket, arg: sheets.sheet(visit, ticket),
    "history": lambda visit, ticket, arg: cards.history(visit, ticket),
    "open": sheets.open_document,
}
"""What only shows something: an old button shows it as it is now."""


def _overtake(visit: Visit, ticket: Ticket, arg: str) -> Reply:
    """Take a file before its turn for the reason pressed, and go on with the deed."""
    nth, action, target = arg.split(".", 2)
    going_on = Asked(Action(action), target=target)
    return _take(visit, ticket, list(fairness.Reason)[int(nth) - 1], going_on)


_MARKS: dict[str, Callable[[Visit, Ticket, str], Reply]] = {
    "good": sheets.mark_good,
    "fault": sheets.ask_reason,
    "reason": sheets.mark_fault,
    "all_good": lambda visit, ticket, arg: sheets.mark_all_good(visit, ticket),
    "overtake": _overtake,
}


def _take(visit: Visit, ticket: Ticket, reason: fairness.Reason, asked: Asked) -> Reply:
    taken = fairness.take(visit, ticket, reason)
    if isinstance(taken, Refused):
        return cards.ticket_card(visit, ticket, taken.say)
    if isinstance(taken, Lost):
        return _too_late(visit, taken.ticket)
    if asked.action is not Action.CLAIM:
        return do(visit, taken, asked, by_button=True)
    return cards.ticket_card(visit, taken, fairness.taken_say(taken, reason))


def do(visit: Visit, ticket: Ticket, asked: Asked, *, by_button: bool = False) -> Reply:
    """Carry out a deed, or ask for what it still needs, or say why not."""
    place = Place.PRESSED if by_button else Place.NEW
    step = standard_of(visit.desk, ticket).step(ticket.at.step)
    deed = _deed(visit, step, asked)
    passed = fairness.passed_over(visit, ticket, asked.action)
    if passed:
        return _before_its_turn(visit, ticket, asked, deed, passed)
    possible = act(standard_of(visit.desk, ticket), ticket.at, deed, visit.actor(ticket.person_id))
    if isinstance(possible, Refused):
        return _refused(visit, ticket, step, asked, possible)
    missing = _missing(visit, ticket, step, asked)
    if missing is not None:
        return missing
    if asked.action is Action.NOTE:
        write_journal(visit, ticket, "note_written", ticket.holder_role, {}, note=asked.words)
        return cards.ticket_card(visit, ticket, Say("staff.note_kept", {"number": ticket.number}))
    if asked.action is Action.ASK:
        items = request_items(asked.words)
        role = ticket.holder_role
        requests.add(
            visit.desk.tx,
            ticket.id,
            ticket.key,
            items,
            by=visit.person.id,
            role=role,
            at=visit.now,
        )
    values: dict[str, Value] = {
        "faults": fault_lines(visit, ticket),
        "note": _note_line(asked),
        "items": tuple(wording for _, wording in request_items(asked.words)),
    }
    moved = carry_out(visit, ticket, deed, values=values, note=asked.words)
    if isinstance(moved, Refused):
        return cards.ticket_card(visit, ticket, moved.say)
    if isinstance(moved, Lost):
        return _too_late(visit, moved.ticket)
    done = Say(
        f"done.{asked.action.value}",
        {"number": ticket.number, "holder": Say(f"role.{moved.holder_role}")},
    )
    return cards.ticket_card(visit, moved, done, place=place)


def _before_its_turn(
    visit: Visit, ticket: Ticket, asked: Asked, deed: Deed, passed: Sequence[Waiting]
) -> Reply:
    """Older files wait: take this one for the reason typed with /ambil, else ask for it."""
    claiming = asked.action is Action.CLAIM
    reason = fairness.read_reason(visit, asked.words) if claiming else None
    if reason is None:
        return fairness.ask_reason(visit, ticket, deed, passed)
    return _take(visit, ticket, reason, asked)


def _note_line(asked: Asked) -> Say:
    if asked.action is Action.RETURN and asked.words:
        return Say("fault.note", {"text": asked.words})
    return Say("fault.no_note")


def _deed(visit: Visit, step: Step, asked: Asked) -> Deed:
    """Read channel and target out of the typed words, by id or by name."""
    channel, target = "", asked.target
    if step.hands_over:
        channel = _named(visit, asked.target or asked.words, step.hands_over, "channel")
        target = "" if channel else target
    targets = step.may.get(asked.action, ())
    if not target and asked.words and asked.action in {Action.DISPOSE, Action.FORWARD}:
        target = _step_named(visit, asked.words, targets, step)
    return Deed(asked.action, target, asked.words, channel)


def _named(visit: Visit, words: str, codes: tuple[str, ...], kind: str) -> str:
    said = words.casefold().split()
    for code in codes:
        label = visit.desk.books.texts.label(Say(f"{kind}.{code}"), visit.language).casefold()
        if code in said or label in words.casefold():
            return code
    return ""


def _step_named(visit: Visit, words: str, targets: tuple[str, ...], step: Step) -> str:
    said = words.casefold()
    return next((target for target in targets if target in said or said in target), "")


def _refused(visit: Visit, ticket: Ticket, step: Step, asked: Asked, why: Refused) -> Reply:
    if why.code == "channel":
        return _ask_channel(visit, ticket, step, asked)
    if why.code == "reason":
        return _ask_words(visit, ticket, asked)
    return cards.ticket_card(visit, ticket, why.say)


def _missing(visit: Visit, ticket: Ticket, step: Step, asked: Asked) -> Reply | None:
    """Ask for words, for a clean or a faulty sheet, and for certainty, where a deed needs them."""
    if asked.action in _NEEDS_WORDS and not asked.words:
        return _ask_words(visit, ticket, asked)
    if asked.action is Action.ASK and not request_items(asked.words):
        return _ask_words(visit, ticket, asked)
    marks = dossier.marks(visit.desk.tx, ticket.id)
    faulty = any(not mark.good for mark in marks.values())
    if asked.action is Action.RETURN and not faulty and not asked.words:
        return sheets.sheet(visit, ticket, Say("staff.return_needs_fault"))
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


def _ask_channel(visit: Visit, ticket: Ticket, step: Step, asked: Asked) -> Reply:
    rows = [
        (Button(Say(f"channel.{channel}"), asked.action.value, channel),)
        for channel in step.hands_over
    ]
    rows.append((Button(Say("button.open_ticket"), "card"),))
    shown = card(Say("staff.which_channel", {"number": ticket.number}), rows=rows)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version, numbered=True)


def _ask_words(visit: Visit, ticket: Ticket, asked: Asked) -> Reply:
    place = Conversation(ticket_id=ticket.id, step=f"staff_{asked.action.value}")
    rows = ((Button(Say("button.no"), "card"),),)
    shown = card(Say(f"staff.words_{asked.action.value}", {"number": ticket.number}), rows=rows)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version, place)


def said(visit: Visit, ticket: Ticket, step: str, text: str) -> Reply:
    """Take the words a deed was waiting for."""
    leaving = replace(visit, at=conversations.NOWHERE)
    if not cards.may_read(visit, ticket):
        return Reply((card(Say("ticket.unknown")),), at=conversations.NOWHERE)
    action = Action(step.removeprefix("staff_"))
    reply = do(leaving, ticket, Asked(action, text, sure=True))
    return reply if reply.at is not None else replace(reply, at=conversations.NOWHERE)


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


def _too_late(visit: Visit, ticket: Ticket) -> Reply:
    """An old button, or the loser of a race: told who was first, shown the ticket as it is."""
    last = journal.last_move(visit.desk.tx, ticket.id)
    if last is None or last.actor_id is None:
        return cards.ticket_card(visit, ticket, Say("press.old_ticket", {"number": ticket.number}))
    values: dict[str, Value] = {
        "number": ticket.number,
        "what": Say(f"journal.{last.kind}"),
        "name": people.name_of(visit.desk.tx, last.actor_id),
        "role": Say(f"role.{last.role}"),
    }
    return cards.ticket_card(visit, ticket, Say("press.somebody_first", values))
