"""What a button says when it is pressed: its parts, and the code that ties it to a person."""

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import blake2b

MAC_LENGTH = 8
LONGEST = 64
"""Bytes of callback data (Bot API, InlineKeyboardButton.callback_data)."""
SEPARATOR = ":"

_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button: an action, the ticket or draft it is about (base36), its argument.

    `version` is the version of the subject when the button was shown; the desk compares it.
    """

    action: str
    subject: str = ""
    arg: str = ""
    version: int = 0


def write(press: Press, person: int, key: bytes) -> str:
    """Return the callback data of a button shown to `person` (a Telegram id).

    ValueError, with the parts: longer than 64 bytes, a part that is not plain ASCII or holds a
    colon, or a negative version.
    """
    body = f"{press.action}:{press.subject}:{press.arg}:{press.version}"
    if len(body) > LONGEST - MAC_LENGTH:
        raise ValueError(f"callback data of {len(body) + MAC_LENGTH} bytes: {press}")
    if not body.isascii() or body.count(SEPARATOR) != 3 or press.version < 0:
        raise ValueError(f"callback data holds what it must not: {press}")
    return _mac(body, person, key) + body


def read(data: str, person: int, key: bytes) -> Press | None:
    """Return what a press of `person` means, or None if `key` did not write it for that person.

    Anybody may send any data (Bot API, CallbackQuery): what comes back is only known to have been
    shown to this person once. Whether it may be done now is for the desk to check.
    """
    if len(data) > LONGEST or not data.isascii():
        return None
    mac, body = data[:MAC_LENGTH], data[MAC_LENGTH:]
    if not hmac.compare_digest(mac, _mac(body, person, key)):
        return None
    action, subject, arg, version = body.split(SEPARATOR)
    return Press(action, subject, arg, int(version))


def base36(number: int) -> str:
    """Return an id in the short form of `Press.subject`; `int(text, 36)` reads it back.

    ValueError: the id is negative.
    """
    if number < 0:
        raise ValueError(f"an id is never negative: {number}")
    digits = ""
    while number >= 36:
        number, rest = divmod(number, 36)
        digits = _BASE36[rest] + digits
    return _BASE36[number] + digits


def _mac(body: str, person: int, key: bytes) -> str:
    # BLAKE2's keyed mode: hmac.digest lets go of the interpreter at every button (measured).
    digest = blake2b(f"{person}:{body}".encode(), key=key, digest_size=6).digest()
    return urlsafe_b64encode(digest).decode()
