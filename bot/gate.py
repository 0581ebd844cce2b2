"""The gate: everything that goes to a chat passes here, so that no limit of Telegram is broken."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from flows.pace import Window, pace

ANY = 0
"""As a chat: one that was never sent anything."""


class Gate:
    """One exact window (flows.pace) for the direct answers and the pushes together.

    `monotonic` gives seconds that only grow; `share` is `LOKET_RATE_SHARE`.
    """

    def __init__(
        self,
        monotonic: Callable[[], float],
        share: float = 1.0,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._window = Window(share)
        self._granted: deque[float] = deque(maxlen=self._window.overall.count)
        self._monotonic = monotonic
        self._sleep = sleep

    async def enter(self, chat_id: int, patience: float = float("inf")) -> bool:
        """Wait until a message may go to the chat; False when that takes over `patience` seconds.

        After True the caller sends at once: the place is counted.
        """
        last = self._monotonic() + patience
        while True:
            now = self._monotonic()
            wait = pace(self._window, now, chat_id)
            if wait <= 0:
                self._granted.append(now)
                return True
            if now + wait > last:
                return False
            await self._sleep(wait)

    def wait(self, chat_id: int) -> float:
        """Return the seconds until a message may go to the chat; zero when it may now."""
        return max(0.0, self._window.wait(self._monotonic(), chat_id))

    def free(self) -> int:
        """Return how many messages may go out at once, to chats that may be written to."""
        if self.wait(ANY):
            return 0
        last = self._monotonic() - self._window.overall.seconds
        while self._granted and self._granted[0] <= last:
            self._granted.popleft()
        return self._window.overall.count - len(self._granted)

    def pause(self, chat_id: int, seconds: float) -> None:
        """Let nothing pass to the chat (0: to any chat) for so many seconds, as a 429 asks."""
        self._window.pause(chat_id or None, self._monotonic() + seconds)
