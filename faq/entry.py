"""What the search knows and what it returns: entries, a question's context, and results."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flows.words import Language, Words


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer. `short` names its service and tells the fact; `details` may follow, or be empty.

    `service`, `component` and `office` are "" where the answer belongs to none. `phrasings` are
    5 to 8 clean ways of asking. `source` is the document and article it rests on.
    """

    id: str
    title: Words
    short: Words
    details: Words
    phrasings: tuple[str, ...]
    service: str = ""
    component: str = ""
    office: str = ""
    source: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def valid_on(self, day: date) -> bool:
        """Whether the answer holds on a day (both ends included)."""
        after = self.valid_from is None or self.valid_from <= day
        return after and (self.valid_until is None or day <= self.valid_until)

    def text(self, language: Language) -> str:
        """Return the whole answer, plain: title, fact, details; at most 3,500 characters."""
        parts = (self.title.in_(language), self.short.in_(language), self.details.in_(language))
        return _shortened("\n".join(part for part in parts if part))


@dataclass(frozen=True, slots=True)
class Context:
    """What the person is dealing with, "" for nothing: "biayanya?" then means that service."""

    service: str = ""
    office: str = ""


class Unknown(StrEnum):
    """Why a question has no answer here; each is answered as a good officer would."""

    EMPTY = "empty"
    GREETING = "greeting"
    THANKS = "thanks"
    CHITCHAT = "chitchat"
    ABUSE = "abuse"
    GIBBERISH = "gibberish"
    INSTRUCTION = "instruction"
    AGENCY = "agency"
    PLACE = "place"
    TENDER = "tender"
    TOPIC = "topic"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Answered:
    """The search is sure. `others` (at most two) are the next best; `confidence` is 0 to 1."""

    entry: Entry
    others: tuple[Entry, ...]
    confidence: float
    language: Language


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """The search is not sure: at most three `choices`, the likeliest first.

    `component` is set where only the service is missing ("biayanya?"), so that one may ask which.
    """

    choices: tuple[Entry, ...]
    component: str
    confidence: float
    language: Language


@dataclass(frozen=True, slots=True)
class NotKnown:
    """No answer, and why; hand over to a person where the kind is UNCLEAR.

    `nearest` is the entry that came closest, for the log of unanswered questions; never shown.
    """

    kind: Unknown
    nearest: Entry | None
    confidence: float
    language: Language


Result = Answered | DidYouMean | NotKnown


def _shortened(text: str) -> str:
    return text if len(text) <= 3500 else text[:3499].rsplit("\n", 1)[0] + "\n…"
