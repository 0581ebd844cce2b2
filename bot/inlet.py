"""The way in for updates, polled or brought: their rows are committed, the lanes start behind."""

import asyncio
import json
import logging
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from bot.arrival import Arrival, lane_of
from bot.insist import insist
from bot.lanes import Lanes
from desk.alarms import Alarm
from storage import inbox
from storage.store import NotKept, Store, Tx

_ID: Final = re.compile(rb'"update_id"\s*:\s*(\d{1,15})')

_alarm = logging.getLogger("loket.alarm")


class Inlet:
    """Keeps what Telegram sends; only what is committed here may be confirmed to Telegram."""

    def __init__(
        self,
        store: Store,
        lanes: Lanes,
        now: Callable[[], datetime],
        ring: Callable[[Alarm], None],
    ) -> None:
        self._store = store
        self._lanes = lanes
        self._now = now
        self._ring = ring
        self._refused = False

    def read(self, batch: Sequence[object]) -> list[Arrival]:
        """Return what can be kept; what has no update id is left out, with an alarm."""
        arrivals = []
        for update in batch:
            number = update.get("update_id") if isinstance(update, dict) else None
            if not isinstance(update, dict) or type(number) is not int:
                _alarm.error("an update without an update_id was left out")
                self._ring(Alarm.UNREADABLE)
                continue
            arrivals.append(Arrival(number, lane_of(update), update))
        return arrivals

    async def keep(self, arrivals: Sequence[Arrival]) -> None:
        """Commit the rows; raises NotKept."""
        now = self._now()
        rows = [(one.update_id, one.lane, _raw(one.update)) for one in arrivals]
        try:
            await self._store.write(lambda tx: inbox.receive(tx, rows, now))
        except NotKept:
            if not self._refused:
                _alarm.error("the database refuses: updates wait at Telegram, unconfirmed")
            self._refused = True
            raise
        if self._refused:
            self._refused = False
            _alarm.error("the database is back")
            self._ring(Alarm.DATABASE_REFUSED)

    async def keep_and_start(self, arrivals: Sequence[Arrival]) -> None:
        """Queue the rows, start the lanes right behind, and wait: all share one commit.

        Raises NotKept; the lanes then find nothing to do, and what comes again is begun again.
        """
        keeping = asyncio.ensure_future(self.keep(arrivals))
        # One turn of the loop: the rows stand in the writer's queue before any lane's step.
        await asyncio.sleep(0)
        for arrival in arrivals:
            self._lanes.put(arrival)
        try:
            await keeping
        except NotKept:
            self._lanes.forget(arrivals)
            raise

    async def set_aside(self, body: bytes) -> int | None:
        """Quarantine an update whose JSON cannot be read; its id, None when it names none."""
        if (found := _ID.search(body)) is None:
            return None
        number, now = int(found[1]), self._now()
        _alarm.error("update %d cannot be read and is quarantined", number)
        await insist(self._store, lambda tx: _keep_unread(tx, number, body, now))
        self._ring(Alarm.QUARANTINED)
        return number


def _raw(update: object) -> bytes:
    """Return an update as JSON again (lone surrogates as escapes); nothing if it is too deep."""
    try:
        return json.dumps(update, separators=(",", ":")).encode()
    except (ValueError, RecursionError):
        return b""


def _keep_unread(tx: Tx, number: int, body: bytes, now: datetime) -> None:
    inbox.receive(tx, [(number, 0, body)], now)
    inbox.quarantine(tx, number, "no JSON")
