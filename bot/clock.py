"""The clock: the only place that reads the time."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path


class Clock:
    """The present moment, moved by the offset (in seconds) that a file may hold.

    `LOKET_CLOCK_FILE` names the file. It is looked at on each use, and read again only when it
    changed; a file that is missing or holds no number means no offset.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._seen: tuple[int, int] = (0, 0)
        self._offset = timedelta()

    def now(self) -> datetime:
        """Return the present moment in UTC, with the offset added."""
        now = datetime.now(UTC)  # noqa: TID251 - this is the place
        return now + self._moved() if self._file else now

    def monotonic(self) -> float:
        """Return seconds that only grow and that no offset moves: for waiting and for leases."""
        return time.monotonic()

    def _moved(self) -> timedelta:
        assert self._file is not None
        try:
            state = self._file.stat()
        except OSError:
            return timedelta()
        seen = (state.st_mtime_ns, state.st_size)
        if seen != self._seen:
            self._offset = _read(self._file)
            self._seen = seen
        return self._offset


def _read(file: Path) -> timedelta:
    try:
        return timedelta(seconds=float(file.read_text("utf-8").strip() or 0))
    except (OSError, ValueError, OverflowError):
        return timedelta()
