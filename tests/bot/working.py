"""A bot at work against the simulator, in this process, with a tiny way of handling."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from bot import settings
from bot.run import Plan, run
from desk.desk import Desk
from flows.sending import Key, Method, Sending
from handlers.house import House
from simulator.person import Person
from simulator.server import Running
from storage import counters, outbox

SECRET = "5e" * 32
Handle = Callable[[dict[str, object], House], Awaitable[Sequence[Sending]]]


def settings_in(folder: Path, address: str, **more: str) -> settings.Settings:
    """Settings with a token, for the simulator at `address` and a database in `folder`."""
    given = {"LOKET_TOKEN": "1:simulator", "LOKET_TELEGRAM_API": address, "LOKET_SECRET": SECRET}
    return settings.read(folder, given | more)


@asynccontextmanager
async def at_work(
    folder: Path,
    address: str,
    handle: Handle,
    parts: Sequence[str] = ("receive", "notify"),
    **more: str,
) -> AsyncIterator[None]:
    """Run a bot for as long as the context lasts, and end it in order."""
    stop, ready = asyncio.Event(), asyncio.Event()
    plan = Plan(settings_in(folder, address, **more), handle, frozenset(parts))
    running = asyncio.ensure_future(run(plan, stop, ready.set))
    waiting = asyncio.ensure_future(ready.wait())
    try:
        await asyncio.wait((running, waiting), return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            await running
        yield
    finally:
        waiting.cancel()
        stop.set()
        await running


def rows(folder: Path, query: str, *values: object) -> list[tuple]:
    """Look into the database of a bot that ended."""
    with closing(sqlite3.connect(folder / "var" / "loket.sqlite")) as database:
        return database.execute(query, values).fetchall()


def text_of(update: dict[str, object]) -> str:
    """The text of a message, the data of a press."""
    message = update.get("message") or update.get("callback_query")
    assert isinstance(message, dict)
    return str(message.get("text") or message.get("data") or "")


@dataclass(slots=True)
class Echo:
    """Handles an update by counting it in the database and saying its text back.

    `pushes` lie in the outbox besides; `handled` are the texts in the order of their handling.
    """

    handled: list[str] = field(default_factory=list)
    before: dict[str, Callable[[], Awaitable[None]]] = field(default_factory=dict)

    async def __call__(self, update: dict[str, object], house: House) -> Sequence[Sending]:
        """Handle one update."""
        text = text_of(update)
        if text in self.before:
            await self.before[text]()
        answers = await house.step(lambda desk: _order(desk, text))
        self.handled.append(text)
        return answers


def _order(desk: Desk, text: str) -> Sequence[Sending]:
    number = counters.next_value(desk.tx, f"handled:{desk.speaker.update_id}")
    chat = desk.speaker.telegram_id
    if text.startswith("push "):
        push = Sending(chat, Method.MESSAGE, text)
        outbox.put(desk.tx, push, f"push:{desk.speaker.update_id}", desk.now, language="id")
        return ()
    if text.startswith("button"):
        return (Sending(chat, Method.MESSAGE, "choose", ((Key("one", data="one"),),)),)
    if text == "one":
        toast = Sending(chat, Method.TOAST, "pressed")
        return toast, Sending(chat, Method.EDIT, "chosen", message_id=desk.speaker.message_id)
    return (Sending(chat, Method.MESSAGE, f"{text} {number}"),)


@dataclass(frozen=True, slots=True)
class Town:
    """The simulator as a test sees it: people who write, and orders to the simulator itself."""

    simulator: Running
    http: aiohttp.ClientSession

    @property
    def address(self) -> str:
        return self.simulator.address

    def person(self, number: int) -> Person:
        return Person(self.http, self.address, number)

    async def order(self, way: str, **wish):
        async with self.http.post(f"{self.address}/{way}", json=wish) as answer:
            assert answer.status < 300, await answer.text()
            return await answer.json()

    async def ledger(self, kind: str = "call") -> list[dict]:
        async with self.http.get(f"{self.address}/ledger", params={"kind": kind}) as answer:
            return (await answer.json())["entries"]

    async def summary(self) -> dict:
        async with self.http.get(f"{self.address}/ledger/summary") as answer:
            return await answer.json()
