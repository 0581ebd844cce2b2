"""A bot under test as a child process: started, its processor time and memory read, ended."""

import asyncio
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

END_SECONDS: Final = 30.0
_TICK: Final = os.sysconf("SC_CLK_TCK")
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_PROC: Final = Path("/proc")


@dataclass(frozen=True, slots=True)
class Bot:
    """One running bot; `others` are processes that work for it and are not its children."""

    process: asyncio.subprocess.Process
    others: tuple[int, ...] = ()

    @classmethod
    async def start(
        cls,
        module: tuple[str, ...],
        settings: Mapping[str, str],
        folder: Path,
        others: Iterable[int] = (),
    ) -> "Bot":
        """Start `python -m MODULE …` with only these LOKET_ settings, in `folder`.

        What it prints is kept in `folder`, in a file that is named as the module.
        """
        mine = {name: value for name, value in os.environ.items() if name[:6] != "LOKET_"}
        home = str(Path(__file__).parent.parent)
        with (folder / ".".join(module)).open("wb") as output:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", *module),
                cwd=folder,
                env={**mine, **settings, "PYTHONPATH": home},
                stdout=output,
                stderr=output,
            )
        return cls(process, tuple(others))

    @property
    def running(self) -> bool:
        """Whether the bot has not ended."""
        return self.process.returncode is None

    def seconds(self) -> float:
        """Return the processor time so far: the bot, its children, and the others with theirs."""
        return sum(_seconds(pid) for pid in self._pids())

    def megabytes(self) -> float:
        """Return the resident memory of the bot alone, in MiB."""
        return _resident(self.process.pid)

    def children_megabytes(self) -> float:
        """Return the resident memory of the bot's children, in MiB."""
        return sum(_resident(pid) for pid in _family(self.process.pid)[1:])

    async def stop(self) -> None:
        """End the bot; a bot that does not end in time is killed."""
        if not self.running:
            return
        self.process.terminate()
        try:
            async with asyncio.timeout(END_SECONDS):
                await self.process.wait()
        except TimeoutError:
            self.process.kill()
            await self.process.wait()

    def _pids(self) -> list[int]:
        return [pid for one in (self.process.pid, *self.others) for pid in _family(one)]


def _family(pid: int) -> list[int]:
    """Return a process and all below it."""
    found = [pid]
    try:
        tasks = list((_PROC / str(pid) / "task").iterdir())
        below = [int(n) for task in tasks for n in (task / "children").read_text().split()]
    except OSError:
        return found
    for child in below:
        found.extend(_family(child))
    return found


def _seconds(pid: int) -> float:
    """Return user and system time of a process and of its children that ended (proc(5), stat)."""
    try:
        stat = (_PROC / str(pid) / "stat").read_text()
    except OSError:
        return 0.0
    fields = stat.rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15]) / _TICK


def _resident(pid: int) -> float:
    try:
        pages = int((_PROC / str(pid) / "statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * _PAGE / 2**20
