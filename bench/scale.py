"""`python -m bench.scale`: one and two processes behind a webhook, side by side, as ratios."""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import aiohttp

from bench.databases import Database, postgres, sqlite
from bench.process import Bot
from bench.wire import Values, Wire

TOKEN: Final = "1:bench"
SECRET: Final = "b" * 40
FIRST_PORT: Final = 8461
FIRST_PERSON: Final = 600_000_000
SAID: Final = ("/menu", "/layanan", "/status", "/bantuan")
START_SECONDS: Final = 90.0


@dataclass(slots=True)
class Telegram:
    """The little of the Bot API that a bot behind a webhook asks for."""

    waiting: dict[int, "asyncio.Future[None]"] = field(default_factory=dict)
    hooks: int = 0

    def call(self, method: str, values: Values, wire: Wire) -> object:
        """Answer a call; a message ends its person's waiting."""
        del wire
        if method == "getMe":
            return {"id": 1, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
        self.hooks += method == "setWebhook"
        chat = values.get("chat_id")
        if method == "sendMessage" and isinstance(chat, int):
            waits = self.waiting.pop(chat, None)
            if waits is not None and not waits.done():
                waits.set_result(None)
            return {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}}
        return True

    def file(self, path: str) -> bytes:
        """Nobody sends a file here."""
        raise LookupError(path)


@dataclass(slots=True)
class House:
    """Processes behind one address; `seconds` are how long each answer took."""

    bots: list[Bot]
    addresses: list[str]
    telegram: Telegram
    sent: int = 0
    seconds: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Round:
    """What one measured stretch came to."""

    per_second: float
    median: float
    slow: float
    cpu: float


@asynccontextmanager
async def house(
    database: Database, processes: int, port: int, folder: Path
) -> AsyncIterator[House]:
    """Start so many whole bots on one database; they end with the context."""
    telegram = Telegram()
    async with AsyncExitStack() as stack:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Wire(telegram), "127.0.0.1", 0)
        stack.callback(server.close)
        made = House([], [], telegram)
        for number in range(processes):
            listen = str(port + number)
            address = f"http://127.0.0.1:{listen}/telegram"
            settings = _settings(database, server.sockets[0].getsockname()[1], folder)
            settings |= {"LOKET_WEBHOOK_LISTEN": listen, "LOKET_WEBHOOK_URL": address}
            room = folder / listen
            room.mkdir()
            others = database.servers if number == 0 else ()
            bot = await Bot.start(("bench.loket",), settings, room, others)
            stack.push_async_callback(bot.stop)
            made.bots.append(bot)
            made.addresses.append(address)
        async with asyncio.timeout(START_SECONDS):
            while telegram.hooks < processes:  # noqa: ASYNC110 - other processes start
                await asyncio.sleep(0.1)
        yield made


def _settings(database: Database, port: int, folder: Path) -> dict[str, str]:
    return {
        "LOKET_TOKEN": TOKEN,
        "LOKET_TELEGRAM_API": f"http://127.0.0.1:{port}",
        "LOKET_DATABASE": database.url,
        "LOKET_DOCUMENTS": str(folder / "documents"),
        "LOKET_SECRET": "5b" * 32,
        "LOKET_WEBHOOK_SECRET": SECRET,
    }


async def measure(where: House, people: int, seconds: float) -> Round:
    """Let people write and wait for their answers, each at once anew, for so many seconds."""
    where.seconds.clear()
    cpu, began = sum(bot.seconds() for bot in where.bots), time.monotonic()
    async with aiohttp.ClientSession() as http, asyncio.TaskGroup() as group:
        for number in range(people):
            group.create_task(_person(where, http, FIRST_PERSON + number, began + seconds))
    took = time.monotonic() - began
    cpu = sum(bot.seconds() for bot in where.bots) - cpu
    many = len(where.seconds)
    slow = statistics.quantiles(where.seconds, n=20)[-1]
    return Round(many / took, statistics.median(where.seconds), slow, cpu / many)


async def _person(where: House, http: aiohttp.ClientSession, who: int, until: float) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
    while (began := time.monotonic()) < until:
        where.sent += 1
        waits = where.telegram.waiting[who] = asyncio.get_running_loop().create_future()
        body = json.dumps(_update(where.sent, who, SAID[where.sent % len(SAID)]))
        address = where.addresses[where.sent % len(where.addresses)]
        async with http.post(address, data=body, headers=headers) as answer:
            assert answer.status == 200
        async with asyncio.timeout(60):
            await waits
        where.seconds.append(time.monotonic() - began)


def _update(number: int, who: int, text: str) -> Mapping[str, object]:
    sender = {"id": who, "is_bot": False, "first_name": "Warga"}
    chat = {"id": who, "type": "private", "first_name": "Warga"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": sender, "text": text}
    return {"update_id": number, "message": message}


async def compare(people: int, rounds: int, seconds: float, folder: Path) -> str:
    """Measure all three houses in turn; return the table of medians."""
    with sqlite(folder) as lite, postgres() as full:
        kept = {
            "1 process, SQLite": (lite("one"), 1),
            "1 process, PostgreSQL": (full("one"), 1),
            "2 processes, PostgreSQL": (full("two"), 2),
        }
        async with AsyncExitStack() as stack:
            houses = {}
            for number, (name, (database, processes)) in enumerate(kept.items()):
                port = FIRST_PORT + 10 * number
                room = folder / str(port)
                room.mkdir()
                houses[name] = await stack.enter_async_context(
                    house(database, processes, port, room)
                )
            found: dict[str, list[Round]] = {name: [] for name in houses}
            for _ in range(rounds):
                for name, where in houses.items():
                    found[name].append(await measure(where, people, seconds))
    return "\n".join(_table(found))


def _table(found: Mapping[str, Sequence[Round]]) -> list[str]:
    head = "| | answers | half of them within | 19 of 20 within | processor per update |"
    lines = [head, "|---|---|---|---|---|"]
    first = _middle(next(iter(found.values())))
    for name, rounds in found.items():
        one = _middle(rounds)
        ratios = (
            one.per_second / first.per_second,
            one.median / first.median,
            one.slow / first.slow,
            one.cpu / first.cpu,
        )
        lines.append(f"| {name} | " + " | ".join(f"x {ratio:.2f}" for ratio in ratios) + " |")
    lines.append(f"\nx 1 is {first.per_second:.0f} a second, {first.median * 1000:.0f} ms, ")
    lines.append(f"{first.slow * 1000:.0f} ms and {first.cpu * 1000:.1f} ms.")
    return lines


def _middle(rounds: Sequence[Round]) -> Round:
    return Round(
        statistics.median(one.per_second for one in rounds),
        statistics.median(one.median for one in rounds),
        statistics.median(one.slow for one in rounds),
        statistics.median(one.cpu for one in rounds),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5.0)
    wish = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="loket-scale-") as folder:
        print(asyncio.run(compare(wish.people, wish.rounds, wish.seconds, Path(folder))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
