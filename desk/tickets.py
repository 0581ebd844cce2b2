"""Moves a ticket: decides by the chain, keeps row, clocks and journal, and tells everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from desk import clocks, pushes, reopening
from desk.counter.arrivals import follow
from desk.delegations.standing import standing_in
from desk.desk import Desk
from desk.duties import acting
from desk.expectation import with_expectation
from desk.survey.offer import offer
from desk.versions import pinned
from desk.visit import Visit
from flows.chain import act
from flows.duties import APPROVING
from flows.say import Button, Say, Style, Value
from flows.standard import APPLICANT, Action, Bound, Standard, State
from flows.whereabouts import APPLICANT_OWES, Deed, Move, Refused, holder, step_office
from flows.words import Words
from storage import journal, tickets
from storage.moments import from_ms
from storage.tickets import Ticket


@dataclass(frozen=True, slots=True)
class Lost:
    """Somebody moved the ticket first; the winner is told with the state he made."""

    ticket: Ticket


def standard_of(desk: Desk, ticket: Ticket) -> Standard:
    """Return the standard of a ticket."""
    return pinned(desk, ticket.service, ticket.standard_version)


def local(desk: Desk, moment: int, office: str) -> datetime:
    """Return a moment in the zone of an office."""
    return from_ms(moment).astimezone(ZoneInfo(desk.books.catalogue.office(office).zone))


def carry_out(
    visit: Visit,
    ticket: Ticket,
    deed: Deed,
    *,
    values: Mapping[str, Value] | None = None,
    note: str = "",
) -> Ticket | Refused | Lost:
    """Carry out one deed on a ticket in this transaction.

    `values` are added to what the notices say, `note` is kept sealed in the journal.
    """
    desk = visit.desk
    standard = standard_of(desk, ticket)
    actor = acting(visit, ticket)
    move = act(standard, ticket.at, deed, actor)
    if isinstance(move, Refused):
        return move
    due_at = clocks.run(desk, standard, ticket.id, ticket.at.office, move)
    moved = tickets.move(
        desk.tx,
        ticket,
        move.to,
        holder(standard, move.to),
        visit.now,
        due_at=due_at,
        channel=deed.channel,
    )
    if moved is None:
        return Lost(tickets.by_id(desk.tx, ticket.id) or ticket)
    if ticket.waiting_at is not None and moved.waiting_at != ticket.waiting_at:
        pushes.withdraw_reminders(desk, ticket)
    alone = actor.alone and deed.action in APPROVING
    journal_id = _record(visit, ticket, moved, deed, move, note or deed.reason, alone=alone)
    follow(visit, ticket, moved, standard.title.id)
    told = {**facts(desk, standard, moved), **(values or {})}
    told["reopen"] = reopening.told(desk, standard, moved)
    notices = move.notices
    if move.completed:
        notices = with_expectation(desk, standard, moved, notices, told["when"])
    pushes.tell(
        desk,
        moved,
        notices,
        told,
        journal_id,
        actor=visit.person.id,
        rows=owner_rows(standard, moved),
    )
    if visit.person.id != moved.person_id:
        # An owner who closes the case himself finds the question under the answer (desk/mine).
        offer(desk, moved)
    return moved


def _record(
    visit: Visit, before: Ticket, after: Ticket, deed: Deed, move: Move, note: str, *, alone: bool
) -> int:
    role = _role(visit, before, deed)
    data = {
        "action": deed.action.value,
        "from": before.at.step,
        "to": after.at.step,
        "state": after.at.state.value,
        "channel": deed.channel,
        "alone": alone or None,
        "item": deed.target if deed.action is Action.WAIVE else "",
    }
    return write_journal(visit, after, move.journal, role, data, note=note, version=after.version)


def _role(visit: Visit, ticket: Ticket, deed: Deed) -> str:
    if ticket.person_id == visit.person.id:
        return APPLICANT
    if deed.action in {Action.WAIVE, Action.REQUIRE}:
        return standard_of(visit.desk, ticket).discretion
    return ticket.holder_role


def write_journal(
    visit: Visit,
    ticket: Ticket,
    kind: str,
    role: str,
    data: Mapping[str, object],
    *,
    note: str = "",
    version: int | None = None,
) -> int:
    """Write one journal entry about a ticket; free text is sealed by the ticket's key."""
    recorded = visit.behalf if visit.owner == ticket.person_id else None
    if recorded is not None:
        role, data = recorded.role, {**data, "by_channel": recorded.channel}
    held_at = {ticket.at.office, ticket.at.desk_office, ticket.holder_office}
    data = {**data, **standing_in(visit.desk, visit.person.id, role, held_at)}
    sealed = None
    if note:
        about = f"note:{ticket.id}"
        sealed = visit.desk.tx.vault.seal(ticket.key, note.encode(), about)
    return journal.write(
        visit.desk.tx,
        ticket.at.office,
        kind,
        visit.desk.now,
        ticket_id=ticket.id,
        version=version,
        actor_id=visit.person.id,
        role=role,
        data={key: value for key, value in data.items() if value not in ("", None)},
        sealed=sealed,
    )


def open_note(desk: Desk, ticket: Ticket, sealed: bytes) -> str:
    """Return the free text of a journal entry."""
    return desk.tx.vault.open(ticket.key, sealed, f"note:{ticket.id}").decode()


# What is told of a ticket


def facts(desk: Desk, standard: Standard, ticket: Ticket) -> dict[str, Value]:
    """Return what every sentence about a ticket may use."""
    step = standard.step(ticket.at.step)
    return {
        "service": standard.title,
        "state": Say(f"state.{ticket.at.state.value}"),
        "step": step.title,
        "holder": _outside(desk, standard, ticket) or who_holds(ticket),
        "company": ticket.company or Say("ticket.no_company"),
        "when": when(desk, standard, ticket),
        **level_values(desk, ticket),
    }


def level_values(desk: Desk, ticket: Ticket) -> dict[str, Value]:
    """Return the number of a ticket, and who works on its present step: office and level."""
    standard = standard_of(desk, ticket)
    step = standard.step(ticket.at.step)
    office = desk.books.catalogue.office(step.external or step_office(step, ticket.at)).name
    inside = Say("ticket.level", {"role": who_holds(ticket), "office": office})
    level = _outside(desk, standard, ticket) or inside
    return {"number": ticket.number, "office": office, "level": level}


def _outside(desk: Desk, standard: Standard, ticket: Ticket) -> Say | None:
    """Of an office not served, say that it works on the ticket and who records its answers."""
    outside = standard.step(ticket.at.step).external
    if not outside or not ticket.open or ticket.at.state in APPLICANT_OWES:
        return None
    office = desk.books.catalogue.office(outside).name
    return Say("ticket.outside", {"office": office, "role": who_holds(ticket)})


def who_holds(ticket: Ticket) -> Say:
    """Say which role holds a ticket (officers' names are for staff only)."""
    return Say(f"role.{ticket.holder_role}") if ticket.open else Say("ticket.nobody")


def when(desk: Desk, standard: Standard, ticket: Ticket) -> Say:
    """Say until when: the due moment, or what starts the clock."""
    if not ticket.open:
        return Say("when.closed")
    if ticket.due_at is not None:
        about = all(clock.bound is Bound.ABOUT for clock in standard.promises)
        at = local(desk, ticket.due_at, ticket.at.office)
        told = Say("pause.when_about" if about else "when.due", {"at": at})
        return _with_guarantee(desk, standard, ticket, told)
    if not standard.promises:
        return Say("when.no_clock")
    if ticket.at.state in APPLICANT_OWES:
        return Say("when.waiting")
    ended = Say("when.ended" if ticket.at.complete else "when.not_started")
    if not standard.clocks:
        ended = Say("when.other_step")
    return clocks.without_due(desk, standard, ticket.id) or ended


def _with_guarantee(desk: Desk, standard: Standard, ticket: Ticket, told: Say) -> Say:
    """Tell a guarantee beside the deadline, with its condition, where it is the tighter one."""
    beside = clocks.guaranteed(desk, standard, ticket.id)
    if beside is None:
        return told
    clock, due_at = beside
    values: dict[str, Value] = {"when": told, "told": clock.told}
    if ticket.due_at is not None and due_at >= ticket.due_at:
        return Say("when.same_guarantee", values)
    return Say("when.guarantee", {**values, "at": local(desk, due_at, ticket.at.office)})


def owner_rows(standard: Standard, ticket: Ticket) -> Sequence[Sequence[Button]]:
    """Return the buttons an applicant finds under news of his ticket."""
    labels = standard.step(ticket.at.step).labels
    rows: list[tuple[Button, ...]] = []
    if ticket.at.state is State.NEEDS_COMPLETION:
        rows.append((Button(Say("button.complete"), "complete", "", Style.PRIMARY),))
    if ticket.at.state is State.AWAITING_REPORTER:
        rows.append((Button(Say("button.answer"), "answer", "", Style.PRIMARY),))
    if ticket.at.state is State.AWAITING_VISIT:
        about = f"t{ticket.id}"
        rows.append((Button(Say("counter.button_book"), "visit", about, Style.PRIMARY),))
    rows.extend(_additions(standard, ticket))
    waits = ticket.at.state is State.AWAITING_CONFIRMATION
    if ticket.open and (waits or ticket.at.handed_over) and not ticket.at.confirmed:
        rows.append((_labelled(labels, Action.CONFIRM, Style.SUCCESS),))
    if waits:
        rows.append((_labelled(labels, Action.DISPUTE, Style.PLAIN),))
    if ticket.at.state is State.DONE:
        rows.append((Button(Say("button.reopen"), "reopen"),))
    rows.append((Button(Say("button.status"), "mine"),))
    return rows


def _additions(standard: Standard, ticket: Ticket) -> Sequence[tuple[Button, ...]]:
    """Buttons for what may be handed in at the step, and for ending the case there."""
    step = standard.step(ticket.at.step)
    if not ticket.open or ticket.at.state is not step.state:
        return ()
    rows = [
        (Button(Say("addition.button", {"title": ask.title}), "add", ask.id, Style.PRIMARY),)
        for ask in standard.asks_at(step.id)
    ]
    if Action.FINISH in step.applicant_may:
        label = step.labels.get(Action.FINISH) or Say("addition.end")
        rows.append((Button(label, "end_case"),))
    return rows


def _labelled(labels: Mapping[Action, Words], action: Action, style: Style) -> Button:
    """A button as the standard words it, else as the house does."""
    return Button(labels.get(action) or Say(f"button.{action.value}"), action.value, "", style)
