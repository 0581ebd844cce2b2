"""What a check of a typed answer returns, and the cleaning that goes before every check."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.seen import is_seen


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer that holds: as kept, as shown in the review, and a code staff are warned with."""

    value: str
    shown: str
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """An answer that does not hold: a short code (`intake.error.<code>`) and its values."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)


_LINE_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")


def line(text: str) -> str:
    """Return `text` as one clean line: NFC, nothing invisible, single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(lines(text).split())


def lines(text: str) -> str:
    """Return `text` clean, its line breaks kept (at most one empty line in a row)."""
    text = _LINE_BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    text = "".join(char for char in text if char in "\n\t" or is_seen(char))
    text = re.sub(r" ?\n ?", "\n", _SPACES.sub(" ", text))
    return re.sub(r"\n{3,}", "\n\n", text).strip()
