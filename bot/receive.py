"""Receives updates by long polling: stored and committed first, and only then confirmed."""

import asyncio
import json
import logging
import random
import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Final

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramConflictError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)

from bot.arrival import Arrival, lane_of
from bot.insist import insist
from bot.lanes import Lanes
from bot.telegram import GarbledError, JsonSession
from desk.alarms import Alarm
from storage import inbox
from storage.store import NotKept, Store, Tx

POLL_SECONDS: Final = 30
SHORTEST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 30.0
_ID: Final = re.compile(rb'"update_id"\s*:\s*(\d{1,15})')

_log = logging.getLogger(__name__)
_alarm = logging.getLogger("loket.alarm")


class Receiver:
    """Polls Telegram; an update is confirmed only by the offset behind its committed batch.

    It starts without an offset: what Telegram repeats, the inbox knows already.
    """

    def __init__(
        self,
        telegram: JsonSession,
        store: Store,
        lanes: Lanes,
        now: Callable[[], datetime],
        ring: Callable[[Alarm], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        answered: Callable[[], None] = lambda: None,
    ) -> None:
        self._telegram = telegram
        self._store = store
        self._lanes = lanes
        self._now = now
        self._ring = ring
        self._sleep = sleep
        self._answered = answered
        self._offset: int | None = None
        self._pause = SHORTEST_PAUSE
        self._limit = 100

    async def first(self) -> None:
        """Store what waits at Telegram, before anything is worked on; then nothing is left out."""
        await self._round(0, self._keep)

    async def run(self) -> None:
        """Receive until cancelled; no error ends it."""
        while True:
            await self._lanes.room()
            await self._round(POLL_SECONDS, self._keep_and_start)

    async def _round(
        self, seconds: int, keep: Callable[[Sequence[Arrival]], Awaitable[None]]
    ) -> None:
        try:
            batch = await self._telegram.get_updates(self._offset, seconds, self._limit)
            self._answered()
            arrivals = self._read(batch)
            if arrivals:
                await keep(arrivals)
                # Not a guess: the batch behind which this offset stands is committed.
                self._offset = arrivals[-1].update_id + 1
        except GarbledError as error:
            await self._garbled(error.body)
        except TelegramAPIError as error:
            await self._broken(error)
        except NotKept:
            await self._wait()
        except Exception as error:  # noqa: BLE001 - the next updates must not wait for it
            _alarm.exception("receiving failed: %s", type(error).__name__)
            self._ring(Alarm.RECEIVING_FAILED)
            await self._wait()
        else:
            self._pause = SHORTEST_PAUSE
            self._limit = 100

    def _read(self, batch: Sequence[object]) -> list[Arrival]:
        arrivals = []
        for update in batch:
            number = update.get("update_id") if isinstance(update, dict) else None
            if not isinstance(update, dict) or type(number) is not int:
                _alarm.error("an update without an update_id was left out")
                self._ring(Alarm.UNREADABLE)
                continue
            arrivals.append(Arrival(number, lane_of(update), update))
        return arrivals

    async def _keep(self, arrivals: Sequence[Arrival]) -> None:
        now = self._now()
        rows = [(one.update_id, one.lane, _raw(one.update)) for one in arrivals]
        await self._store.write(lambda tx: inbox.receive(tx, rows, now))

    async def _keep_and_start(self, arrivals: Sequence[Arrival]) -> None:
        """Queue the rows, start the lanes right behind, and wait: all share one commit."""
        keeping = asyncio.ensure_future(self._keep(arrivals))
        # One turn of the loop: the rows stand in the writer's queue before any lane's step.
        await asyncio.sleep(0)
        for arrival in arrivals:
            self._lanes.put(arrival)
        await keeping

    async def _garbled(self, body: bytes) -> None:
        """Isolate an update whose JSON cannot be read: ask for one at a time, keep it unread."""
        found = _ID.search(body)
        if self._limit > 1:
            self._limit = 1
        elif found is None:
            _alarm.error("Telegram's answer cannot be read and names no update")
            self._ring(Alarm.UNREADABLE)
            await self._wait()
        else:
            await self._set_aside(int(found[1]), body)

    async def _set_aside(self, number: int, body: bytes) -> None:
        _alarm.error("update %d cannot be read and is quarantined", number)
        now = self._now()
        await insist(self._store, lambda tx: _keep_unread(tx, number, body, now))
        self._ring(Alarm.QUARANTINED)
        self._offset = number + 1

    async def _broken(self, error: TelegramAPIError) -> None:
        if isinstance(error, TelegramUnauthorizedError):
            # Logged only: nothing goes out by a token that Telegram refuses.
            _alarm.error("Telegram refuses the token (401)")
            self._pause = LONGEST_PAUSE
        elif isinstance(error, TelegramConflictError):
            _alarm.error("somebody else receives with this token, or a webhook is set (409)")
            self._ring(Alarm.OTHER_RECEIVER)
        elif isinstance(error, TelegramRetryAfter):
            self._pause = max(self._pause, float(error.retry_after))
        else:
            _log.warning("no updates: %s", error.message)
        await self._wait()

    async def _wait(self) -> None:
        """Wait longer each time, decorrelated and capped."""
        await self._sleep(self._pause)
        longer = random.uniform(SHORTEST_PAUSE, self._pause * 3)  # noqa: S311 - no secret
        self._pause = min(LONGEST_PAUSE, longer)


def _raw(update: object) -> bytes:
    """Return an update as JSON again (lone surrogates as escapes); nothing if it is too deep."""
    try:
        return json.dumps(update, separators=(",", ":")).encode()
    except (ValueError, RecursionError):
        return b""


def _keep_unread(tx: Tx, number: int, body: bytes, now: datetime) -> None:
    inbox.receive(tx, [(number, 0, body)], now)
    inbox.quarantine(tx, number, "no JSON")
