"""An answer offered while a problem is being described: solved on yes, and no ticket is made."""

from dataclasses import replace

from desk import intake
from desk.questions.asking import PROBLEM, keep
from desk.questions.found import Found
from desk.questions.steps import OFFERED
from desk.visit import Reply, Visit, card
from faq.entry import Answered
from flows.say import Button, Say, Style
from storage import conversations, drafts, questions
from storage.drafts import Draft
from storage.questions import Outcome, Rating


def offer(visit: Visit, before: Draft, reply: Reply) -> Reply:
    """Put an answer before the next question, where one is sure and the description was taken."""
    found = visit.found
    if not isinstance(found, Found) or not found.offered or visit.behalf is not None:
        return reply
    result = found.result
    if not isinstance(result, Answered) or result.entry.component != PROBLEM:
        return reply
    now = drafts.glance(visit.desk.tx, before.id)
    if now is None or now.asked == before.intake.asked:
        return reply
    question = keep(visit, found, Outcome.ANSWERED, (result.entry,))
    values = {"title": result.entry.title, "text": result.entry.short}
    says = (Say("question.offer", values), Say("question.solved"))
    rows = (
        (Button(Say("question.button_solved"), "question_solved", str(question), Style.SUCCESS),),
        (Button(Say("question.button_unsolved"), "question_unsolved", str(question)),),
    )
    at = replace(reply.at or visit.at, step=OFFERED, question=question)
    return Reply((card(*says, rows=rows),), at=at, numbered=True)


def solved(visit: Visit, arg: str) -> Reply:
    """The answer solved it: the draft ends, no ticket is made, and the yes is counted."""
    kept = intake.current(visit)
    if kept is None or visit.at.step != OFFERED:
        rows = ((Button(Say("button.menu"), "menu"),),)
        return Reply((card(Say("question.thanks"), rows=rows),))
    questions.rate(visit.desk.tx, int(arg), Rating.YES)
    drafts.close(visit.desk.tx, kept.id, "solved", visit.now)
    rows = ((Button(Say("button.menu"), "menu"),),)
    return Reply((card(Say("question.no_ticket"), rows=rows),), at=conversations.NOWHERE)


def unsolved(visit: Visit, arg: str) -> Reply:
    """It did not: the report goes on where it was."""
    kept = intake.current(visit)
    if kept is None or visit.at.step != OFFERED:
        rows = ((Button(Say("button.menu"), "menu"),),)
        return Reply((card(Say("question.gone"), rows=rows),))
    questions.rate(visit.desk.tx, int(arg), Rating.NO)
    return intake.again(visit, kept, Say("question.go_on_report"))
