"""One HTTP/1.1 answer as it arrives: its head, its length, and whether it is whole (RFC 9112)."""

from typing import Final

HEAD_LIMIT: Final = 64 * 1024
"""Bytes a head, or the line before a chunk, may be long."""
_BREAK: Final = b"\r\n"
_NO_BODY: Final = (204, 304)


class OddAnswerError(Exception):
    """What came is no HTTP/1.1 answer; its text names only the part."""


class TooLongError(Exception):
    """An answer is longer than it may be."""


class Answer:
    """Takes bytes until the answer is whole; then `status` and `body` hold it.

    `kept` says whether another request may follow on the same connection. A body longer than
    `limit` bytes is refused as soon as that shows.
    """

    __slots__ = ("_chunked", "_data", "_length", "_limit", "body", "kept", "status")

    def __init__(self, limit: int) -> None:
        self.status = 0
        self.body = bytearray()
        self.kept = False
        self._limit = limit
        self._data = bytearray()
        self._chunked = False
        self._length = -1

    def feed(self, data: bytes) -> bool:
        """Take what came; whether the answer is whole. Raises OddAnswerError, TooLongError."""
        self._data += data
        while not self.status:
            end = self._data.find(b"\r\n\r\n")
            if end < 0:
                return self._not_yet()
            self._head(bytes(self._data[:end]))
            del self._data[: end + 4]
        if self._chunked:
            return self._chunks()
        self._check(max(self._length, len(self._data)))
        if self._length < 0 or len(self._data) < self._length:
            return False
        # Bytes behind the end were not asked for: the connection is out of step.
        self.kept = self.kept and len(self._data) == self._length
        self.body = self._data[: self._length]
        return True

    def end(self) -> bool:
        """The connection ended: whether that makes the answer whole (it named no length)."""
        whole = self.status > 0 and not self._chunked and self._length < 0
        if whole:
            self.kept, self.body = False, self._data
        return whole

    def _head(self, head: bytes) -> None:
        first, *lines = head.split(_BREAK)
        version, _, rest = first.partition(b" ")
        if not version.startswith(b"HTTP/1.") or not rest[:3].isdigit():
            raise OddAnswerError("its first line")
        if rest.startswith(b"1"):
            return  # an interim answer; the one that counts follows
        self.status = int(rest[:3])
        fields = {}
        for line in lines:
            name, _, value = line.partition(b":")
            fields[name.lower()] = value.strip()
        self._chunked = fields.get(b"transfer-encoding", b"").lower() == b"chunked"
        length = b"0" if self.status in _NO_BODY else fields.get(b"content-length", b"")
        if length and not length.isdigit():
            raise OddAnswerError("its length")
        self._length = int(length) if length else -1
        self.kept = version == b"HTTP/1.1" and fields.get(b"connection", b"").lower() != b"close"

    def _chunks(self) -> bool:
        while (end := self._data.find(_BREAK)) >= 0:
            try:
                size = int(bytes(self._data[:end]).partition(b";")[0], 16)
            except ValueError:
                raise OddAnswerError("the size of a chunk") from None
            if not size:
                return self._trailer(end)
            self._check(len(self.body) + size)
            start = end + len(_BREAK)
            if len(self._data) < start + size + len(_BREAK):
                return False
            self.body += self._data[start : start + size]
            del self._data[: start + size + len(_BREAK)]
        return self._not_yet()

    def _trailer(self, end: int) -> bool:
        """Fields behind the last chunk are not read; an empty line ends them."""
        last = self._data.find(b"\r\n\r\n", end)
        if last < 0:
            return self._not_yet()
        self.kept = self.kept and len(self._data) == last + 4
        return True

    def _not_yet(self) -> bool:
        if len(self._data) > HEAD_LIMIT:
            raise OddAnswerError("its head has no end")
        return False

    def _check(self, length: int) -> None:
        if length > self._limit:
            raise TooLongError
