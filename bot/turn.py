"""The turn to receive: of several processes with one token, only the holder of a lease polls."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime
from typing import Final

from bot.insist import insist
from storage import leases
from storage.store import Store

LEASE_SECONDS: Final = 30
RENEW_SECONDS: Final = 10.0

_log = logging.getLogger(__name__)


class Turn:
    """One process's claim on the lease `poller:<bot id>`; `owner` is unique to the process.

    A process that dies is followed after at most `LEASE_SECONDS`.
    """

    def __init__(
        self,
        store: Store,
        bot_id: str,
        owner: str,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._name = f"poller:{bot_id}"
        self._owner = owner
        self._now = now
        self._sleep = sleep
        self._token: int | None = None

    @property
    def held(self) -> bool:
        """Whether it was this process's turn when it last looked."""
        return self._token is not None

    async def wait(self) -> None:
        """Wait until it is this process's turn, and say so in the log."""
        if await self._take():
            return
        _log.warning("another process receives with this token; this one waits for its turn")
        while not await self._take():
            await self._sleep(RENEW_SECONDS)
        _log.warning("it is this process's turn to receive")

    async def receive(self, run: Callable[[], Coroutine[object, object, None]]) -> None:
        """Do `run` while it is this process's turn, again and again until cancelled."""
        while True:
            await self.wait()
            async with asyncio.TaskGroup() as group:
                receiving = group.create_task(run())
                await self._keep()
                receiving.cancel()

    async def give_back(self) -> None:
        """Let the next process begin at once."""
        if (token := self._token) is not None:
            self._token = None
            await insist(
                self._store, lambda tx: leases.release(tx, self._name, self._owner, token)
            )

    async def _keep(self) -> None:
        """Renew the lease until it is lost."""
        while self.held:
            await self._sleep(RENEW_SECONDS)
            await self._take()
        _log.warning("the turn to receive was lost to another process")

    async def _take(self) -> bool:
        """Take the lease or, taking one's own again, renew it."""
        now = self._now()
        self._token = await insist(
            self._store,
            lambda tx: leases.take(tx, self._name, self._owner, now, seconds=LEASE_SECONDS),
        )
        return self.held
