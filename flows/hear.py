"""One turn of the intake: takes what the applicant did, gives the new intake and what to say."""

from collections.abc import Mapping
from dataclasses import replace

from flows.checked import Checked, Fault
from flows.checks import check
from flows.heard import Heard, HeardKind, Paper
from flows.intake import (
    MOST_PARTS,
    SKIPPED,
    Intake,
    Outcome,
    Turn,
    answered,
    disagreement,
    open_item,
    path,
)
from flows.questions import STEER_ROW, edit_list, options_of, question
from flows.say import Button, Card, Place, Say, Style, Value
from flows.standard import Ask, AskKind, Option, Standard


def begin(standard: Standard, given: Mapping[str, str] | None = None) -> Turn:
    """Open an intake at its first question that is not answered by what is `given` already."""
    intake = Intake(asked="", answers=dict(given or {}))
    intake = replace(intake, asked=open_item(standard, intake))
    return Turn(intake, (question(standard, intake),))


def hear(standard: Standard, intake: Intake, heard: Heard) -> Turn:
    """Take one thing the applicant did; wrong input is a sentence, never an exception."""
    steer = _STEER.get(heard.kind)
    if steer is not None:
        return steer(standard, intake, heard)
    if heard.kind is HeardKind.PAPER and heard.paper is not None:
        return _take_paper(standard, intake, heard.paper)
    if not intake.asked:
        return _again(standard, intake, Say("intake.error.at_review"))
    return _take_answer(standard, intake, heard)


# What was answered


def _take_answer(standard: Standard, intake: Intake, heard: Heard) -> Turn:
    ask = standard.ask(intake.asked)
    if heard.kind is HeardKind.OTHER:
        return _again(standard, intake, Say(f"intake.error.not_{ask.kind.value}"))
    options = options_of(ask)
    if options:
        return _choose(standard, intake, ask, options, heard.value)
    if ask.kind is AskKind.DOCUMENT:
        return _again(standard, intake, Say("intake.error.not_document"))
    result = check(ask.check, heard.value)
    if ask.check == "past_date" and isinstance(result, Checked) and _to_come(result, heard):
        result = Fault("in_future")
    if isinstance(result, Fault):
        return _again(standard, intake, _fault(ask, result))
    unfit = disagreement(ask, result.value, intake.answers)
    if unfit is not None:
        other = standard.ask(ask.same_as or ask.differs_from).title
        return _again(standard, intake, Say(f"intake.error.{unfit.code}", {"other": other}))
    return _accept(standard, intake, ask, result.value, result.warning)


def _to_come(result: Checked, heard: Heard) -> bool:
    """Whether a day is later than the day on which it was told (both written YYYY-MM-DD)."""
    return bool(heard.day) and result.value > heard.day


def _choose(
    standard: Standard, intake: Intake, ask: Ask, options: tuple[Option, ...], said: str
) -> Turn:
    option = _match(options, said)
    if option is None:
        return _again(standard, intake, Say("intake.error.not_an_option"))
    if option.stay is not None:
        return _again(standard, intake, Say("intake.stay", {"text": option.stay}))
    return _accept(standard, intake, ask, option.id, option.warning)


def _match(options: tuple[Option, ...], said: str) -> Option | None:
    """An option by its id, its number in the list, or its name in either language."""
    word = " ".join(said.casefold().split())
    for number, option in enumerate(options, 1):
        names = (option.id, str(number), option.title.id.casefold(), option.title.en.casefold())
        if word in names:
            return option
    return None


def _accept(standard: Standard, intake: Intake, ask: Ask, value: str, warning: str) -> Turn:
    warnings = {item: code for item, code in intake.warnings.items() if item != ask.id}
    if warning:
        warnings[ask.id] = warning
    answers = {**intake.answers, ask.id: value}
    return _onward(standard, replace(intake, answers=answers, warnings=warnings), ask)


def _onward(standard: Standard, intake: Intake, ask: Ask) -> Turn:
    """Stay with a document whose paper is still missing, else go to the first open item."""
    if not answered(ask, intake):
        return Turn(intake, (question(standard, intake),))
    intake = replace(intake, asked=open_item(standard, intake))
    return Turn(intake, (question(standard, intake),))


# Papers


def _take_paper(standard: Standard, intake: Intake, paper: Paper) -> Turn:
    item = _item_for(standard, intake, paper)
    if item is None:
        return _again(standard, intake, Say("intake.error.no_document_wanted"))
    ask = standard.ask(item)
    kept = intake.papers.get(item, ())
    if any(paper.fingerprint == other.fingerprint for other in kept):
        return _again(standard, intake, Say("intake.error.same_file", {"item": ask.title}))
    if len(kept) >= MOST_PARTS:
        return _again(standard, intake, Say("intake.error.too_many_parts", {"most": MOST_PARTS}))
    twin = _seen_elsewhere(intake, item, paper)
    if twin:
        paper = replace(paper, flag=f"same_as:{twin}")
    intake = _unskipped(intake, item)
    intake = replace(intake, papers={**intake.papers, item: (*kept, paper)})
    if item != intake.asked:
        return Turn(intake, (Card((_received(ask, intake),)),))
    if ask.any_of and item not in intake.answers:
        return Turn(intake, (question(standard, intake),))
    if paper.is_photo:
        return Turn(intake, (_counting(ask, intake),))
    turn = _onward(standard, intake, ask)
    return replace(turn, cards=(_under(_received(ask, intake), turn.cards[0]),))


def _item_for(standard: Standard, intake: Intake, paper: Paper) -> str | None:
    """The document a paper belongs to: that of its album, else the one being asked."""
    if paper.album:
        for item, kept in intake.papers.items():
            if any(other.album == paper.album for other in kept):
                return item
    if intake.asked and standard.ask(intake.asked).kind is AskKind.DOCUMENT:
        return intake.asked
    return None


def _unskipped(intake: Intake, item: str) -> Intake:
    """Forget that a document was left out, because now it comes."""
    if intake.answers.get(item) != SKIPPED:
        return intake
    return replace(intake, answers={k: v for k, v in intake.answers.items() if k != item})


def _seen_elsewhere(intake: Intake, item: str, paper: Paper) -> str:
    for other, kept in intake.papers.items():
        if other != item and any(paper.fingerprint == one.fingerprint for one in kept):
            return other
    return ""


def _received(ask: Ask, intake: Intake) -> Say:
    return Say("intake.paper.kept", _size(ask, intake))


def _counting(ask: Ask, intake: Intake) -> Card:
    """Photos are pages: they are counted in one message until "Lanjut" (albums have no end)."""
    row = (Button(Say("button.next"), "next", ask.id, Style.PRIMARY),)
    says = (Say("intake.paper.page", _size(ask, intake)),)
    return Card(says, (row, STEER_ROW), place=Place.PAGES)


def _size(ask: Ask, intake: Intake) -> dict[str, Value]:
    papers = intake.papers[ask.id]
    pages = sum(paper.pages for paper in papers)
    return {"item": ask.title, "pages": pages, "files": len(papers)}


def _under(say: Say, card: Card) -> Card:
    """Put a sentence above a card."""
    return replace(card, says=(say, *card.says))


# Steering: back, edit, keep, skip, review, submit


def _next(standard: Standard, intake: Intake, heard: Heard) -> Turn:
    if intake.asked and intake.papers.get(intake.asked):
        return _onward(standard, intake, standard.ask(intake.asked))
    return Turn(intake, (question(standard, intake),))


def _keep(standard: Standard, intake: Intake, heard: Heard) -> Turn:
    intake = replace(intake, asked=open_item(standard, intake))
    return Turn(intake, (question(standard, intake),))


def _skip(standard: Standard, intake: Intake, heard: Heard) -> Turn:
    ask = standard.ask(intake.asked) if intake.asked else None
    if ask is None or not ask.optional:
        return _again(standard, intake, Say("intake.error.not_optional"))
    papers = {item: kept for item, kept in intake.papers.items() if item != ask.id}
    return _accept(standard, replace(intake, papers=papers), ask, SKIPPED, "")


def _back(standard: Standard, intake: Intake, heard: Heard) -> Turn:
    items = [ask.id for ask in path(standard, intake.answers)]
    here = items.index(intake.asked) if intake.asked in items else len(items)
    if here == 0:
        return _again(standard, intake, Say("intake.error.at_first"))
    return _go(standard, intake, items[here - 1])


def _edit(standard: Standard, intake: Intake, heard: Heard) -> Turn:
    if heard.value in {ask.id for ask in path(standard, intake.answers)}:
        return _go(standard, intake, heard.value)
    return Turn(intake, (edit_list(standard, intake),))


def _go(standard: Standard, intake: Intake, item: str) -> Turn:
    """Ask an item again; the old answer stands until there is a new one."""
    intake = replace(intake, asked=item)
    return Turn(intake, (question(standard, intake),))


def _replace(standard: Standard, intake: Intake, heard: Heard) -> Turn:
    """Forget the papers of a document, so that it can be handed over anew."""
    item = heard.value or intake.asked
    if item not in {ask.id for ask in path(standard, intake.answers)}:
        return _show(standard, intake, heard)
    papers = {key: kept for key, kept in intake.papers.items() if key != item}
    answers = {key: value for key, value in intake.answers.items() if key != item}
    return _go(standard, replace(intake, papers=papers, answers=answers), item)


def _show(standard: Standard, intake: Intake, heard: Heard) -> Turn:
    return Turn(intake, (question(standard, intake),))


def _submit(standard: Standard, intake: Intake, heard: Heard) -> Turn:
    missing = open_item(standard, intake)
    if missing:
        intake = replace(intake, asked=missing)
        return _again(standard, intake, Say("intake.error.not_yet_complete"))
    return Turn(replace(intake, asked=""), (), Outcome.SUBMITTED)


_STEER = {
    HeardKind.NEXT: _next,
    HeardKind.KEEP: _keep,
    HeardKind.SKIP: _skip,
    HeardKind.BACK: _back,
    HeardKind.EDIT: _edit,
    HeardKind.REVIEW: _keep,
    HeardKind.REPLACE: _replace,
    HeardKind.SHOW: _show,
    HeardKind.SUBMIT: _submit,
}


def _fault(ask: Ask, fault: Fault) -> Say:
    return Say(f"intake.error.{fault.code}", {"title": ask.title, **fault.values})


def _again(standard: Standard, intake: Intake, why: Say) -> Turn:
    return Turn(intake, (_under(why, question(standard, intake)),))
