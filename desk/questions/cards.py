"""An answer as a message: the fact first, details on a button, its source, and the way on."""

from collections.abc import Sequence

from desk.complaints.start import start_label
from desk.editing.rights import may_correct
from desk.knowledge.of_service import COMPLAINTS, outside_id
from desk.visit import Visit, card
from faq.entry import Entry
from flows.say import Button, Card, Say, Style, Value
from flows.standard import Standard
from flows.words import Language, Words

_STARTS = 2
"""So many services are offered to begin with, of an answer about several."""


def answer_card(
    visit: Visit,
    question: int,
    entry: Entry,
    language: Language,
    named: Sequence[Standard] = (),
) -> Card:
    """Return the card of an answer; `question` is the row its buttons are about.

    `named` are services that the question names besides: a problem can be reported there.
    """
    title, short = _spoken(entry.title, language), _spoken(entry.short, language)
    says = [Say("question.answer", {"title": title, "text": short})]
    if entry.source:
        says.append(Say("question.source", {"source": entry.source}))
    says.append(Say("question.helped"))
    return card(*says, rows=_rows(visit, question, entry, named))


def details_card(visit: Visit, question: int, entry: Entry) -> Card:
    """Return everything that is known: the button under the short answer."""
    language = visit.language
    values: dict[str, Value] = {
        "title": _spoken(entry.title, language),
        "text": _spoken(entry.details, language),
    }
    rows = (*_starts(visit, entry), (_person(question),))
    return card(Say("question.answer", values), rows=rows)


def choices_card(visit: Visit, question: int, choices: tuple[Entry, ...], why: Say) -> Card:
    """Return "do you mean": up to three answers by title, and a person."""
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                Say("question.choice", {"nth": nth, "title": entry.title}),
                "question_pick",
                f"{question}.{nth - 1}",
            ),
        )
        for nth, entry in enumerate(choices, 1)
    ]
    rows.append((_person(question),))
    if visit.at.draft_id is not None:
        rows.append((Button(Say("button.go_on"), "go_on"),))
    return card(why, rows=rows)


def _rows(
    visit: Visit, question: int, entry: Entry, named: Sequence[Standard]
) -> list[tuple[Button, ...]]:
    arg = str(question)
    rows: list[tuple[Button, ...]] = []
    if entry.details.id:
        rows.append((Button(Say("question.button_more"), "question_more", arg),))
    rows.extend(_starts(visit, entry, named))
    rows.append(
        (
            Button(Say("question.button_yes"), "question_yes", arg),
            Button(Say("question.button_no"), "question_no", arg),
        )
    )
    rows.append((_person(question),))
    if may_correct(visit, entry):
        rows.append((Button(Say("question.button_correct"), "faq_correct", arg),))
    return rows


def _starts(
    visit: Visit, entry: Entry, named: Sequence[Standard] = ()
) -> list[tuple[Button, ...]]:
    """The buttons that begin the service an answer is about."""
    if entry.service == COMPLAINTS:
        return [(Button(Say("button.complain"), "complain"),)]
    return [
        (Button(_start(one), "service", one.id, Style.SUCCESS),)
        for one in (_services(visit, entry.service) or named)[:_STARTS]
        if not one.family
    ]


def _services(visit: Visit, service: str) -> list[Standard]:
    catalogue = visit.desk.books.catalogue
    return [
        one
        for one in catalogue.services.values()
        if service and outside_id(one) == service and one.on and one.office in catalogue.served
    ]


def _start(standard: Standard) -> Say:
    values: dict[str, Value] = {"start": start_label(standard.kind), "title": standard.title}
    return Say("question.button_start", values)


def _person(question: int) -> Button:
    return Button(Say("question.button_person"), "question_person", str(question))


def _spoken(text: Words, language: Language) -> Words:
    """An English question gets an English answer, whatever language the chat is in."""
    return Words(text.en, text.en) if language is Language.EN else text
