"""What came of a turn, and the ways to play a transcript (`bot/journeys.py` reads them)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.journeys import DEEDS, Transcript, Turn, names, read, whole_ones

__all__ = [
    "DEEDS",
    "Driver",
    "LiveDriver",
    "Outcome",
    "Transcript",
    "Turn",
    "names",
    "read",
    "whole_ones",
]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a turn: the answer, its buttons, and what others were told, by name.

    None: this way of playing does not know the words (or the buttons), only who is told.
    """

    text: str | None
    labels: tuple[str, ...] | None
    pushes: Mapping[str, str | None]


class Driver(Protocol):
    """One way to play a transcript."""

    def play(self, turn: Turn) -> Outcome | None:
        """Do one turn; None: this way does not know such turns."""


class LiveDriver(Protocol):
    """A way to play a transcript that must be waited for."""

    async def play(self, turn: Turn) -> Outcome:
        """Do one turn, and wait until nothing more comes of it."""
