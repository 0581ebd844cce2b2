"""An officer's deed on a ticket, by button or by command: one check, one way, one answer."""

from collections.abc import Sequence

from desk import cards, fairness
from desk.asking import Asked, ask_channel, ask_words, missing, request_items
from desk.complaints.circle import name_for
from desk.duties import acting
from desk.mine import fault_lines
from desk.printing import received
from desk.tickets import Lost, carry_out, standard_of, write_journal
from desk.visit import Reply, Visit
from flows.chain import act
from flows.say import Place, Say, Value
from flows.standard import Action, Step
from flows.whereabouts import Deed, Refused
from flows.whereabouts import targets as targets_of
from storage import journal, requests
from storage.queue import Waiting
from storage.tickets import Ticket


def do(visit: Visit, ticket: Ticket, asked: Asked, *, by_button: bool = False) -> Reply:
    """Carry out a deed, or ask for what it still needs, or say why not."""
    step = standard_of(visit.desk, ticket).step(ticket.at.step)
    deed = _deed(visit, ticket, asked)
    passed = fairness.passed_over(visit, ticket, asked.action)
    if passed:
        return _before_its_turn(visit, ticket, asked, deed, passed)
    possible = act(standard_of(visit.desk, ticket), ticket.at, deed, acting(visit, ticket))
    if isinstance(possible, Refused):
        return _refused(visit, ticket, step, asked, possible)
    lacking = missing(visit, ticket, step, asked)
    if lacking is not None:
        return lacking
    if asked.action is Action.NOTE:
        write_journal(visit, ticket, "note_written", ticket.holder_role, {}, note=asked.words)
        return cards.ticket_card(visit, ticket, Say("staff.note_kept", {"number": ticket.number}))
    return _carry_out(visit, ticket, asked, deed, Place.PRESSED if by_button else Place.NEW)


def against(visit: Visit, ticket: Ticket, asked: Asked) -> Say | None:
    """Say what stands against a deed done with no screen to ask on, None if nothing does."""
    standard = standard_of(visit.desk, ticket)
    possible = act(standard, ticket.at, _deed(visit, ticket, asked), acting(visit, ticket))
    if isinstance(possible, Refused):
        return possible.say
    if missing(visit, ticket, standard.step(ticket.at.step), asked) is not None:
        return Say("bulk.needs_more")
    return None


def attempt(visit: Visit, ticket: Ticket, asked: Asked) -> Ticket | Refused | Lost:
    """Do a deed nothing stands `against`; out of its turn it is part of a batch, and reported."""
    if fairness.passed_over(visit, ticket, asked.action):
        taken = fairness.take(visit, ticket, fairness.Reason.BATCH)
        if not isinstance(taken, Ticket):
            return taken
        ticket = taken
    return _move(visit, ticket, asked, _deed(visit, ticket, asked))


def _move(visit: Visit, ticket: Ticket, asked: Asked, deed: Deed) -> Ticket | Refused | Lost:
    items = request_items(asked.words) if asked.action is Action.ASK else []
    if items:
        _ask_for(visit, ticket, items)
    values: dict[str, Value] = {
        "faults": fault_lines(visit, ticket),
        "note": _note_line(asked),
        "handover": asked.words,
        "items": tuple(wording for _, wording in items),
    }
    return carry_out(visit, ticket, deed, values=values, note=asked.words)


def _carry_out(visit: Visit, ticket: Ticket, asked: Asked, deed: Deed, place: Place) -> Reply:
    moved = _move(visit, ticket, asked, deed)
    if isinstance(moved, Refused):
        return cards.ticket_card(visit, ticket, moved.say)
    if isinstance(moved, Lost):
        return too_late(visit, moved.ticket)
    if _seen_complete(visit, ticket, moved):
        found = received.all_shown(visit, moved)
        if found:
            received.give(visit, moved, found, ticket.holder_role)
    holder = Say(f"role.{moved.holder_role}")
    done = Say(f"done.{asked.action.value}", {"number": ticket.number, "holder": holder})
    return cards.ticket_card(visit, moved, done, place=place)


def _seen_complete(visit: Visit, before: Ticket, after: Ticket) -> bool:
    """Whether the originals have just been declared complete: then their receipt is due."""
    step = standard_of(visit.desk, before).step(before.at.step)
    return step.sees_originals and after.at.complete and not before.at.complete


def _ask_for(visit: Visit, ticket: Ticket, items: Sequence[tuple[str, str]]) -> None:
    tx, by, role = visit.desk.tx, visit.person.id, ticket.holder_role
    requests.add(tx, ticket.id, ticket.key, items, by=by, role=role, at=visit.now)


def _before_its_turn(
    visit: Visit, ticket: Ticket, asked: Asked, deed: Deed, passed: Sequence[Waiting]
) -> Reply:
    """Older files wait: take this one for the reason typed with /ambil, else ask for it."""
    claiming = asked.action is Action.CLAIM
    reason = fairness.read_reason(visit, asked.words) if claiming else None
    if reason is None:
        return fairness.ask_reason(visit, ticket, deed, passed)
    return take(visit, ticket, reason, asked)


def _note_line(asked: Asked) -> Say:
    if asked.action is Action.RETURN and asked.words:
        return Say("fault.note", {"text": asked.words})
    return Say("fault.no_note")


def _deed(visit: Visit, ticket: Ticket, asked: Asked) -> Deed:
    """Read channel and target out of the typed words, by id or by name."""
    standard = standard_of(visit.desk, ticket)
    step = standard.step(ticket.at.step)
    channel, target = "", asked.target
    if step.hands_over:
        channel = _named(visit, asked.target or asked.words, step.hands_over, "channel")
        target = "" if channel else target
    targets = targets_of(standard, ticket.at, asked.action)
    if not target and asked.words and asked.action in _NAMED:
        target = _step_named(visit, asked.words, targets, step)
    return Deed(asked.action, target, asked.words, channel)


_NAMED = frozenset({Action.DISPOSE, Action.FORWARD, Action.ESCALATE, Action.DE_ESCALATE})
"""The deeds whose target step may be named in the typed words."""


def _named(visit: Visit, words: str, codes: tuple[str, ...], kind: str) -> str:
    said = words.casefold().split()
    for code in codes:
        label = visit.desk.books.texts.label(Say(f"{kind}.{code}"), visit.language).casefold()
        if code in said or label in words.casefold():
            return code
    return ""


def _step_named(visit: Visit, words: str, targets: tuple[str, ...], step: Step) -> str:
    said = words.casefold()
    if len(targets) == 1:
        return ""
    return next((target for target in targets if target in said or said in target), "")


def _refused(visit: Visit, ticket: Ticket, step: Step, asked: Asked, why: Refused) -> Reply:
    if why.code == "channel":
        return ask_channel(visit, ticket, step, asked)
    if why.code == "answer":
        return ask_words(visit, ticket, asked, "answer")
    if why.code == "reason":
        return ask_words(visit, ticket, asked)
    return cards.ticket_card(visit, ticket, why.say)


def take(visit: Visit, ticket: Ticket, reason: fairness.Reason, asked: Asked) -> Reply:
    """Take a file before its turn and go on with the deed that was asked for."""
    taken = fairness.take(visit, ticket, reason)
    if isinstance(taken, Refused):
        return cards.ticket_card(visit, ticket, taken.say)
    if isinstance(taken, Lost):
        return too_late(visit, taken.ticket)
    if asked.action is not Action.CLAIM:
        return do(visit, taken, asked, by_button=True)
    return cards.ticket_card(visit, taken, fairness.taken_say(taken, reason))


def too_late(visit: Visit, ticket: Ticket) -> Reply:
    """An old button, or the loser of a race: told who was first, shown the ticket as it is."""
    last = journal.last_move(visit.desk.tx, ticket.id)
    if last is None or last.actor_id is None:
        return cards.ticket_card(visit, ticket, Say("press.old_ticket", {"number": ticket.number}))
    values: dict[str, Value] = {
        "number": ticket.number,
        "what": Say(f"journal.{last.kind}"),
        "name": name_for(visit, ticket, last.actor_id),
        "role": Say(f"role.{last.role}"),
    }
    return cards.ticket_card(visit, ticket, Say("press.somebody_first", values))
