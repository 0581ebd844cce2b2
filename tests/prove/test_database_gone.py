"""R4: the database goes and comes back; nothing is lost, nothing false is said, nobody helps."""

import asyncio
import sqlite3
import time
from contextlib import ExitStack, asynccontextmanager, closing
from pathlib import Path

import psycopg
import pytest

from storage import sqlite
from tests.bot.working import Echo, at_work
from tests.prove.test_several_processes import ordered, simulated
from tests.servers import postgres

PEOPLE = 5
ADMINISTRATOR = 700000002
RECOVERY = 5.0
"""Seconds from the return of the database to the answer of a message."""


class Lite:
    """An SQLite file that another process locks for itself."""

    name = "SQLite locked"

    def __init__(self, folder, patch):
        self.url = f"sqlite:///{folder / 'loket.sqlite'}"
        self._file = folder / "loket.sqlite"
        pragmas = [one for one in sqlite._PRAGMAS if "busy_timeout" not in one]
        patch.setattr(sqlite, "_PRAGMAS", ("PRAGMA busy_timeout=200", *pragmas))
        self._other = None

    def go(self):
        self._other = sqlite3.connect(self._file, isolation_level=None, check_same_thread=False)
        self._other.execute("PRAGMA busy_timeout=5000")
        self._other.execute("BEGIN EXCLUSIVE")

    def come_back(self):
        self._other.execute("ROLLBACK")
        self._other.close()

    def rows(self, query):
        with closing(sqlite3.connect(self._file)) as database:
            return database.execute(query).fetchall()


class Full:
    """A PostgreSQL server that is stopped at once and started again."""

    name = "PostgreSQL stopped"

    def __init__(self, stack):
        self._server = stack.enter_context(postgres())
        self.url = stack.enter_context(self._server.database(self._server.template()))

    def go(self):
        self._server.die()

    def come_back(self):
        self._server.start()

    def rows(self, query):
        with psycopg.connect(self.url) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture(
    params=["sqlite", pytest.param("postgres", marks=pytest.mark.xdist_group("postgres"))]
)
def database(request, tmp_path, monkeypatch):
    with ExitStack() as stack:
        lite = request.param == "sqlite"
        yield Lite(tmp_path, monkeypatch) if lite else Full(stack)


async def write_away(person, texts, dice):
    while True:
        text = f"{person.id}:{len(texts)}"
        await person.say(text)
        texts.append(text)
        await asyncio.sleep(dice.uniform(0.7, 1.3))


async def confirmed(town):
    return (await town.summary())["total"]["confirmed"]


@asynccontextmanager
async def writing(town, told, proof):
    tasks = [
        asyncio.ensure_future(write_away(town.person(who), texts, proof.dice(who)))
        for who, texts in told.items()
    ]
    yield
    for one in tasks:
        one.cancel()


async def test_a_database_that_goes_and_comes_back_loses_nothing(
    tmp_path: Path, proof, database, caplog
):
    slowest, outages, seconds = 0.0, proof.many(1, 20), proof.many(1, 30)
    async with simulated(tmp_path) as town:
        told = {(await town.order("people", first_name="Warga"))["id"]: [] for _ in range(PEOPLE)}
        prober = town.person(ADMINISTRATOR)
        parts, admins = ("receive", "notify", "timers"), str(ADMINISTRATOR)
        more = {"LOKET_DATABASE": database.url, "LOKET_ADMINS": admins}
        async with (
            asyncio.timeout(60 + outages * (seconds + 15)),
            at_work(tmp_path, town.address, Echo(), parts, **more),
            writing(town, told, proof),
        ):
            for number in range(outages):
                await prober.say(f"before {number}")
                await prober.wait_for(f"^before {number} ")
                database.go()
                await asyncio.sleep(0.5)
                before = await confirmed(town)
                await asyncio.sleep(seconds)
                assert await confirmed(town) == before
                await prober.say(f"after {number}")
                await asyncio.to_thread(database.come_back)
                began = time.monotonic()
                await prober.wait_for(f"^after {number} ", timeout=30)
                slowest = max(slowest, time.monotonic() - began)
            await prober.wait_for("Alarm Loket|Loket alarm", timeout=30)
            for who, texts in told.items():
                await town.person(who).wait_for(f"^{texts[-1]} ", timeout=60)
        await judge(proof, town, database, told, outages, slowest)
    assert "Traceback" not in caplog.text


async def judge(proof, town, database, told, outages, slowest):
    assert database.rows("SELECT 1 FROM counter WHERE name LIKE 'handled:%' AND value > 1") == []
    states = database.rows("SELECT DISTINCT state FROM inbox")
    assert set(states) <= {("answered",), ("done",)}
    for who, texts in told.items():
        said = [m.text for m in await town.person(who).messages() if m.by_bot]
        assert set(said) == {f"{text} 1" for text in texts}
        assert max(said.count(text) for text in said) <= 2
        assert ordered([int(text.split()[0].partition(":")[2]) for text in said])
    total = (await town.summary())["total"]
    figures = {
        "outages": outages,
        "updates": total["created"],
        "lost": 0,
        "done twice": 0,
        "said twice": total["duplicates"],
        "slowest recovery": f"{slowest:.1f} s",
    }
    proof.record("R4", database.name, figures)
    assert slowest <= RECOVERY
