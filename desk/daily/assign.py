"""`/tugaskan`: a ticket is given to somebody of its role, by a colleague who may work on it or by
a superior, who passes over the queue for a reason of his own.
"""

from collections.abc import Sequence

from desk.cards import ticket_card
from desk.claims import post_of
from desk.complaints.circle import kept_out
from desk.deeds import too_late
from desk.duties import acting
from desk.fairness import Reason
from desk.tickets import Lost, carry_out, facts, standard_of, write_journal
from desk.visit import Reply, Visit, card, spoken, ticket_subject
from flows.chain import act
from flows.say import Button, Say, Value
from flows.standard import Action
from flows.whereabouts import Deed, Refused
from storage import conversations, people, queue
from storage.people import Person
from storage.queue import OVERTAKEN, Waiting
from storage.tickets import Ticket


def command(visit: Visit, ticket: Ticket, words: str) -> Reply:
    """`/tugaskan NUMBER name`; without a name, or with one that fits several, it is asked for."""
    return _give(visit, ticket, spoken(words))


def pressed(visit: Visit, ticket: Ticket, arg: str) -> Reply:
    """Assign to the person (id) of the button, or ask to whom."""
    return _give(visit, ticket, "", int(arg) if arg else 0)


def _give(visit: Visit, ticket: Ticket, name: str, person_id: int = 0) -> Reply:
    refusal = _refusal(visit, ticket)
    if refusal is not None:
        return ticket_card(visit, ticket, refusal)
    colleagues = assignable(visit, ticket)
    named = [one for one in colleagues if _is(visit, one, name, person_id)]
    if len(named) == 1:
        done = assign(visit, ticket, named[0])
        if isinstance(done, Lost):
            return too_late(visit, done.ticket)
        shown = ticket if isinstance(done, Say) else done
        return ticket_card(visit, shown, done if isinstance(done, Say) else _done(visit, shown))
    role = Say(f"role.{post_of(visit.desk, ticket)[1]}")
    unknown = Say("assign.unknown", {"number": ticket.number, "name": name, "role": role})
    if not colleagues:
        nobody = Say("assign.nobody", {"number": ticket.number, "role": role})
        return ticket_card(visit, ticket, nobody)
    return _ask(visit, ticket, named or colleagues, *((unknown,) if name and not named else ()))


def _refusal(visit: Visit, ticket: Ticket) -> Say | None:
    standard = standard_of(visit.desk, ticket)
    possible = act(standard, ticket.at, Deed(Action.ASSIGN), acting(visit, ticket))
    return possible.say if isinstance(possible, Refused) else None


def assignable(visit: Visit, ticket: Ticket) -> Sequence[Person]:
    """Return who may be given a ticket: those of its role, but not whom it concerns."""
    out = {ticket.person_id, *kept_out(visit.desk, ticket)}
    held = people.holders(visit.desk.tx, *post_of(visit.desk, ticket), visit.now)
    return [one for one in held if one.id not in out]


def _is(visit: Visit, person: Person, name: str, person_id: int) -> bool:
    if person_id:
        return person.id == person_id
    return bool(name) and name in spoken(people.name_of(visit.desk.tx, person.id))


def against(visit: Visit, ticket: Ticket, to: Person) -> Say | None:
    """Say what stands against giving a ticket to somebody, None if nothing does."""
    refusal = _refusal(visit, ticket)
    if refusal is not None:
        return refusal
    name = people.name_of(visit.desk.tx, to.id)
    values: dict[str, Value] = {"number": ticket.number, "name": name}
    if ticket.at.claimed_by == to.id:
        return Say("assign.has_it", values)
    if to.id not in {one.id for one in assignable(visit, ticket)}:
        role = Say(f"role.{post_of(visit.desk, ticket)[1]}")
        return Say("assign.other_role", {**values, "role": role})
    if acting(Visit(visit.desk, to, conversations.NOWHERE), ticket).barred is not None:
        return Say("assign.barred", values)
    passed = _passed(visit, ticket, to)
    if passed and post_of(visit.desk, ticket) not in visit.above:
        return Say("assign.not_turn", {**values, "count": len(passed)})
    return None


def assign(visit: Visit, ticket: Ticket, to: Person) -> Ticket | Say | Lost:
    """Give a ticket to somebody of its role, or say why not."""
    refusal = against(visit, ticket, to)
    if refusal is not None:
        return refusal
    passed = _passed(visit, ticket, to)
    done = carry_out(visit, ticket, Deed(Action.ASSIGN, officer=to.id))
    if isinstance(done, Refused):
        return done.say
    if isinstance(done, Ticket) and passed:
        data = {
            "reason": Reason.SUPERIOR_ORDER.value,
            "office": ticket.holder_office,
            "passed": [one.id for one in passed],
        }
        write_journal(visit, done, OVERTAKEN, ticket.holder_role, data)
    return done


def _passed(visit: Visit, ticket: Ticket, to: Person) -> Sequence[Waiting]:
    if ticket.complete_at is None or ticket.at.claimed_by:
        return ()
    return queue.passed_over(visit.desk.tx, ticket, to.id)


def _done(visit: Visit, ticket: Ticket) -> Say:
    name = people.name_of(visit.desk.tx, ticket.at.claimed_by)
    return Say("assign.done", {"number": ticket.number, "name": name})


def _ask(visit: Visit, ticket: Ticket, some: Sequence[Person], *says: Say) -> Reply:
    names = [people.name_of(visit.desk.tx, one.id) for one in some]
    rows = [
        (Button(Say("assign.one", {"nth": nth, "name": name}), "assign", str(one.id)),)
        for nth, (one, name) in enumerate(zip(some, names, strict=True), 1)
    ]
    rows.append((Button(Say("button.no"), "card"),))
    values = facts(visit.desk, standard_of(visit.desk, ticket), ticket)
    shown = card(*says, Say("assign.whom", values), rows=rows)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version, numbered=True)
