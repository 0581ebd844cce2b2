"""One person in a closed loop: the next update goes out when the last one was answered."""

import asyncio
import time
from collections.abc import Generator
from dataclasses import dataclass, field

from bench.api import BenchApi, Buttons

_MAC = 8
_USER_DATE = 1_790_000_000


@dataclass(frozen=True, slots=True)
class Text:
    """Type something."""

    text: str


@dataclass(frozen=True, slots=True)
class Press:
    """Press a button that was shown since one's own last update: the first action that is there.

    With `alone`, only a message that shows no other button counts, as a push to officers does.
    """

    actions: tuple[str, ...]
    arg: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """Hand a document over, or a photo."""

    name: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Go; somebody else comes, with a Telegram id of his own."""


Deed = Text | Press | File | Leave
Talk = Generator[Deed, str, None]
"""What a person does, deed by deed; is sent the action that was pressed."""


@dataclass(slots=True)
class Tally:
    """What was measured since the last `clear`."""

    latencies: list[float] = field(default_factory=list)
    """Seconds from an update's way out to the arrival of its first answer."""

    def clear(self) -> None:
        """Begin anew."""
        self.latencies = []


class Person:
    """Plays a talk against the bot; a bot that shows no buttons answers with any message."""

    def __init__(
        self, api: BenchApi, tally: Tally, number: int, talk: Talk, *, buttons: bool = True
    ) -> None:
        self.id = number
        self.heard = ""
        self.done = asyncio.Event()
        self.last = ""
        self._api = api
        self._tally = tally
        self._talk = talk
        self._buttons = buttons
        self._shown: list[Buttons] = []
        self._sent_at = 0.0
        self._answered = True
        self._deed: Deed | None = None

    def start(self) -> None:
        """Begin to talk."""
        self._listen()
        self._next("")

    def stop(self) -> None:
        """Say nothing more; what comes is not listened to."""
        self.done.set()
        self._api.listeners.pop(self.id, None)

    def _listen(self) -> None:
        self._api.listeners[self.id] = self._heard

    def _heard(self, buttons: Buttons, text: str) -> None:
        self.heard = text
        if self._sent_at:
            self._tally.latencies.append(time.perf_counter() - self._sent_at)
            self._sent_at = 0.0
        if buttons:
            self._shown.append(buttons)
        if buttons or not self._buttons:
            self._answered = True
        self._try()

    def _next(self, pressed: str) -> None:
        try:
            self._deed = self._talk.send(pressed) if pressed else next(self._talk)
        except StopIteration:
            self.stop()
            return
        self._try()

    def _try(self) -> None:
        """Do the deed that is due, when the answers so far allow it."""
        while isinstance(self._deed, Leave) and self._answered:
            self._api.listeners.pop(self.id, None)
            self.id += 1_000
            self._listen()
            self._deed = next(self._talk)
        if isinstance(self._deed, Press):
            if data := self._find(self._deed):
                self._send("callback_query", _press(self, data))
                self._next(_action(data))
        elif self._answered and self._deed is not None:
            self._send("message", _message(self, self._deed))
            self._next("")

    def _find(self, wish: Press) -> str:
        for buttons in reversed(self._shown):
            if wish.alone and len(buttons) > 1:
                continue
            for action in wish.actions:
                for data in buttons:
                    if _action(data) == action and (not wish.arg or _arg(data) == wish.arg):
                        return data
        return ""

    def _send(self, kind: str, body: dict[str, object]) -> None:
        self.last = str(self._deed)
        self._deed = None
        self._shown.clear()
        self._answered = False
        self._sent_at = time.perf_counter()
        self._api.put(kind, body)

    def chat(self) -> dict[str, object]:
        """Return the private chat (Bot API, Chat)."""
        return {"id": self.id, "type": "private", "first_name": "Orang", "last_name": "Contoh"}

    def user(self) -> dict[str, object]:
        """Return the account (Bot API, User)."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": "Orang",
            "last_name": "Contoh",
            "username": f"orang_{self.id}",
            "language_code": "id",
        }

    def message_id(self) -> int:
        """Return a new message id of the server."""
        return self._api.next_message()


def _action(data: str) -> str:
    return data[_MAC:].split(":", 1)[0]


def _arg(data: str) -> str:
    return data.split(":")[2]


def _message(person: Person, deed: Deed) -> dict[str, object]:
    body: dict[str, object] = {
        "message_id": person.message_id(),
        "from": person.user(),
        "chat": person.chat(),
        "date": _USER_DATE,
    }
    if isinstance(deed, Text):
        body["text"] = deed.text
        if deed.text.startswith("/"):
            length = len(deed.text.split()[0])
            body["entities"] = [{"offset": 0, "length": length, "type": "bot_command"}]
    elif isinstance(deed, File):
        name = f"{person.id}-{body['message_id']}-{deed.name}"
        body |= _photo(name) if deed.name.endswith(".png") else _document(name)
    return body


def _document(name: str) -> dict[str, object]:
    kept = {"file_id": name, "file_unique_id": name, "file_size": 800}
    return {"document": {**kept, "file_name": name, "mime_type": "application/pdf"}}


def _photo(name: str) -> dict[str, object]:
    size = {"file_id": name, "file_unique_id": name, "file_size": 2000}
    small = {**size, "file_id": f"s{name}", "width": 90, "height": 120}
    return {"photo": [small, {**size, "width": 600, "height": 800}]}


def _press(person: Person, data: str) -> dict[str, object]:
    number = person.message_id()
    key = {"text": "Tombol", "callback_data": data}
    return {
        "id": str(number),
        "from": person.user(),
        "chat_instance": "1",
        "data": data,
        "message": {
            "message_id": number,
            "from": {"id": 1, "is_bot": True, "first_name": "Loket"},
            "chat": person.chat(),
            "date": _USER_DATE,
            "text": person.heard[:300] or "-",
            "reply_markup": {"inline_keyboard": [[key], [key, key]]},
        },
    }
