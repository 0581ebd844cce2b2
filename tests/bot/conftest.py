"""A simulator on a free port and people who write to the bot."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from simulator.server import running
from tests.bot.working import Town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    clock = tmp_path / "clock"
    async with (
        running("127.0.0.1", 0, tmp_path / "simulator", clock) as simulator,
        aiohttp.ClientSession() as http,
    ):
        yield Town(simulator, http)
