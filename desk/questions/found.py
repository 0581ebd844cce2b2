"""What was looked up before the transaction, beside the writer."""

from dataclasses import dataclass
from enum import StrEnum

from faq.entry import Context, Result


@dataclass(frozen=True, slots=True)
class Found:
    """A question with what the search says; `offered`: it is the description of a problem."""

    text: str
    context: Context
    result: Result
    offered: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Questions without a good answer that ask the same: their ids, the wording of one, masked."""

    questions: tuple[int, ...]
    text: str
    office: str


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of questions that wait for an answer, the largest first."""

    groups: tuple[Group, ...]


class Fate(StrEnum):
    """What a question got or would get: an answer, a choice, or neither."""

    ANSWERED = "answered"
    CHOICES = "choices"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Replayed:
    """One question of the past, masked: what it got, what it would get now, and which answer."""

    text: str
    before: Fate
    now: Fate
    answer: str


@dataclass(frozen=True, slots=True)
class Replay:
    """The questions of the last days asked again."""

    questions: tuple[Replayed, ...]


Looked = Found | Groups | Replay
"""Whatever may be looked up for what somebody typed or pressed."""
