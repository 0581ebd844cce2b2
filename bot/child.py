"""The simulator as a child: started with the bot, ended with it, also when the bot is killed."""

import asyncio
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Final

PORT: Final = 8081
"""Where the simulator listens unless told otherwise."""
START_SECONDS: Final = 20.0


class Child:
    """`python -m bot simulator --with-parent` on 127.0.0.1; it ends when its input closes."""

    def __init__(self, port: int, folder: Path) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self._port = port
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> bool:
        """Start it, unless one answers there already; returns whether a child was started.

        Raises RuntimeError when nothing answers in time.
        """
        if await self._answers():
            return False
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", "simulator", "--with-parent", "--port", str(self._port)),
            stdin=asyncio.subprocess.PIPE,
            cwd=self._folder,
            # Ctrl-C is for the bot: it says its last words, and only then ends the simulator.
            start_new_session=True,
        )
        async with asyncio.timeout(START_SECONDS):
            while not await self._answers():
                if self._process.returncode is not None:
                    raise RuntimeError("the simulator ended at its start")
                await asyncio.sleep(0.05)
        return True

    async def stop(self) -> None:
        """End the child, if one was started."""
        if self._process is None or self._process.returncode is not None:
            return
        self._process.terminate()
        try:
            async with asyncio.timeout(5):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()

    async def _answers(self) -> bool:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", self._port)
        except OSError:
            return False
        writer.close()
        await writer.wait_closed()
        return True


def end_with_parent() -> None:
    """In the child: end this process when the parent's end of the input closes."""
    threading.Thread(target=_watch, name="parent", daemon=True).start()


def _watch() -> None:
    # Not through sys.stdin, whose lock a thread must not hold when the process ends.
    while os.read(0, 1024):
        continue
    os.kill(os.getpid(), signal.SIGTERM)
