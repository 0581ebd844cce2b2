"""The answers that went out but are not yet marked so: they travel with the next transaction."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

PATIENCE: Final = 0.05
"""Seconds to wait for a transaction that takes the marks along, before they get their own."""


class Said:
    """Collects the ids of updates whose answers went out; used on the event loop only.

    A commit of their own for every answer would double the commits of a quiet bot. `keep` marks
    a list of ids in a transaction of its own.
    """

    def __init__(self, keep: Callable[[Sequence[int]], None]) -> None:
        self._keep = keep
        self._ids: list[int] = []
        self._timer: asyncio.TimerHandle | None = None

    def add(self, update_id: int) -> None:
        """Note that an update's answer went out."""
        self._ids.append(update_id)
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(PATIENCE, self.flush)

    def take(self) -> Sequence[int]:
        """Hand over all ids: the caller marks them in its transaction or puts them back."""
        if not self._ids:
            return ()
        taken, self._ids = self._ids, []
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        return taken

    def put_back(self, ids: Sequence[int]) -> None:
        """Take ids back whose transaction failed."""
        for update_id in ids:
            self.add(update_id)

    def flush(self) -> None:
        """Mark what is left in a transaction of its own."""
        if ids := self.take():
            self._keep(ids)
