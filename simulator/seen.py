"""What a person sees in their chat, as values: messages, buttons, files and toasts."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulator.refusal import Json


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; `data`, `url` or `copy` is set."""

    text: str
    data: str = ""
    url: str = ""
    copy: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """A file in a message; `url` is its address at the simulator, `size` in bytes."""

    kind: str
    file_id: str
    name: str
    mime: str
    size: int
    url: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as the person sees it; `date` in seconds since 1970."""

    id: int
    seq: int
    by_bot: bool
    date: int
    text: str
    html: str
    buttons: tuple[tuple[Button, ...], ...]
    reply_keyboard: tuple[tuple[str, ...], ...] | None
    media: Media | None
    media_group_id: str | None
    edited: bool
    deleted: bool
    reply_to: int | None
    protected: bool

    @property
    def labels(self) -> list[str]:
        """What stands on the buttons."""
        return [button.text for row in self.buttons for button in row]

    def shown(self) -> str:
        """Return the message as lines of text."""
        who = "BOT" if self.by_bot else "ME "
        state = " (deleted)" if self.deleted else " (edited)" if self.edited else ""
        lines = [f"{who} #{self.id}{state}: {self.text}"]
        if self.media:
            lines.append(f"    <{self.media.kind} {self.media.name}, {self.media.size} bytes>")
        lines += [f"    [{' | '.join(button.text for button in row)}]" for row in self.buttons]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Toasted:
    """The bot's answer to a press; empty where it only said that it heard."""

    query_id: str
    text: str
    alert: bool


Wanted = str | re.Pattern[str] | Callable[[Seen], bool]


def matches(wanted: Wanted, message: Seen) -> bool:
    """Say whether a message is what was wanted."""
    if isinstance(wanted, str | re.Pattern):
        return re.search(wanted, message.text) is not None
    return wanted(message)


def entries(changes: Json, *, toasts: bool = False) -> Sequence[Json]:
    """Return the messages among a chat's changes, or the toasts."""
    changed = changes["messages"]
    assert isinstance(changed, list)
    return [entry for entry in changed if (entry.get("kind") == "toast") == toasts]


def seen(entry: Json) -> Seen:
    """Return one message of the people's side."""
    keyboard, media = entry["reply_keyboard"], entry["media"]
    buttons = entry["buttons"]
    assert isinstance(buttons, list)
    return Seen(
        id=_number(entry["id"]),
        seq=_number(entry["seq"]),
        by_bot=entry["from"] == "bot",
        date=_number(entry["date"]),
        text=str(entry["text"]),
        html=str(entry["html"]),
        buttons=tuple(tuple(Button(**button) for button in row) for row in buttons),
        reply_keyboard=_keyboard(keyboard) if isinstance(keyboard, list) else None,
        media=_media(media) if isinstance(media, dict) else None,
        media_group_id=_text(entry["media_group_id"]),
        edited=entry["edited"] is True,
        deleted=entry["deleted"] is True,
        reply_to=_number(entry["reply_to"]) if entry["reply_to"] else None,
        protected=entry["protected"] is True,
    )


def _keyboard(rows: list[list[Json]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(str(button["text"]) for button in row) for row in rows)


def _media(media: Json) -> Media:
    names = ("kind", "file_id", "name", "mime", "url")
    kind, file_id, name, mime, url = (str(media[field]) for field in names)
    return Media(kind, file_id, name, mime, _number(media["size"]), url)


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


def _text(value: object) -> str | None:
    return None if value is None else str(value)
