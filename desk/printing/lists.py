"""What a form lists by itself: answers, documents, the sheet's marks, the way of the dossier."""

from desk.printing.case import Case
from desk.printing.pen import Pen, fields, table
from desk.tickets import local
from flows.forms import PrintedForm
from flows.intake import answered, path
from flows.printout import Block
from flows.questions import shown
from flows.say import Say
from flows.standard import Ask, AskKind
from storage import dossier, journal

_BY_HAND = 3
"""How many empty lines a way has that goes on by hand."""


def answers(case: Case, _: PrintedForm, pen: Pen) -> Block:
    """Every typed answer, under its title."""
    return fields(
        *(
            (pen.words(ask.title), pen.words(shown(ask, case.intake)))
            for ask in path(case.standard, case.intake.answers)
            if ask.kind is AskKind.TEXT
            and not ask.same_as
            and answered(ask, case.intake)
            and not case.skipped(ask.id)
        )
    )


def asked_documents(case: Case) -> list[Ask]:
    """Return the documents of a case: not those left out, or waived by discretion."""
    return [ask for ask in _all_documents(case) if ask.id not in case.intake.waived]


def _all_documents(case: Case) -> list[Ask]:
    return [
        ask
        for ask in path(case.standard, case.intake.answers)
        if ask.kind is AskKind.DOCUMENT
        and not case.skipped(ask.id)
        and (not ask.optional or ask.id in case.intake.papers)
    ]


def documents(case: Case, form: PrintedForm, pen: Pen) -> Block:
    """Every document that goes with the form, and in which form it is shown or sent."""
    rows = [
        (str(nth), named(ask, case, pen), pen.words(Say(f"form.{ask.form.value}")))
        for nth, ask in enumerate((a for a in asked_documents(case) if a.id != form.ask), 1)
    ]
    head = [pen.say(f"printing.{name}") for name in ("nth", "document", "shown_as")]
    return table((1, 8, 4), head, rows)


def named(ask: Ask, case: Case, pen: Pen) -> str:
    """Return a document's title, and which of its alternatives was chosen."""
    chosen = [one for one in ask.any_of if one.id == case.intake.answers.get(ask.id)]
    title = pen.words(ask.title)
    return f"{title}: {pen.words(chosen[0].title)}" if chosen else title


def checklist(case: Case, form: PrintedForm, pen: Pen) -> Block:
    """Every document with what the sheet says of it; empty where nothing is marked yet."""
    marks = dossier.marks(case.desk.tx, case.ticket.id) if case.ticket else {}
    rows = []
    for nth, ask in enumerate(_all_documents(case), 1):
        mark = marks.get(ask.id)
        found = ["", "", "", ""]
        if ask.id in case.intake.waived:
            found = ["–", "–", "–", pen.say("printing.waived")]
        elif mark is not None:
            said = [mark.complete, mark.correct, mark.valid]
            found = [pen.say("printing.yes" if one else "printing.no") for one in said]
            found.append("" if mark.good else pen.words(Say(f"reason.{mark.reason}")))
        rows.append([str(nth), named(ask, case, pen), *found])
    names = ("nth", "document", "complete", "correct", "valid", "remark")
    return table((1, 5, 2, 2, 2, 4), [pen.say(f"printing.{name}") for name in names], rows)


def route(case: Case, form: PrintedForm, pen: Pen) -> Block:
    """The way of the dossier so far: when, who by post, what; and room to go on by hand."""
    rows = []
    for entry in journal.history(case.desk.tx, case.ticket.id) if case.ticket else ():
        if entry.version is None or "to" not in entry.data:
            continue
        at = local(case.desk, int(entry.at.timestamp() * 1000), case.standard.office)
        step = case.standard.step(str(entry.data["to"])).title
        rows.append((pen.words(at), pen.words(Say(f"role.{entry.role}")), pen.words(step)))
    rows += [("", "", "")] * _BY_HAND
    head = [pen.say(f"printing.{name}") for name in ("when", "by", "to_step")]
    return table((5, 4, 5), head, rows)
