"""Checks the keyboards under messages, and shows them as a person sees them."""

import re

from simulator.refusal import Json, bad_request

STYLES = frozenset({"primary", "success", "danger"})
ROW = 8
BUTTONS = 100
DATA = 64
COPY = 256
ADDRESS = re.compile(r"(https?|tg)://\S+|[\w-]+(\.[\w-]+)+\S*")
ACTIONS = ("url", "callback_data", "copy_text")

Rows = list[list[Json]]


def rows(markup: object, name: str) -> Rows:
    """Return the rows of a keyboard whose shape was checked; none where there is no keyboard."""
    if not isinstance(markup, dict):
        return []
    found: Rows = markup.get(name) or []
    return found


def inline(markup: object) -> Json | None:
    """Return an inline keyboard ready to be shown, or None where there are no buttons.

    Raises a 400 in Telegram's words (Bot API, InlineKeyboardButton).
    """
    kept = [row for row in rows(markup, "inline_keyboard") if row]
    if sum(len(row) for row in kept) > BUTTONS or any(len(row) > ROW for row in kept):
        raise bad_request("reply markup is too long")
    for row in kept:
        for button in row:
            _check_button(button)
    return {"inline_keyboard": kept} if kept else None


def _check_button(button: Json) -> None:
    _check_look(button)
    actions = [name for name in ACTIONS if name in button]
    if len(actions) != 1:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
            if not actions
            else f"a button has {' and '.join(actions)} (refused by the simulator)"
        )
    data = button.get("callback_data")
    if isinstance(data, str) and not 1 <= len(data.encode()) <= DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    address = button.get("url")
    if isinstance(address, str) and not ADDRESS.fullmatch(address):
        raise bad_request("BUTTON_URL_INVALID")
    copied = button.get("copy_text")
    if isinstance(copied, dict) and not 1 <= len(str(copied["text"])) <= COPY:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_look(button: Json) -> None:
    if not str(button["text"]).strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if button.get("style", "primary") not in STYLES:
        raise bad_request("invalid button style specified")


def reply(markup: object) -> list[list[Json]] | None:
    """Return the reply keyboard that a message sets: none of it is None, its removal is []."""
    if not isinstance(markup, dict):
        return None
    if markup.get("remove_keyboard"):
        return []
    kept = [row for row in rows(markup, "keyboard") if row]
    for row in kept:
        for button in row:
            _check_look(button)
    if "keyboard" in markup and not kept:
        raise bad_request("reply keyboard must be non-empty")
    return kept or None


def shown(markup: object) -> list[list[Json]]:
    """Return the buttons under a message for the people's side."""
    return [[_shown(button) for button in row] for row in rows(markup, "inline_keyboard")]


def _shown(button: Json) -> Json:
    seen: Json = {"text": button["text"], "style": button.get("style", "")}
    if "callback_data" in button:
        seen["data"] = button["callback_data"]
    elif "url" in button:
        seen["url"] = button["url"]
    else:
        copied = button["copy_text"]
        seen["copy"] = copied["text"] if isinstance(copied, dict) else ""
    return seen
