"""`loket ask`: the search on the command line, with the same code as the bot and no Telegram."""

import json
from collections.abc import Iterable, Iterator

from desk.knowledge.corpus import entries
from faq.entry import Answered, DidYouMean, Entry, NotKnown, Result
from faq.search import Search
from flows.words import Language
from standards.catalogue import Catalogue

Told = dict[str, object]


def answers(catalogue: Catalogue, questions: Iterable[str]) -> Iterator[str]:
    """Yield one JSON object for each question, in order; each question is one line."""
    search = Search(entries(catalogue))
    for question in questions:
        yield json.dumps(told(search.ask(question.rstrip("\r\n"))), ensure_ascii=False)


def plainly(catalogue: Catalogue, questions: Iterable[str]) -> Iterator[str]:
    """Yield what a person at the keyboard reads: the answer, or the titles that come near."""
    search = Search(entries(catalogue))
    for question in questions:
        result = search.ask(question.rstrip("\r\n"))
        match result:
            case Answered(entry, _, _, language):
                yield entry.text(language) + "\n"
            case DidYouMean(choices, _, _, language):
                yield "\n".join(f"? {entry.title.in_(language)}" for entry in choices) + "\n"
            case NotKnown(kind, _, _, _):
                yield f"- {kind.value}\n"


def told(result: Result) -> Told:
    """Return a result as `ask --json` tells it; `answer` is None where the search is not sure."""
    match result:
        case Answered(entry, others, confidence, language):
            own = _answer(entry, language, confidence)
            return {**own, "suggestions": _suggested(others, language), "best": own}
        case DidYouMean(choices, _, confidence, language):
            return {
                **_nothing(confidence),
                "suggestions": _suggested(choices, language),
                "best": _answer(choices[0], language, confidence),
            }
        case NotKnown(kind, nearest, confidence, language):
            best = None if nearest is None else _answer(nearest, language, confidence)
            return {**_nothing(confidence), "suggestions": [], "best": best, "kind": kind.value}


def _answer(entry: Entry, language: Language, confidence: float) -> Told:
    return {
        "answer": entry.text(language),
        "score": round(confidence, 4),
        "service": entry.service or None,
    }


def _nothing(confidence: float) -> Told:
    return {"answer": None, "score": round(confidence, 4), "service": None}


def _suggested(choices: Iterable[Entry], language: Language) -> list[Told]:
    return [
        {"title": entry.title.in_(language), "answer": entry.text(language)} for entry in choices
    ]
