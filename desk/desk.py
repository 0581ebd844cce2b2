"""The desk at work: everything one order needs, inside one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from desk.knowledge.shelf import Shelf
from flows.calendar import Calendar
from flows.heard import Paper
from flows.sending import Sending
from standards.catalogue import Catalogue
from storage.store import Tx
from texts.render import Texts


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who sent the update: numbers and a language, never a user name.

    `message_id` is the message that was sent, or whose button was `pressed`; `update_id` is the
    inbox row it came by.
    """

    telegram_id: int
    name: str
    language_code: str = "id"
    message_id: int = 0
    update_id: int = 0
    pressed: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that lies inspected and encrypted in the document store; its row is yet to come.

    `file` is the SHA-256 of the ciphertext, `key` the wrapped key.
    """

    paper: Paper
    file: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Books:
    """What lies on every counter: standards, texts, and who was named administrator.

    `administrators` are the Telegram ids of `LOKET_ADMINS`; `bot_name` is the bot's user name,
    for the links it makes. `alarm_chat` hears alarms instead of the administrators (0: none).
    In a `rehearsal` (the simulator) example slots of appointments are offered too.
    `calendars` remembers each office's calendar with the state of its entries that it was made
    from; `shelf` holds the answers to questions.
    """

    catalogue: Catalogue
    texts: Texts
    administrators: frozenset[int] = frozenset()
    bot_name: str = ""
    alarm_chat: int = 0
    rehearsal: bool = False
    calendars: dict[str, tuple[tuple[int | None, ...], Calendar]] = field(
        default_factory=dict, repr=False, compare=False
    )
    shelf: Shelf = field(default_factory=Shelf, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Desk:
    """One order's view of the house: an open transaction, the time, the books, the speaker."""

    tx: Tx
    now: datetime
    books: Books
    speaker: Speaker


Order = Callable[[Desk], Sequence[Sending]]
"""What the desk does for one update: runs inside the transaction, returns the answers."""


def house_desk(tx: Tx, now: datetime, books: Books) -> Desk:
    """Return a desk for what the house does by itself, with nobody speaking."""
    return Desk(tx, now, books, Speaker(0, ""))
