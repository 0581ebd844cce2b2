"""`/tahan`: a ticket that must not be destroyed; placed and lifted by two persons each."""

from desk import pushes
from desk.cards import found, ticket_card
from desk.retention.rights import offices, responsible, role_of
from desk.tickets import write_journal
from desk.visit import Reply, Visit, card
from flows.number import split_number
from flows.say import Button, Say, Style
from storage import retention, tickets
from storage.retention import Hold
from storage.tickets import Ticket

_LIFT = ("lepas", "lift")
_AGREE = ("setuju", "agree")


def command(visit: Visit, words: str) -> Reply:
    """`/tahan NUMBER reason`, `/tahan setuju NUMBER`, `/tahan lepas NUMBER`."""
    if not offices(visit):
        return Reply((card(Say("retention.not_entitled")),))
    verb, _, rest = words.strip().partition(" ")
    known = verb.casefold() in (*_LIFT, *_AGREE)
    number, reason = split_number(rest if known else words)
    ticket = found(visit, number) if number else None
    if ticket is None or ticket.at.office not in offices(visit):
        return Reply((card(Say("retention.hold_how" if not number else "ticket.unknown")),))
    if verb.casefold() in _LIFT:
        return _lift(visit, ticket)
    if verb.casefold() in _AGREE:
        return _agree(visit, ticket)
    if not reason.strip():
        return Reply((card(Say("retention.hold_how")),))
    return _place(visit, ticket, reason.strip())


def _place(visit: Visit, ticket: Ticket, reason: str) -> Reply:
    """Hold at once: only what lets records go must wait for the second person."""
    kept = retention.hold_of(visit.desk.tx, ticket.id)
    if kept is not None:
        return ticket_card(visit, ticket, Say("retention.held_already", {"number": ticket.number}))
    sealed = visit.desk.tx.vault.seal(ticket.key, reason.encode(), f"hold:{ticket.id}")
    retention.place_hold(visit.desk.tx, ticket.id, sealed, visit.person.id, visit.now)
    entry = write_journal(visit, ticket, "hold_placed", _role(visit, ticket), {}, note=reason)
    others = _ask(
        visit, ticket, entry, "retention.hold_asks", "hold_agree", "retention.hold_agree"
    )
    said = Say("retention.hold_placed", {"number": ticket.number, "others": others})
    return ticket_card(visit, ticket, said)


def _role(visit: Visit, ticket: Ticket) -> str:
    return role_of(visit, ticket.at.office)


def _ask(visit: Visit, ticket: Ticket, entry: int, key: str, action: str, label: str) -> int:
    """Ask everybody else who may be the second person; returns how many these are."""
    others = [
        one for one in responsible(visit.desk, ticket.at.office) if one.id != visit.person.id
    ]
    rows = ((Button(Say(label), action, str(ticket.id), Style.PRIMARY),),)
    say = Say(key, {"number": ticket.number})
    for person in others:
        pushes.push(visit.desk, person, (say,), f"journal:{entry}:second", rows=rows)
    return len(others)


def agree(visit: Visit, ticket_id: str) -> Reply:
    """Confirm a hold (button)."""
    ticket = _ticket(visit, ticket_id)
    return Reply((card(Say("ticket.unknown")),)) if ticket is None else _agree(visit, ticket)


def lift(visit: Visit, ticket_id: str) -> Reply:
    """Lift a hold as its second person (button)."""
    ticket = _ticket(visit, ticket_id)
    return Reply((card(Say("ticket.unknown")),)) if ticket is None else _lift(visit, ticket)


def _ticket(visit: Visit, ticket_id: str) -> Ticket | None:
    ticket = tickets.by_id(visit.desk.tx, int(ticket_id))
    return ticket if ticket is not None and ticket.at.office in offices(visit) else None


def _agree(visit: Visit, ticket: Ticket) -> Reply:
    kept = retention.hold_of(visit.desk.tx, ticket.id)
    if kept is None:
        return _say(ticket, "retention.not_held")
    if not retention.agree_hold(visit.desk.tx, kept.id, visit.person.id, visit.now):
        own = kept.placed_by == visit.person.id
        return _say(ticket, "retention.not_yourself" if own else "retention.held_already")
    write_journal(visit, ticket, "hold_agreed", _role(visit, ticket), {})
    return _say(ticket, "retention.hold_agreed")


def _lift(visit: Visit, ticket: Ticket) -> Reply:
    """The first to ask is noted; the second, somebody else, lifts it."""
    kept = retention.hold_of(visit.desk.tx, ticket.id)
    if kept is None:
        return _say(ticket, "retention.not_held")
    if retention.lift(visit.desk.tx, kept.id, visit.person.id, visit.now):
        write_journal(visit, ticket, "hold_lifted", _role(visit, ticket), {})
        return _say(ticket, "retention.hold_lifted")
    return _ask_lift(visit, ticket, kept)


def _ask_lift(visit: Visit, ticket: Ticket, kept: Hold) -> Reply:
    if kept.lift_by == visit.person.id:
        return _say(ticket, "retention.not_yourself")
    retention.ask_lift(visit.desk.tx, kept.id, visit.person.id, visit.now)
    entry = write_journal(visit, ticket, "hold_lift_asked", _role(visit, ticket), {})
    _ask(visit, ticket, entry, "retention.lift_asks", "hold_lift", "retention.hold_lift")
    return _say(ticket, "retention.lift_waits")


def _say(ticket: Ticket, key: str) -> Reply:
    return Reply((card(Say(key, {"number": ticket.number})),))
