"""Lets a ticket's time stand still for a reason that its standard exempts, and go on again."""

from collections.abc import Sequence

from desk import clocks, pushes
from desk.tickets import facts, owner_rows, standard_of, when, write_journal
from desk.visit import Reply, Visit, card
from flows.account import why_paused
from flows.pauses import EXEMPT, Pausing
from flows.say import Audience, Notice, Say, Value
from flows.standard import Clock, Standard
from storage import clocks as kept_clocks
from storage import incidents
from storage.clocks import Running
from storage.tickets import Ticket

GO_ON = frozenset({"lanjut", "lanjutkan", "resume", "continue"})


def command(visit: Visit, ticket: Ticket, words: str) -> Reply:
    """`/jeda NOMOR alasan` and `/jeda NOMOR lanjut`, by the officer who holds the ticket."""
    standard = standard_of(visit.desk, ticket)
    reasons = _exempt(standard)
    if not reasons:
        return Reply((card(Say("halting.none")),))
    if not _holds(visit, ticket):
        return Reply((card(Say("halting.not_holder")),))
    if words.casefold().strip() in GO_ON:
        return _go_on(visit, standard, ticket)
    reason = _read(visit, words, reasons)
    if reason is None:
        labels = tuple(why_paused(one) for one in reasons)
        values: dict[str, Value] = {"reasons": labels, "example": labels[0]}
        return Reply((card(Say("halting.how", {**values, "number": ticket.number})),))
    return _halt(visit, standard, ticket, reason)


def _exempt(standard: Standard) -> Sequence[str]:
    named = [reason for clock in clocks.all_clocks(standard) for reason in clock.exempt]
    return tuple(dict.fromkeys(named))


def _holds(visit: Visit, ticket: Ticket) -> bool:
    mine = (ticket.holder_office, ticket.holder_role) in visit.posts
    return ticket.open and mine and ticket.at.claimed_by in {0, visit.person.id}


def _read(visit: Visit, words: str, reasons: Sequence[str]) -> str | None:
    """A reason by its code, by its words, or by the first of its words."""
    said = words.casefold().strip()
    for reason in reasons:
        label = visit.desk.books.texts.label(why_paused(reason), visit.language).casefold()
        if said and (said == reason or label.startswith(said)):
            return reason
    return None


def _running(visit: Visit, standard: Standard, ticket: Ticket) -> list[tuple[Clock, Running]]:
    known = {clock.id: clock for clock in clocks.all_clocks(standard)}
    return [(known[one.name], one) for one in kept_clocks.running(visit.desk.tx, ticket.id)]


def _halt(visit: Visit, standard: Standard, ticket: Ticket, reason: str) -> Reply:
    halted = False
    for clock, one in _running(visit, standard, ticket):
        if reason in clock.exempt and not one.halted(reason):
            kept_clocks.pause(visit.desk.tx, one.id, visit.now, reason)
            halted = True
    if not halted:
        return Reply((card(Say("halting.not_halted", {"number": ticket.number})),))
    values: dict[str, Value] = {"reason": why_paused(reason), "number": ticket.number}
    _tell(visit, standard, ticket, Say("halting.told_halted", values), "clock_halted", reason)
    return Reply((card(Say("halting.halted", values)),))


def _go_on(visit: Visit, standard: Standard, ticket: Ticket) -> Reply:
    ended = [reason for reason in Pausing if reason in EXEMPT]
    halted = False
    for clock, one in _running(visit, standard, ticket):
        halted = halted or any(one.halted(reason) for reason in ended)
        clocks.resume(visit.desk, clock, one, ticket.at.office, ended)
    if not halted:
        return Reply((card(Say("halting.not_halted", {"number": ticket.number})),))
    moved = _tell(visit, standard, ticket, Say("halting.told_resumed"), "clock_resumed", "")
    values: dict[str, Value] = {
        "number": ticket.number,
        "when": when(visit.desk, standard, moved),
    }
    return Reply((card(Say("halting.resumed", values)),))


def _tell(
    visit: Visit, standard: Standard, ticket: Ticket, say: Say, kind: str, reason: str
) -> Ticket:
    """Keep the ticket's new due moment, write it down, tell the applicant."""
    desk = visit.desk
    due_at = clocks.service_due(desk, standard, ticket.id)
    changed = incidents.set_ticket_due(desk.tx, ticket, due_at)
    entry = write_journal(visit, changed, kind, ticket.holder_role, {"reason": reason})
    pushes.tell(
        desk,
        changed,
        (Notice(Audience.APPLICANT, say),),
        facts(desk, standard, changed),
        entry,
        actor=visit.person.id,
        rows=owner_rows(standard, changed),
    )
    return changed
