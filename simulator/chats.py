"""Chats and their messages, and what changed in them since somebody last looked."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field

from simulator.refusal import Json

TOASTS = 50


@dataclass(slots=True)
class Message:
    """One message: `body` is what the bot sees; `seq` grows with every change in its chat."""

    id: int
    chat_id: int
    by_bot: bool
    body: Json
    seq: int = 0
    deleted: bool = False
    reply_keyboard: list[list[Json]] | None = None

    def kept(self) -> Json:
        """Return what is written to the state file."""
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def date(self) -> int:
        """When it was sent, in seconds since 1970."""
        date = self.body["date"]
        assert isinstance(date, int)
        return date


@dataclass(frozen=True, slots=True)
class Toast:
    """The bot's answer to a press, as the presser sees it; an empty text only ends the wait."""

    seq: int
    query_id: str
    text: str
    alert: bool

    def shown(self) -> Json:
        """Return the toast as one of the chat's changes."""
        return {
            "kind": "toast",
            "seq": self.seq,
            "query_id": self.query_id,
            "text": self.text,
            "alert": self.alert,
        }


@dataclass(slots=True)
class Chat:
    """One chat of the bot: private with a person (its id is theirs) or a group (below zero)."""

    id: int
    body: Json
    started: bool = False
    blocked: bool = False
    menu_button: Json | None = None
    seq: int = 0
    messages: OrderedDict[int, Message] = field(default_factory=OrderedDict)
    toasts: list[Toast] = field(default_factory=list)
    _waiting: set[asyncio.Event] = field(default_factory=set)

    def kept(self) -> Json:
        """Return what is written to the state file besides the messages."""
        names = ("id", "body", "started", "blocked", "menu_button")
        return {name: getattr(self, name) for name in names}

    def changed(self, message: Message) -> None:
        """Take in a new or changed message and wake whoever waits for changes."""
        self.touch()
        message.seq = self.seq
        self.messages[message.id] = message
        self.messages.move_to_end(message.id)

    def answered(self, query_id: str, text: str, alert: bool) -> None:
        """Take in the bot's answer to a press."""
        self.touch()
        self.toasts.append(Toast(self.seq, query_id, text, alert))
        del self.toasts[:-TOASTS]

    def touch(self) -> None:
        """Count a change and wake whoever waits for changes."""
        self.seq += 1
        for event in self._waiting:
            event.set()

    def since(self, seq: int) -> tuple[list[Message], list[Toast]]:
        """Return messages and toasts changed after `seq`, oldest message first."""
        messages: list[Message] = []
        for message in reversed(self.messages.values()):
            if message.seq <= seq:
                break
            messages.append(message)
        messages.sort(key=lambda message: message.id)
        return messages, [toast for toast in self.toasts if toast.seq > seq]

    def live(self, message_id: int) -> Message | None:
        """Return a message that is still there."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message

    async def wait(self, seq: int, seconds: float) -> bool:
        """Wait until something changed after `seq`; False when the seconds passed first."""
        if self.seq > seq:
            return True
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(event)
        return True
