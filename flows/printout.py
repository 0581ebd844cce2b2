"""A paper to be printed, as a value: what stands on it, free of fonts and of any library."""

from dataclasses import dataclass
from enum import StrEnum

DOTS = "…………………………"
"""Stands for what the applicant has not said: he fills it in by hand."""


class BlockKind(StrEnum):
    """What a part of a printout is."""

    LETTERHEAD = "letterhead"
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    NOTE = "note"
    FIELDS = "fields"
    TABLE = "table"
    SIGNATURES = "signatures"
    CODE = "code"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Block:
    """One part, from the top of the page to its end.

    `rows` are, for FIELDS: label and value; for a TABLE: its cells, the first row its head; for
    SIGNATURES: place and date, role, name, and the words in the places of meterai and stamp
    ("": no such place). `weights` are the widths of a table's columns. A LETTERHEAD keeps room
    for the company's own; a CODE holds `text` as a QR code beside its first row.
    """

    kind: BlockKind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    weights: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Printout:
    """A whole paper; `foot` stands at the end of each page with `pages` ("{n}" of "{all}").

    `unprintable` is added at the end when a letter had to be replaced by {mark}.
    """

    title: str
    blocks: tuple[Block, ...]
    foot: str
    pages: str
    unprintable: str = ""
