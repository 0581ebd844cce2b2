"""Plays a transcript through the whole bot over HTTP: simulator, inbox, lanes, outbox and back."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiohttp

from bot import settings
from bot.run import Plan, run
from handlers.route import handle
from simulator import specimen
from simulator.person import Person
from simulator.seen import Seen
from simulator.server import Running, running
from tests.house import START
from tests.papers import samples
from tests.people import ADMINISTRATORS, OFFICERS, PEOPLE
from tests.transcripts.desk_driver import passed
from tests.transcripts.transcript import Outcome, Turn

_OPEN = ("SELECT 1 FROM inbox WHERE open LIMIT 1", "SELECT 1 FROM outbox WHERE open LIMIT 1")


@asynccontextmanager
async def whole_bot(folder: Path, empty_database: Path) -> AsyncIterator["LiveDriver"]:
    """A simulator and a bot at work in this process, in an empty house."""
    clock = folder / "clock"
    (folder / "var").mkdir()
    shutil.copy(empty_database, folder / "var" / "loket.sqlite")
    async with (
        running("127.0.0.1", 0, folder / "simulator", clock) as simulator,
        aiohttp.ClientSession() as http,
    ):
        simulator.world.limits.on = False
        simulator.world.clock.move(START.timestamp() - simulator.world.clock.now())
        driver = LiveDriver(simulator, http, folder / "var" / "loket.sqlite")
        async with _at_work(folder, simulator.address, clock):
            await driver.begin()
            yield driver


@asynccontextmanager
async def _at_work(folder: Path, address: str, clock: Path) -> AsyncIterator[None]:
    given = {
        "LOKET_TOKEN": settings.SIMULATOR_TOKEN,
        "LOKET_TELEGRAM_API": address,
        "LOKET_SECRET": "ab" * 32,
        "LOKET_CLOCK_FILE": str(clock),
    }
    stop, ready = asyncio.Event(), asyncio.Event()
    plan = Plan(
        settings.read(folder, given),
        handle,
        frozenset(("receive", "notify")),
        tuple(OFFICERS.values()),
        frozenset(ADMINISTRATORS.values()),
    )
    async with asyncio.TaskGroup() as group:
        group.create_task(run(plan, stop, ready.set))
        await ready.wait()
        try:
            yield
        finally:
            stop.set()


class LiveDriver:
    """The people of the simulator, played turn by turn."""

    def __init__(self, simulator: Running, http: aiohttp.ClientSession, database: Path) -> None:
        self._simulator = simulator
        self._http = http
        self._database = database
        self._now = START.timestamp()
        self._people = {
            name: Person(http, simulator.address, one.id) for name, one in PEOPLE.items()
        }
        self._read = dict.fromkeys(PEOPLE, 0)
        self._files: dict[str, bytes] = {}

    async def begin(self) -> None:
        """Let those of the tests' people start the bot whom the simulator does not know."""
        known = set(self._simulator.world.people)
        for name, one in PEOPLE.items():
            if one.id not in known:
                wish = {"id": one.id, "first_name": one.first_name}
                async with self._http.post(f"{self._simulator.address}/people", json=wish) as made:
                    made.raise_for_status()
                await self._people[name].start()
        await self._until_idle()
        for name in PEOPLE:
            await self._news(name)

    async def play(self, turn: Turn) -> Outcome:
        """Do one turn, and wait until the bot has done and sent everything."""
        if turn.after:
            self._now += passed(turn.after).total_seconds()
            clock = self._simulator.world.clock
            clock.move(clock.offset() + max(0.0, self._now - clock.now()))
        await self._do(turn, self._people[turn.who])
        await self._until_idle()
        news = {who: await self._news(who) for who in PEOPLE}
        answer = news.pop(turn.who)
        labels = tuple(label for message in answer for label in message.labels)
        pushes = {who: _text(said) for who, said in news.items() if said}
        return Outcome(_text(answer), labels, pushes)

    async def _do(self, turn: Turn, person: Person) -> None:
        if turn.says:
            await person.say(turn.says, reply_to=await self._replied(turn, person))
        elif turn.presses:
            await person.press(turn.presses, on=await self._message(turn, person))
        elif turn.sends:
            await person.send(turn.sends)
        elif turn.blocks:
            await person.block()
        else:
            kind, _, name = turn.hands.partition(" ")
            file = self._file(kind, turn.same_as or name)
            await person.upload(file, kind="document" if kind == "pdf" else "photo")

    async def _replied(self, turn: Turn, person: Person) -> int | None:
        if not turn.to:
            return None
        return [one.id for one in await person.messages() if turn.to in one.text][-1]

    async def _message(self, turn: Turn, person: Person) -> Seen | None:
        """The oldest message with the button, if the turn wants it."""
        if not turn.oldest:
            return None
        return next(one for one in await person.messages() if turn.presses in one.labels)

    def _file(self, kind: str, name: str) -> tuple[str, bytes]:
        """A real file, the same for the same name and different from all others."""
        if name not in self._files:
            pages = samples.letter(3, f"Surat {name}") if kind == "pdf" else b""
            self._files[name] = pages or specimen.png(len(self._files) + 1)
        return f"{name}.{'pdf' if kind == 'pdf' else 'png'}", self._files[name]

    async def _until_idle(self) -> None:
        """Wait until every update was handled and answered, and the outbox is empty."""
        async with asyncio.timeout(30):
            while self._simulator.world.updates.pending or self._open_rows():  # noqa: ASYNC110
                await asyncio.sleep(0.005)

    def _open_rows(self) -> bool:
        with closing(sqlite3.connect(self._database)) as base:
            return any(base.execute(query).fetchone() for query in _OPEN)

    async def _news(self, who: str) -> list[Seen]:
        """Return what the bot said or changed in a chat since the last look."""
        if not self._stirred(who):
            return []
        said = [one for one in await self._people[who].messages() if one.seq > self._read[who]]
        self._read[who] = max((one.seq for one in said), default=self._read[who])
        return [one for one in said if one.by_bot and not one.deleted]

    def _stirred(self, who: str) -> bool:
        """Whether anything is new in a chat: asking all fifty by HTTP would take longer."""
        chat = self._simulator.world.chats.get(PEOPLE[who].id)
        return chat is not None and bool(chat.since(self._read[who])[0])


def _text(messages: list[Seen]) -> str:
    return "\n\n".join(message.text for message in messages)
