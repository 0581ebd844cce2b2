"""The guided intake as a value: what was answered, and the path these answers lead through."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from flows.checked import Fault
from flows.checks import compare
from flows.heard import Paper
from flows.say import Card
from flows.standard import Ask, AskKind, Standard

SKIPPED = "-"
"""The answer of an optional item that the applicant left out."""
MOST_PARTS = 20
"""How many files one document may have (an album has ten at most)."""


class Outcome(StrEnum):
    """Where a turn leaves the intake."""

    ASKING = "asking"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything an applicant has given so far; `asked` is the open item, "" means the review.

    `answers` hold normalised values (a document with alternatives: the chosen one), `papers` the
    files of each document, `warnings` the codes that staff should look at. `follows` is the number
    of an older ticket whose matter goes on; `waived` gives, by item, why discretion waived it;
    `stays` is a newer version of the standard that the applicant chose not to take.
    """

    asked: str
    answers: Mapping[str, str] = field(default_factory=dict)
    papers: Mapping[str, tuple[Paper, ...]] = field(default_factory=dict)
    warnings: Mapping[str, str] = field(default_factory=dict)
    follows: str = ""
    waived: Mapping[str, str] = field(default_factory=dict)
    stays: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """The new intake and what to say."""

    intake: Intake
    cards: tuple[Card, ...]
    outcome: Outcome = Outcome.ASKING


def path(standard: Standard, answers: Mapping[str, str]) -> tuple[Ask, ...]:
    """Return the items that these answers lead through: the same answers, the same path.

    What is asked at a step of the chain (`Ask.at`) is no part of it.
    """
    taken: dict[str, str] = {}
    items = []
    for ask in standard.asks:
        if not ask.at and all(taken.get(item) in wanted for item, wanted in ask.when.items()):
            items.append(ask)
            if ask.id in answers:
                taken[ask.id] = answers[ask.id]
    return tuple(items)


def disagreement(ask: Ask, value: str, answers: Mapping[str, str]) -> Fault | None:
    """Return why an answer does not fit an earlier one (`checks.compare`), None if it does."""
    same_as, differs_from = (answers.get(other) for other in (ask.same_as, ask.differs_from))
    return compare(value, same_as=same_as, differs_from=differs_from)


def answered(ask: Ask, intake: Intake) -> bool:
    """Whether an item needs nothing more; an answer that an edited one contradicts is none."""
    value = intake.answers.get(ask.id)
    if value == SKIPPED or ask.id in intake.waived:
        return True
    if value is not None and disagreement(ask, value, intake.answers):
        return False
    if ask.kind is AskKind.DOCUMENT and not intake.papers.get(ask.id):
        return False
    return ask.id in intake.answers or (ask.kind is AskKind.DOCUMENT and not ask.any_of)


def open_item(standard: Standard, intake: Intake) -> str:
    """Return the first item still to be answered, "" when the review may come."""
    for ask in path(standard, intake.answers):
        if not answered(ask, intake):
            return ask.id
    return ""
