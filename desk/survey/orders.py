"""What a case's owner says in the survey: the one rating, then the nine elements in turn."""

from datetime import datetime
from zoneinfo import ZoneInfo

from desk.mine import mine
from desk.survey import questions
from desk.survey.offer import may_rate, question
from desk.survey.questions import free_of_charge
from desk.tickets import standard_of
from desk.visit import Reply, Visit, card
from flows.number import split_number
from flows.satisfaction import BEST, COMMENT, Element, following
from flows.say import Button, Say, Style
from storage import conversations, surveys, tickets
from storage.conversations import Conversation
from storage.surveys import Answers
from storage.tickets import Ticket

STEP = "survey"
"""How the step of a conversation begins in which the survey is asked: survey.TICKET."""
LONGEST_COMMENT = 1000


def command(visit: Visit, words: str) -> Reply:
    """`/survei`, `/survei NUMBER`, `/survei NUMBER 4`."""
    number, rest = split_number(words)
    if not number and not words.strip():
        return _which(visit)
    ticket = mine(visit, number) if number else None
    if ticket is None:
        return Reply((card(Say("ticket.unknown")),))
    if rest.isdecimal():
        return _rated(visit, ticket, int(rest))
    return _begin(visit, ticket)


def _which(visit: Visit) -> Reply:
    """Without a number: the only case that can be rated, else all to choose from."""
    waiting = [one for one in _rateable(visit) if not _given(visit, one)]
    if len(waiting) == 1:
        return _begin(visit, waiting[0])
    if not waiting:
        return Reply((card(Say("survey.none")),), at=conversations.NOWHERE)
    rows = [
        (Button(Say("survey.button_ticket", {"number": one.number}), "survey", str(one.id)),)
        for one in waiting
    ]
    return Reply((card(Say("survey.which"), rows=rows),), at=conversations.NOWHERE, numbered=True)


def _rateable(visit: Visit) -> list[Ticket]:
    own = tickets.of_person(visit.desk.tx, visit.person.id)
    return [ticket for ticket in own if may_rate(visit.desk, ticket)]


def _given(visit: Visit, ticket: Ticket) -> bool:
    mark = surveys.mark(visit.desk.tx, ticket.id)
    return mark.rated and mark.filled


def asked(visit: Visit, arg: str) -> Reply:
    """Begin, or go on with, the survey about a case."""
    ticket = _own(visit, arg)
    return _unknown() if ticket is None else _begin(visit, ticket)


def _begin(visit: Visit, ticket: Ticket) -> Reply:
    if not may_rate(visit.desk, ticket):
        return _not_this(ticket)
    mark = surveys.mark(visit.desk.tx, ticket.id)
    if not mark.rated:
        return Reply((question(visit.desk, ticket),), at=_place(visit), numbered=True)
    if mark.filled:
        return _already(ticket)
    return _next(visit, ticket, _answers(visit, ticket))


def rate(visit: Visit, arg: str) -> Reply:
    """Take the one rating: `arg` is TICKET.SCORE."""
    ticket = _own(visit, arg)
    score = arg.partition(".")[2]
    return _unknown() if ticket is None else _rated(visit, ticket, int(score))


def _rated(visit: Visit, ticket: Ticket, score: int) -> Reply:
    if not may_rate(visit.desk, ticket):
        return _not_this(ticket)
    if not 1 <= score <= BEST:
        shown = question(visit.desk, ticket)
        wrong = card(Say("survey.not_a_score"), *shown.says, rows=shown.rows)
        return Reply((wrong,), at=_place(visit), numbered=True)
    service, office = ticket.service, ticket.at.office
    taken = surveys.rate(visit.desk.tx, ticket.id, office, service, _month(visit, office), score)
    if surveys.mark(visit.desk.tx, ticket.id).filled:
        return _already(ticket)
    rows = (
        (Button(Say("survey.button_begin"), "survey", str(ticket.id), Style.PRIMARY),),
        (Button(Say("survey.button_no"), "menu"),),
    )
    said = Say("survey.rated" if taken else "survey.rated_before", {"number": ticket.number})
    return Reply((card(said, rows=rows),), at=_place(visit), numbered=True)


def _place(visit: Visit) -> Conversation | None:
    """The one question leaves a draft that is being filled in where it is."""
    return None if visit.at.draft_id is not None else conversations.NOWHERE


# The nine elements


def answer(visit: Visit, arg: str) -> Reply:
    """Take a pressed answer: `arg` is TICKET.QUESTION.ANSWER, the last one empty to leave out."""
    ticket = _own(visit, arg)
    if ticket is None:
        return _unknown()
    if not may_rate(visit.desk, ticket):
        return _not_this(ticket)
    _, asked_, given = arg.split(".", 2)
    answers = _answers(visit, ticket)
    answers[asked_] = questions.value(asked_, given)
    return _take(visit, ticket, answers)


def said(visit: Visit, text: str) -> Reply:
    """Take typed words: the comment at the last question, else told how to answer."""
    ticket = _own(visit, visit.at.step.partition(".")[2])
    if ticket is None or not may_rate(visit.desk, ticket):
        return _unknown()
    answers = _answers(visit, ticket)
    if following(answers) != COMMENT:
        return _next(visit, ticket, answers, Say("survey.choose"))
    if len(text) > LONGEST_COMMENT:
        return _next(visit, ticket, answers, Say("survey.too_long", {"most": LONGEST_COMMENT}))
    answers[COMMENT] = text
    return _take(visit, ticket, answers)


def _take(visit: Visit, ticket: Ticket, answers: Answers) -> Reply:
    if not surveys.keep(visit.desk.tx, ticket.id, ticket.key, answers):
        return _already(ticket)
    return _next(visit, ticket, answers)


def _next(visit: Visit, ticket: Ticket, answers: Answers, *says: Say) -> Reply:
    """Ask the next question; after the last one the survey is given."""
    following_ = following(answers)
    if not following_:
        return _finish(visit, ticket, answers)
    shown = questions.asked(ticket, following_, says)
    place = Conversation(step=f"{STEP}.{ticket.id}")
    return Reply((shown,), at=place, numbered=True)


def end(visit: Visit, arg: str) -> Reply:
    """Stop here: what was answered counts, the rest is left out."""
    ticket = _own(visit, arg)
    return _unknown() if ticket is None else _finish(visit, ticket, _answers(visit, ticket))


def _finish(visit: Visit, ticket: Ticket, answers: Answers) -> Reply:
    office = ticket.at.office
    month = _month(visit, office)
    # What is preset alone is nobody's answer.
    preset = Element.FEE.value if free_of_charge(standard_of(visit.desk, ticket)) else ""
    given = any(value is not None for asked_, value in answers.items() if asked_ != preset)
    kept = answers if given else {}
    if not surveys.fill(visit.desk.tx, ticket.id, office, ticket.service, month, kept):
        return _already(ticket)
    rows = [(Button(Say("button.menu"), "menu"),)]
    thanks = card(Say("survey.thanks"), rows=rows)
    return Reply((thanks,), at=conversations.NOWHERE)


def _answers(visit: Visit, ticket: Ticket) -> Answers:
    answers = surveys.begun(visit.desk.tx, ticket.id, ticket.key)
    if free_of_charge(standard_of(visit.desk, ticket)):
        answers[Element.FEE.value] = BEST
    return answers


def _month(visit: Visit, office: str) -> str:
    zone = ZoneInfo(visit.desk.books.catalogue.office(office).zone)
    at: datetime = visit.desk.now.astimezone(zone)
    return f"{at:%Y-%m}"


def _own(visit: Visit, arg: str) -> Ticket | None:
    ticket = tickets.by_id(visit.desk.tx, int(arg.partition(".")[0] or 0))
    mine_ = ticket is not None and ticket.person_id == visit.person.id
    return ticket if mine_ else None


def _unknown() -> Reply:
    return Reply((card(Say("ticket.unknown")),), at=conversations.NOWHERE)


def _not_this(ticket: Ticket) -> Reply:
    refused = card(Say("survey.not_this", {"number": ticket.number}))
    return Reply((refused,), at=conversations.NOWHERE)


def _already(ticket: Ticket) -> Reply:
    already = card(Say("survey.already", {"number": ticket.number}))
    return Reply((already,), at=conversations.NOWHERE)
