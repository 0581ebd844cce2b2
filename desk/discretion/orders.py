"""`/diskresi`: one question after the other, then the officer's word, by button or by command."""

from desk.discretion.choices import choices, find_item, not_entitled
from desk.discretion.effects import carry_through
from desk.discretion.plan import Plan, deed, filled, keep, kept
from desk.tickets import standard_of
from desk.visit import Reply, Visit, card, ticket_subject
from flows.chain import act
from flows.discretion import STEP
from flows.say import Button, Say, Style, Value
from flows.standard import Action
from flows.whereabouts import Deed, Move, Refused
from storage.conversations import Conversation
from storage.tickets import Ticket

PLACE = "staff_discretion"
"""How the step of a conversation begins in which discretion is being grounded."""
_ADDING = frozenset({"tambah", "tambahkan", "add"})


def command(visit: Visit, ticket: Ticket, words: str) -> Reply:
    """`/diskresi NUMBER item reason; evidence`, `/diskresi NUMBER tambah item; reason; evidence`.

    What is missing is asked for, one thing after the other.
    """
    if not words or not_entitled(visit, ticket) is not None:
        return choices(visit, ticket)
    first, _, rest = words.partition(" ")
    if first.casefold() in _ADDING:
        return _go_on(visit, ticket, filled(Plan(Action.REQUIRE), rest))
    found = find_item(visit, ticket, words)
    if found is None:
        return choices(visit, ticket, _out_of_reach(visit, ticket, first))
    return _go_on(visit, ticket, filled(Plan(Action.WAIVE, found[0]), found[1]))


def _out_of_reach(visit: Visit, ticket: Ticket, item: str) -> Say:
    """Say what discretion reaches: never time, fee, product or complaints."""
    why = _decided(visit, ticket, Deed(Action.WAIVE, item))
    assert isinstance(why, Refused)
    return why.say


def waive(visit: Visit, ticket: Ticket, item: str) -> Reply:
    """Begin to waive the requirement or the step that was pressed."""
    return _go_on(visit, ticket, Plan(Action.WAIVE, item))


def require(visit: Visit, ticket: Ticket, arg: str) -> Reply:
    """Begin to add a requirement."""
    return _go_on(visit, ticket, Plan(Action.REQUIRE))


def said(visit: Visit, ticket: Ticket, step: str, text: str) -> Reply:
    """Take the words that were asked for; what was said before is kept."""
    _, action, item, entry = step.split("|")
    begun = kept(visit, ticket, int(entry)) if entry else None
    return _go_on(visit, ticket, filled(begun or Plan(Action(action), item), text))


def attest(visit: Visit, ticket: Ticket, arg: str) -> Reply:
    """Carry a plan out on the officer's word that no law is against it."""
    plan = kept(visit, ticket, int(arg))
    if plan is None:
        return choices(visit, ticket)
    return carry_through(visit, ticket, plan)


def _go_on(visit: Visit, ticket: Ticket, plan: Plan) -> Reply:
    """Ask for what is missing; at the end for the officer's word that no law is against it."""
    why = _decided(visit, ticket, deed(plan, attested=False))
    if not isinstance(why, Refused) or why.code not in {"reason", "evidence", "unattested"}:
        return choices(visit, ticket, *((why.say,) if isinstance(why, Refused) else ()))
    role = standard_of(visit.desk, ticket).discretion
    entry = keep(visit, ticket, role, plan) if plan.note else 0
    if not plan.lacking:
        return _ask_word(visit, ticket, plan, entry)
    step = f"{PLACE}|{plan.action.value}|{plan.item}|{entry or ''}"
    rows = ((Button(Say("button.no"), "card"),),)
    shown = card(Say(f"discretion.ask_{plan.lacking}", _values(visit, ticket, plan)), rows=rows)
    place = Conversation(ticket_id=ticket.id, step=step)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version, place)


def _ask_word(visit: Visit, ticket: Ticket, plan: Plan, entry: int) -> Reply:
    rows = (
        (Button(Say("discretion.attest"), "attest", str(entry), Style.DANGER),),
        (Button(Say("button.no"), "card"),),
    )
    ask = Say(f"discretion.sure_{plan.action.value}", _values(visit, ticket, plan))
    here = Conversation(ticket_id=ticket.id)
    return Reply((card(ask, rows=rows),), ticket_subject(ticket.id), ticket.version, here)


def _decided(visit: Visit, ticket: Ticket, asked: Deed) -> Move | Refused:
    standard = standard_of(visit.desk, ticket)
    return act(standard, ticket.at, asked, visit.actor(ticket.person_id))


def _values(visit: Visit, ticket: Ticket, plan: Plan) -> dict[str, Value]:
    values: dict[str, Value] = {"number": ticket.number, "title": _title(visit, ticket, plan)}
    return {**values, "reason": plan.reason, "evidence": plan.evidence}


def _title(visit: Visit, ticket: Ticket, plan: Plan) -> Value:
    """What a plan is about: a document, a step, or what is added."""
    standard = standard_of(visit.desk, ticket)
    if plan.item.startswith(STEP):
        return standard.step(plan.item.removeprefix(STEP)).title
    return standard.ask(plan.item).title if plan.item else plan.wording


def show(visit: Visit, ticket: Ticket, arg: str) -> Reply:
    """Show what discretion can do here."""
    return choices(visit, ticket)
