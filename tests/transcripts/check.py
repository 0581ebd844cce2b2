"""Compares what came of a turn with what the transcript promises."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.journeys import pattern
from flows.number import find
from flows.words import Language
from tests.people import PEOPLE
from tests.transcripts.transcript import Driver, LiveDriver, Outcome, Transcript, Turn
from texts.render import Texts


def play(transcript: Transcript, driver: Driver, texts: Texts) -> int:
    """Play a transcript to its end; returns how many turns this way could play."""
    reading = Reading(transcript, texts)
    for turn in reading.turns():
        outcome = driver.play(turn)
        if outcome is not None:
            reading.compare(turn, outcome)
    return reading.played


async def play_live(transcript: Transcript, driver: LiveDriver, texts: Texts) -> int:
    """Play a transcript with a driver that must be waited for."""
    reading = Reading(transcript, texts)
    for turn in reading.turns():
        reading.compare(turn, await driver.play(turn))
    return reading.played


_CODE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b")
"""A one-time code that links a ticket, as an officer is shown it."""


class Reading:
    """A transcript being played: where it is, the number its ticket got, the latest code."""

    def __init__(self, transcript: Transcript, texts: Texts) -> None:
        self._transcript = transcript
        self._texts = texts
        self._number = 0
        self._ticket = ""
        self._code = "{code}"
        self.played = 0

    def turns(self) -> Iterator[Turn]:
        """Yield the turns, the ticket's number filled in as soon as it is known."""
        for written in self._transcript.turns:
            self._number += 1
            coded = replace(written, says=written.says.replace("{code}", self._code))
            yield _with_ticket(coded, self._ticket)

    def compare(self, turn: Turn, outcome: Outcome) -> None:
        """Fail, with file and turn, where the outcome is not what was promised."""
        self.played += 1
        self._ticket = self._ticket or find(outcome.text or "") or ""
        shown = _CODE.search(outcome.text or "")
        self._code = shown.group() if shown else self._code
        problem = _problem(_with_ticket(turn, self._ticket), outcome, self._texts)
        assert not problem, f"{self._transcript.name}, turn {self._number}, {turn}: {problem}"


def _with_ticket(turn: Turn, ticket: str) -> Turn:
    if not ticket:
        return turn

    def filled(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one.replace("{ticket}", ticket) for one in words)

    return replace(
        turn,
        says=turn.says.replace("{ticket}", ticket),
        to=turn.to.replace("{ticket}", ticket),
        hears=filled(turn.hears),
        never_hears=filled(turn.never_hears),
        pushes={who: filled(words) for who, words in turn.pushes.items()},
    )


def _problem(turn: Turn, outcome: Outcome, texts: Texts) -> str:
    heard = "" if outcome.text is None else _answer_problem(turn, outcome.text, texts)
    seen = "" if outcome.labels is None else _button_problem(turn, outcome.labels)
    return heard or seen or _push_problem(turn, outcome, texts)


def _answer_problem(turn: Turn, text: str, texts: Texts) -> str:
    language = Language(PEOPLE[turn.who].language)
    for words in turn.hears:
        if not _said(words, text, texts, language):
            return f"not heard: {words!r}; heard was:\n{text}"
    for words in turn.never_hears:
        if _said(words, text, texts, language):
            return f"must not be heard: {words!r}; heard was:\n{text}"
    return ""


def _button_problem(turn: Turn, labels: tuple[str, ...]) -> str:
    if missing := set(turn.sees) - set(labels):
        return f"buttons not seen: {missing}; seen were: {labels}"
    if surplus := set(turn.never_sees) & set(labels):
        return f"buttons that must not be there: {surplus}"
    return ""


def _push_problem(turn: Turn, outcome: Outcome, texts: Texts) -> str:
    if set(turn.pushes) != set(outcome.pushes):
        return f"told should be {sorted(turn.pushes)}, told were {outcome.pushes}"
    for who, wanted in turn.pushes.items():
        language = Language(PEOPLE[who].language)
        told = outcome.pushes[who]
        for words in wanted:
            if told is not None and not _said(words, told, texts, language):
                return f"{who} was not told {words!r}, but:\n{told}"
    return ""


def _said(words: str, text: str, texts: Texts, language: Language) -> bool:
    return pattern(words, texts, language).search(text) is not None
