"""Bot and simulator as real processes with an empty house, for a browser to visit."""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import aiohttp

PATIENCE = 30.0


@asynccontextmanager
async def town(folder: Path, moment: datetime) -> AsyncIterator[str]:
    """Let both run at `moment`, and give the page's address; both are ended at the end.

    What they log lies in `simulator.log` and `run.log`.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    children = [await _start(folder, "simulator", port)]
    try:
        async with aiohttp.ClientSession() as http:
            await _answers(http, address)
            await _set_clock(http, address, moment)
            children.append(await _start(folder, "run", port))
            yield address
    finally:
        for child in reversed(children):
            if child.returncode is None:
                child.terminate()
            await child.wait()


async def _start(folder: Path, command: str, port: int) -> Process:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("LOKET_")}
    arguments = ("-m", "bot", command, "--port", str(port))
    with (folder / f"{command}.log").open("wb") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable, *arguments, cwd=folder, env=kept, stdout=DEVNULL, stderr=log
        )


async def _answers(http: aiohttp.ClientSession, address: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                async with http.get(f"{address}/people"):
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.05)


async def _set_clock(http: aiohttp.ClientSession, address: str, moment: datetime) -> None:
    async with http.get(f"{address}/clock") as answer:
        reading = await answer.json()
    offset = moment.timestamp() - reading["now"] + reading["offset_seconds"]
    async with http.post(f"{address}/clock", json={"offset_seconds": offset}) as answer:
        assert answer.status == 200, await answer.text()
