"""An update on its way: its lane and its speaker, read from the plain JSON Telegram sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from desk.desk import Speaker
from flows.seen import only_seen

_PARTS: Final = ("message", "callback_query", "edited_message", "my_chat_member")


class OddUpdateError(Exception):
    """An update has not the shape that the Bot API promises; its text names only the field."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update that lies in the inbox; `update` is its JSON, None when it cannot be read.

    A suspect may have been begun before, in a process that ended at it.
    """

    update_id: int
    lane: int
    update: dict[str, object] | None
    suspect: bool = False


def lane_of(update: Mapping[str, object]) -> int:
    """Return the lane of an update: `from.id`, 0 when there is none."""
    for name in _PARTS:
        part = update.get(name)
        if isinstance(part, dict):
            sender = part.get("from")
            number = sender.get("id") if isinstance(sender, dict) else 0
            return number if type(number) is int and abs(number) < 1 << 52 else 0
    return 0


def speaker_of(arrival: Arrival) -> Speaker:
    """Return who sent the update; raises OddUpdateError when it is not of the promised shape."""
    if arrival.update is None:
        raise OddUpdateError("no JSON")
    name, part = _part(arrival.update)
    sender = part.get("from")
    if not isinstance(sender, dict) or not arrival.lane:
        raise OddUpdateError(f"{name}.from")
    if name == "callback_query" and not isinstance(part.get("id"), str):
        raise OddUpdateError("callback_query.id")
    message = part.get("message") if name == "callback_query" else part
    number = _message_id(name, message)
    language = sender.get("language_code")
    return Speaker(
        arrival.lane,
        _name(sender),
        language if isinstance(language, str) else "id",
        number,
        arrival.update_id,
        pressed=name == "callback_query" and number != 0,
    )


def query_id(update: Mapping[str, object] | None) -> str:
    """Return the id of the press that wants an answer; empty for other updates."""
    press = update.get("callback_query") if update else None
    number = press.get("id") if isinstance(press, dict) else None
    return number if isinstance(number, str) else ""


def _part(update: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    for name in _PARTS:
        if (part := update.get(name)) is not None:
            if not isinstance(part, dict):
                raise OddUpdateError(name)
            return name, part
    raise OddUpdateError("no kind that was asked for")


def _message_id(name: str, message: object) -> int:
    """Messages need a chat; that of an old press may be missing (Bot API, CallbackQuery)."""
    if not isinstance(message, dict):
        if name == "callback_query" and message is None:
            return 0
        raise OddUpdateError(f"{name}.message")
    chat = message.get("chat")
    if not isinstance(chat, dict) or type(chat.get("id")) is not int:
        raise OddUpdateError(f"{name}.chat")
    number = message.get("message_id", 0)
    if type(number) is not int:
        raise OddUpdateError(f"{name}.message_id")
    return number


def _name(sender: Mapping[str, object]) -> str:
    parts = (sender.get("first_name"), sender.get("last_name"))
    name = " ".join(part for part in parts if isinstance(part, str) and part)
    # JSON may hold half a character (a lone surrogate), which is no text that can be kept.
    return only_seen(name)
