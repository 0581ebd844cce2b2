"""Connections to one host: kept while they are good, given up when they are not."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from bot.host import BrokenOffError, Host, NotConnectedError

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class Town:
    """Answers every request with `say`, and counts connections and requests."""

    def __init__(self, say: bytes = OK, *, hangs_up: bool = False) -> None:
        self.say, self.hangs_up = say, hangs_up
        self.connections = 0
        self.heard: list[bytes] = []
        self.asked, self.empty = asyncio.Event(), asyncio.Event()
        self._here = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._here += 1
        self.empty.clear()
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while not (self.heard and self.hangs_up):
                self.heard.append(await reader.readuntil(b"\r\n\r\n"))
                writer.write(self.say)
                self.asked.set()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
        self._here -= 1
        if not self._here:
            self.empty.set()


@asynccontextmanager
async def serving(town: Town) -> AsyncIterator[Host]:
    server = await asyncio.start_server(town.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    host = Host(f"http://127.0.0.1:{port}", ssl.create_default_context())
    try:
        yield host
    finally:
        await host.close()
        await town.empty.wait()
        server.close()
        await server.wait_closed()


async def test_one_connection_carries_one_request_after_the_other():
    town = Town()
    async with serving(town) as host:
        for _ in range(3):
            assert await host.get("/a b", 5, 100) == (200, b"{}")
        assert town.connections == 1
        assert town.heard[0].startswith(b"GET /a%20b HTTP/1.1\r\nHost: 127.0.0.1:")


async def test_requests_side_by_side_have_a_connection_each():
    town = Town()
    async with serving(town) as host:
        await asyncio.gather(*(host.get("/", 5, 100) for _ in range(4)))
        assert town.connections == 4


async def test_a_connection_that_was_closed_meanwhile_is_not_used_again():
    town = Town(hangs_up=True)
    async with serving(town) as host:
        assert await host.get("/", 5, 100) == (200, b"{}")
        async with serving(Town()) as other:
            # While this goes there and back, the end of the first connection is heard.
            assert await other.get("/", 5, 100) == (200, b"{}")
        town.hangs_up = False
        assert await host.get("/", 5, 100) == (200, b"{}")
        assert town.connections == 2


@pytest.mark.parametrize("said", [b"", OK[:-1], b"SSH-2.0\r\n\r\n"])
async def test_an_answer_that_breaks_off_is_told(said: bytes):
    async with serving(Town(said, hangs_up=True)) as host:
        with pytest.raises(BrokenOffError):
            await host.get("/", 5, 100)


async def test_a_host_that_is_silent_too_long_is_given_up():
    async with serving(Town(b"")) as host:
        with pytest.raises(BrokenOffError):
            await host.get("/", 0.01, 100)


async def test_a_request_that_is_cancelled_leaves_no_connection_behind():
    town = Town(b"")
    async with serving(town) as host:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(None) as never:
                async with asyncio.TaskGroup() as group:
                    group.create_task(_end_when_asked(town, never))
                    await host.get("/", 5, 100)
        town.say = OK
        assert await host.get("/", 5, 100) == (200, b"{}")
        assert town.connections == 2


async def _end_when_asked(town: Town, patience: asyncio.Timeout) -> None:
    await town.asked.wait()
    patience.reschedule(0.0)


async def test_no_connection_is_told_apart():
    host = Host("http://127.0.0.1:9", ssl.create_default_context())
    with pytest.raises(NotConnectedError):
        await host.get("/", 5, 100)


async def test_a_host_that_proves_nothing_is_no_connection():
    town = Town(hangs_up=True)
    async with serving(town) as host:
        assert await host.get("/", 5, 100) == (200, b"{}")
        secure = Host(f"https://127.0.0.1:{host.port}", ssl.create_default_context())
        with pytest.raises(NotConnectedError):
            await secure.get("/", 5, 100)
