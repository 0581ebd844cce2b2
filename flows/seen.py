"""Which signs of foreign text a reader sees; the others hide words or turn their order round."""

import re
import unicodedata

BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Letters and marks that show nothing at all: a name made of them looks like none."""

_BLANK = re.compile(f"[{BLANK_LETTERS}]")


def all_seen(text: str) -> bool:
    """Whether every sign of a text is seen, its line breaks aside."""
    plain = text.replace("\n", "")
    return plain.isprintable() and (plain.isascii() or _BLANK.search(plain) is None)


def is_seen(sign: str) -> bool:
    """Whether a sign may stay: no control, zero-width, direction or lone surrogate code."""
    return unicodedata.category(sign)[0] != "C" and sign not in BLANK_LETTERS


def only_seen(text: str) -> str:
    """Return a text without what is not seen; line breaks stay, odd ones become blanks."""
    if all_seen(text):
        return text
    return "".join(_sign(one) for one in text if one == "\n" or is_seen(one))


def _sign(sign: str) -> str:
    return " " if sign in "\u2028\u2029" else sign


def whole(text: str) -> str:
    """Return a text without halves of characters: JSON can carry them, no database takes them."""
    return text if text.isascii() else text.encode("utf-8", "ignore").decode()
