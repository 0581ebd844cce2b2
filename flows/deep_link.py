"""A deep link's start payload: what it opens, and the code that says the house made it."""

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

LONGEST = 64
"""Characters of a start payload (Telegram, "Deep linking": A-Z, a-z, 0-9, _ and -)."""
MAC_LENGTH = 12
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")


class LinkKind(StrEnum):
    """What a link opens, as its payload begins."""

    SERVICE = "svc_"
    TICKET = "t_"


@dataclass(frozen=True, slots=True)
class DeepLink:
    """A service by its id, or a ticket by its id in base36."""

    kind: LinkKind
    subject: str


def write(link: DeepLink, key: bytes) -> str:
    """Return the start payload of a link; ValueError: too long, or not plain letters."""
    body = f"{link.kind}{link.subject}"
    if len(body) + MAC_LENGTH > LONGEST or not _PLAIN.fullmatch(body):
        raise ValueError(f"this cannot stand in a link: {link}")
    return body + _mac(body, key)


def is_link(payload: str) -> bool:
    """Whether a payload claims to be such a link."""
    return payload.startswith(tuple(LinkKind))


def read(payload: str, key: bytes) -> DeepLink | None:
    """Return what a payload opens, None if `key` did not write it.

    A link proves only that the house made it: whoever follows it may see no more than before.
    """
    if len(payload) > LONGEST or not _PLAIN.fullmatch(payload):
        return None
    body, mac = payload[:-MAC_LENGTH], payload[-MAC_LENGTH:]
    if not hmac.compare_digest(mac, _mac(body, key)):
        return None
    kind = next((kind for kind in LinkKind if body.startswith(kind)), None)
    return None if kind is None else DeepLink(kind, body.removeprefix(kind))


def _mac(body: str, key: bytes) -> str:
    digest = blake2b(f"deep link:{body}".encode(), key=key, digest_size=9).digest()
    return urlsafe_b64encode(digest).decode()
