"""R1 on PostgreSQL: two bots behind one address and one carrier, killed in turn, lose nothing."""

import asyncio
import socket
import sys
from collections import Counter
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp
import psycopg
import pytest

from simulator.server import running
from tests.bot.working import Town
from tests.servers import postgres

pytestmark = pytest.mark.xdist_group("postgres")

ROOT = Path(__file__).parents[2]
PEOPLE = 10
HOOK = "S" * 40
BOTS = ("one", "two")


class Nursery:
    """Starts and kills processes by their names."""

    def __init__(self, process, database, ports):
        self._process = process
        self._given = [
            f"LOKET_DATABASE={database}",
            f"LOKET_WEBHOOK_URL=http://127.0.0.1:{ports['one']}/telegram",
            f"LOKET_WEBHOOK_SECRET={HOOK}",
            "LOKET_RATE_SHARE=0.3",
        ]
        self._ports = ports

    async def start(self, name):
        given = list(self._given)
        parts = "receive"
        if name in self._ports:
            given.append(f"LOKET_WEBHOOK_LISTEN={self._ports[name]}")
        else:
            given.append("LOKET_WEBHOOK_LISTEN=1")
            parts = "notify,timers"
        await self._order(f"start {name} {parts} {' '.join(given)}", "ready")

    async def kill(self, name):
        await self._order(f"kill {name}", "gone")

    async def _order(self, words, answer):
        self._process.stdin.write(f"{words}\n".encode())
        assert await self._process.stdout.readline() == f"{answer}\n".encode()


@asynccontextmanager
async def nursery(folder, town, database):
    ports = dict(zip(BOTS, free_ports(2), strict=True))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bot.nursery", str(folder), town.address),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Nursery(process, database, ports), ports
    finally:
        process.stdin.close()
        await process.wait()


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


@asynccontextmanager
async def simulated(folder):
    async with (
        running("127.0.0.1", 0, folder / "simulator", folder / "clock") as simulator,
        aiohttp.ClientSession() as http,
    ):
        yield Town(simulator, http)


async def write_away(town, number, texts, dice):
    person = town.person(number)
    while True:
        # Every fourth is answered by a push, which the carrier brings.
        text = f"{'push ' * (len(texts) % 4 == 3)}{number % 100}:{len(texts)}"
        await person.say(text)
        texts.append(text)
        await asyncio.sleep(dice.uniform(0.7, 1.3))


def rows(database, query):
    with psycopg.connect(database) as connection:
        return connection.execute(query).fetchall()


async def settled(database):
    """Wait until nothing is open: what the dead left is taken up when their leases end."""
    left = "SELECT 1 FROM inbox WHERE open UNION SELECT 1 FROM outbox WHERE open"
    async with asyncio.timeout(60):
        while rows(database, left):  # noqa: ASYNC110 - other processes do it
            await asyncio.sleep(0.2)


async def test_processes_killed_in_turn_lose_nothing_and_double_nothing(tmp_path, proof):
    dice = proof.dice()
    async with AsyncExitStack() as stack:
        server = stack.enter_context(postgres())
        database = stack.enter_context(server.database(server.template()))
        town = await stack.enter_async_context(simulated(tmp_path))
        nurse, ports = await stack.enter_async_context(nursery(tmp_path, town, database))
        told = {}
        for _ in range(PEOPLE):
            told[(await town.order("people", first_name="Warga"))["id"]] = []
        kills, left = proof.many(3, 200), 0
        for name in (*BOTS, "carrier"):
            await nurse.start(name)
        addresses = [f"http://127.0.0.1:{port}/telegram" for port in ports.values()]
        await town.order("webhook", addresses=addresses)
        async with asyncio.timeout(60 + 4 * kills):
            writing = [
                asyncio.ensure_future(write_away(town, who, texts, proof.dice(who)))
                for who, texts in told.items()
            ]
            for number in range(kills):
                name = (*BOTS, "carrier")[number % 3]
                await asyncio.sleep(dice.uniform(0.1, 0.6))
                await nurse.kill(name)
                left += rows(database, "SELECT count(*) FROM inbox WHERE open")[0][0]
                await nurse.start(name)
                # A start sets the webhook anew, and with it the one address.
                await town.order("webhook", addresses=addresses)
            for one in writing:
                one.cancel()
            for who, texts in told.items():
                await town.person(who).wait_for(f"^{texts[-1]}( |$)", timeout=60)
            await settled(database)
        await judge(proof, town, database, told, kills, left)


async def judge(proof, town, database, told, kills, left):
    twice = rows(database, "SELECT 1 FROM counter WHERE name LIKE 'handled:%' AND value > 1")
    assert twice == []
    assert rows(database, "SELECT DISTINCT state FROM inbox") == [("answered",)]
    kept = rows(database, "SELECT count(*) FROM inbox")[0][0]
    summary = await town.summary()
    assert kept == summary["total"]["created"]
    given_up = rows(database, "SELECT count(*) FROM outbox WHERE status = 'failed'")[0][0]
    unsaid = 0
    for who, texts in told.items():
        said = [m.text for m in await town.person(who).messages() if m.by_bot]
        copies = Counter(said)
        due = {text if text.startswith("push ") else f"{text} 1" for text in texts}
        assert set(copies) <= due
        assert max(copies.values()) <= 2
        unsaid += len(due) - len(copies)
        counted = [int(text.split()[0].partition(":")[2]) for text in said if text[:5] != "push "]
        assert ordered(counted), counted
    assert unsaid <= given_up
    figures = {
        "kills": kills,
        "updates": kept,
        "interrupted": left,
        "lost": 0,
        "done twice": 0,
        "said twice": summary["total"]["duplicates"],
        "given up and told to staff": given_up,
    }
    proof.record("R1", "two bots and a carrier on PostgreSQL", figures)


def ordered(numbers):
    """Whether the first copies of the answers stand in the order of the questions."""
    firsts = list(dict.fromkeys(numbers))
    return firsts == sorted(firsts)
