"""What a person did, free of Telegram: typed, chose, handed over a paper, or steered."""

from dataclasses import dataclass
from enum import StrEnum


class HeardKind(StrEnum):
    """What was heard inside an intake."""

    TEXT = "text"
    OPTION = "option"
    PAPER = "paper"
    NEXT = "next"
    KEEP = "keep"
    SKIP = "skip"
    BACK = "back"
    EDIT = "edit"
    REPLACE = "replace"
    REVIEW = "review"
    SUBMIT = "submit"
    SHOW = "show"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Paper:
    """One file that was inspected and stored: an answer, or a page of one.

    `fingerprint` is the keyed hash of the received bytes, the same for the same file of the same
    person; `album` is Telegram's media_group_id; `flag` names what staff should look at.
    """

    id: str
    media_type: str
    name: str
    pages: int
    size: int
    fingerprint: str
    album: str = ""
    flag: str = ""

    @property
    def is_photo(self) -> bool:
        """Whether it is one page of a possible series (a PDF is a whole answer)."""
        return self.media_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing a person did; `value` is the text, the option, the item, or what else was sent.

    `day` is the day it was heard on (YYYY-MM-DD, in the office's zone), "" where it is not known.
    """

    kind: HeardKind
    value: str = ""
    paper: Paper | None = None
    day: str = ""
