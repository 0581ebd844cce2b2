"""An applicant's own tickets: status, confirming, disputing, cancelling, answering requests."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from desk import additions, intake, progress, pushes, reopening, unsolved
from desk.complaints.wording import worded
from desk.deep_links import ticket_button
from desk.desk import Taken
from desk.expectation import expectation
from desk.filing.rights import acting_for
from desk.survey.offer import asked_after
from desk.tickets import (
    Lost,
    carry_out,
    facts,
    local,
    open_note,
    owner_rows,
    standard_of,
    write_journal,
)
from desk.visit import Reply, Visit, card, ticket_subject
from flows.chain import allowed
from flows.press import Press
from flows.say import Button, Place, Say, Style, Value
from flows.standard import APPLICANT, Action, Standard, State
from flows.whereabouts import Deed, Refused
from storage import conversations, dossier, journal, requests, tickets
from storage.conversations import Conversation
from storage.requests import Request
from storage.tickets import Ticket


def mine(visit: Visit, number: str) -> Ticket | None:
    """Return the person's own ticket of a number; None for unknown and foreign ones alike."""
    ticket = tickets.by_number(visit.desk.tx, number)
    return ticket if ticket is not None and ticket.person_id == visit.person.id else None


def tickets_list(visit: Visit) -> Reply:
    """List a person's tickets with where each one stands."""
    kept = tickets.of_person(visit.desk.tx, visit.person.id)
    if not kept:
        none = card(Say("status.none"), rows=[[Button(Say("button.services"), "services")]])
        return Reply((none,), at=conversations.NOWHERE)
    lines = tuple(
        Say("status.line", {**facts(visit.desk, standard_of(visit.desk, t), t), "nth": n})
        for n, t in enumerate(kept, 1)
    )
    rows = [
        (Button(Say("status.button", {"nth": n, "number": t.number}), "mine", str(t.id)),)
        for n, t in enumerate(kept, 1)
    ]
    rows.append((Button(Say("button.menu"), "menu"),))
    listed = card(Say("status.list", {"lines": lines}), rows=rows)
    return Reply((listed,), at=conversations.NOWHERE, numbered=True)


def status(visit: Visit, ticket: Ticket, *says: Say, place: Place = Place.NEW) -> Reply:
    """Show one ticket to its owner: step, holder, time, and who owes what."""
    desk = visit.desk
    standard = standard_of(desk, ticket)
    at = local(desk, ticket.submitted_at, ticket.at.office)
    values: dict[str, Value] = {**facts(desk, standard, ticket), "at": at}
    parts = [
        *says,
        Say("status.card", values),
        progress.progress(desk, ticket),
        *expectation(desk, standard, ticket),
        Say("status.steps", {"lines": _steps(ticket, visit)}),
    ]
    if ticket.at.state is State.DONE:
        parts.append(reopening.told(desk, standard, ticket))
    waived = tickets.answers(desk.tx, ticket).waived
    if waived:
        parts.append(Say("status.waived", {"lines": waived_lines(standard, waived)}))
    parts.extend(answer_given(visit, ticket))
    owed = owed_lines(visit, ticket)
    if owed:
        parts.append(Say("status.you_owe", {"lines": owed}))
    rows = [list(row) for row in owner_rows(standard, ticket)[:-1]]
    if Action.CANCEL in allowed(standard, ticket.at, visit.actor(ticket.person_id)):
        rows.append([Button(Say("button.cancel_ticket"), "cancel_ticket", "", Style.DANGER)])
    rows.append([*progress.row(ticket), Button(Say("button.copy_number"), copy=ticket.number)])
    rows.append([Button(Say("button.papers"), "papers"), *ticket_button(visit, ticket)])
    rows.append([Button(Say("button.status_all"), "tickets"), Button(Say("button.menu"), "menu")])
    shown = card(*parts, rows=rows, place=place)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version, conversations.NOWHERE)


def answer_given(visit: Visit, ticket: Ticket) -> tuple[Say, ...]:
    """Return the officers' written answer, the latest one; () while there is none."""
    given = [
        entry.sealed
        for entry in journal.history(visit.desk.tx, ticket.id)
        if entry.kind == "ticket_answered" and entry.sealed
    ]
    if not given:
        return ()
    return (Say("answer.given", {"answer": open_note(visit.desk, ticket, given[-1])}),)


def _steps(ticket: Ticket, visit: Visit) -> tuple[Value, ...]:
    """The printed procedure with a mark at the line that is being carried out."""
    standard = standard_of(visit.desk, ticket)
    here = next(
        (i for i, line in enumerate(standard.procedure) if line.step == ticket.at.step), -1
    )
    lines = []
    for index, line in enumerate(standard.procedure):
        done = not ticket.open or index < here
        key = "status.step_done" if done else "status.step_todo"
        key = "status.step_here" if index == here and ticket.open else key
        lines.append(Say(key, {"number": line.number, "text": line.text}))
    return tuple(lines)


def owed_lines(visit: Visit, ticket: Ticket) -> tuple[Value, ...]:
    """Return what the applicant owes: faulty documents, or unanswered requests."""
    standard = standard_of(visit.desk, ticket)
    if Action.COMPLETE in allowed(standard, ticket.at, visit.actor(ticket.person_id)):
        return fault_lines(visit, ticket)
    if Action.ANSWER in allowed(standard, ticket.at, visit.actor(ticket.person_id)):
        return request_lines(visit, ticket)
    return ()


def fault_lines(visit: Visit, ticket: Ticket) -> tuple[Value, ...]:
    """Return every fault of the sheet: document and reason."""
    standard = standard_of(visit.desk, ticket)
    marks = dossier.marks(visit.desk.tx, ticket.id)
    return tuple(
        Say("fault.line", {"title": ask.title, "reason": Say(f"reason.{marks[ask.id].reason}")})
        for ask in standard.asks
        if ask.id in marks and not marks[ask.id].good
    )


def waived_lines(standard: Standard, waived: Mapping[str, str]) -> tuple[Value, ...]:
    """Return the requirements that discretion waived, each with its reason."""
    return tuple(
        Say("status.waived_line", {"title": standard.ask(item).title, "reason": reason})
        for item, reason in waived.items()
    )


def request_lines(visit: Visit, ticket: Ticket) -> tuple[Value, ...]:
    """Return the items asked for, each with its own mark."""
    kept = requests.of_ticket(visit.desk.tx, ticket.id, ticket.key)
    return tuple(request_line(asked) for asked in kept)


def request_line(asked: Request) -> Say:
    """Return an item asked for, and whether it was answered."""
    values: dict[str, Value] = {
        "nth": asked.position,
        "wording": asked.wording,
        "kind": Say(f"request.{asked.kind}"),
    }
    return Say("request.line_given" if asked.answered else "request.line_open", values)


# What the owner does


def do(visit: Visit, ticket: Ticket, deed: Deed) -> Reply:
    """Carry out an applicant's deed and show where the ticket stands."""
    moved = carry_out(visit, ticket, deed)
    if isinstance(moved, Refused):
        return status(visit, ticket, moved.say)
    if isinstance(moved, Lost):
        return status(visit, moved.ticket, Say("ticket.moved_on"))
    done = Say(f"mine.{deed.action.value}", {"number": ticket.number})
    return _with_question(visit, moved, status(visit, moved, worded(ticket.kind, done)))


def _with_question(visit: Visit, ticket: Ticket, reply: Reply) -> Reply:
    """Ask under the status how the service was, where that is due; its buttons come first."""
    asked = asked_after(visit.desk, ticket)
    if asked is None:
        return reply
    (shown,) = reply.cards
    both = replace(shown, says=(*shown.says, *asked.says), rows=(*asked.rows, *shown.rows))
    return replace(reply, cards=(both,), numbered=True)


def ask_to_cancel(visit: Visit, ticket: Ticket) -> Reply:
    """Ask before a ticket is cancelled: this cannot be undone."""
    rows = (
        (Button(Say("button.cancel_ticket_yes"), "cancel_ticket_yes", "", Style.DANGER),),
        (Button(Say("button.no"), "mine"),),
    )
    sure = worded(ticket.kind, Say("mine.cancel_sure", {"number": ticket.number}))
    ask = card(sure, rows=rows)
    return Reply((ask,), ticket_subject(ticket.id), ticket.version)


# Answering a data request, item by item


def ask_next(visit: Visit, ticket: Ticket, *says: Say) -> Reply:
    """Ask the next open item of a data request."""
    asked = _open_request(visit, ticket)
    if asked is None:
        return do(visit, ticket, Deed(Action.ANSWER))
    values: dict[str, Value] = {
        "number": ticket.number,
        "nth": asked.position,
        "wording": asked.wording,
        "kind": Say(f"request.{asked.kind}"),
    }
    place = Conversation(ticket_id=ticket.id, step="answer")
    rows = ((Button(Say("button.later"), "mine"),),)
    shown = card(*says, Say("request.ask", values), rows=rows)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version, place)


def _open_request(visit: Visit, ticket: Ticket) -> Request | None:
    kept = requests.of_ticket(visit.desk.tx, ticket.id, ticket.key)
    return next((asked for asked in kept if not asked.answered), None)


def answer_text(visit: Visit, ticket: Ticket, text: str) -> Reply:
    """Take a typed answer to the open item."""
    asked = _open_request(visit, ticket)
    if asked is None:
        return status(visit, ticket)
    if asked.kind == "document":
        return ask_next(visit, ticket, Say("intake.error.not_document"))
    requests.answer(visit.desk.tx, ticket.id, ticket.key, asked, text, visit.now)
    return ask_next(visit, ticket, Say("request.kept"))


def answer_file(visit: Visit, ticket: Ticket, taken: Taken) -> Reply:
    """Take a file as the answer to the open item."""
    asked = _open_request(visit, ticket)
    if asked is None:
        return status(visit, ticket)
    if asked.kind != "document":
        return ask_next(visit, ticket, Say("request.not_file"))
    over = intake.over_quota(visit, taken.paper.size)
    if over is not None:
        return Reply((card(over),))
    dossier.add(
        visit.desk.tx,
        taken.paper,
        taken.file,
        taken.key,
        person_id=visit.owner,
        draft_id=None,
        ticket_id=ticket.id,
        item=asked.item,
        at=visit.now,
    )
    requests.answer(visit.desk.tx, ticket.id, ticket.key, asked, taken.paper.id, visit.now)
    return ask_next(visit, ticket, Say("request.kept"))


def handed(visit: Visit, ticket: Ticket, taken: Taken) -> Reply | None:
    """Take a file where one is awaited for this ticket; None: nobody asked for it."""
    if visit.at.step == "answer":
        return answer_file(visit, ticket, taken)
    if visit.at.step.startswith((additions.STEP, additions.MORE)):
        return additions.take(visit, ticket, visit.at.step, taken)
    return None


# A word on a ticket outside any question


def message(visit: Visit, ticket: Ticket, text: str) -> Reply:
    """Keep what the owner wrote in reply to a message of this ticket, and tell its holder."""
    entry = write_journal(visit, ticket, "applicant_wrote", APPLICANT, {}, note=text)
    told = facts(visit.desk, standard_of(visit.desk, ticket), ticket)
    pushes.tell_holder(
        visit.desk, ticket, Say("notice.holder.wrote", {**told, "text": text}), entry
    )
    return status(visit, ticket, Say("mine.wrote", {"number": ticket.number}))


def ask_for_message(visit: Visit, ticket: Ticket) -> Reply:
    """Ask what the owner wants to write about this ticket; the next words are taken for it."""
    place = Conversation(ticket_id=ticket.id, step="write")
    rows = ((Button(Say("button.later"), "mine"),),)
    shown = card(Say("reply.ask_owner", {"number": ticket.number}), rows=rows)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version, place)


# Buttons


def pressed(visit: Visit, press: Press) -> Reply:
    """Answer a button of one of the person's own tickets."""
    ticket_id = int(press.subject[1:], 36) if press.subject else int(press.arg)
    ticket = tickets.by_id(visit.desk.tx, ticket_id)
    visit = visit if ticket is None else acting_for(visit, ticket)
    if ticket is None or ticket.person_id != visit.owner:
        return Reply((card(Say("ticket.unknown")),))
    if press.action == "mine":
        return status(visit, ticket)
    if press.action == "write":
        return ask_for_message(visit, ticket)
    if press.version != ticket.version:
        return status(visit, ticket, Say("press.old_ticket", {"number": ticket.number}))
    if press.action == "add":
        return additions.ask(visit, ticket, press.arg)
    return _ANSWER[press.action](visit, ticket)


def _complete(visit: Visit, ticket: Ticket) -> Reply:
    standard = standard_of(visit.desk, ticket)
    if Action.COMPLETE not in allowed(standard, ticket.at, visit.actor(ticket.person_id)):
        return status(visit, ticket, Say("press.old_ticket", {"number": ticket.number}))
    return intake.begin_completion(visit, ticket)


_ANSWER: dict[str, Callable[[Visit, Ticket], Reply]] = {
    "complete": _complete,
    "answer": ask_next,
    "confirm": lambda visit, ticket: do(visit, ticket, Deed(Action.CONFIRM)),
    "dispute": unsolved.ask_for_dispute,
    "reopen": unsolved.ask_why,
    "again": unsolved.again,
    "end_case": additions.ask_to_end,
    "end_case_yes": lambda visit, ticket: do(visit, ticket, Deed(Action.FINISH)),
    "cancel_ticket": ask_to_cancel,
    "cancel_ticket_yes": lambda visit, ticket: do(visit, ticket, Deed(Action.CANCEL)),
}


def said(visit: Visit, ticket: Ticket, step: str, text: str) -> Reply:
    """Answer a typed text at a step of one of the person's own tickets."""
    visit = acting_for(visit, ticket)
    if step == "dispute":
        return do(visit, ticket, unsolved.disputing(visit, ticket, text))
    if step == "reopen":
        deed = unsolved.reopening_of(visit, ticket, text)
        return do(visit, ticket, deed) if isinstance(deed, Deed) else deed
    if step == "answer":
        return answer_text(visit, ticket, text)
    if step.startswith(additions.STEP):
        return additions.not_a_file(visit, ticket, step)
    return message(visit, ticket, text)
