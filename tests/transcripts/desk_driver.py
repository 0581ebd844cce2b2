"""Plays a transcript at the desk over a real SQLite store; only files are faked as stored."""

from datetime import timedelta

from tests.house import Answer, House
from tests.transcripts.transcript import Outcome, Turn


class DeskDriver:
    """One house, played turn by turn."""

    def __init__(self, house: House) -> None:
        self._house = house

    def play(self, turn: Turn) -> Outcome:
        """Do one turn at the desk."""
        if turn.after:
            self._house.now += passed(turn.after)
        answer = self._do(turn)
        news = {who: self._house.news(who) for who in self._house.unread}
        pushes = {who: text for who, text in news.items() if text}
        return Outcome(answer.text, tuple(answer.labels), pushes)

    def _do(self, turn: Turn) -> Answer:
        house = self._house
        if turn.says:
            return house.says(turn.who, turn.says, to=turn.to)
        if turn.presses:
            return house.presses(turn.who, turn.presses, oldest=turn.oldest)
        if turn.hands:
            return house.hands(turn.who, turn.hands, album=turn.album, same_as=turn.same_as)
        if turn.sends:
            return house.sends(turn.who, turn.sends)
        return house.blocks(turn.who)


def passed(words: str) -> timedelta:
    """Return the time that "10 minutes" or "2 days" says."""
    amount, unit = words.split()
    return timedelta(**{f"{unit.removesuffix('s')}s": int(amount)})
