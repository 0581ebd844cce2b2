"""Forms for a draft: made at the question that asks for them, or all of them before sending."""

from dataclasses import replace

from desk.printing.case import Case
from desk.printing.forms import form_printout
from desk.printing.pen import file_name
from desk.versions import pinned
from desk.visit import Reply, Visit, card, draft_subject, under
from flows.filling import form_for, makeable
from flows.forms import PrintedForm
from flows.printout import Printout
from flows.questions import question
from flows.say import Button, Card, Say
from flows.sending import Method, Sending
from storage.drafts import Draft

ACTIONS = frozenset({"form", "forms"})
"""The buttons of a draft that are answered here."""
WORDS = frozenset({"formulir", "form", "forms", "cetak formulir"})
"""What asks for a form wherever a draft is."""


def pressed(visit: Visit, kept: Draft, action: str, form_id: str) -> Reply:
    """Answer a button: one form, or the list of all."""
    case = _case(visit, kept)
    wanted = [one for one in makeable(case.standard, kept.intake.answers) if one.id == form_id]
    return _made(visit, kept, case, wanted[0]) if wanted else forms(visit, kept)


def said(visit: Visit, kept: Draft) -> Reply:
    """The typed twin: the form of the open question, else the list."""
    case = _case(visit, kept)
    form = form_for(case.standard, kept.intake.answers, kept.intake.asked)
    return forms(visit, kept) if form is None else _made(visit, kept, case, form)


def forms(visit: Visit, kept: Draft) -> Reply:
    """List the forms these answers make, each a button; without any, say so."""
    case = _case(visit, kept)
    found = makeable(case.standard, kept.intake.answers)
    if not found:
        none = under(Say("printing.no_forms"), question(case.standard, kept.intake))
        return _stay(visit, kept, none)
    rows = [(Button(form.title, "form", form.id),) for form in found]
    rows.append((Button(Say("button.go_on"), "show"),))
    reply = _stay(visit, kept, card(Say("printing.which"), rows=rows))
    return replace(reply, numbered=True)


def _case(visit: Visit, kept: Draft) -> Case:
    standard = pinned(visit.desk, kept.service, kept.standard_version)
    return Case(visit.desk, standard, kept.intake)


def _made(visit: Visit, kept: Draft, case: Case, form: PrintedForm) -> Reply:
    """Send the form, and ask the open question again under it."""
    paper = form_printout(case, form, visit.language)
    sent = sending(visit, paper, caption_of(form), file_name(form.title))
    shown = under(
        Say("printing.made", {"title": form.title}), question(case.standard, kept.intake)
    )
    return replace(_stay(visit, kept, shown), extra=(sent,))


def caption_of(form: PrintedForm) -> Say:
    """Say what to do with a form: print, sign, and what else it needs."""
    more = []
    if form.letterhead:
        more.append(Say("printing.needs_letterhead"))
    if any(one.stamp for one in form.signers):
        more.append(Say("printing.needs_stamp"))
    if any(one.meterai for one in form.signers):
        more.append(Say("printing.needs_meterai"))
    return Say("printing.caption", {"title": form.title, "needs": tuple(more)})


def sending(visit: Visit, paper: Printout, caption: Say, name: str) -> Sending:
    """Return a printout as a document to the speaker; it is made when it goes out."""
    return Sending(
        visit.desk.speaker.telegram_id,
        Method.DOCUMENT,
        visit.desk.books.texts.html(caption, visit.language),
        file_name=name,
        printout=paper,
    )


def _stay(visit: Visit, kept: Draft, shown: Card) -> Reply:
    place = replace(visit.at, draft_id=kept.id, ticket_id=None, step="")
    return Reply((shown,), draft_subject(kept.id), kept.turn, place)
