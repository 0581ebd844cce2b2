"""Lanes: one queue per person, in order within, side by side between."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager

from bot.arrival import Arrival

AT_ONCE = 100
"""How many lanes work at the same time; one that fetches a file steps aside."""
MOST_WAITING = 5_000
"""How many updates may be in memory before no more are asked for."""


class Lanes:
    """Hands every arrival to `work`, one at a time for each lane.

    A lane exists only while it has arrivals. `work` must not raise: it deals with its errors.
    """

    def __init__(
        self,
        group: asyncio.TaskGroup,
        work: Callable[[Arrival, "Lanes"], Awaitable[None]],
        at_once: int = AT_ONCE,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self._group = group
        self._work = work
        self._slots = asyncio.Semaphore(at_once)
        self._most = most_waiting
        self._lanes: dict[int, deque[Arrival]] = {}
        self._here: set[int] = set()
        self._changed = asyncio.Event()

    def __len__(self) -> int:
        """How many updates are waiting or being worked on."""
        return len(self._here)

    @property
    def busy(self) -> int:
        """How many lanes exist."""
        return len(self._lanes)

    def put(self, arrival: Arrival) -> None:
        """Queue an arrival behind those of its lane; one that is here already is ignored."""
        if arrival.update_id in self._here:
            return
        self._here.add(arrival.update_id)
        lane = self._lanes.get(arrival.lane)
        if lane is not None:
            lane.append(arrival)
            return
        lane = self._lanes[arrival.lane] = deque((arrival,))
        self._group.create_task(self._run(arrival.lane, lane))

    def forget(self, arrivals: Iterable[Arrival]) -> None:
        """Take these again when they come again: their rows were not kept."""
        self._here.difference_update(arrival.update_id for arrival in arrivals)
        self._changed.set()

    @property
    def full(self) -> bool:
        """Whether no more updates should be taken in."""
        return len(self._here) >= self._most

    async def room(self) -> None:
        """Wait until more updates may be asked for."""
        while self.full:
            await self._change()

    async def drain(self) -> None:
        """Wait until no lane has anything left."""
        while self._here:
            await self._change()

    @asynccontextmanager
    async def aside(self) -> AsyncIterator[None]:
        """Give the slot to another lane while this one waits for something slow."""
        self._slots.release()
        try:
            yield
        finally:
            await self._slots.acquire()

    async def _run(self, key: int, lane: deque[Arrival]) -> None:
        try:
            while lane:
                async with self._slots:
                    await self._work(lane[0], self)
                self._here.discard(lane.popleft().update_id)
                self._changed.set()
        finally:
            del self._lanes[key]

    async def _change(self) -> None:
        self._changed.clear()
        await self._changed.wait()
