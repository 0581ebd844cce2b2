"""`/permintaandata`: those who answer for personal data carry requests out, or say why not."""

from collections.abc import Sequence
from dataclasses import replace

from desk import pushes
from desk.desk import Desk
from desk.own_data import kept as own
from desk.retention.rights import offices, responsible, role_of
from desk.tickets import local, standard_of, write_journal
from desk.visit import Reply, Visit, card
from flows.intake import Intake
from flows.questions import shown
from flows.say import Button, Say, Style, Value
from storage import conversations, journal, people, shredding, subject_requests, tickets
from storage.moments import HOUR, NOT_YET, to_ms
from storage.subject_requests import RequestKind, RequestState, SubjectRequest
from storage.tickets import Ticket

_NEAR = 24 * HOUR
"""Milliseconds before the end of its 72 hours at which an office is reminded of a request."""


def command(visit: Visit, words: str) -> Reply:
    """`/permintaandata`, `/permintaandata 3`, `… 3 laksanakan`, `… 3 tolak alasan`."""
    if not offices(visit):
        return Reply((card(Say("retention.not_entitled")),))
    number, _, rest = words.strip().partition(" ")
    if not number.isdecimal():
        return listing(visit)
    verb, _, reason = rest.strip().partition(" ")
    if verb.casefold() in ("laksanakan", "do"):
        return carry_out(visit, number)
    if verb.casefold() in ("tolak", "refuse"):
        return refuse(visit, number, reason.strip())
    return show(visit, number)


def listing(visit: Visit) -> Reply:
    """List the open requests of one's offices, the most urgent first."""
    mine = set(offices(visit))
    found = [
        one for one in subject_requests.open_until(visit.desk.tx, NOT_YET) if one.office in mine
    ]
    if not found:
        return Reply((card(Say("own_data.none_open")),))
    lines = tuple(Say("own_data.task", facts(visit.desk, one)) for one in found)
    rows = [
        (Button(Say("own_data.open_nth", {"request": one.id}), "own_data_open", str(one.id)),)
        for one in found
    ]
    listed = card(Say("own_data.open_ones", {"lines": lines}), rows=rows)
    return Reply((listed,), at=conversations.NOWHERE)


def facts(desk: Desk, one: SubjectRequest) -> dict[str, Value]:
    """Return what every sentence about a request may use."""
    return {
        "request": one.id,
        "kind": Say(f"own_data.kind_{one.kind.value}"),
        "due": local(desk, one.due_at, one.office),
    }


def _mine(visit: Visit, number: str) -> SubjectRequest | None:
    """Return an open request of one's offices; nobody decides his own."""
    one = subject_requests.by_id(visit.desk.tx, int(number))
    if one is None or one.office not in offices(visit) or one.person_id == visit.person.id:
        return None
    return one if one.state is RequestState.OPEN else None


def _unknown() -> Reply:
    return Reply((card(Say("own_data.unknown")),))


def show(visit: Visit, number: str) -> Reply:
    """Show a request with what carrying it out would do."""
    one = _mine(visit, number)
    if one is None:
        return _unknown()
    lines: list[Value] = [
        Say("own_data.kept_line", {"number": t.number, "until": own.until(visit.desk, t)})
        for t in _tickets(visit.desk, one)
    ]
    says = [Say("own_data.request", {**facts(visit.desk, one), "lines": tuple(lines)})]
    if one.kind is RequestKind.CORRECT:
        says.append(_wanted(visit.desk, one))
    rows = ((Button(Say("own_data.do"), "own_data_do", str(one.id), Style.SUCCESS),),)
    return Reply((card(*says, Say("own_data.how_refuse", {"request": one.id}), rows=rows),))


def _tickets(desk: Desk, one: SubjectRequest) -> Sequence[Ticket]:
    found = tickets.of_person(desk.tx, one.person_id, own.MOST)
    return [t for t in found if t.at.office == one.office and one.ticket_id in (0, t.id)]


def _wanted(desk: Desk, one: SubjectRequest) -> Say:
    ticket = tickets.by_id(desk.tx, one.ticket_id)
    if ticket is None:
        return Say("own_data.unknown")
    ask = standard_of(desk, ticket).ask(one.asked["item"])
    value = shown(ask, Intake("", answers={ask.id: one.asked["value"]}))
    return Say("own_data.wanted", {"title": ask.title, "value": value})


def carry_out(visit: Visit, number: str) -> Reply:
    """Do what was asked, as far as the law lets it; the rest is refused with its reason."""
    one = _mine(visit, number)
    if one is None:
        return _unknown()
    if one.kind is RequestKind.ERASE:
        return _erase(visit, one)
    if one.kind is RequestKind.CORRECT:
        _correct(visit, one)
    say = Say(f"own_data.answer_{one.kind.value}", facts(visit.desk, one))
    return _decide(visit, one, RequestState.DONE, (say,))


def _correct(visit: Visit, one: SubjectRequest) -> None:
    ticket = tickets.by_id(visit.desk.tx, one.ticket_id)
    if ticket is None:
        return
    given = tickets.answers(visit.desk.tx, ticket)
    answers = {**given.answers, one.asked["item"]: one.asked["value"]}
    tickets.save_answers(visit.desk.tx, ticket.id, ticket.key, replace(given, answers=answers))
    role = role_of(visit, one.office)
    write_journal(visit, ticket, "answer_corrected", role, {"item": one.asked["item"]})


def _erase(visit: Visit, one: SubjectRequest) -> Reply:
    """Erase what may go; name for the rest until when it is kept, and by which rule."""
    desk = visit.desk
    found = _tickets(desk, one)
    going = [ticket for ticket in found if own.may_go(desk, ticket)]
    staying = [ticket for ticket in found if not own.may_go(desk, ticket)]
    lines = tuple(
        Say("own_data.kept_line", {"number": t.number, "until": own.until(desk, t)})
        for t in staying
    )
    says = []
    if going:
        says.append(Say("own_data.answer_erase", {"count": len(going), **facts(desk, one)}))
    if staying:
        says.append(Say("own_data.refused_kept", {"lines": lines}))
    state = RequestState.REFUSED if not going else RequestState.PARTLY
    reply = _decide(visit, one, state if staying else RequestState.DONE, says)
    for ticket in going:
        shredding.shred_ticket(desk.tx, ticket.id, visit.now)
    if shredding.shred_person(desk.tx, one.person_id):
        subject_requests.forget(desk.tx, one.person_id)
    return reply


def refuse(visit: Visit, number: str, reason: str) -> Reply:
    """Refuse with a reason, which the person is told (art. 33)."""
    one = _mine(visit, number)
    if one is None:
        return _unknown()
    if not reason:
        return Reply((card(Say("own_data.how_refuse", {"request": one.id})),))
    say = Say("own_data.refused", {**facts(visit.desk, one), "reason": reason})
    return _decide(visit, one, RequestState.REFUSED, (say,))


def _decide(visit: Visit, one: SubjectRequest, state: RequestState, says: Sequence[Say]) -> Reply:
    if not subject_requests.decide(visit.desk.tx, one, state, visit.person.id, visit.now):
        return _unknown()
    entry = journal.write(
        visit.desk.tx,
        one.office,
        "subject_request_decided",
        visit.desk.now,
        actor_id=visit.person.id,
        role=role_of(visit, one.office),
        data={"request": one.id, "kind": one.kind.value, "state": state.value},
    )
    person = people.by_id(visit.desk.tx, one.person_id)
    told = says or (Say("own_data.answer_withdraw", facts(visit.desk, one)),)
    pushes.push(visit.desk, person, told, f"journal:{entry}:answer")
    done = Say("own_data.decided", {"request": one.id, "state": Say(f"own_data.state_{state}")})
    return Reply((card(done, *told),), at=conversations.NOWHERE)


# The 72 hours


def sweep(desk: Desk) -> int:
    """Remind an office a day before a request is due, and again when it is overdue."""
    now, told = to_ms(desk.now), 0
    for one in subject_requests.open_until(desk.tx, now + _NEAR):
        stage = 2 if one.due_at <= now else 1
        if not subject_requests.mark(desk.tx, one, stage):
            continue
        key = "own_data.overdue" if stage == 2 else "own_data.near"
        rows = ((Button(Say("own_data.open"), "own_data_open", str(one.id), Style.PRIMARY),),)
        for person in responsible(desk, one.office):
            say = Say(key, facts(desk, one))
            pushes.push(desk, person, (say,), f"subject:{one.id}:{stage}", rows=rows)
        told += 1
    return told
