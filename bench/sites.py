"""The bots under test, each with a server of its own, a database of its own, and its settings."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

from bench.api import TOKEN, BenchApi
from bench.crowds import Site
from bench.databases import Database
from bench.person import Tally
from bench.process import Bot
from bench.wire import Wire

START_SECONDS: Final = 60.0


@asynccontextmanager
async def site(module: tuple[str, ...], folder: Path, database: Database) -> AsyncIterator[Site]:
    """Start a bot and its server; both end with the context.

    Raises TimeoutError when the bot does not come to ask for updates, RuntimeError when it ends.
    """
    api = BenchApi()
    async with AsyncExitStack() as stack:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Wire(api), "127.0.0.1", 0)
        stack.callback(server.close)
        settings = {
            "LOKET_TOKEN": TOKEN,
            "LOKET_TELEGRAM_API": f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}",
            "LOKET_DATABASE": database.url,
            "LOKET_DOCUMENTS": str(folder / "documents"),
            "LOKET_SECRET": "5b" * 32,
        }
        bot = await Bot.start(module, settings, folder, database.servers)
        stack.push_async_callback(bot.stop)
        async with asyncio.timeout(START_SECONDS):
            while not api.polls > 1:
                if not bot.running:
                    said = await asyncio.to_thread((folder / ".".join(module)).read_text)
                    raise RuntimeError(f"{module[0]} ended at its start: {said[-2000:]}")
                await asyncio.sleep(0.05)
        yield Site(bot, api, Tally())
