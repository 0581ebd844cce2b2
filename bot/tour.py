"""The tour: plays a transcript of every service through the simulator, and prints the chats."""

import asyncio
import os
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import aiohttp

from bot.clock import Clock
from bot.journeys import Transcript, Turn, pattern, tour
from flows.number import find
from flows.words import Language
from simulator import personas, specimen
from simulator.person import NotDone, NotSeen, Person
from simulator.seen import Seen
from texts import render

PATIENCE = 60.0
"""Seconds a person waits for an answer or a push: a bot starts within them, also a killed one."""
AT_ONCE = 3
"""How many journeys are played side by side; each waits most of its time for the sending pace."""
START = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)
"""A Monday, 09.00 WIB, 10.00 WITA: every office is open."""
KILL_EVERY = 9
"""With `kill`, the bot is killed (SIGKILL) after every this many turns."""


def main(*, kill: bool = False) -> int:
    """Play the journeys, each with a bot and a simulator of its own; 0 when all came true."""
    return asyncio.run(_play_all(kill=kill))


async def _play_all(*, kill: bool) -> int:
    turnstile = asyncio.Semaphore(AT_ONCE)

    async def one(script: Transcript) -> bool:
        async with turnstile:
            came_true, chats = await _play(script, kill=kill)
        print(chats, flush=True)
        return came_true

    scripts = tour()
    came_true = await asyncio.gather(*(one(script) for script in scripts))
    print(f"\n{sum(came_true)} of {len(scripts)} journeys came true.")
    return 0 if scripts and all(came_true) else 1


async def _play(script: Transcript, *, kill: bool) -> tuple[bool, str]:
    """Play one journey in an empty house; returns whether it came true, and its chats."""
    with tempfile.TemporaryDirectory(prefix="loket-tour-") as name:
        folder, base = Path(name), f"http://127.0.0.1:{_free_port()}"
        async with _process(folder, base, "simulator"), aiohttp.ClientSession() as http:
            await _until_answered(http, base)
            await _move_clock(http, base, offset_seconds=(START - Clock().now()).total_seconds())
            bot = _Bot(folder, base)
            await bot.start()
            try:
                return await _Guide(http, base, bot if kill else None).play(script)
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
    """Plays a journey turn by turn and remembers the ticket's number."""

    def __init__(self, http: aiohttp.ClientSession, base: str, victim: _Bot | None) -> None:
        self._http = http
        self._base = base
        self._victim = victim
        self._texts = render.load()
        self._played = {one.first_name: one for one in personas.load()}
        self._people = {name: Person(http, base, one.id) for name, one in self._played.items()}
        self._files: dict[str, bytes] = {}
        self._number = ""

    async def play(self, script: Transcript) -> tuple[bool, str]:
        """Play one journey; returns whether it came true, and its chats as text."""
        title = f"━━ {script.service} ━━\n{script.about}"
        try:
            for done, turn in enumerate(script.turns, 1):
                await self._turn(turn)
                if self._victim is not None and done % KILL_EVERY == 0:
                    await self._victim.kill_and_start()
        except (NotSeen, NotDone) as error:
            return False, f"{title}\n\n{turn}\nDid not come true: {error}"
        chats = [
            f"── chat of {name} ──\n{await self._people[name].transcript()}"
            for name in dict.fromkeys(turn.who for turn in script.turns)
        ]
        end = f"{script.service}: {len(script.turns)} turns came true, ticket {self._number}."
        return True, "\n\n".join([title, *chats, end])

    async def _turn(self, turn: Turn) -> None:
        person = self._people[turn.who]
        told = {name: words for name, words in turn.pushes.items() if name in self._people}
        for name in told:
            await self._people[name].mark()
        if turn.after:
            await _move_clock(self._http, self._base, add_seconds=_seconds(turn.after))
        await self._do(person, turn)
        for words in turn.hears:
            await self._hear(turn.who, words)
        for label in turn.sees:
            await person.wait_for(partial(_has_button, label), PATIENCE)
        for name, wanted in told.items():
            for words in wanted:
                await self._hear(name, words)

    async def _hear(self, who: str, words: str) -> None:
        language = Language(self._played[who].language_code)
        wanted = pattern(words.replace("{ticket}", self._number), self._texts, language)
        heard = await self._people[who].wait_for(wanted, PATIENCE)
        self._number = self._number or find(heard.text) or ""

    async def _do(self, person: Person, turn: Turn) -> None:
        if turn.says:
            await person.say(turn.says.replace("{ticket}", self._number))
        elif turn.presses:
            await person.press(turn.presses)
        elif turn.hands:
            await self._hand(person, turn)
        elif turn.sends:
            await person.send(turn.sends)
        else:
            await person.block()

    async def _hand(self, person: Person, turn: Turn) -> None:
        kind, _, name = turn.hands.partition(" ")
        name = turn.same_as or name
        if name not in self._files:
            made = specimen.png(100 + len(self._files))
            self._files[name] = specimen.pdf(f"dokumen {name}", pages=3) if kind == "pdf" else made
        file = (f"{name}.{'pdf' if kind == 'pdf' else 'png'}", self._files[name])
        await person.upload(file, kind="document" if kind == "pdf" else "photo")


def _has_button(label: str, message: Seen) -> bool:
    return any(button.text == label for row in message.buttons for button in row)


def _seconds(words: str) -> float:
    """Return the time that "10 minutes" or "2 days" says."""
    amount, unit = words.split()
    return timedelta(**{f"{unit.removesuffix('s')}s": int(amount)}).total_seconds()


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


async def _move_clock(http: aiohttp.ClientSession, base: str, **wish: float) -> None:
    async with http.post(f"{base}/clock", json=wish) as moved:
        moved.raise_for_status()


async def _until_answered(http: aiohttp.ClientSession, base: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                async with http.get(f"{base}/people"):
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.05)
