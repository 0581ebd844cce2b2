"""A pen: writes sentences and values in one language, plain, as they stand on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flows.printout import Block, BlockKind, Printout
from flows.say import Say, Value
from flows.standard import Source
from flows.words import Language, Words
from texts.render import Texts


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes for one printout in one language."""

    texts: Texts
    language: Language

    def say(self, key: str, **values: Value) -> str:
        """Return a sentence of `texts/`."""
        return self.texts.plain(Say(key, values), self.language)

    def words(self, value: Value) -> str:
        """Return any value as it reads."""
        return self.texts.plain(Say("printing.value", {"value": value}), self.language)

    def day(self, day: date) -> str:
        """Return a day as it is written, without its weekday."""
        months = self.texts.sentences[self.language]["date.months"].split()
        return f"{day.day} {months[day.month - 1]} {day.year}"

    def heading(self, key: str) -> Block:
        """Return a heading by its key."""
        return Block(BlockKind.HEADING, self.say(key))

    def note(self, key: str, **values: Value) -> Block:
        """Return a small note by its key."""
        return Block(BlockKind.NOTE, self.say(key, **values))

    def printout(self, title: str, blocks: Sequence[Block], foot: str) -> Printout:
        """Return a whole paper with the words at its end."""
        pages = self.say("printing.pages", n="{n}", all="{all}")
        lacking = self.say("printing.unprintable", mark="{mark}")
        return Printout(title, tuple(blocks), foot, pages, lacking)

    def source(self, source: Source, article: str) -> str:
        """Return where a rule stands, as it is cited."""
        return ", ".join(part for part in (source.document, article or source.article) if part)


def title(words: str, *under: str) -> Block:
    """Return the title of a paper, and the lines under it."""
    return Block(BlockKind.TITLE, words.upper(), tuple((line,) for line in under if line))


def fields(*rows: tuple[str, str]) -> Block:
    """Return labels and what stands behind them."""
    return Block(BlockKind.FIELDS, rows=rows)


def table(weights: tuple[int, ...], head: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    """Return a ruled table; `weights` are the widths of its columns."""
    return Block(
        BlockKind.TABLE, rows=(tuple(head), *(tuple(row) for row in rows)), weights=weights
    )


def file_name(words: Words | str, number: str = "") -> str:
    """Return the name a PDF is sent under: plain letters, and the ticket it belongs to."""
    text = words.id if isinstance(words, Words) else words
    letters = (c if c.isascii() and c.isalnum() else " " for c in text.lower())
    name = "-".join("".join(letters).split())
    return f"{number}-{name}.pdf" if number else f"{name}.pdf"
