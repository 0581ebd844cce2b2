"""One end of a pipe that gives up at a deadline: no second thread need watch over it."""

import io
import os
import select
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer


class TooLateError(Exception):
    """The other side took longer than it may."""


class Pipe(io.RawIOBase):
    """Reads or writes a descriptor that does not block; `deadline` is on `time.monotonic`.

    Raises TooLateError while it waits beyond the deadline, OSError when the pipe is broken.
    """

    def __init__(self, descriptor: int, deadline: float) -> None:
        self._descriptor = descriptor
        self._deadline = deadline

    def readable(self) -> bool:
        """Whether this end may be read; the descriptor knows."""
        return True

    def writable(self) -> bool:
        """Whether this end may be written; the descriptor knows."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read what has come; 0 at the end."""
        self._wait(select.POLLIN)
        return os.readv(self._descriptor, [buffer])

    def write(self, data: "ReadableBuffer", /) -> int:
        """Write as much as there is room for."""
        while True:
            try:
                return os.write(self._descriptor, data)
            except BlockingIOError:
                self._wait(select.POLLOUT)

    def _wait(self, what: int) -> None:
        ready = select.poll()
        ready.register(self._descriptor, what)
        left = self._deadline - time.monotonic()
        if left <= 0 or not ready.poll(left * 1000):
            raise TooLateError
