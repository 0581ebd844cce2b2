"""The tour: plays whole journeys through the simulator over HTTP, and prints the chats."""

import asyncio
import os
import re
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bot.journeys import JOURNEYS, PDF, Turn
from simulator import specimen
from simulator.person import NotDone, NotSeen, Person

PATIENCE = 20.0
"""Seconds a person waits for an answer or a push: a killed bot starts again within them."""
NUMBER = re.compile(r"\b[A-Z]{3,4}-\d{4}-\d{6}-[A-Z]\b")
KILL_EVERY = 9
"""With `kill`, the bot is killed (SIGKILL) after every this many turns."""


def main(*, kill: bool = False) -> int:
    """Play all journeys against a bot and a simulator of their own; 0 when all came true."""
    with tempfile.TemporaryDirectory(prefix="loket-tour-") as folder:
        return asyncio.run(_play_all(Path(folder), kill=kill))


async def _play_all(folder: Path, *, kill: bool) -> int:
    base = f"http://127.0.0.1:{_free_port()}"
    async with _process(folder, base, "simulator"), aiohttp.ClientSession() as http:
        await _until_answered(http, base)
        bot = _Bot(folder, base)
        await bot.start()
        try:
            guide = _Guide(http, base, bot if kill else None)
            return max([await guide.play(name, turns) for name, turns in JOURNEYS.items()])
        finally:
            await bot.stop(signal.SIGTERM)


class _Bot:
    """The bot as a child process that may be killed and started again."""

    def __init__(self, folder: Path, base: str) -> None:
        self._folder = folder
        self._base = base
        self._child: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self._child = await _spawn(self._folder, self._base, "run")

    async def stop(self, how: signal.Signals) -> None:
        if self._child is not None and self._child.returncode is None:
            self._child.send_signal(how)
            await self._child.wait()

    async def kill_and_start(self) -> None:
        await self.stop(signal.SIGKILL)
        await self.start()


class _Guide:
    """Plays journeys turn by turn and remembers the ticket's number."""

    def __init__(self, http: aiohttp.ClientSession, base: str, victim: _Bot | None) -> None:
        self._http = http
        self._base = base
        self._victim = victim
        self._people: dict[int, Person] = {}
        self._number = ""
        self._handed = 0
        self._turns = 0

    async def play(self, name: str, turns: Sequence[Turn]) -> int:
        """Play one journey and print its chats; 1 when something did not come true."""
        print(f"\n━━ {name} ━━")
        try:
            for turn in turns:
                await self._turn(turn)
        except (NotSeen, NotDone) as error:
            print(f"\nDid not come true: {error}")
            return 1
        for person_id in dict.fromkeys(turn.who for turn in turns):
            print(f"\n── chat of {person_id} ──")
            print(await self._person(person_id).transcript())
        print(f"\n{name}: {len(turns)} turns came true, ticket {self._number}.")
        return 0

    async def _turn(self, turn: Turn) -> None:
        person = self._person(turn.who)
        for other, _ in turn.pushed:
            await self._person(other).mark()
        await self._do(person, turn)
        self._turns += 1
        if self._victim is not None and self._turns % KILL_EVERY == 0:
            await self._victim.kill_and_start()
        heard = await person.wait_for(self._filled(turn.hears), PATIENCE)
        found = NUMBER.search(heard.text)
        if found and "Permohonan diterima" in heard.text:
            self._number = found[0]
        for other, what in turn.pushed:
            await self._person(other).wait_for(self._filled(what), PATIENCE)

    async def _do(self, person: Person, turn: Turn) -> None:
        if turn.says:
            await person.say(self._filled(turn.says))
        elif turn.presses:
            await person.press(turn.presses)
        elif turn.hands:
            self._handed += 1
            await self._hand(person, turn.hands)

    async def _hand(self, person: Person, kind: str) -> None:
        if kind == PDF:
            name = f"contoh-{self._handed}.pdf"
            await person.upload((name, specimen.pdf(f"dokumen {self._handed}")))
        else:
            page = ("contoh.png", specimen.png(100 + self._handed))
            await person.upload(page, kind="photo")

    def _filled(self, text: str) -> str:
        return text.replace("{number}", self._number)

    def _person(self, person_id: int) -> Person:
        if person_id not in self._people:
            self._people[person_id] = Person(self._http, self._base, person_id)
        return self._people[person_id]


# Processes


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def _process(folder: Path, base: str, command: str) -> AsyncIterator[None]:
    child = await _spawn(folder, base, command)
    try:
        yield
    finally:
        child.terminate()
        await child.wait()


async def _spawn(folder: Path, base: str, command: str) -> asyncio.subprocess.Process:
    """Start `loket COMMAND` with an empty house in `folder`, deaf to this machine's settings."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("LOKET_")}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", command, "--port", base.rpartition(":")[2]),
        cwd=folder,
        env=kept,
        stdout=asyncio.subprocess.DEVNULL,
    )


async def _until_answered(http: aiohttp.ClientSession, base: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                async with http.get(f"{base}/people"):
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.05)
