"""The sweeps over missed deadlines: an honest word to everybody, and the way up the office."""

from collections.abc import Sequence

from desk import pushes
from desk.clocks import due_of
from desk.complaints.circle import kept_out
from desk.desk import Desk
from desk.superiors import administrators, superiors
from desk.sweeps.news import (
    holders,
    is_echo,
    is_guarantee,
    of_service,
    push_all,
    ticket_of,
    told_of,
)
from desk.sweeps.quiet import after_quiet
from desk.tickets import owner_rows, standard_of
from flows.say import Say
from flows.standard import ClockKind, Standard
from flows.stretch import stretch
from storage import journal, people, sweeps
from storage.moments import from_ms, to_ms
from storage.sweeps import DueClock, Page
from storage.tickets import Ticket


def breach(desk: Desk, row: DueClock) -> bool:
    """Tell a missed deadline: holder, claimer, superior, and for the service the applicant."""
    if not sweeps.mark_breached(desk.tx, row, to_ms(desk.now)):
        return False
    ticket = ticket_of(desk, row)
    standard = standard_of(desk, ticket)
    _record(desk, ticket, standard, row)
    if is_echo(standard, ticket, row):
        return True
    key = f"breach:{row.id}:{row.due_at}"
    above = _climb(desk, ticket, row, 1, key)
    values = told_of(desk, ticket, row)
    too = Say("deadline.above_too" if above else "deadline.nobody_above")
    passed = Say("deadline.passed", {**values, "told": too})
    push_all(desk, ticket, holders(desk, ticket), passed, key)
    if row.name in {clock.id for clock in standard.told_clocks}:
        told = Say("deadline.told_above" if above else "deadline.told_officers")
        sorry = "guarantee" if is_guarantee(standard, row) else "passed"
        say = Say(f"deadline.{sorry}_for_applicant", {**values, "told": told})
        _apologise(desk, ticket, say, key)
    return True


def _apologise(desk: Desk, ticket: Ticket, say: Say, key: str) -> None:
    owner = people.by_id(desk.tx, ticket.person_id)
    pushes.push(
        desk,
        owner,
        (say,),
        key,
        rows=owner_rows(standard_of(desk, ticket), ticket),
        about=ticket,
        not_before=after_quiet(desk, ticket.at.office, owner),
    )


def _record(desk: Desk, ticket: Ticket, standard: Standard, row: DueClock) -> None:
    data = {
        "clock": row.id,
        "due": row.due_at,
        "step": ticket.at.step,
        "service": of_service(standard, row),
    }
    journal.write(
        desk.tx,
        ticket.at.office,
        "deadline_passed",
        desk.now,
        ticket_id=ticket.id,
        role=ticket.holder_role,
        data=data,
    )


def climb(desk: Desk, row: DueClock) -> bool:
    """Tell the next superior once a deadline has been missed for so many working days."""
    days = desk.books.catalogue.reminders.deadline.escalate_after_working_days[row.tier - 1]
    since = from_ms(row.due_at)
    later = due_of(desk, stretch(ClockKind.WORKING_DAYS, days), row.office, since, ())
    if later >= to_ms(desk.now) or not sweeps.mark_tier(desk.tx, row, row.tier + 1):
        return False
    ticket = ticket_of(desk, row)
    if is_echo(standard_of(desk, ticket), ticket, row):
        return True
    tier = row.tier + 1
    return _climb(desk, ticket, row, tier, f"tier:{row.id}:{row.due_at}:{tier}")


def _climb(desk: Desk, ticket: Ticket, row: DueClock, tier: int, key: str) -> bool:
    """Tell the `tier`th superior of the role that holds the ticket; False if it reached nobody.

    Where no post above is held at all, the administrators are told instead, once.
    """
    above = superiors(desk, ticket.holder_office, ticket.holder_role)
    if not above and tier == 1:
        above = [("administrator", administrators(desk))]
    if len(above) < tier:
        return False
    role, who = above[tier - 1]
    values = {**told_of(desk, ticket, row), "superior": Say(f"role.{role}"), "tier": tier}
    told = {person.id for person in holders(desk, ticket)}
    told |= kept_out(desk, ticket)
    reached = [person for person in who if person.id not in told]
    push_all(desk, ticket, reached, Say("deadline.for_superior", values), key)
    return bool(reached)


def late(desk: Desk, after: Page, most: int) -> Sequence[DueClock]:
    """Return a page of missed deadlines that may climb further."""
    tiers = desk.books.catalogue.reminders.deadline.escalate_after_working_days
    return sweeps.late(desk.tx, to_ms(desk.now), len(tiers), after, most)
