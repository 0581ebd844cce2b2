"""The receipt of a complaint, given at once, and the task when nobody may take it."""

from collections.abc import Sequence

from desk import pushes
from desk.complaints.circle import kept_out
from desk.desk import Desk
from desk.incidents.view import notices
from desk.superiors import administrators
from desk.tickets import facts, local, owner_rows
from desk.visit import Reply, Visit, card, ticket_subject
from flows.say import Button, Say, Value
from flows.standard import Standard
from storage import clocks as kept_clocks
from storage import conversations, people, tickets
from storage.moments import to_ms
from storage.tickets import Ticket


def receipt(visit: Visit, standard: Standard, ticket: Ticket) -> Reply:
    """Give the receipt: complainant, summary, place and time, receiving office, and the times.

    UU 25/2009 art. 44 as it is quoted; the time limits are those of the office, or none.
    """
    desk = visit.desk
    given = tickets.answers(desk.tx, ticket).answers
    values: dict[str, Value] = {
        **facts(desk, standard, ticket),
        "at": local(desk, ticket.submitted_at, ticket.at.office),
        "name": given.get("complainant_name", ""),
        "about": given.get("service_received", ""),
        "place": given.get("place", ""),
        "settlement": given.get("settlement", ""),
        "office": desk.books.catalogue.office(ticket.at.office).unit,
    }
    says = [Say("complaint.receipt", values), *_times(desk, standard, ticket)]
    if ticket.at.late and standard.filing is not None:
        rule: dict[str, Value] = {
            "days": standard.filing.days,
            "article": standard.filing.article,
        }
        says.append(Say("complaint.receipt_late", rule))
    if given.get("signature") == "typed":
        says.append(Say("complaint.receipt_unsigned"))
    says.extend(notices(desk, standard.office, standard.id))
    says.append(Say("complaint.receipt_next", values))
    rows = (
        (Button(Say("button.papers"), "papers"),),
        (Button(Say("button.copy_number"), copy=ticket.number),),
        *owner_rows(standard, ticket),
    )
    shown = card(*says, rows=rows)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version, conversations.NOWHERE)


def _times(desk: Desk, standard: Standard, ticket: Ticket) -> Sequence[Say]:
    """Each time limit with its moment; where the source states none, that is said."""
    running = {one.name: one for one in kept_clocks.running(desk.tx, ticket.id)}
    lines: list[Value] = []
    for clock in standard.told_clocks:
        one = running.get(clock.id)
        if one is not None and one.due_at is not None:
            at = local(desk, one.due_at, ticket.at.office)
            lines.append(Say("complaint.time_line", {"told": clock.told, "at": at}))
    if lines:
        return (Say("complaint.times", {"lines": tuple(lines)}),)
    part = standard.components["time_standard"]
    if part.absent:
        return (Say("complaint.no_time"),)
    return (Say("complaint.time_as_written", {"text": part.text}),)


def tell_if_nobody(desk: Desk, ticket: Ticket) -> None:
    """Tell the administrators that a complaint lies where nobody may take it."""
    now = to_ms(desk.now)
    held = people.holders(desk.tx, ticket.holder_office, ticket.holder_role, now)
    barred = kept_out(desk, ticket)
    if any(person.id not in barred and person.id != ticket.person_id for person in held):
        return
    values: dict[str, Value] = {
        "number": ticket.number,
        "office": ticket.holder_office,
        "role": ticket.holder_role,
        "title": Say(f"role.{ticket.holder_role}"),
    }
    for one in administrators(desk):
        pushes.push(
            desk, one, (Say("complaint.nobody_may", values),), f"nobody:{ticket.id}", about=ticket
        )
