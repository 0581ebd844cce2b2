"""What staff ask of all questions at once: groups without an answer, the replay of a month.

Both take longer than the writer may be held: rows are read beside it, the rest is for a thread.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.desk import Books
from desk.editing.rights import editor
from desk.questions.found import Fate, Group, Groups, Replay, Replayed
from faq.entry import Answered, Context, DidYouMean, Result
from faq.groups import grouped
from storage import people, questions
from storage.moments import DAY, to_ms
from storage.questions import Outcome, Question, Rating
from storage.tx import Tx

COMMAND = "/faq"
REPORT = "laporan"
WINDOW = 90 * DAY
"""How far back questions without an answer are listed."""
REPLAYED = 30 * DAY
MOST_GROUPED = 500
MOST_REPLAYED = 2_000
_GOT = {
    Outcome.ANSWERED: Fate.ANSWERED,
    Outcome.CHOSEN: Fate.ANSWERED,
    Outcome.CHOICES: Fate.CHOICES,
    Outcome.UNKNOWN: Fate.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Material:
    """The questions to study; `replay`: to ask them again."""

    questions: Sequence[Question]
    replay: bool


def asks_for_study(text: str) -> bool:
    """Whether a text is a command that needs a study."""
    name, _, words = text.strip().partition(" ")
    return name.partition("@")[0].casefold() == COMMAND and words.strip().casefold() in {
        "",
        REPORT,
    }


def material(tx: Tx, books: Books, telegram_id: int, text: str, now: datetime) -> Material | None:
    """Return the questions that a command is about, None for who is no editor (a read)."""
    person = people.by_telegram(tx, telegram_id)
    if person is None or not editor(tx, books, person, to_ms(now)):
        return None
    at = to_ms(now)
    if text.strip().casefold().endswith(REPORT):
        return Material(questions.between(tx, at - REPLAYED, at + 1, MOST_REPLAYED), replay=True)
    return Material(questions.without_answer(tx, at - WINDOW, MOST_GROUPED), replay=False)


def study(books: Books, of: Material) -> Groups | Replay:
    """Group the questions, or ask them all again (for a thread; a millisecond a question)."""
    if of.replay:
        return Replay(tuple(_again(books, one) for one in of.questions))
    places = grouped([one.masked for one in of.questions])
    return Groups(tuple(_group([of.questions[place] for place in group]) for group in places))


def _group(asked: Sequence[Question]) -> Group:
    offices = {one.office for one in asked if one.office}
    office = offices.pop() if len(offices) == 1 else ""
    return Group(tuple(one.id for one in asked), asked[0].masked, office)


def _again(books: Books, asked: Question) -> Replayed:
    result = books.shelf.ask(asked.masked, Context(asked.service, asked.office))
    helped = asked.rating is not Rating.NO
    before = _GOT[asked.outcome] if helped else Fate.UNKNOWN
    return Replayed(asked.masked, before, _fate(result), _answer(result))


def _fate(result: Result) -> Fate:
    if isinstance(result, Answered):
        return Fate.ANSWERED
    return Fate.CHOICES if isinstance(result, DidYouMean) else Fate.UNKNOWN


def _answer(result: Result) -> str:
    return result.entry.title.id if isinstance(result, Answered) else ""
