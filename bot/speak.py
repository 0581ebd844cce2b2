"""Says the answers after the commit; what does not surely arrive goes into the outbox."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramRetryAfter

from bot import slots
from bot.answers import rest
from bot.arrival import Arrival, query_id
from bot.gate import Gate
from bot.insist import insist
from bot.payload import payload
from bot.said import Said
from bot.telegram import JsonSession
from flows.sending import Method, Sending
from storage import outbox
from storage.store import Store
from storage.tx import Tx

PATIENCE: Final = 1.0
"""Seconds an answer waits at the gate; one that must wait longer goes through the outbox."""
_FINE: Final = ("message is not modified", "query is too old")

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
            sent, wait = await self._send(answer)
            if not sent:
                return await self._hand_over(arrival.update_id, messages[number:], wait)
        if messages:
            self._line.said.add(arrival.update_id)
        return None

    async def _toast(self, toast: Sending, query: str) -> None:
        try:
            await self._line.telegram.call(*payload(toast, query))
        except AiogramError as error:
            _log.info("a press was not answered: %s", type(error).__name__)

    async def _send(self, answer: Sending) -> tuple[bool, int]:
        """Send one answer; returns whether it went out, else what pause Telegram asks for (s).

        What surely did not go out, and what perhaps did, goes into the outbox (safety.md 4.6).
        """
        line = self._line
        if answer.method is not Method.DELETE and not await line.gate.enter(
            answer.chat_id, PATIENCE
        ):
            return False, 0
        try:
            result = await line.telegram.call(*payload(answer))
        except TelegramRetryAfter as error:
            line.gate.pause(answer.chat_id, error.retry_after)
            return False, error.retry_after
        except AiogramError as error:
            return _harmless(answer, error), 0
        if answer.slot and isinstance(result, dict):
            self._note(answer, int(result["message_id"]))
        return True, 0

    def _note(self, answer: Sending, message_id: int) -> None:
        now = self._line.now()
        self._line.store.post(lambda tx: slots.note(tx, answer, message_id, now))

    async def _hand_over(self, update_id: int, left: Sequence[Sending], wait: int) -> None:
        now = self._line.now()

        def job(tx: Tx) -> None:
            rest(tx, update_id, left, now)
            if wait:
                outbox.pause(tx, left[0].chat_id, now + timedelta(seconds=wait))

        await insist(self._line.store, job)
        self._line.pushes.set()


def _harmless(answer: Sending, error: AiogramError) -> bool:
    """Whether a failure is none: the screen shows it already, or what to delete is gone."""
    fine = answer.method is Method.DELETE or any(words in str(error) for words in _FINE)
    if isinstance(error, TelegramBadRequest) and fine:
        return True
    _log.warning("an answer was not sent: %s", type(error).__name__)
    return False
