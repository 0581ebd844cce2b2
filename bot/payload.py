"""A sending as the Bot API wants it; the one place where the parse mode is set."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from flows.sending import Key, Method, Sending

TOAST_LIMIT: Final = 200
"""Characters (Bot API, answerCallbackQuery)."""

_HTML: Final = "HTML"
_NO_PREVIEW: Final = MappingProxyType({"is_disabled": True})


def payload(sending: Sending, query_id: str = "") -> tuple[str, dict[str, object]]:
    """Return the Bot API method and its parameters as plain JSON values.

    A document's content is not in it. `query_id` is the press that a toast answers.
    """
    return _WRITERS[sending.method](sending, query_id)


def _message(sending: Sending, _: str) -> tuple[str, dict[str, object]]:
    return "sendMessage", {**_text(sending), **_extras(sending)}


def _edit(sending: Sending, _: str) -> tuple[str, dict[str, object]]:
    values = {**_text(sending), "message_id": sending.message_id}
    if sending.keyboard:
        values["reply_markup"] = {"inline_keyboard": _rows(sending.keyboard)}
    return "editMessageText", values


def _document(sending: Sending, _: str) -> tuple[str, dict[str, object]]:
    values = {"chat_id": sending.chat_id, **_extras(sending)}
    if sending.text:
        values |= {"caption": sending.text, "parse_mode": _HTML}
    return "sendDocument", values


def _delete(sending: Sending, _: str) -> tuple[str, dict[str, object]]:
    return "deleteMessage", {"chat_id": sending.chat_id, "message_id": sending.message_id}


def _leave(sending: Sending, _: str) -> tuple[str, dict[str, object]]:
    return "leaveChat", {"chat_id": sending.chat_id}


def _toast(sending: Sending, query_id: str) -> tuple[str, dict[str, object]]:
    values: dict[str, object] = {"callback_query_id": query_id}
    if sending.text:
        values["text"] = sending.text[:TOAST_LIMIT]
    return "answerCallbackQuery", values


_WRITERS: Final = {
    Method.MESSAGE: _message,
    Method.EDIT: _edit,
    Method.DOCUMENT: _document,
    Method.DELETE: _delete,
    Method.LEAVE: _leave,
    Method.TOAST: _toast,
}


def _text(sending: Sending) -> dict[str, object]:
    return {
        "chat_id": sending.chat_id,
        "text": sending.text,
        "parse_mode": _HTML,
        "link_preview_options": dict(_NO_PREVIEW),
    }


def _extras(sending: Sending) -> dict[str, object]:
    values: dict[str, object] = {}
    if sending.keyboard:
        values["reply_markup"] = {"inline_keyboard": _rows(sending.keyboard)}
    if sending.protect:
        values["protect_content"] = True
    return values


def _rows(keyboard: Sequence[Sequence[Key]]) -> list[list[Mapping[str, object]]]:
    return [[_key(key) for key in row] for row in keyboard]


def _key(key: Key) -> Mapping[str, object]:
    """Bot API, InlineKeyboardButton; `style` since 9.4."""
    values: dict[str, object] = {"text": key.label}
    if key.data:
        values["callback_data"] = key.data
    elif key.url:
        values["url"] = key.url
    else:
        values["copy_text"] = {"text": key.copy}
    if key.style:
        values["style"] = key.style
    return values
