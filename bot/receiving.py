"""The part that receives: polls or listens, works on what comes, and ends in order."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot import answers, menus, start
from bot.address import Address
from bot.claims import LEASE_SECONDS, Claims
from bot.files import Files
from bot.ground import Ground, Plan
from bot.house import Building
from bot.inlet import Inlet
from bot.insist import insist
from bot.lanes import Lanes
from bot.receive import Receiver
from bot.said import Said
from bot.settings import SIMULATOR_TOKEN
from bot.speak import Line, Voice
from bot.timers import Tick
from bot.turn import Turn
from bot.webhook import Entrance, listening
from bot.work import Work
from papers.inspector import Inspector
from storage import inbox, resending
from storage.store import Tx

DRAIN_SECONDS: Final = 20.0
"""How long an ending waits for what is being worked on."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Way:
    """What both ways of receiving need."""

    ground: Ground
    group: asyncio.TaskGroup
    lanes: Lanes
    said: Said
    inlet: Inlet
    address: Address


@asynccontextmanager
async def receiving(
    plan: Plan, ground: Ground, group: asyncio.TaskGroup
) -> AsyncIterator[Sequence[Tick]]:
    """Receive and work; at the end nothing more is asked for, and the lanes finish.

    Yields what the timers are to wake. Raises NotReadyError.
    """
    if "receive" not in plan.parts:
        yield ()
        return
    store, now = ground.store, ground.clock.now
    said = Said(lambda ids: _note(ground, group, ids))
    inspector = Inspector()
    files = Files(ground.telegram, inspector, store.documents, store.vault)
    building = Building(store, ground.books, now, files, said, ground.pushes)
    line = Line(ground.telegram, ground.gate, store, said, now, ground.pushes)
    claims = Claims(store, ground.owner, said, now) if ground.shared else None
    lanes = Lanes(group, Work(building, Voice(line, group), plan.handle, claims))
    inlet = Inlet(store, lanes, now, ground.bell.ring)
    address = Address(
        ground.telegram, ground.settings.webhook, ground.bell.ring, ground.pulse.beat
    )
    shown = menus.Menus(ground.telegram, store, ground.books, now)
    way = _Way(ground, group, lanes, said, inlet, address)
    brought = ground.settings.webhook is not None
    async with AsyncExitStack() as stack:
        stack.push_async_callback(asyncio.to_thread, inspector.close)
        if claims:
            stack.callback(group.create_task(claims.keep()).cancel)
        resume = await stack.enter_async_context(_listening(way) if brought else _polling(way))
        group.create_task(shown.refresh())
        yield resume, address.look, shown.refresh


@asynccontextmanager
async def _listening(way: _Way) -> AsyncIterator[Tick]:
    """Let Telegram bring updates; several processes may stand behind one address."""
    ground = way.ground
    assert ground.settings.webhook is not None
    await _take_up(way)
    entrance = Entrance(ground.settings.webhook.secret, way.inlet, way.lanes, ground.bell.ring)
    try:
        async with listening(ground.settings.webhook, entrance):
            await way.address.settle()
            yield lambda: _look_after(way, None)
    finally:
        await _drain(way)


@asynccontextmanager
async def _polling(way: _Way) -> AsyncIterator[Tick]:
    """Ask Telegram for updates, while it is this process's turn."""
    ground, group = way.ground, way.group
    ring, beat = ground.bell.ring, ground.pulse.beat
    receiver = Receiver(ground.telegram, way.inlet, way.lanes, ring, answered=beat)
    turn = _turn(ground)
    if turn:
        await turn.wait()
    try:
        await way.address.settle()
        await receiver.first()
        await _take_up(way)
        polling = group.create_task(turn.receive(receiver.run) if turn else receiver.run())
        try:
            yield lambda: _look_after(way, turn)
        finally:
            polling.cancel()
            await _drain(way)
    finally:
        if turn:
            await turn.give_back()


def _turn(ground: Ground) -> Turn | None:
    if not ground.shared:
        return None
    bot_id = (ground.settings.token or SIMULATOR_TOKEN).partition(":")[0]
    return Turn(ground.store, bot_id, ground.owner, ground.clock.now)


def _note(ground: Ground, group: asyncio.TaskGroup, ids: Sequence[int]) -> None:
    group.create_task(insist(ground.store, lambda tx: inbox.answered(tx, ids)))


async def _look_after(way: _Way, turn: Turn | None) -> None:
    """Take up what was left lying; of other processes, only what they had time for."""
    ground = way.ground
    if turn is not None and not turn.held:
        return
    if not ground.shared:
        await start.resume(ground.store, way.lanes)
        return
    now = ground.clock.now()
    await insist(ground.store, lambda tx: answers.recover(tx, now))
    ground.pushes.set()
    await start.resume(ground.store, way.lanes, now - timedelta(seconds=LEASE_SECONDS))


async def _take_up(way: _Way) -> None:
    """Do what a start owes to the time before, before anything new is worked on."""
    ground = way.ground
    await insist(ground.store, lambda tx: _recover(tx, ground))
    ground.pushes.set()
    await start.resume(ground.store, way.lanes)


def _recover(tx: Tx, ground: Ground) -> None:
    now = ground.clock.now()
    if not ground.shared:
        for row in resending.take_back(tx, now):
            ground.given_up(tx, now, row)
    answers.recover(tx, now)


async def _drain(way: _Way) -> None:
    try:
        async with asyncio.timeout(DRAIN_SECONDS):
            await way.lanes.drain()
    except TimeoutError:
        _log.warning("%d updates are left for the next start", len(way.lanes))
    way.said.flush()
