"""A lean HTTP/1.1 client for one host: kept connections, each for one request at a time.

An update costs about two calls, and aiohttp's objects for one cost more than its step at the desk.
"""

import asyncio
import socket
import ssl
from typing import Final
from urllib.parse import quote, urlsplit

from bot.http_answer import Answer, OddAnswerError, TooLongError

AT_ONCE: Final = 100
"""How many requests are under way at the same time."""
CONNECT_SECONDS: Final = 5.0
"""How long one address of the host is tried."""
KEPT_SECONDS: Final = 15.0
"""How long an unused connection is trusted: the other side closes it without a word."""
_SAFE: Final = "/:@!$&'()*+,;=-._~%?"


class NotConnectedError(OSError):
    """There was no connection: nothing of the request went out."""


class BrokenOffError(OSError):
    """The connection ended, or fell silent, before the answer was whole."""


class Host:
    """The connections to one host; for one event loop."""

    def __init__(self, origin: str, tls: ssl.SSLContext) -> None:
        """Take the address as "https://host:port"; `tls` proves the host's certificate."""
        parts = urlsplit(origin)
        self._name = parts.hostname or ""
        self._tls = tls if parts.scheme == "https" else None
        self.port = parts.port or (443 if self._tls else 80)
        self._rest = f" HTTP/1.1\r\nHost: {parts.netloc}\r\nUser-Agent: Loket\r\n"
        self._good = ""
        self._free: list[_Connection] = []
        self._places = asyncio.Semaphore(AT_ONCE)

    async def post(
        self, target: str, body: bytes, patience: float, limit: int
    ) -> tuple[int, bytes]:
        """Send JSON; return the answer's status and body, of at most `limit` bytes.

        `patience` is for how many seconds nothing may come. Raises NotConnectedError,
        BrokenOffError, TooLongError.
        """
        rest = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        head = f"POST {quote(target, _SAFE)}{self._rest}{rest}"
        return await self._exchange(head.encode() + body, patience, limit)

    async def get(self, target: str, patience: float, limit: int) -> tuple[int, bytes]:
        """Fetch something; as `post`."""
        head = f"GET {quote(target, _SAFE)}{self._rest}\r\n"
        return await self._exchange(head.encode(), patience, limit)

    async def close(self) -> None:
        """Close what is not in use."""
        while self._free:
            self._free.pop().close()
        # One turn of the loop, in which the sockets are closed.
        await asyncio.sleep(0)

    async def _exchange(self, request: bytes, patience: float, limit: int) -> tuple[int, bytes]:
        async with self._places:
            connection = self._kept() or await self._connect()
            try:
                answer = await connection.ask(request, patience, limit)
            except BaseException:
                connection.close()
                raise
            if answer.kept:
                self._free.append(connection)
            else:
                connection.close()
            return answer.status, bytes(answer.body)

    def _kept(self) -> "_Connection | None":
        """The connection that was used last, while it is fresh: the others may grow old."""
        oldest = asyncio.get_running_loop().time() - KEPT_SECONDS
        while self._free:
            connection = self._free.pop()
            if connection.open and connection.heard_at > oldest:
                return connection
            connection.close()
        return None

    async def _connect(self) -> "_Connection":
        """Connect to the first address that can be reached, beginning with the last good one."""
        loop = asyncio.get_running_loop()
        proven = self._name if self._tls else None
        why = "no address"
        for address in await self._addresses():
            try:
                async with asyncio.timeout(CONNECT_SECONDS):
                    _, connection = await loop.create_connection(
                        _Connection, address, self.port, ssl=self._tls, server_hostname=proven
                    )
            except OSError as error:  # TimeoutError and ssl.SSLError are such
                why = type(error).__name__
            else:
                self._good = address
                return connection
        raise NotConnectedError(why)

    async def _addresses(self) -> list[str]:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(self._name, self.port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise NotConnectedError(type(error).__name__) from None
        return sorted((str(one[4][0]) for one in found), key=lambda one: one != self._good)


class _Connection(asyncio.Protocol):
    """One connection; what comes without having been asked for ends it."""

    __slots__ = ("_answer", "_loop", "_timer", "_transport", "_whole", "heard_at")

    def __init__(self) -> None:
        self.heard_at = 0.0
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._answer: Answer | None = None
        self._whole: asyncio.Future[Answer] | None = None
        self._timer: asyncio.TimerHandle | None = None

    @property
    def open(self) -> bool:
        return self._transport is not None

    async def ask(self, request: bytes, patience: float, limit: int) -> Answer:
        if self._transport is None:
            raise BrokenOffError("closed")
        self._answer = Answer(limit)
        self._whole = self._loop.create_future()
        self.heard_at = self._loop.time()
        self._watch(patience)
        self._transport.write(request)
        try:
            return await self._whole
        finally:
            self._answer = self._whole = None
            if self._timer is not None:
                self._timer.cancel()

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()
            self._transport = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self.heard_at = self._loop.time()
        if self._answer is None:
            self.close()
            return
        try:
            if self._answer.feed(data):
                self._settle()
        except TooLongError as error:
            self._fail(error)
        except OddAnswerError as error:
            self._fail(BrokenOffError(str(error)))

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if self._answer is not None and exc is None and self._answer.end():
            self._settle()
        self._fail(BrokenOffError("connection lost"))

    def _watch(self, patience: float) -> None:
        silent = self._loop.time() - self.heard_at
        if silent >= patience:
            self._fail(BrokenOffError("no answer in time"))
        else:
            self._timer = self._loop.call_later(patience - silent, self._watch, patience)

    def _settle(self) -> None:
        if self._whole is not None and not self._whole.done() and self._answer is not None:
            self._whole.set_result(self._answer)
        # Whatever comes from now on was not asked for.
        self._answer = None

    def _fail(self, error: Exception) -> None:
        if self._whole is not None and not self._whole.done():
            self._whole.set_exception(error)
