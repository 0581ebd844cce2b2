"""A lean HTTP/1.1 server for one bot: reads calls of the Bot API, writes what `Api` answers."""

import asyncio
import json
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import parse_qsl

Values = Mapping[str, object]


class Api(Protocol):
    """What stands behind the wire."""

    def call(self, method: str, values: Values, wire: "Wire") -> object:
        """Answer a call with its `result`; HELD when `wire.result` will be called later."""

    def file(self, path: str) -> bytes:
        """Return the bytes of a file."""


HELD = object()
"""The answer to a call comes later."""


class Wire(asyncio.Protocol):
    """One connection; the bot sends one request after the other on it."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._data = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the way back; what is held for this wire then goes nowhere."""
        self._transport = None

    @property
    def open(self) -> bool:
        """Whether an answer would still arrive."""
        return self._transport is not None

    def data_received(self, data: bytes) -> None:
        """Read every request that is complete."""
        self._data += data
        while (end := self._data.find(b"\r\n\r\n")) >= 0:
            head = self._data[:end]
            size = _length(head)
            if len(self._data) < end + 4 + size:
                return
            body = self._data[end + 4 : end + 4 + size]
            self._data = self._data[end + 4 + size :]
            self._request(head, body)

    def result(self, result: object) -> None:
        """Answer a held call."""
        self._write(json.dumps({"ok": True, "result": result}).encode())

    def _request(self, head: bytes, body: bytes) -> None:
        path = head.split(b" ", 2)[1].decode()
        if path.startswith("/file/"):
            self._write(self._api.file(path), "application/octet-stream")
            return
        result = self._api.call(path.rpartition("/")[2], _values(head, body), self)
        if result is not HELD:
            self.result(result)

    def _write(self, body: bytes, kind: str = "application/json") -> None:
        if self._transport is not None:
            head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}"
            self._transport.write(f"{head}\r\n\r\n".encode() + body)


def _length(head: bytes) -> int:
    place = head.lower().find(b"\r\ncontent-length:")
    if place < 0:
        if b"chunked" in head.lower():
            raise ValueError("a request in chunks is not understood here")
        return 0
    return int(head[place + 17 :].split(b"\r\n", 1)[0])


def _values(head: bytes, body: bytes) -> Values:
    if not body:
        return {}
    if body.startswith(b"{"):
        values: dict[str, object] = json.loads(body)
        return values
    if b"multipart/" in head.lower():
        return {}
    return dict(parse_qsl(body.decode()))
