"""`/data`: somebody sees, takes along, corrects, erases his data, or withdraws his consent."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from desk import pushes
from desk.own_data import kept as own
from desk.printing.drafts import sending
from desk.printing.pen import file_name
from desk.retention.rights import responsible
from desk.tickets import local, standard_of
from desk.visit import Reply, Visit, card
from flows.checked import Fault
from flows.checks import check
from flows.number import find
from flows.say import Button, Say, Style, Value
from flows.standard import AskKind
from storage import (
    conversations,
    drafts,
    journal,
    people,
    preferences,
    shredding,
    subject_requests,
    tickets,
    wallet,
)
from storage.subject_requests import RequestKind, RequestState, SubjectRequest
from storage.tickets import Ticket

STEP = "own_data"
"""The step at which somebody is asked what is to be corrected."""
_LONGEST = 60


def command(visit: Visit, words: str) -> Reply:
    """`/data`, `/data lihat`, `unduh`, `perbaiki …`, `hapus`, `tarik`."""
    verb, _, rest = words.strip().partition(" ")
    topic = _WORDS.get(verb.casefold(), "")
    if topic == "correct" and rest.strip():
        return said(visit, rest)
    return asked(visit, topic)


def asked(visit: Visit, topic: str) -> Reply:
    """Answer one of the buttons."""
    order = _TOPICS.get(topic)
    return overview(visit) if order is None else order(visit)


def overview(visit: Visit, *says: Say) -> Reply:
    """Say what may be asked, and how the last requests stand."""
    lines = tuple(
        Say("own_data.request_line", _facts(visit, one))
        for one in subject_requests.of_person(visit.desk.tx, visit.person.id)[:5]
    )
    if lines:
        says = (*says, Say("own_data.requests", {"lines": lines}))
    rows = [(Button(Say(f"own_data.button_{one}"), "own_data", one),) for one in _TOPICS]
    rows.append((Button(Say("button.menu"), "menu"),))
    shown = card(*says, Say("own_data.what"), rows=rows)
    return Reply((shown,), at=conversations.NOWHERE, numbered=True)


def _facts(visit: Visit, one: SubjectRequest) -> dict[str, Value]:
    office = one.office or sorted(visit.desk.books.catalogue.served)[0]
    return {
        "request": one.id,
        "kind": Say(f"own_data.kind_{one.kind.value}"),
        "state": Say(f"own_data.state_{one.state.value}"),
        "due": local(visit.desk, one.due_at, office),
    }


def see(visit: Visit) -> Reply:
    """Show what is kept; the request is answered by showing it (art. 32)."""
    _done(visit, RequestKind.ACCESS)
    rows = (
        (Button(Say("own_data.button_export"), "own_data", "export", Style.PRIMARY),),
        (Button(Say("button.back"), "own_data"),),
    )
    return Reply((card(own.summary(visit), rows=rows),), at=conversations.NOWHERE)


def export(visit: Visit) -> Reply:
    """Send all of it as a PDF, into this very chat."""
    _done(visit, RequestKind.ACCESS)
    said_of = Say("own_data.paper_caption")
    sent = sending(visit, own.printout(visit), said_of, file_name("data saya"))
    return replace(
        overview(visit, Say("own_data.paper_sent")), extra=(replace(sent, protect=True),)
    )


def _done(visit: Visit, kind: RequestKind) -> None:
    tx, who = visit.desk.tx, visit.person.id
    subject_requests.add(tx, who, kind, visit.now, state=RequestState.DONE)


# Correcting


def correct(visit: Visit) -> Reply:
    """Ask what is to be corrected, with an example."""
    rows = ((Button(Say("button.back"), "own_data"),),)
    at = conversations.Conversation(step=STEP)
    return Reply((card(Say("own_data.ask_correct"), rows=rows),), at=at)


def said(visit: Visit, text: str) -> Reply:
    """Take a correction: one's own name at once, an answer of a ticket as a request."""
    what, _, value = (part.strip() for part in text.partition("="))
    if what.casefold() in ("nama", "name") and value:
        return _rename(visit, value)
    number = find(what)
    ticket = tickets.by_number(visit.desk.tx, number) if number else None
    if ticket is None or ticket.person_id != visit.person.id or not value:
        return _unclear(visit, Say("own_data.unclear"))
    return _correct_answer(visit, ticket, what, value)


def _unclear(visit: Visit, why: Say) -> Reply:
    reply = correct(visit)
    shown = reply.cards[0]
    return replace(reply, cards=(replace(shown, says=(why, *shown.says)),))


def _rename(visit: Visit, name: str) -> Reply:
    people.rename(visit.desk.tx, visit.person.id, name[:_LONGEST])
    _done(visit, RequestKind.CORRECT)
    return overview(visit, Say("own_data.renamed", {"name": name[:_LONGEST]}))


def _correct_answer(visit: Visit, ticket: Ticket, what: str, value: str) -> Reply:
    """Only what was answered by text can be corrected so; a document is sent anew."""
    standard = standard_of(visit.desk, ticket)
    given = tickets.answers(visit.desk.tx, ticket).answers
    named = what.casefold()
    for ask in standard.asks:
        titles = (ask.title.id.casefold(), ask.title.en.casefold())
        if ask.kind is AskKind.TEXT and ask.id in given and any(one in named for one in titles):
            result = check(ask.check, value)
            if isinstance(result, Fault):
                fault: dict[str, Value] = {"title": ask.title, **result.values}
                return _unclear(visit, Say(f"intake.error.{result.code}", fault))
            wanted = {"item": ask.id, "value": result.value}
            made = _open(visit, RequestKind.CORRECT, ticket.at.office, wanted, ticket)
            return overview(visit, Say("own_data.asked", _facts(visit, made)))
    titles_of = tuple(
        ask.title for ask in standard.asks if ask.kind is AskKind.TEXT and ask.id in given
    )
    return _unclear(visit, Say("own_data.which_answer", {"titles": titles_of}))


# Erasing


def erase(visit: Visit) -> Reply:
    """Ask once more, and say before what goes now and what must be kept, until when and why."""
    own_tickets = tickets.of_person(visit.desk.tx, visit.person.id, own.MOST)
    lines = tuple(
        Say("own_data.kept_line", {"number": one.number, "until": own.until(visit.desk, one)})
        for one in own_tickets
    )
    says = [Say("own_data.erase_sure")]
    if lines:
        says.append(Say("own_data.erase_kept", {"lines": lines}))
    rows = (
        (Button(Say("own_data.erase_yes"), "own_data_erase", "", Style.DANGER),),
        (Button(Say("button.no"), "own_data"),),
    )
    return Reply((card(*says, rows=rows),), at=conversations.NOWHERE)


def erase_now(visit: Visit) -> Reply:
    """Erase what nobody must keep; ask each office about its tickets (art. 43)."""
    tx, who = visit.desk.tx, visit.person.id
    for kept in drafts.open_ones(tx, who):
        drafts.close(tx, kept.id, "cancelled", visit.now)
    _close_wallet(visit)
    offices = {one.at.office for one in tickets.of_person(tx, who, own.MOST)}
    if not offices:
        _done(visit, RequestKind.ERASE)
        gone = card(Say("own_data.erased"))
        subject_requests.forget(tx, who)
        shredding.shred_person(tx, who)
        return Reply((gone,))
    for office in sorted(offices):
        made = _open(visit, RequestKind.ERASE, office, {}, None)
    return overview(visit, Say("own_data.asked", _facts(visit, made)))


def _close_wallet(visit: Visit) -> None:
    tx, who = visit.desk.tx, visit.person.id
    for one in wallet.of_person(tx, who):
        wallet.drop(tx, who, one, visit.now)
    wish = replace(preferences.of(tx, who), wallet=False)
    preferences.keep(tx, who, wish, visit.now)


def withdraw(visit: Visit) -> Reply:
    """Take the consents back: nothing is offered again; what runs goes on as public service."""
    tx, who = visit.desk.tx, visit.person.id
    _close_wallet(visit)
    running = {one.at.office for one in tickets.of_person(tx, who, own.MOST) if one.open}
    if not running:
        _done(visit, RequestKind.WITHDRAW)
        return overview(visit, Say("own_data.withdrawn"))
    for office in sorted(running):
        made = _open(visit, RequestKind.WITHDRAW, office, {}, None)
    return overview(visit, Say("own_data.withdrawn"), Say("own_data.asked", _facts(visit, made)))


def _open(
    visit: Visit,
    kind: RequestKind,
    office: str,
    wanted: Mapping[str, str],
    ticket: Ticket | None,
) -> SubjectRequest:
    """Record a request, start its 72 hours, and give its office the task."""
    made = subject_requests.add(
        visit.desk.tx,
        visit.person.id,
        kind,
        visit.now,
        office=office,
        ticket_id=None if ticket is None else ticket.id,
        asked=wanted,
    )
    journal.write(
        visit.desk.tx,
        office,
        "subject_request_made",
        visit.desk.now,
        actor_id=visit.person.id,
        role="applicant",
        data={"request": made.id, "kind": kind.value},
    )
    rows = ((Button(Say("own_data.open"), "own_data_open", str(made.id), Style.PRIMARY),),)
    for person in responsible(visit.desk, office):
        if person.id != visit.person.id:
            say = Say("own_data.task", _facts(visit, made))
            pushes.push(visit.desk, person, (say,), f"subject:{made.id}", rows=rows)
    return made


_TOPICS: Mapping[str, Callable[[Visit], Reply]] = {
    "see": see,
    "export": export,
    "correct": correct,
    "erase": erase,
    "withdraw": withdraw,
}
TOPICS = tuple(_TOPICS)
"""What may be asked."""
_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("lihat", "see"), "see"),
    **dict.fromkeys(("unduh", "ekspor", "export"), "export"),
    **dict.fromkeys(("perbaiki", "ubah", "correct"), "correct"),
    **dict.fromkeys(("hapus", "erase"), "erase"),
    **dict.fromkeys(("tarik", "withdraw"), "withdraw"),
}
