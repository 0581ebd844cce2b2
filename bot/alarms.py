"""The bell of the parts that have no transaction of their own: it rings the desk's alarms."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desk.alarms import Alarm, ring
from desk.desk import Books, house_desk
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Bell:
    """Puts an alarm into the outbox; `pushes` wakes the carrier."""

    store: Store
    books: Books
    now: Callable[[], datetime]
    pushes: asyncio.Event

    def ring(self, alarm: Alarm) -> None:
        """Ring without waiting; the log holds the alarm even when the database refuses it."""
        now = self.now()
        self.store.post(lambda tx: ring(house_desk(tx, now, self.books), alarm))
        self.pushes.set()
