"""What is sealed, and with what: LOKET_SECRET opens the root key, all others come from that."""

import base64
import binascii
import hmac
import os
import re
import secrets
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_LEAST_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_NONCES_AT_ONCE: Final = 256
_HEX: Final = re.compile(r"(?:[0-9a-fA-F]{2})+")


class SecretError(ValueError):
    """LOKET_SECRET is missing, too short, or not hex or base64."""


class Sealed(Exception):
    """A value cannot be read: its key is gone, or it belongs to another record or secret."""


class Purpose(StrEnum):
    """What a derived key is for; no key serves two purposes."""

    WRAP = "wrap"
    HOUSE = "house"
    FINGERPRINT = "fingerprint"
    BUTTONS = "buttons"
    LINKS = "links"
    JOURNAL = "journal"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Secret:
    """The master keys of LOKET_SECRET: the first wraps, all of them unwrap.

    They protect only what begins a chain: the database's root key, and the key of a backup.
    Changing them is therefore one small row, and nothing becomes unreadable.
    """

    masters: tuple[bytes, ...] = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read one or two keys, separated by a comma, each 32 bytes or more in hex or base64."""
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if not 1 <= len(parts) <= 2:
            raise SecretError("expected one or two keys separated by a comma")
        return cls(tuple(_decode(part) for part in parts))

    @staticmethod
    def generate() -> str:
        """Return a new key as text, fit for `parse`."""
        return secrets.token_hex(_LEAST_BYTES)

    def wrap(self, key: bytes, about: str) -> bytes:
        """Wrap a key with the first master key."""
        return _seal(_lock(self.masters[0]), key, about)

    def unwrap(self, wrapped: bytes, about: str) -> tuple[bytes, bool]:
        """Return the key, and whether it is wrapped by the first master key; raises Sealed."""
        for number, master in enumerate(self.masters):
            try:
                return _open(_lock(master), wrapped, about), number == 0
            except Sealed:
                continue
        raise Sealed(f"{about}: sealed under another LOKET_SECRET, or altered")


def new_root() -> bytes:
    """Return a new root key; it is kept only wrapped by a `Secret`."""
    return secrets.token_bytes(_LEAST_BYTES)


def _lock(master: bytes) -> AESGCM:
    return AESGCM(_derive(master, "master"))


def _decode(part: str) -> bytes:
    if _HEX.fullmatch(part):
        data = bytes.fromhex(part)
    else:
        padded = part + "=" * (-len(part) % 4)
        try:
            data = base64.b64decode(padded.replace("-", "+").replace("_", "/"), validate=True)
        except (binascii.Error, ValueError):
            raise SecretError("a key is neither hex nor base64") from None
    if len(data) < _LEAST_BYTES:
        raise SecretError(f"a key is {len(data)} bytes long, at least {_LEAST_BYTES} are needed")
    return data


def _derive(key: bytes, purpose: str) -> bytes:
    info = f"loket {purpose} 1".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(key)


class Vault:
    """Seals and opens with keys derived from a root key; safe to use from any thread.

    A sealed value is `nonce || ciphertext`. `about` is the record's kind and id ("ticket:12"): a
    value moved to another record does not open.
    """

    __slots__ = ("_house", "_keys", "_wrap")

    def __init__(self, root: bytes) -> None:
        self._keys = {purpose: _derive(root, purpose) for purpose in Purpose}
        self._wrap = AESGCM(self._keys[Purpose.WRAP])
        self._house = AESGCM(self._keys[Purpose.HOUSE])

    def new_key(self) -> bytes:
        """Return a new random key, wrapped; without the wrapped key nothing it sealed opens."""
        return _seal(self._wrap, secrets.token_bytes(32), "key")

    def seal(self, wrapped: bytes, data: bytes, about: str) -> bytes:
        """Seal with a record's own key; raises Sealed when that key cannot be unwrapped."""
        return _seal(self._unwrap(wrapped), data, about)

    def open(self, wrapped: bytes | None, sealed: bytes, about: str) -> bytes:
        """Open what `seal` made; raises Sealed, also when the key was erased (None)."""
        if wrapped is None:
            raise Sealed(f"the key of {about} was erased")
        return _open(self._unwrap(wrapped), sealed, about)

    def seal_house(self, data: bytes, about: str) -> bytes:
        """Seal with the house key: for rows that are short-lived or have no key of their own."""
        return _seal(self._house, data, about)

    def open_house(self, sealed: bytes, about: str) -> bytes:
        """Open what `seal_house` made; raises Sealed."""
        return _open(self._house, sealed, about)

    def fingerprint(self, person_id: int, data: bytes) -> str:
        """Return the keyed hash of received bytes: equal for the same bytes of the same person."""
        mac = hmac.new(self._keys[Purpose.FINGERPRINT], b"%d:" % person_id, "sha256")
        mac.update(data)
        return mac.hexdigest()

    def token_hash(self, token: str) -> str:
        """Return what is kept of a one-time link's token."""
        return self._mac(Purpose.LINKS, token.encode()).hex()

    def word_hash(self, word: str) -> int:
        """Return what is kept of a word to be found by: 63 bits of its keyed hash."""
        return int.from_bytes(self._mac(Purpose.SEARCH, word.encode())[:8]) >> 1

    @property
    def button_key(self) -> bytes:
        """The key that signs buttons."""
        return self._keys[Purpose.BUTTONS]

    @property
    def link_key(self) -> bytes:
        """The key that signs deep links."""
        return self._keys[Purpose.LINKS]

    def journal_mac(self, data: bytes) -> bytes:
        """Return the 32 bytes that chain a journal row."""
        return self._mac(Purpose.JOURNAL, data)

    def journal_proves(self, data: bytes, mac: bytes) -> bool:
        """Whether `mac` was made by `journal_mac`."""
        return hmac.compare_digest(self.journal_mac(data), mac)

    def _mac(self, purpose: Purpose, data: bytes) -> bytes:
        return hmac.digest(self._keys[purpose], data, "sha256")

    def _unwrap(self, wrapped: bytes) -> AESGCM:
        return AESGCM(_open(self._wrap, wrapped, "key"))


class _Nonces:
    """Random nonces, each handed out once; asked of the system many at a time.

    Every call to the system lets go of the interpreter, and getting it back takes longer than
    sealing. `deque` is safe between threads; no process of ours goes on after a fork.
    """

    __slots__ = ("_fresh",)

    def __init__(self) -> None:
        self._fresh: deque[bytes] = deque()

    def next(self) -> bytes:
        """Return a nonce that was never handed out before."""
        try:
            return self._fresh.pop()
        except IndexError:
            block = os.urandom(_NONCE_BYTES * _NONCES_AT_ONCE)
            cuts = range(0, len(block), _NONCE_BYTES)
            first, *rest = (block[at : at + _NONCE_BYTES] for at in cuts)
            self._fresh.extend(rest)
            return first


_nonces: Final = _Nonces()


def _seal(lock: AESGCM, data: bytes, about: str) -> bytes:
    nonce = _nonces.next()
    return nonce + lock.encrypt(nonce, data, about.encode())


def _open(lock: AESGCM, sealed: bytes, about: str) -> bytes:
    try:
        return lock.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], about.encode())
    except (InvalidTag, ValueError):
        raise Sealed(f"{about}: the value is altered or belongs to another record") from None
