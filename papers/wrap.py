"""Breaks texts into lines of a width; a word longer than a line is broken too."""

import re
from collections.abc import Iterator
from typing import Final

from papers.fonts import printable, width

_POINT: Final = re.compile(r"(\d{1,2}[.)]|[a-z][.)]|[-•–])\s+")


def paragraphs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the lines of a text as written, each as its mark ("1.", "a.", "-" or "") and rest."""
    for line in printable(text).split("\n"):
        found = _POINT.match(line)
        if found is None:
            yield "", line.strip()
        else:
            yield found[1], line[found.end() :].strip()


def wrap(text: str, font: str, size: float, room: float) -> list[str]:
    """Return a text in lines no wider than `room` points; at least one line."""
    lines = [""]
    for word in text.split():
        tried = f"{lines[-1]} {word}" if lines[-1] else word
        if width(tried, font, size) <= room:
            lines[-1] = tried
            continue
        pieces = _pieces(word, font, size, room)
        if lines[-1]:
            lines.extend(pieces)
        else:
            lines[-1:] = pieces
    return lines


def wrapped(text: str, font: str, size: float, room: float) -> list[str]:
    """Return a text that may have line breaks of its own, made printable, in lines."""
    written = printable(text).split("\n")
    return [line for part in written for line in wrap(part, font, size, room)]


def _pieces(word: str, font: str, size: float, room: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, font, size) > room:
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces
