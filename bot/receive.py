"""Receives updates by long polling: stored and committed first, and only then confirmed."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramConflictError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)

from bot.arrival import Arrival
from bot.inlet import Inlet
from bot.lanes import Lanes
from bot.telegram import GarbledError, JsonSession
from desk.alarms import Alarm
from storage.store import NotKept

POLL_SECONDS: Final = 30
SHORTEST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 30.0
TROUBLE_PAUSE: Final = 3.0
"""The longest pause while the database refuses: it is at hand, and comes back at once."""

_log = logging.getLogger(__name__)
_alarm = logging.getLogger("loket.alarm")


class Receiver:
    """Polls Telegram; an update is confirmed only by the offset behind its committed batch.

    It starts without an offset: what Telegram repeats, the inbox knows already.
    """

    def __init__(
        self,
        telegram: JsonSession,
        inlet: Inlet,
        lanes: Lanes,
        ring: Callable[[Alarm], None],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        answered: Callable[[], None] = lambda: None,
    ) -> None:
        self._telegram = telegram
        self._inlet = inlet
        self._lanes = lanes
        self._ring = ring
        self._sleep = sleep
        self._answered = answered
        self._offset: int | None = None
        self._pause = SHORTEST_PAUSE
        self._limit = 100

    async def first(self) -> None:
        """Store what waits at Telegram, before anything is worked on; then nothing is left out."""
        await self._round(0, self._inlet.keep)

    async def run(self) -> None:
        """Receive until cancelled; no error ends it."""
        while True:
            await self._lanes.room()
            await self._round(POLL_SECONDS, self._inlet.keep_and_start)

    async def _round(
        self, seconds: int, keep: Callable[[Sequence[Arrival]], Awaitable[None]]
    ) -> None:
        try:
            batch = await self._telegram.get_updates(self._offset, seconds, self._limit)
            self._answered()
            arrivals = self._inlet.read(batch)
            if arrivals:
                await keep(arrivals)
                # Not a guess: the batch behind which this offset stands is committed.
                self._offset = arrivals[-1].update_id + 1
        except GarbledError as error:
            await self._garbled(error.body)
        except TelegramAPIError as error:
            await self._broken(error)
        except NotKept:
            await self._wait(TROUBLE_PAUSE)
        except Exception as error:  # noqa: BLE001 - the next updates must not wait for it
            _alarm.exception("receiving failed: %s", type(error).__name__)
            self._ring(Alarm.RECEIVING_FAILED)
            await self._wait()
        else:
            self._pause = SHORTEST_PAUSE
            self._limit = 100

    async def _garbled(self, body: bytes) -> None:
        """Isolate an update whose JSON cannot be read: ask for one at a time, keep it unread."""
        if self._limit > 1:
            self._limit = 1
        elif (number := await self._inlet.set_aside(body)) is None:
            _alarm.error("Telegram's answer cannot be read and names no update")
            self._ring(Alarm.UNREADABLE)
            await self._wait()
        else:
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

    async def _wait(self, most: float = LONGEST_PAUSE) -> None:
        """Wait longer each time, decorrelated and capped."""
        await self._sleep(min(most, self._pause))
        longer = random.uniform(SHORTEST_PAUSE, self._pause * 3)  # noqa: S311 - no secret
        self._pause = min(LONGEST_PAUSE, longer)
