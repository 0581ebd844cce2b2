"""The queue of updates that wait for the bot."""

import asyncio
import json
import secrets
from collections import OrderedDict, deque
from dataclasses import asdict, dataclass

from simulator.keeper import Keeper
from simulator.ledger import Ledger
from simulator.refusal import Json

DAY = 86_400.0
QUERY_LIFE = 150.0
"""Seconds that Telegram keeps a button press for the bot (tdlib/telegram-bot-api, Client)."""
DEFAULT_KINDS_LEFT_OUT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
REMEMBERED = 1000
FIRST = (100_000_000, 900_000_000)


@dataclass(frozen=True, slots=True)
class Update:
    """One update: `text` is its JSON, `stream` what Telegram keeps in order by a webhook."""

    id: int
    kind: str
    person: int
    stream: str
    expires: float
    text: str


class Updates:
    """What the bot has not confirmed yet, oldest first. Times are the simulator's, in seconds.

    Messages live for 24 hours and button presses for 150 seconds. Update ids begin anywhere
    and grow by one (Bot API, Update). Nothing here waits for the network.
    """

    def __init__(self, keeper: Keeper, ledger: Ledger) -> None:
        self._keeper = keeper
        self._ledger = ledger
        self.pending: OrderedDict[int, Update] = OrderedDict()
        self.allowed: list[str] = []
        self.repeats: list[Update] = []
        self._delivered: deque[Update] = deque(maxlen=REMEMBERED)
        self._arrived = asyncio.Event()
        self._next = FIRST[0] + secrets.randbelow(FIRST[1])
        self._load()

    def _load(self) -> None:
        updates = [Update(**body) for body in self._keeper.kept("update")]  # type: ignore[arg-type]  # written by `add`
        for update in sorted(updates, key=lambda update: update.id):
            self.pending[update.id] = update
        for body in self._keeper.kept("updates"):
            self._next = int(str(body["next"]))
            allowed = body["allowed"]
            self.allowed = list(allowed) if isinstance(allowed, list) else []

    def keep(self) -> None:
        """Write down what is not an update itself."""
        self._keeper.put("updates", "", {"next": self._next, "allowed": self.allowed})

    def add(self, kind: str, body: Json, person: int, stream: str, now: float) -> int | None:
        """Queue an update and return its id; None where the bot does not want this kind."""
        if self.allowed and kind not in self.allowed:
            return None
        if not self.allowed and kind in DEFAULT_KINDS_LEFT_OUT:
            return None
        return self.add_raw({kind: body}, kind, person, stream, now)

    def add_raw(self, fields: Json, kind: str, person: int, stream: str, now: float) -> int:
        """Queue an update of any content, even content that Telegram would never send."""
        number = self._next
        self._next += 1
        text = json.dumps({"update_id": number, **fields}, ensure_ascii=False)
        life = QUERY_LIFE if kind == "callback_query" else DAY
        update = Update(number, kind, person, stream, now + life, text)
        self.pending[number] = update
        self._keeper.put("update", number, asdict(update))
        self.keep()
        self._ledger.update("created", now, number, person, text)
        self._arrived.set()
        return number

    def confirm(self, offset: int, now: float) -> None:
        """Forget what lies before an offset; below zero it counts from the end."""
        ids = list(self.pending)
        if offset < 0:
            done = ids[: max(0, len(ids) + offset)]
        else:
            done = [number for number in ids if number < offset]
        for number in done:
            self.done(number, now)

    def done(self, number: int, now: float) -> None:
        """Note that the bot confirmed one update."""
        update = self.pending.pop(number, None)
        if update is not None:
            self._keeper.drop("update", number)
            self._ledger.update("confirmed", now, number, update.person)

    def drop_all(self, now: float) -> None:
        """Forget everything that waits (`drop_pending_updates`)."""
        for update in list(self.pending.values()):
            self._expire(update, now)

    def batch(self, limit: int, now: float) -> list[Update]:
        """Return the oldest updates, and before them what is to be delivered once more."""
        self.sweep(now)
        again, self.repeats = self.repeats[:limit], self.repeats[limit:]
        updates = again + [
            update for update, _ in zip(self.pending.values(), range(limit), strict=False)
        ]
        updates = updates[:limit]
        for update in updates:
            self.note_delivered(update, now)
        return updates

    def note_delivered(self, update: Update, now: float) -> None:
        """Note that one update went out to the bot."""
        self._delivered.append(update)
        self._ledger.update("delivered", now, update.id, update.person)

    def repeat(self, count: int) -> None:
        """Deliver the last so many delivered updates once more, confirmed or not."""
        self.repeats += list(self._delivered)[-count:]
        self._arrived.set()

    def sweep(self, now: float) -> None:
        """Forget what is too old."""
        old = [update for update in self.pending.values() if update.expires <= now]
        for update in old:
            self._expire(update, now)

    def _expire(self, update: Update, now: float) -> None:
        del self.pending[update.id]
        self._keeper.drop("update", update.id)
        self._ledger.update("expired", now, update.id, update.person)

    async def arrival(self, seconds: float) -> None:
        """Wait until an update arrives, at most the seconds given."""
        if self.pending or self.repeats:
            return
        self._arrived.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._arrived.wait()
        except TimeoutError:
            return

    async def next_arrival(self) -> None:
        """Wait for the next update to arrive, whatever waits already."""
        self._arrived.clear()
        await self._arrived.wait()
