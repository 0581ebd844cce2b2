"""The tests' way in: the rehearsal's house with the people of the tests."""

from datetime import UTC, datetime
from pathlib import Path

from bot.rehearsal.house import Answer, Rehearsal
from desk import front
from desk.desk import Books
from tests.people import PEOPLE

__all__ = ["START", "Answer", "House"]

START = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)
"""Monday, 3 August 2026, 09.00 WIB, 10.00 WITA: every office is open."""


class House(Rehearsal):
    """The desk with its officers appointed, and what only a test does at it."""

    def __init__(self, folder: Path, books: Books) -> None:
        super().__init__(folder, books, PEOPLE, START)

    def hands_refused(self, who: str, code: str) -> Answer:
        """Hand over a file that the inspection refused."""
        return self._do(who, lambda desk: front.refused_file(desk, code), {"file": code})

    def edits(self, who: str, text: str = "") -> Answer:
        """Change a message that was sent before."""
        return self._do(who, lambda desk: front.edited(desk, text), {"edited": text})
