"""Runs the bot: puts the parts together, starts them in order, ends them in order."""

import asyncio
import gc
import logging
import os
import secrets
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError, TelegramServerError
from aiogram.methods import Response
from aiogram.types import User

from bot import answers, menus, prepare, slots, start, timers
from bot.alarms import Bell
from bot.clock import Clock
from bot.files import Files
from bot.gate import Gate
from bot.health import Pulse, Watched, watching
from bot.house import Building
from bot.insist import insist
from bot.lanes import Lanes
from bot.payload import payload
from bot.receive import Receiver
from bot.said import Said
from bot.settings import SIMULATOR_TOKEN, TELEGRAM, Settings
from bot.speak import Line, Voice
from bot.telegram import JsonSession
from bot.timers import Tick
from bot.turn import Turn
from bot.work import Handle, Work
from desk.desk import Books, house_desk
from desk.people import Appointee
from desk.pushes import push_failed
from papers.inspector import Inspector
from storage import inbox, resending
from storage.outbox import Claimed
from storage.outcome import Status
from storage.store import Store, Tx

if TYPE_CHECKING:
    from notify.carrier import Carrier

DRAIN_SECONDS: Final = 20.0
"""How long an ending waits for what is being worked on."""
RETRY_SECONDS: Final = 2.0
OFTEN: Final = 15
"""Seconds between two looks of the frequent timers."""
OFTEN_SIMULATED: Final = 1
"""The same in the simulator, whose clock can be moved."""

_log = logging.getLogger(__name__)
# Kept, because pydantic forgets a parametrised type when nobody holds it (3.8 ms to build anew).
_HELD: Final = (Response[User], Response[bool])


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run: which parts, how an update is handled, who is appointed in an empty house."""

    settings: Settings
    handle: Handle
    parts: frozenset[str] = frozenset(("receive", "notify", "timers"))
    personas: tuple[Appointee, ...] = ()
    administrators: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Ground:
    """What all parts stand on."""

    settings: Settings
    clock: Clock
    store: Store
    telegram: JsonSession
    gate: Gate
    books: Books
    pushes: asyncio.Event
    pulse: Pulse

    @property
    def watched(self) -> Watched:
        """What the health address looks at."""
        return Watched(self.store, self.clock.now, self.pulse.silence)

    @property
    def bell(self) -> Bell:
        """What rings the alarms of the parts."""
        return Bell(self.store, self.books, self.clock.now, self.pushes)

    def given_up(self, tx: Tx, now: datetime, row: Claimed) -> None:
        """Make the task for staff when somebody will not get a push."""
        desk = house_desk(tx, now, self.books)
        gone = row.status is Status.UNREACHABLE
        push_failed(desk, row.sending.chat_id, row.ticket_id, row.id, gone=gone)


async def run(plan: Plan, stop: asyncio.Event, ready: Callable[[], None]) -> None:
    """Run until `stop` is set, then end in order; `ready` is called when everything works.

    Raises NotReadyError, SettingsError, StandardsError and what opening the database raises.
    """
    async with (
        _ground(plan) as ground,
        watching(plan.settings.health_listen, ground.watched),
        asyncio.TaskGroup() as group,
        _carrying(plan, ground, group),
        _receiving(plan, ground, group) as ticks,
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
async def _ground(plan: Plan) -> AsyncIterator[Ground]:
    settings = plan.settings
    clock = Clock(settings.clock_file)
    token = settings.token or SIMULATOR_TOKEN
    telegram = JsonSession(token, settings.telegram_api)
    async with AsyncExitStack() as stack:
        if file := settings.sqlite_file:
            stack.callback(prepare.OneProcess(file.with_suffix(".lock")).release)
        stack.push_async_callback(telegram.close)
        store = await asyncio.to_thread(prepare.open_database, settings)
        stack.push_async_callback(asyncio.to_thread, store.close)
        me = await _introduce(Bot(token, telegram))
        books = prepare.books_of(settings, me.username or "", plan.administrators)
        await asyncio.to_thread(prepare.keep_versions, store, books, clock.now())
        await asyncio.to_thread(prepare.appoint, store, books, clock.now(), plan.personas)
        gate = Gate(clock.monotonic, settings.rate_share)
        pulse = Pulse(clock.monotonic)
        yield Ground(settings, clock, store, telegram, gate, books, asyncio.Event(), pulse)


async def _introduce(bot: Bot) -> User:
    while True:
        try:
            return await bot.get_me()
        except (TelegramNetworkError, TelegramServerError) as error:
            _log.warning("Telegram does not answer yet: %s", type(error).__name__)
            await asyncio.sleep(RETRY_SECONDS)


@asynccontextmanager
async def _receiving(
    plan: Plan, ground: Ground, group: asyncio.TaskGroup
) -> AsyncIterator[Sequence[Tick]]:
    """Receive and work; at the end nothing more is asked for, and the lanes finish."""
    if "receive" not in plan.parts:
        yield ()
        return
    store, now = ground.store, ground.clock.now
    said = Said(lambda ids: store.post(lambda tx: inbox.answered(tx, ids)))
    inspector = Inspector()
    files = Files(ground.telegram, inspector, store.documents, store.vault)
    building = Building(store, ground.books, now, files, said, ground.pushes)
    line = Line(ground.telegram, ground.gate, store, said, now, ground.pushes)
    lanes = Lanes(group, Work(building, Voice(line, group), plan.handle))
    receiver = Receiver(
        ground.telegram, store, lanes, now, ground.bell.ring, answered=ground.pulse.beat
    )
    shown = menus.Menus(ground.telegram, store, ground.books, now)
    turn = _turn(ground)
    if turn:
        await turn.wait()
    await receiver.first()
    await insist(store, lambda tx: _recover(tx, ground))
    ground.pushes.set()
    await start.resume(store, lanes)
    polling = group.create_task(turn.receive(receiver.run) if turn else receiver.run())
    group.create_task(shown.refresh())
    try:
        yield (lambda: _resume(ground, lanes, turn), shown.refresh)
    finally:
        polling.cancel()
        await _drain(lanes)
        said.flush()
        await asyncio.to_thread(inspector.close)
        if turn:
            await turn.give_back()


def _turn(ground: Ground) -> Turn | None:
    """Where several processes may share a database; an SQLite file has a lock of its own."""
    if ground.settings.sqlite_file:
        return None
    bot_id = (ground.settings.token or SIMULATOR_TOKEN).partition(":")[0]
    return Turn(ground.store, bot_id, _owner(), ground.clock.now)


def _owner() -> str:
    return f"{os.getpid()}:{secrets.token_hex(4)}"


async def _resume(ground: Ground, lanes: Lanes, turn: Turn | None) -> None:
    """Take up what was left lying, unless that is another process's work now."""
    if turn is None or turn.held:
        await start.resume(ground.store, lanes)


def _recover(tx: Tx, ground: Ground) -> None:
    now = ground.clock.now()
    if ground.settings.sqlite_file:
        for row in resending.take_back(tx, now):
            ground.given_up(tx, now, row)
    answers.recover(tx, now)


async def _drain(lanes: Lanes) -> None:
    try:
        async with asyncio.timeout(DRAIN_SECONDS):
            await lanes.drain()
    except TimeoutError:
        _log.warning("%d updates are left for the next start", len(lanes))


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
            _owner(),
            ground.bell.ring,
        )
    )


@contextmanager
def _ticking(plan: Plan, ground: Ground, ticks: Sequence[Tick]) -> Iterator[None]:
    """Run the sweeps of the database, and the ticks of the part that receives."""
    often = OFTEN_SIMULATED if plan.settings.simulated else OFTEN
    sweeps = timers.Sweeps(ground.store, ground.clock.now, ground.given_up)
    rounds = timers.Rounds(ground.store, ground.clock.now, ground.books, ground.pushes)
    mine = timers.sweeping(sweeps, rounds, often) if "timers" in plan.parts else ()
    scheduler = timers.start([*mine, *((tick, 4 * often) for tick in ticks)])
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
