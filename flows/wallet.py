"""A document that was checked before becomes the answer of an item, without a new upload."""

from collections.abc import Sequence
from dataclasses import replace

from flows.heard import Paper
from flows.intake import Intake, Turn, open_item
from flows.questions import question
from flows.standard import Ask, AskKind, Standard


def fits(ask: Ask, chosen: str) -> bool:
    """Whether a paper kept as the alternative `chosen` ("": it has none) answers this item."""
    if ask.kind is not AskKind.DOCUMENT:
        return False
    return chosen in {option.id for option in ask.any_of} if ask.any_of else not chosen


def put_in(
    standard: Standard, intake: Intake, item: str, papers: Sequence[Paper], chosen: str
) -> Turn:
    """Take kept papers as the answer of `item` and go to the first open item."""
    answers = {key: value for key, value in intake.answers.items() if key != item}
    if chosen:
        answers[item] = chosen
    intake = replace(intake, answers=answers, papers={**intake.papers, item: tuple(papers)})
    intake = replace(intake, asked=open_item(standard, intake))
    return Turn(intake, (question(standard, intake),))
