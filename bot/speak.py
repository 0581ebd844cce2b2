"""Says the answers after the commit; what does not surely arrive goes into the outbox."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from aiogram.exceptions import (
    AiogramError,
    RestartingTelegram,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from bot import slots
from bot.answers import rest
from bot.arrival import Arrival, query_id
from bot.gate import Gate
from bot.insist import insist
from bot.payload import payload
from bot.said import Said
from bot.telegram import JsonSession, NotSentError
from flows.sending import Method, Sending
from storage import outbox
from storage.store import Store
from storage.tx import Tx

PATIENCE: Final = 1.0
"""Seconds an answer waits at the gate; one that must wait longer goes through the outbox."""
_FINE: Final = ("message is not modified", "query is too old")
_OUTSIDE: Final = (TelegramBadRequest, TelegramForbiddenError)
"""What leaving a chat meets when the bot is not in it any more."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """What speaking needs: the line to Telegram, the gate, the store, the clock."""

    telegram: JsonSession
    gate: Gate
    store: Store
    said: Said
    now: Callable[[], datetime]
    pushes: asyncio.Event


class Voice:
    """Speaks for all lanes; presses are answered beside, in tasks of `group`."""

    def __init__(self, line: Line, group: asyncio.TaskGroup) -> None:
        self._line = line
        self._group = group

    async def say(self, arrival: Arrival, answers: Sequence[Sending]) -> None:
        """Send an update's answers in their order; every press is answered, once and best effort.

        Raises only what the store raises while it takes over what could not be sent.
        """
        messages = [answer for answer in answers if answer.method is not Method.TOAST]
        if query := query_id(arrival.update):
            toast = next((a for a in answers if a.method is Method.TOAST), None)
            empty = Sending(arrival.lane, Method.TOAST)
            self._group.create_task(self._toast(toast or empty, query))
        for number, answer in enumerate(messages):
            fate = await self._send(answer)
            if not fate.sent:
                return await self._hand_over(arrival.update_id, messages[number:], fate)
        if messages:
            self._line.said.add(arrival.update_id)
        return None

    async def _toast(self, toast: Sending, query: str) -> None:
        try:
            await self._line.telegram.call(*payload(toast, query))
        except AiogramError as error:
            _log.info("a press was not answered: %s", type(error).__name__)

    async def _send(self, answer: Sending) -> "Fate":
        line = self._line
        gated = answer.method not in (Method.DELETE, Method.LEAVE)
        if gated and not await line.gate.enter(answer.chat_id, PATIENCE):
            return Fate(sent=False)
        try:
            result = await line.telegram.call(*payload(answer))
        except AiogramError as error:
            fate = fate_of(answer, error)
            if fate.pause:
                line.gate.pause(answer.chat_id, fate.pause)
            return fate
        if answer.slot and isinstance(result, dict):
            self._note(answer, int(result["message_id"]))
        return Fate(sent=True)

    def _note(self, answer: Sending, message_id: int) -> None:
        now = self._line.now()
        self._line.store.post(lambda tx: slots.note(tx, answer, message_id, now))

    async def _hand_over(self, update_id: int, left: Sequence[Sending], fate: "Fate") -> None:
        now = self._line.now()

        def job(tx: Tx) -> None:
            rest(tx, update_id, left, now, doubtful=fate.doubtful)
            if fate.pause:
                outbox.pause(tx, left[0].chat_id, now + timedelta(seconds=fate.pause))

        await insist(self._line.store, job)
        self._line.pushes.set()


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of an answer; `pause` is how many seconds Telegram wants to be left alone."""

    sent: bool
    doubtful: bool = False
    pause: int = 0


def fate_of(answer: Sending, error: AiogramError) -> Fate:
    """Sort a failure: what did not go out, and what perhaps did, is the outbox's.

    It is none when the screen shows it already, or when what to delete or to leave is gone.
    """
    if answer.method is Method.LEAVE and isinstance(error, _OUTSIDE):
        return Fate(sent=True)
    if isinstance(error, TelegramBadRequest):
        fine = any(words in error.message for words in _FINE)
        if fine or answer.method is Method.DELETE:
            return Fate(sent=True)
    _log.warning("an answer was not sent: %s", type(error).__name__)
    if isinstance(error, TelegramRetryAfter):
        return Fate(sent=False, pause=error.retry_after)
    surely_not = isinstance(error, (NotSentError, RestartingTelegram))
    unknown = isinstance(error, (TelegramNetworkError, TelegramServerError))
    return Fate(sent=False, doubtful=unknown and not surely_not)
