"""A simulator on a free port, a bot without a library, and somebody to play."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from simulator.person import Person
from simulator.server import Running, running

TOKEN = "1:simulator"


@dataclass(frozen=True, slots=True)
class Caller:
    """Calls the Bot API in JSON, as plainly as can be."""

    http: aiohttp.ClientSession
    address: str

    async def __call__(self, method: str, **params) -> dict | list | bool:
        """Return the result of a call that must succeed."""
        body = await self.answer(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **params) -> str:
        """Return the description of a call that must be refused."""
        body = await self.answer(method, **params)
        assert not body["ok"], body
        return body["description"]

    async def answer(self, method: str, **params):
        """Return the whole answer."""
        async with self.http.post(f"{self.address}/bot{TOKEN}/{method}", json=params) as answer:
            body = await answer.json()
            assert answer.status == body.get("error_code", 200)
        return body

    async def take(self):
        """Return the waiting updates and confirm them."""
        updates = await self("getUpdates")
        if updates:
            await self("getUpdates", offset=updates[-1]["update_id"] + 1)
        return updates


@pytest.fixture
async def simulator(tmp_path: Path) -> AsyncIterator[Running]:
    async with running("127.0.0.1", 0, tmp_path / "simulator", tmp_path / "clock") as started:
        yield started


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def call(simulator: Running, http: aiohttp.ClientSession) -> Caller:
    return Caller(http, simulator.address)


@pytest.fixture
def person(simulator: Running, http: aiohttp.ClientSession) -> Callable[[int], Person]:
    return lambda number: Person(http, simulator.address, number)


@pytest.fixture
async def siti(person: Callable[[int], Person], call: Caller) -> Person:
    """Siti has pressed Start, and the bot has taken note."""
    siti = person(700000001)
    await siti.start()
    await call.take()
    return siti


@pytest.fixture
def steer(simulator: Running, http: aiohttp.ClientSession):
    """Sends one order to the simulator itself, such as `steer("clock", add_seconds=60)`."""

    async def order(way: str, **wish):
        async with http.post(f"{simulator.address}/{way}", json=wish) as answer:
            return await answer.json()

    return order


@pytest.fixture
def eventually():
    """Lets the loop run until something is so, or the test's patience ends."""

    async def wait(is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not is_so():  # noqa: ASYNC110 - what is waited for has no event of its own
                await asyncio.sleep(0)

    return wait
