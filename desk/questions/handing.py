"""A question handed to a person: a request prefilled with it, or the office's channels."""

from dataclasses import replace

from desk import intake
from desk.complaints.start import REQUEST, members
from desk.questions.asking import beside
from desk.versions import pinned
from desk.visit import Reply, Visit, card
from flows.checked import line, lines
from flows.intake import open_item
from flows.say import Button, Say
from flows.standard import Standard
from storage import conversations, drafts, questions

_SUBJECT = 100
"""Characters of a question that become the subject of the request."""


def to_person(visit: Visit, arg: str) -> Reply:
    """Begin a request with the question in it, at the office it is about; else ask which."""
    asked = questions.by_id(visit.desk.tx, int(arg))
    office = asked.office if asked is not None else ""
    found = members(visit, REQUEST)
    there = [one for one in found if one.office == office]
    if len(there) == 1:
        return _begin(visit, there[0], int(arg))
    if office and not there:
        return channels(visit, office)
    return _which(visit, there or found, arg)


def at_office(visit: Visit, arg: str) -> Reply:
    """Begin the request at the office that was chosen."""
    number, _, service = arg.partition(".")
    standard = visit.desk.books.catalogue.services.get(service)
    if standard is None or standard not in members(visit, REQUEST):
        return beside(visit, card(Say("question.gone")))
    return _begin(visit, standard, int(number))


def channels(visit: Visit, office_id: str) -> Reply:
    """Tell how the people of an office are reached where it takes no requests here."""
    office = visit.desk.books.catalogue.office(office_id)
    lines = (
        *(channel.value for channel in office.channels),
        *(address.text for address in office.addresses),
    )
    key = "question.channels" if lines else "question.no_channels"
    return beside(visit, card(Say(key, {"office": office.name, "lines": lines})))


def _which(visit: Visit, found: list[Standard], arg: str) -> Reply:
    if not found:
        return beside(visit, card(Say("question.nobody")))
    rows: list[tuple[Button, ...]] = [
        (Button(one.title, "question_office", f"{arg}.{one.id}"),) for one in found
    ]
    rows.append((Button(Say("button.menu"), "menu"),))
    at = replace(conversations.NOWHERE, question=int(arg))
    says = [Say("question.which_office"), *_kept(visit)]
    return Reply((card(*says, rows=rows),), at=at, numbered=True)


def _begin(visit: Visit, standard: Standard, question: int) -> Reply:
    """Open the request; one that is open already takes up what it does not say yet."""
    text = lines(questions.typed(visit.desk.tx, question))
    given = {"subject": line(text)[:_SUBJECT], "description": text} if text else {}
    told = _kept(visit)
    visit = replace(visit, at=conversations.NOWHERE)
    for kept in drafts.open_ones(visit.desk.tx, visit.person.id):
        if kept.service == standard.id and kept.ticket_id is None:
            answers = {**given, **kept.intake.answers}
            pinned_one = pinned(visit.desk, kept.service, kept.standard_version)
            now = replace(kept.intake, answers=answers)
            now = replace(now, asked=open_item(pinned_one, now))
            drafts.save(visit.desk.tx, kept, now, visit.now)
    reply = intake.start(visit, standard.id, given=given)
    first, *more = reply.cards
    says = (Say("question.handed", {"service": standard.title}), *told, *first.says)
    return replace(reply, cards=(replace(first, says=says), *more))


def _kept(visit: Visit) -> tuple[Say, ...]:
    return (Say("question.draft_kept"),) if intake.current(visit) is not None else ()
