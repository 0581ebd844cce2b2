"""The rehearsal's house: a desk over a real store, and what people do at it, one call each."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from bot.rehearsal.chat import Chat, Shown
from bot.rehearsal.hand import Hand
from bot.slots import note
from desk import front, people
from desk.desk import Books, Desk, Order, Speaker, Taken, house_desk
from desk.editing.twins import twin
from desk.questions.found import Looked
from desk.questions.look import Typed, look, may_ask, sought
from flows.sending import Method, Sending
from storage import inbox, outbox
from storage.outcome import Sent
from storage.sendings import pack
from storage.store import Tx, open_store
from storage.vault import Secret

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Somebody:
    """A Telegram account that is played; an officer has an office and a role."""

    id: int
    first_name: str
    office: str = ""
    role: str = ""
    language: str = "id"


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody was answered: the messages, in order."""

    messages: tuple[Shown, ...]

    @property
    def text(self) -> str:
        """All of it as a person reads it."""
        return "\n\n".join(message.text for message in self.messages)

    @property
    def labels(self) -> list[str]:
        """The words on all its buttons."""
        return [label for message in self.messages for label in message.labels]

    def __contains__(self, words: str) -> bool:
        return words in self.text


class Rehearsal:
    """The desk with its officers appointed.

    `now` moves only by `after`; `said` is what the last deed was answered, as it went out;
    `unread` is what was pushed to people, by name, since they last read their news.
    """

    def __init__(
        self, folder: Path, books: Books, played: Mapping[str, Somebody], now: datetime
    ) -> None:
        self.books = books
        self.now = now
        self.people = played
        self.chats: dict[str, Chat] = {name: Chat() for name in played}
        self.unread: dict[str, list[Shown]] = {name: [] for name in played}
        self.said: Sequence[Sending] = ()
        self._updates = 0
        secret = Secret.parse("ab" * 32)
        self.file = folder / "loket.sqlite"
        self.store = open_store(f"sqlite:///{self.file}", secret, str(folder / "documents"))
        self.hand = Hand(self.store.vault)
        self.write(self._appoint)

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def _appoint(self, tx: Tx) -> None:
        people.appoint_personas(house_desk(tx, self.now, self.books), self.people.values())

    def write(self, job: Callable[[Tx], T]) -> T:
        """Run a job in a transaction."""
        return self.store.write_now(job)

    def after(self, **time: float) -> None:
        """Let time pass, in the words of `timedelta`."""
        self.now += timedelta(**time)

    # What people do

    def says(self, who: str, text: str, *, to: str = "") -> Answer:
        """Type a text; `to` are words of the message it replies to."""
        replied = self.chats[who].with_words(to).text if to else ""
        found = self._look_up(who, text, replied)
        return self._do(who, lambda desk: front.said(desk, text, replied, found), {"text": text})

    def _look_up(self, who: str, text: str, replied: str) -> Looked | None:
        if not may_ask(text):
            return None
        typed = Typed(self.people[who].id, text, replied)
        wanted = self.store.read_now(lambda tx: sought(tx, self.books, typed, self.now))
        return None if wanted is None else look(self.books, wanted)

    def presses(self, who: str, label: str, *, oldest: bool = False) -> Answer:
        """Press the newest button of these words, or the oldest."""
        chat = self.chats[who]
        message, key = chat.oldest(label) if oldest else chat.find(label)
        assert key.data, f"{label!r} opens or copies something"
        return self.presses_data(who, key.data, message.number)

    def presses_data(self, who: str, data: str, message: int = 0) -> Answer:
        """Press whatever data, as anybody can who writes his own client."""
        typed = twin(data)
        found = self._look_up(who, typed, "") if typed else None
        return self._do(
            who, lambda desk: front.pressed(desk, data, found), {"data": data}, message
        )

    def hands(self, who: str, kind: str, *, album: str = "", same_as: str = "") -> Answer:
        """Hand over a file that was inspected and stored; `same_as` names an earlier one."""
        return self.hands_taken(who, self.hand.make(kind, album=album, same_as=same_as))

    def hands_taken(self, who: str, taken: Taken) -> Answer:
        """Hand over one stored file."""
        return self._do(who, lambda desk: front.handed(desk, taken), {"file": taken.paper.name})

    def sends(self, who: str, kind: str) -> Answer:
        """Send a sticker, a voice message, a location …"""
        return self._do(who, lambda desk: front.sent_other(desk, kind), {"other": kind})

    def blocks(self, who: str, *, gone: bool = True) -> Answer:
        """Block the bot, or come back."""
        return self._do(who, lambda desk: front.blocked(desk, gone=gone), {"gone": str(gone)})

    def news(self, who: str) -> str:
        """Read what was pushed since the last look."""
        told = "\n\n".join(message.text for message in self.unread[who])
        self.unread[who] = []
        return told

    # How it reaches the desk and comes back

    def _do(self, who: str, order: Order, update: dict[str, str], pressed: int = 0) -> Answer:
        chat = self.chats[who]
        message = pressed or chat.next_number()
        self.said = self.step(who, order, update, message)
        shown = [self._show(who, sending) for sending in self.said]
        self.deliver()
        return Answer(tuple(one for one in shown if one is not None))

    def step(
        self, who: str, order: Order, update: dict[str, str], message: int = 0
    ) -> Sequence[Sending]:
        """Run one update's transaction as the bot does: received, then handled and done."""
        person = self.people[who]
        self._updates += 1
        number = self._updates
        raw = json.dumps({"update_id": number, **update}).encode()
        speaker = Speaker(person.id, person.first_name, person.language, message, number)

        def handle(tx: Tx) -> Sequence[Sending]:
            assert inbox.begin(tx, number)
            answers = order(Desk(tx, self.now, self.books, speaker))
            kept = [answer for answer in answers if answer.method is not Method.TOAST]
            inbox.done(tx, number, pack(kept) if kept else None, self.now)
            return answers

        self.write(lambda tx: inbox.receive(tx, [(number, person.id, raw)], self.now))
        return self.write(handle)

    def _show(self, who: str, sending: Sending) -> Shown | None:
        shown = self.chats[who].show(sending)
        if shown is not None and sending.slot:
            self.write(lambda tx: note(tx, sending, shown.number, self.now))
        return shown

    def deliver(self) -> None:
        """Carry the outbox to the chats."""
        names = {person.id: name for name, person in self.people.items()}
        while claimed := self.write(lambda tx: outbox.claim(tx, "test", self.now, 30)):
            for row in claimed:
                who = names[row.sending.chat_id]
                shown = self._show(who, row.sending)
                assert shown is not None
                self.unread[who].append(shown)
                sent = Sent(shown.number)
                self.write(lambda tx, row=row, sent=sent: outbox.record(  # type: ignore[misc]
                    tx, row.id, row.lease, sent, self.now))  # fmt: skip
