"""A Bot API for one bot under test: hands out what people send, takes what the bot says."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from typing import Final

from bench.wire import HELD, Values, Wire
from simulator.specimen import pdf, png

TOKEN: Final = "1:simulator"
"""Opens nothing."""
ME: Final = {"id": 1, "is_bot": True, "first_name": "Loket", "username": "loket_bench_bot"}
_SAID: Final = ("sendMessage", "editMessageText", "sendDocument")
_DATE: Final = 1_790_000_000

Buttons = list[str]
Listener = Callable[[Buttons, str], None]
"""Takes the callback data of a message's buttons and its text."""


class BenchApi:
    """Long polling only; every call succeeds at once."""

    def __init__(self) -> None:
        self.listeners: dict[int, Listener] = {}
        self.polls = 0
        self._number = 1
        self._waiting: deque[dict[str, object]] = deque()
        self._poll: Wire | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._asleep = False

    def put(self, kind: str, body: Mapping[str, object]) -> None:
        """Send an update to the bot."""
        self._number += 1
        self._waiting.append({"update_id": self._number, kind: body})
        if self._poll is not None and not self._asleep:
            self._asleep = True
            # What the same turn of the loop brings travels together, as it would at Telegram.
            asyncio.get_running_loop().call_soon(self._serve)

    def next_message(self) -> int:
        """Return a new message id."""
        self._number += 1
        return self._number

    def call(self, method: str, values: Values, wire: Wire) -> object:
        """Answer one call (Bot API)."""
        if method == "getUpdates":
            return self._updates(values, wire)
        if method in _SAID:
            return self._said(values)
        if method == "getMe":
            return ME
        if method == "getFile":
            name = str(values["file_id"])
            return {"file_id": name, "file_unique_id": name, "file_path": f"documents/{name}"}
        return True

    def file(self, path: str) -> bytes:
        """Return a specimen; every name has bytes of its own."""
        name = path.rpartition("/")[2]
        if name.endswith(".pdf"):
            return pdf(name)
        return png(sum(name.encode()) % 251)

    def _said(self, values: Values) -> dict[str, object]:
        chat = int(str(values.get("chat_id") or 0))
        text = str(values.get("text") or "")
        listener = self.listeners.get(chat)
        if listener is not None:
            listener(_buttons(values.get("reply_markup")), text)
        return {
            "message_id": values.get("message_id") or self.next_message(),
            "from": ME,
            "date": _DATE,
            "chat": {"id": chat, "type": "private", "first_name": "Orang"},
            "text": text or "-",
        }

    def _updates(self, values: Values, wire: Wire) -> object:
        self.polls += 1
        self._release()
        if self._waiting:
            return self._batch()
        self._poll = wire
        seconds = float(str(values.get("timeout") or 0))
        self._timer = asyncio.get_running_loop().call_later(seconds, self._release)
        return HELD

    def _serve(self) -> None:
        self._asleep = False
        if self._poll is not None and self._waiting:
            poll, self._poll = self._poll, None
            self._stop_timer()
            poll.result(self._batch())

    def _batch(self) -> list[dict[str, object]]:
        return [self._waiting.popleft() for _ in range(min(100, len(self._waiting)))]

    def _release(self) -> None:
        poll, self._poll = self._poll, None
        self._stop_timer()
        if poll is not None and poll.open:
            poll.result([])

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _buttons(markup: object) -> Buttons:
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    if not isinstance(rows, list):
        return []
    return [str(key["callback_data"]) for row in rows for key in row if "callback_data" in key]
