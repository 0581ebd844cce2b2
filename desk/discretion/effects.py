"""What discretion changes: the sheet, the answers, an open completion, and who is told."""

from dataclasses import replace

from desk import cards
from desk.asking import request_items
from desk.deeds import too_late
from desk.discretion.plan import Plan, deed
from desk.tickets import Lost, carry_out, standard_of
from desk.visit import Reply, Visit
from flows.discretion import STEP
from flows.intake import Intake, open_item
from flows.say import Say, Value
from flows.standard import Action
from flows.whereabouts import Refused
from storage import dossier, drafts, requests, tickets
from storage.dossier import WAIVED, Mark
from storage.tickets import Ticket


def carry_through(visit: Visit, ticket: Ticket, plan: Plan) -> Reply:
    """Carry out a plan on the officer's word; the rules are asked once more."""
    added = request_items(plan.wording)
    values: dict[str, Value] = {"items": tuple(wording for _, wording in added)}
    attested = deed(plan, attested=True)
    moved = carry_out(visit, ticket, attested, values=values, note=plan.note)
    if isinstance(moved, Refused):
        return cards.ticket_card(visit, ticket, moved.say)
    if isinstance(moved, Lost):
        return too_late(visit, moved.ticket)
    if plan.action is Action.REQUIRE:
        role = standard_of(visit.desk, ticket).discretion
        tx, by = visit.desk.tx, visit.person.id
        requests.add(tx, ticket.id, ticket.key, added, by=by, role=role, at=visit.now)
    elif not plan.item.startswith(STEP):
        _settle(visit, moved, plan)
    done = Say(f"discretion.done_{plan.action.value}", {"number": ticket.number})
    return cards.ticket_card(visit, moved, done)


def _settle(visit: Visit, ticket: Ticket, plan: Plan) -> None:
    """A waived document is settled: nothing is wrong with it, and nobody asks for it again."""
    tx = visit.desk.tx
    given = tickets.answers(tx, ticket)
    given = replace(given, waived={**given.waived, plan.item: plan.reason})
    tickets.save_answers(tx, ticket.id, ticket.key, given)
    mark = Mark(plan.item, complete=True, correct=True, valid=True, reason=WAIVED)
    dossier.mark(tx, ticket.id, mark, visit.person.id, visit.now)
    standard = standard_of(visit.desk, ticket)
    for kept in drafts.open_ones(tx, ticket.person_id):
        if kept.ticket_id == ticket.id:
            intake = _completed(kept.intake, given, plan.item)
            asked = open_item(standard, intake) if intake.asked == plan.item else intake.asked
            drafts.save(tx, kept, replace(intake, asked=asked), visit.now)


def _completed(begun: Intake, given: Intake, item: str) -> Intake:
    """Give a completion that was begun what the ticket holds of a waived document."""
    return replace(
        begun,
        papers={**begun.papers, item: given.papers.get(item, ())},
        answers={**begun.answers, **{k: v for k, v in given.answers.items() if k == item}},
        waived=given.waived,
    )
