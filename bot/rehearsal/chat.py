"""One person's chat with Loket as it looks on the phone: messages, edits, buttons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import unescape

from flows.printout import Printout
from flows.sending import Key, Method, Sending


class NotThere(LookupError):
    """The chat shows no such button or message."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the bot in the chat; `number` is Telegram's message id."""

    number: int
    html: str
    keyboard: tuple[tuple[Key, ...], ...]
    document: str = ""
    protect: bool = False
    printout: Printout | None = None

    @property
    def text(self) -> str:
        """The message as a person reads it."""
        return unescape(re.sub(r"<[^>]*>", "", self.html))

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons."""
        return [key.label for row in self.keyboard for key in row]


@dataclass(slots=True)
class Chat:
    """A chat: the bot's messages, oldest first, and what the person's own were numbered."""

    messages: list[Shown] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    last_number: int = 0

    def next_number(self) -> int:
        """Number a new message, whoever writes it."""
        self.last_number += 1
        return self.last_number

    def show(self, sending: Sending) -> Shown | None:
        """Do what a sending says; returns the message it made or changed."""
        if sending.method is Method.DELETE:
            self.deleted.append(sending.message_id)
            return None
        if sending.method is Method.TOAST:
            return None
        made = Shown(
            sending.message_id if sending.method is Method.EDIT else self.next_number(),
            sending.text,
            sending.keyboard,
            sending.document,
            sending.protect,
            sending.printout,
        )
        kept = [one for one in self.messages if one.number != made.number]
        self.messages = sorted([*kept, made], key=lambda one: one.number)
        return made

    def find(self, label: str) -> tuple[Shown, Key]:
        """Return the newest button of these words, and the message it stands under."""
        for message in reversed(self.messages):
            for row in message.keyboard:
                for key in row:
                    if key.label == label:
                        return message, key
        raise NotThere(f"no button {label!r}; the newest are {self._newest()}")

    def oldest(self, label: str) -> tuple[Shown, Key]:
        """Return the oldest button of these words: one that may no longer be good."""
        return replace(self, messages=self.messages[::-1]).find(label)

    def with_words(self, words: str) -> Shown:
        """Return the newest message that holds `words`."""
        for message in reversed(self.messages):
            if words in message.text:
                return message
        raise NotThere(f"no message says {words!r}")

    def _newest(self) -> Sequence[str]:
        return next((one.labels for one in reversed(self.messages) if one.labels), [])
