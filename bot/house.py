"""The house around one update: its one transaction, its answers, its way in for a file."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.answers import put_answer
from bot.claims import Claim
from bot.files import Files, Request
from bot.lanes import Lanes
from bot.said import Said
from desk.desk import Books, Desk, Order, Speaker, Taken
from desk.questions.found import Looked
from desk.questions.look import Typed, look, may_ask, sought
from flows.sending import Method, Sending
from storage import inbox, outbox
from storage.sendings import pack
from storage.store import Store, Tx

SOON: Final = timedelta(seconds=1)
"""A pause that is over so soon is waited for at the gate."""

_SEARCHING: Final = ThreadPoolExecutor(1, "loket-search")
"""One thread: several would fight the event loop for the interpreter (200 at once: 87 ms)."""


@dataclass(frozen=True, slots=True)
class Building:
    """What all updates share; `pushes` is set when a transaction put something into the outbox."""

    store: Store
    books: Books
    now: Callable[[], datetime]
    files: Files
    said: Said
    pushes: asyncio.Event


class UpdateHouse:
    """`handlers.house.House` for one update."""

    __slots__ = ("_building", "_claim", "_lanes", "_speaker", "stepped")

    def __init__(
        self, building: Building, lanes: Lanes, speaker: Speaker, claim: Claim | None = None
    ) -> None:
        self._building = building
        self._lanes = lanes
        self._speaker = speaker
        self._claim = claim
        self.stepped = False

    async def step(self, order: Order) -> Sequence[Sending]:
        """Run `order` in the update's one transaction; return what to say after the commit.

        An update that was done before is answered with nothing. What goes to a chat that has
        pushes waiting joins them in the outbox. Raises RuntimeError when called twice,
        LaneLostError when another process took the lane, and what the order and the store raise.
        """
        if self.stepped:
            raise RuntimeError("an update has one transaction")
        self.stepped = True
        building = self._building
        said = building.said.take()
        step = _Step(building, self._speaker, order, said, self._claim)
        try:
            answers, pushes = await building.store.write(step)
        except BaseException:
            building.said.put_back(step.said)
            raise
        if pushes:
            building.pushes.set()
        return answers

    async def look_up(self, text: str, replied: str) -> Looked | None:
        """Read whether a text is a question, and search in a thread (`handlers.house.House`)."""
        if not may_ask(text):
            return None
        building = self._building
        typed = Typed(self._speaker.telegram_id, text, replied)
        now = building.now()
        wanted = await building.store.read(lambda tx: sought(tx, building.books, typed, now))
        if wanted is None:
            return None
        pool = None if wanted.material is not None else _SEARCHING
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(pool, look, building.books, wanted)

    async def take_file(self, file_id: str, size: int, name: str, album: str) -> Taken | str:
        """Fetch, inspect, encrypt and store one file (`handlers.house.House.take_file`)."""
        async with self._lanes.aside():
            return await self._building.files.take(
                Request(file_id, size, name, album), self._speaker.telegram_id
            )


@dataclass(frozen=True, slots=True)
class _Step:
    """The transaction of one update, as a job of the store: it may run again after a rollback."""

    building: Building
    speaker: Speaker
    order: Order
    said: Sequence[int]
    claim: Claim | None

    def __call__(self, tx: Tx) -> tuple[Sequence[Sending], bool]:
        """Do the update unless it is done; return direct answers, and whether to wake pushes."""
        tx.pushed = False
        if self.said:
            inbox.answered(tx, self.said)
        if self.claim is not None:
            self.claim.check(tx)
        update_id = self.speaker.update_id
        if not inbox.begin(tx, update_id):
            return (), False
        now = self.building.now()
        answers = self.order(Desk(tx, now, self.building.books, self.speaker))
        direct = self._joined(tx, answers, now)
        kept = [answer for answer in direct if answer.method is not Method.TOAST]
        inbox.done(tx, update_id, pack(kept) if kept else None, now)
        return direct, tx.pushed

    def _joined(self, tx: Tx, answers: Sequence[Sending], now: datetime) -> Sequence[Sending]:
        """Put what must wait its turn into the outbox, return the rest; files are always put."""
        busy: dict[int, bool] = {}
        direct = []
        for number, answer in enumerate(answers):
            chat = answer.chat_id
            if answer.method is Method.TOAST:
                direct.append(answer)
                continue
            if chat not in busy:
                busy[chat] = outbox.has_open(tx, chat, now) or self._held_back(tx, chat, now)
            if answer.method is Method.DOCUMENT:
                busy[chat] = True
            if busy[chat]:
                put_answer(tx, self.speaker.update_id, answer, now, str(number))
            else:
                direct.append(answer)
        return direct

    def _held_back(self, tx: Tx, chat: int, now: datetime) -> bool:
        """Whether Telegram asked another process for a pause; this one's own its gate knows."""
        return self.claim is not None and outbox.is_paused(tx, chat, now + SOON)
