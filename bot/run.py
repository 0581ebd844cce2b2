"""Runs the bot: puts the parts together, starts them in order, ends them in order."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Final

from bot import slots, timers
from bot.ground import Ground, Plan, standing
from bot.health import watching
from bot.payload import payload
from bot.prepare import NotReadyError
from bot.receiving import receiving
from bot.reports import Reports
from bot.settings import SIMULATOR_TOKEN, TELEGRAM
from bot.timers import Tick

if TYPE_CHECKING:
    from notify.carrier import Carrier

__all__ = ["Plan", "run"]

OFTEN: Final = 15
"""Seconds between two looks of the frequent timers."""
OFTEN_SIMULATED: Final = 1
"""The same in the simulator, whose clock can be moved."""

_log = logging.getLogger(__name__)


async def run(plan: Plan, stop: asyncio.Event, ready: Callable[[], None]) -> None:
    """Run until `stop` is set, then end in order; `ready` is called when everything works.

    Raises NotReadyError, SettingsError, StandardsError and what opening the database raises.
    """
    try:
        await _run(plan, stop, ready)
    except ExceptionGroup as several:
        if isinstance(only := several.exceptions[0], NotReadyError):
            raise only from None
        raise


async def _run(plan: Plan, stop: asyncio.Event, ready: Callable[[], None]) -> None:
    async with (
        standing(plan) as ground,
        watching(plan.settings.health_listen, ground.watched),
        asyncio.TaskGroup() as group,
        _carrying(plan, ground, group),
        receiving(plan, ground, group) as ticks,
    ):
        with _ticking(plan, ground, ticks):
            gc.collect()
            gc.freeze()
            # The usual 700 new objects come with every update, and so would a collection.
            gc.set_threshold(20_000, 50, 100)
            ready()
            await stop.wait()
            _log.info("ending")


@asynccontextmanager
async def _carrying(plan: Plan, ground: Ground, group: asyncio.TaskGroup) -> AsyncIterator[None]:
    """Carry the outbox; at the end what is on its way is finished."""
    if "notify" not in plan.parts:
        yield
        return
    carrier = _carrier(ground)
    group.create_task(carrier.run())
    try:
        yield
    finally:
        carrier.stop()


def _carrier(ground: Ground) -> "Carrier":
    from bot.request import SharedRequest  # noqa: PLC0415 - python-telegram-bot costs 0.3 s
    from notify.bot import deliverer  # noqa: PLC0415
    from notify.carrier import Carrier, Post  # noqa: PLC0415

    settings = ground.settings
    token, address = settings.token or SIMULATOR_TOKEN, settings.telegram_api or TELEGRAM
    bot = deliverer(token, address, SharedRequest(ground.telegram), ground.gate)
    return Carrier(
        Post(
            ground.store,
            bot,
            ground.gate,
            ground.clock.now,
            payload,
            ground.given_up,
            slots.note,
            ground.pushes,
            ground.owner,
            ground.bell.ring,
            Reports(ground.store, ground.books).make,
        )
    )


@contextmanager
def _ticking(plan: Plan, ground: Ground, ticks: Sequence[Tick]) -> Iterator[None]:
    """Run the sweeps of the database, and the ticks of the part that receives."""
    often = OFTEN_SIMULATED if plan.settings.simulated else OFTEN
    days = plan.settings.question_days
    sweeps = timers.Sweeps(ground.store, ground.clock.now, ground.given_up, days)
    rounds = timers.Rounds(ground.store, ground.clock.now, ground.books, ground.pushes)
    mine = timers.sweeping(sweeps, rounds, often) if "timers" in plan.parts else ()
    scheduler = timers.start([*mine, *((tick, 4 * often) for tick in ticks)])
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
