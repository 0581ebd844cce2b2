"""The simulator's own time: the clock of the machine and an offset that can be moved."""

import time
from pathlib import Path


class Clock:
    """Seconds since 1970 plus the offset kept in a file that bot and simulator share."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._written = -1
        self._offset = 0.0

    def now(self) -> float:
        """Return the simulator's time in seconds since 1970."""
        return time.time() + self.offset()

    def offset(self) -> float:
        """Return the offset in seconds; a missing or unreadable file is no offset."""
        try:
            written = self._file.stat().st_mtime_ns
        except FileNotFoundError:
            self._written, self._offset = -1, 0.0
            return 0.0
        if written != self._written:
            self._written = written
            self._offset = _number(self._file.read_text(encoding="utf-8"))
        return self._offset

    def move(self, offset: float) -> None:
        """Write the offset in seconds, whole or not at all."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_name(self._file.name + ".new")
        fresh.write_text(str(int(offset)) if offset == int(offset) else repr(offset))
        fresh.replace(self._file)
        self._written = -1


def _number(text: str) -> float:
    try:
        return float(text.strip() or 0)
    except ValueError:
        return 0.0
