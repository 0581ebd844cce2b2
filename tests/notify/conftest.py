"""An outbox, its carrier, and the simulator it carries to."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import aiohttp
import pytest

from bot.clock import Clock
from bot.gate import Gate
from bot.payload import payload
from bot.request import SharedRequest
from bot.telegram import JsonSession
from desk.alarms import Alarm
from flows.report import ReportForm, ReportOrder
from flows.sending import Sending
from notify.bot import deliverer
from notify.carrier import Carrier, Post
from simulator.server import running
from storage import outbox, schema
from storage.outbox import Claimed
from storage.store import Store, Tx, open_store
from storage.vault import Secret
from tests.bot.working import Town

TOKEN = "1:canary-of-a-token"


@dataclass(slots=True)
class Office:
    """A store, what was given up, what was noted, and the way to carry."""

    town: Town
    store: Store
    given_up: list[str] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)
    noted: list[tuple[str, int]] = field(default_factory=list)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    clock: Clock = field(default_factory=Clock)
    address: str = ""

    async def put(self, *sendings: Sending) -> None:
        """Put sendings into the outbox, and wake the carrier as a transaction does."""
        now = self.clock.now()
        await self.store.write(lambda tx: _put(tx, sendings, now))
        self.wake.set()

    @asynccontextmanager
    async def carrying(self) -> AsyncIterator[None]:
        """Carry for as long as the context lasts, then finish in order."""
        session = JsonSession(TOKEN, self.address or self.town.address)
        gate = Gate(self.clock.monotonic)
        bot = deliverer(TOKEN, self.address or self.town.address, SharedRequest(session), gate)
        carrier = Carrier(
            Post(
                self.store,
                bot,
                gate,
                self.clock.now,
                payload,
                lambda _, __, row: self._give_up(row),
                lambda _, sending, number, __: self.noted.append((sending.slot, number)),
                self.wake,
                "test",
                self.alarms.append,
                self._report,
            )
        )
        running = asyncio.ensure_future(carrier.run())
        try:
            yield
        finally:
            carrier.stop()
            await running
            await session.close()

    async def _report(self, order: ReportOrder) -> str | bytes:
        return b"kolom" if order.form is not ReportForm.TEXT else order.office

    def _give_up(self, row: Claimed) -> None:
        self.given_up.append(row.sending.text)

    async def statuses(self) -> dict[str, int]:
        """Count the rows by their status."""
        return await self.store.read(_statuses)

    async def until(self, status: str, count: int = 1) -> None:
        """Wait until so many rows have a status."""
        async with asyncio.timeout(15):
            while (await self.statuses()).get(status, 0) < count:  # noqa: ASYNC110 - a thread's
                await asyncio.sleep(0.02)


def _put(tx: Tx, sendings: Sequence[Sending], now: datetime) -> None:
    for sending in sendings:
        key = f"{sending.chat_id}:{sending.method}:{sending.text}:{sending.document}"
        outbox.put(tx, sending, key, now, language="id")


def _statuses(tx: Tx) -> dict[str, int]:
    found = tx.connection.exec_driver_sql("SELECT status, count(*) FROM outbox GROUP BY status")
    return {str(status): int(count) for status, count in found}


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    url = f"sqlite:///{tmp_path / 'loket.sqlite'}"
    schema.upgrade(url)
    async with (
        running("127.0.0.1", 0, tmp_path / "simulator", tmp_path / "clock") as simulator,
        aiohttp.ClientSession() as http,
    ):
        store = open_store(url, Secret.parse("5e" * 32), str(tmp_path / "documents"))
        yield Office(Town(simulator, http), store)
        store.close()
