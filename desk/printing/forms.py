"""Fills a form from what was answered: a printout that only waits for hand, stamp and meterai."""

from collections.abc import Callable, Mapping

from desk.printing import lists
from desk.printing.case import Case
from desk.printing.pen import Pen, fields, title
from desk.tickets import local
from flows.filling import fill, holds
from flows.forms import FormBy, FormList, FormPart, PrintedForm, Signer
from flows.intake import answered, path
from flows.printout import DOTS, Block, BlockKind, Printout
from flows.questions import shown
from flows.words import Language


def form_printout(case: Case, form: PrintedForm, language: Language) -> Printout:
    """Return a filled form: Indonesian, for it goes to an Indonesian office.

    Whoever reads English gets a translation behind it, marked as not to be handed in.
    """
    texts = case.desk.books.texts
    pen = Pen(texts, Language.ID)
    blocks = _blocks(case, form, pen)
    if language is not Language.ID and form.by is FormBy.APPLICANT:
        other = Pen(texts, language)
        blocks += [Block(BlockKind.BREAK), other.note("printing.translation")]
        blocks += _blocks(case, form, other)
    key = "printing.foot" if form.by is FormBy.APPLICANT else "printing.foot_office"
    foot = pen.say(key, source=pen.source(case.standard.source, form.article))
    return pen.printout(form.title.id, blocks, foot)


def _blocks(case: Case, form: PrintedForm, pen: Pen) -> list[Block]:
    values = _values(case, pen)
    blocks = []
    if form.letterhead:
        blocks.append(Block(BlockKind.LETTERHEAD, pen.say("printing.letterhead")))
    number = case.ticket.number if case.ticket else ""
    blocks.append(title(pen.words(form.title), pen.say("printing.about", number=number)
                        if number else ""))  # fmt: skip
    if form.to is not None:
        to = fill(form.to.in_(pen.language), values)
        blocks.append(Block(BlockKind.PARAGRAPH, pen.say("printing.to", to=to)))
    for part in form.parts:
        if holds(part.when, case.intake.answers):
            blocks.extend(_part(case, form, part, pen, values))
    if form.signers:
        blocks.append(_signatures(form.signers, case, pen))
    return blocks


def _part(
    case: Case, form: PrintedForm, part: FormPart, pen: Pen, values: Mapping[str, str]
) -> list[Block]:
    blocks = []
    if part.title is not None:
        blocks.append(Block(BlockKind.HEADING, pen.words(part.title)))
    if part.text is not None:
        text = fill(part.text.in_(pen.language), values)
        blocks.append(Block(BlockKind.PARAGRAPH, text))
    asked = {ask.id for ask in path(case.standard, case.intake.answers)}
    rows = [
        (pen.words(case.standard.ask(item).title), values.get(item) or DOTS)
        for item in part.fields
        if item in asked
    ]
    rows += [(pen.words(blank), DOTS) for blank in part.blanks]
    if rows:
        blocks.append(fields(*rows))
    if part.lists is not None:
        blocks.append(_LISTS[part.lists](case, form, pen))
    return blocks


_LISTS: Mapping[FormList, Callable[[Case, PrintedForm, Pen], Block]] = {
    FormList.ANSWERS: lists.answers,
    FormList.DOCUMENTS: lists.documents,
    FormList.CHECKLIST: lists.checklist,
    FormList.ROUTE: lists.route,
}


def _values(case: Case, pen: Pen) -> dict[str, str]:
    """Return what the placeholders stand for; what was not answered is not among them."""
    office = case.desk.books.catalogue.office(case.standard.office)
    values = {
        ask.id: pen.words(shown(ask, case.intake))
        for ask in path(case.standard, case.intake.answers)
        if answered(ask, case.intake) and not case.skipped(ask.id)
    }
    values |= {"service": pen.words(case.standard.title), "office": pen.words(office.name)}
    if case.ticket is not None:
        at = local(case.desk, case.ticket.submitted_at, office.id)
        values |= {"number": case.ticket.number, "submitted": pen.words(at)}
    return values


def _signatures(signers: tuple[Signer, ...], case: Case, pen: Pen) -> Block:
    values = _values(case, pen)
    rows = []
    for nth, signer in enumerate(signers, 1):
        place = pen.say("printing.place_and_date") if nth == len(signers) else ""
        meterai = pen.say("printing.meterai") if signer.meterai else ""
        stamp = pen.say("printing.stamp") if signer.stamp else ""
        name = values.get(signer.name) or DOTS
        rows.append((place, pen.words(signer.role), name, meterai, stamp))
    return Block(BlockKind.SIGNATURES, rows=tuple(rows))
