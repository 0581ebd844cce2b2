"""What all parts of a running bot stand on: settings, clock, database, Telegram, the books."""

import asyncio
import logging
import os
import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError, TelegramServerError
from aiogram.methods import Response
from aiogram.types import User

from bot import prepare
from bot.alarms import Bell
from bot.clock import Clock
from bot.gate import Gate
from bot.health import Pulse, Watched
from bot.settings import SIMULATOR_TOKEN, Settings
from bot.telegram import JsonSession
from bot.work import Handle
from desk.desk import Books, house_desk
from desk.people import Appointee
from desk.pushes import push_failed
from storage.outbox import Claimed
from storage.outcome import Status
from storage.store import Store, Tx

RETRY_SECONDS: Final = 2.0

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
    owner: str
    """The name of this process among those that share the database."""

    @property
    def shared(self) -> bool:
        """Whether other processes may use the database; an SQLite file has a lock of its own."""
        return self.settings.sqlite_file is None

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


@asynccontextmanager
async def standing(plan: Plan) -> AsyncIterator[Ground]:
    """Put everything in place, and away at the end; raises what `bot.run.run` raises."""
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
        owner = f"{os.getpid()}:{secrets.token_hex(4)}"
        pushes = asyncio.Event()
        yield Ground(settings, clock, store, telegram, gate, books, pushes, pulse, owner)


async def _introduce(bot: Bot) -> User:
    while True:
        try:
            return await bot.get_me()
        except (TelegramNetworkError, TelegramServerError) as error:
            _log.warning("Telegram does not answer yet: %s", type(error).__name__)
            await asyncio.sleep(RETRY_SECONDS)
