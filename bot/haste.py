"""How fast one person may send: a flood of one never keeps the counter from the others."""

from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from desk import front
from desk.desk import Desk, Order
from flows.sending import Sending

MOST_A_MINUTE: Final = 60
_WINDOW: Final = timedelta(minutes=1)
_PEOPLE_KEPT: Final = 10_000


class Haste(Enum):
    """What becomes of one more message: taken, refused with a word, refused in silence."""

    TAKEN = auto()
    TOLD = auto()
    SILENT = auto()


class Patience:
    """Counts what each person sent within the last minute; kept in memory only.

    One process receives at a time, and one lane works for each person, so this is enough.
    """

    def __init__(self) -> None:
        self._sent: dict[int, deque[datetime]] = {}
        self._told: dict[int, datetime] = {}

    def judge(self, who: int, at: datetime) -> Haste:
        """Return what becomes of a message of `who`; refused ones do not count."""
        if len(self._sent) > _PEOPLE_KEPT:
            self._forget(at)
        sent = self._sent.setdefault(who, deque())
        while sent and sent[0] <= at - _WINDOW:
            sent.popleft()
        if len(sent) < MOST_A_MINUTE:
            sent.append(at)
            return Haste.TAKEN
        told = self._told.get(who)
        if told is not None and told > at - _WINDOW:
            return Haste.SILENT
        self._told[who] = at
        return Haste.TOLD

    def _forget(self, at: datetime) -> None:
        """Forget everybody who sent nothing within the last minute."""
        recent = {
            who: sent for who, sent in self._sent.items() if sent and sent[-1] > at - _WINDOW
        }
        self._sent = recent
        self._told = {who: told for who, told in self._told.items() if who in recent}


def refusal(haste: Haste) -> Order:
    """Return the order that answers what came too fast."""
    return front.hasty if haste is Haste.TOLD else _nothing


def _nothing(desk: Desk) -> Sequence[Sending]:
    return ()
