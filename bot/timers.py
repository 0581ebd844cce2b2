"""The timers: few sweeps that may run at any moment; APScheduler only wakes them."""

from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.insist import insist
from notify.carrier import GivenUp
from storage import inbox, outbox
from storage.store import Store
from storage.tx import Tx

Tick = Callable[[], Coroutine[object, object, object]]
"""What a timer wakes; it may come at any moment and find nothing to do."""


class Sweeps:
    """The sweeps over what lies in the database; each is safe to repeat."""

    def __init__(self, store: Store, now: Callable[[], datetime], given_up: GivenUp) -> None:
        self._store = store
        self._now = now
        self._given_up = given_up

    async def prune(self) -> None:
        """Forget what the inbox and the outbox have kept long enough."""
        now = self._now()
        await insist(self._store, lambda tx: (inbox.prune(tx, now), outbox.prune(tx, now)))

    async def expire(self) -> None:
        """Take back outbox rows whose carrier fell silent."""
        now = self._now()
        await insist(self._store, lambda tx: self._expire(tx, now))

    def _expire(self, tx: Tx, now: datetime) -> None:
        for row in outbox.expire(tx, now):
            self._given_up(tx, now, row)


def sweeping(sweeps: Sweeps, seconds: int) -> Sequence[tuple[Tick, int]]:
    """Return the sweeps with the seconds between their turns."""
    return ((sweeps.expire, seconds), (sweeps.prune, 3600))


def start(ticks: Sequence[tuple[Tick, int]]) -> AsyncIOScheduler:
    """Start the timers: what to wake, and after how many seconds each time.

    The memory store is enough: what is due lies in rows, and the next turn makes up for a missed.
    """
    scheduler = AsyncIOScheduler(
        timezone=UTC,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    for tick, seconds in ticks:
        scheduler.add_job(tick, "interval", seconds=seconds)
    scheduler.start()
    return scheduler
