"""The timers: few sweeps that may run at any moment; APScheduler only wakes them."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from bot.insist import insist
from desk.alarms import Alarm, ring
from desk.desk import Books, house_desk
from desk.sweeps.rounds import PAGE, SWEEPS, Sweep, Swept
from notify.carrier import GivenUp
from storage import inbox, leases, outbox, questions
from storage.moments import to_ms
from storage.orphans import sweep_orphans
from storage.shredding import remove_files
from storage.store import NotKept, Store
from storage.sweeps import START, Page
from storage.tx import Tx

_alarm: Final = logging.getLogger("loket.alarm")

Tick = Callable[[], Coroutine[object, object, object]]
"""What a timer wakes; it may come at any moment and find nothing to do."""


class Sweeps:
    """The sweeps over what lies in the database; each is safe to repeat."""

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime],
        given_up: GivenUp,
        question_days: int = 90,
    ) -> None:
        self._store = store
        self._now = now
        self._given_up = given_up
        self._question_days = question_days

    async def prune(self) -> None:
        """Forget what inbox, outbox, leases and questions have kept long enough."""
        now = self._now()
        prunes = (inbox.prune, outbox.prune, leases.prune)
        await insist(self._store, lambda tx: [prune(tx, now) for prune in prunes])
        days = self._question_days
        await insist(self._store, lambda tx: questions.forget(tx, to_ms(now), days))

    async def expire(self) -> None:
        """Take back outbox rows whose carrier fell silent."""
        now = self._now()
        await insist(self._store, lambda tx: self._expire(tx, now))

    async def shred(self) -> None:
        """Delete the files whose keys were destroyed."""
        await asyncio.to_thread(remove_files, self._store)

    async def orphans(self) -> None:
        """Remove stored files that nothing refers to: sent, but never wanted."""
        await asyncio.to_thread(sweep_orphans, self._store, Clock(None).now())

    def _expire(self, tx: Tx, now: datetime) -> None:
        for row in outbox.expire(tx, now):
            self._given_up(tx, now, row)


class Rounds:
    """The desk's own sweeps, one after the other: deadlines, reminders, what lapses.

    `pushes` is set when something may have been put into the outbox.
    """

    def __init__(
        self, store: Store, now: Callable[[], datetime], books: Books, pushes: asyncio.Event
    ) -> None:
        self._store = store
        self._now = now
        self._books = books
        self._pushes = pushes
        self._alarmed: set[tuple[str, Page, str]] = set()

    async def go(self) -> None:
        """Do every sweep from end to end; what goes wrong in one does not stop the others."""
        for name, sweep in SWEEPS.items():
            if await self._sweep(name, sweep):
                self._pushes.set()

    async def _sweep(self, name: str, sweep: Sweep) -> int:
        done, after = 0, START
        while True:
            try:
                swept = await self._page(sweep, after, PAGE)
            except NotKept:
                # The database refuses; the next round finds everything as it was.
                return done
            except Exception:  # noqa: BLE001 - whatever one row has, the others must get on
                swept = await self._one_by_one(name, sweep, after)
            done += swept.done
            if swept.next is None:
                return done
            after = swept.next

    async def _one_by_one(self, name: str, sweep: Sweep, after: Page) -> Swept:
        """Do the rows of one page each alone; one that cannot be done is stepped over."""
        done, here = 0, after
        for _ in range(PAGE):
            try:
                swept = await self._page(sweep, here, 1)
            except Exception as error:  # noqa: BLE001 - told by the alarm, whatever it is
                await self._raise_alarm(name, here, type(error).__name__)
                swept = await self._page(sweep, here, 1, over=True)
            done += swept.done
            if swept.next is None:
                return Swept(done, None)
            here = swept.next
        return Swept(done, here)

    async def _raise_alarm(self, name: str, after: Page, error: str) -> None:
        """Raise the alarm about a row once, not at every round."""
        if (name, after, error) not in self._alarmed:
            self._alarmed.add((name, after, error))
            _alarm.error("the sweep %r failed after %s: %s", name, after, error)
            now = self._now()
            await insist(
                self._store, lambda tx: ring(house_desk(tx, now, self._books), Alarm.SWEEP_FAILED)
            )
            self._pushes.set()

    async def _page(self, sweep: Sweep, after: Page, most: int, *, over: bool = False) -> Swept:
        now = self._now()
        return await self._store.write(
            lambda tx: sweep(house_desk(tx, now, self._books), after, most, over=over)
        )


def sweeping(sweeps: Sweeps, rounds: Rounds, seconds: int) -> Sequence[tuple[Tick, int]]:
    """Return the sweeps with the seconds between their turns."""
    return (
        (sweeps.expire, seconds),
        (rounds.go, seconds),
        (sweeps.prune, 3600),
        (sweeps.orphans, 3600),
        (sweeps.shred, 600),
    )


def start(ticks: Sequence[tuple[Tick, int]]) -> AsyncIOScheduler:
    """Start the timers: what to wake, and after how many seconds each time.

    The memory store is enough: what is due lies in rows, and the next turn makes up for a missed.
    """
    scheduler = AsyncIOScheduler(
        timezone=UTC,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    for tick, seconds in ticks:
        scheduler.add_job(_turn, "interval", args=(tick,), seconds=seconds)
    scheduler.start()
    return scheduler


async def _turn(tick: Tick) -> None:
    # APScheduler awaits only what it can see to be a coroutine function, which a lambda is not;
    # and it would log the end of the process as an error of the job.
    with suppress(asyncio.CancelledError):
        try:
            await tick()
        except NotKept:
            # The database refuses; the next turn finds everything as it was.
            return
