"""Explains the times of a ticket: every due moment line by line, and what the lines add up to."""

from datetime import datetime

from desk import cards, clocks
from desk.calendars.office import calendar
from desk.desk import Desk
from desk.progress import amount, named
from desk.tickets import standard_of
from desk.visit import Reply, Visit, card, ticket_subject
from flows.account import account_lines, clock_say, length
from flows.due import ZERO, account, due
from flows.say import Button, Say, Value
from flows.standard import Bound, Clock, Standard
from storage import clocks as kept_clocks
from storage import tickets
from storage.clocks import Running
from storage.moments import from_ms, to_ms
from storage.tickets import Ticket

WORDS = frozenset({"jelaskan", "explain", "waktu", "time"})
"""What is typed after a ticket's number to have its times explained."""


def pressed(visit: Visit, ticket_id: str) -> Reply:
    """Explain the times of a ticket to its owner or its staff (button)."""
    ticket = tickets.by_id(visit.desk.tx, int(ticket_id))
    if ticket is None:
        return Reply((card(Say("ticket.unknown")),))
    if ticket.person_id != visit.person.id and not cards.may_read(visit, ticket):
        return Reply((card(Say("ticket.unknown")),))
    return explain(visit, ticket)


def explain(visit: Visit, ticket: Ticket) -> Reply:
    """Show every clock that counts for a ticket now, line by line (`/tiket NOMOR jelaskan`)."""
    desk, standard = visit.desk, standard_of(visit.desk, ticket)
    says = [Say("explain.title", {"number": ticket.number, "service": standard.title})]
    for clock, one in _shown(desk, standard, ticket):
        says.extend(_explained(desk, standard, ticket, clock, one))
    if len(says) == 1:
        told = tuple(clock.told for clock in standard.promises)
        says.append(Say("explain.none", {"told": told}))
    own = ticket.person_id == visit.person.id
    shown = card(*says, rows=((_TO_STATUS if own else _TO_CARD,),))
    return Reply((shown,), ticket_subject(ticket.id), ticket.version)


_TO_STATUS = Button(Say("button.status"), "mine")
_TO_CARD = Button(Say("button.open_ticket"), "card")


def _shown(desk: Desk, standard: Standard, ticket: Ticket) -> list[tuple[Clock, Running]]:
    """The newest clock of each of the service's times, and the present step's if it runs."""
    latest = {one.name: one for one in kept_clocks.of_ticket(desk.tx, ticket.id)}
    found = [(clock, latest[clock.id]) for clock in standard.told_clocks if clock.id in latest]
    own = standard.step(ticket.at.step).clock
    if own is not None and own.id in latest and latest[own.id].stopped_at is None:
        found.append((own, latest[own.id]))
    return found


def _explained(
    desk: Desk, standard: Standard, ticket: Ticket, clock: Clock, one: Running
) -> list[Say]:
    """One clock: its standard, when it started, its lines, what they add up to, and the end."""
    hours = calendar(desk, ticket.at.office)
    since, pauses = from_ms(one.started_at), clocks.pauses_of(one, to_ms(desk.now))
    if one.stopped_at is None and not one.paused:
        result = due(clock, since, hours, pauses)
        lines, ending = result.lines, Say(_ENDS[clock.bound], _moment(result.at))
    else:
        until = desk.now if one.stopped_at is None else from_ms(one.stopped_at)
        lines = account(clock, since, until, hours, pauses)
        ending = Say("explain.end_stopped", _moment(until.astimezone(hours.zone)))
        if one.stopped_at is None:
            ending = Say("explain.end_paused", {"reasons": clocks.standing_for(one)})
    counted = sum((line.counted for line in lines), ZERO)
    head = _moment(since.astimezone(hours.zone))
    head |= {"what": named(standard, clock), "told": clock.told, "amount": amount(clock)}
    return [
        Say("explain.head", head),
        Say("explain.lines", {"lines": account_lines(clock.kind, lines)}),
        Say("explain.sum", {"sum": length(clock.kind, counted), "amount": amount(clock)}),
        ending,
    ]


_ENDS = {
    Bound.AT_MOST: "explain.end_at_most",
    Bound.ABOUT: "explain.end_about",
    Bound.AT_LEAST: "explain.end_at_least",
}


def _moment(at: datetime) -> dict[str, Value]:
    return {"at": at, "clock": clock_say(at), "zone": at.tzname() or ""}
