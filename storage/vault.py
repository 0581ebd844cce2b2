"""What is sealed, and with what: keys derived from LOKET_SECRET, AES-256-GCM, keyed hashes."""

import base64
import binascii
import hmac
import os
import re
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_LEAST_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_HEX: Final = re.compile(r"(?:[0-9a-fA-F]{2})+")


class SecretError(ValueError):
    """LOKET_SECRET is missing, too short, or not hex or base64."""


class Sealed(Exception):
    """A value cannot be read: its key is gone, or it belongs to another record or secret."""


class Purpose(StrEnum):
    """What a derived key is for; no key serves two purposes."""

    MARK = "mark"
    WRAP = "wrap"
    HOUSE = "house"
    FINGERPRINT = "fingerprint"
    BUTTONS = "buttons"
    LINKS = "links"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True)
class Secret:
    """The master keys of LOKET_SECRET: the first writes, all of them read."""

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


class _Ring:
    """The keys that come from one master key."""

    __slots__ = ("keys", "locks", "mark")

    def __init__(self, master: bytes) -> None:
        self.keys = {purpose: _derive(master, purpose) for purpose in Purpose}
        self.mark = self.keys[Purpose.MARK][:1]
        self.locks = {one: AESGCM(self.keys[one]) for one in (Purpose.WRAP, Purpose.HOUSE)}


def _derive(master: bytes, purpose: Purpose) -> bytes:
    info = f"loket {purpose} 1".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(master)


class Vault:
    """Seals and opens; safe to use from any thread.

    A sealed value of a record is `nonce || ciphertext`; a wrapped key and a value sealed with the
    house key carry in front one byte that tells which master key they belong to. `about` is the
    record's kind and id ("ticket:12"): a value moved to another record does not open.
    """

    __slots__ = ("_rings",)

    def __init__(self, secret: Secret) -> None:
        self._rings = tuple(_Ring(master) for master in secret.masters)

    def new_key(self) -> bytes:
        """Return a new random key, wrapped; without the wrapped key nothing it sealed opens."""
        return self._wrap(secrets.token_bytes(32))

    def rewrap(self, wrapped: bytes) -> bytes:
        """Return the same key wrapped by the first master key (rotation); raises Sealed."""
        return self._wrap(self._unwrap(wrapped))

    def is_current(self, wrapped: bytes) -> bool:
        """Whether a wrapped key or house value belongs to the first master key."""
        return wrapped[:1] == self._rings[0].mark

    def seal(self, wrapped: bytes, data: bytes, about: str) -> bytes:
        """Seal with a record's own key; raises Sealed when that key cannot be unwrapped."""
        return _seal(AESGCM(self._unwrap(wrapped)), data, about)

    def open(self, wrapped: bytes | None, sealed: bytes, about: str) -> bytes:
        """Open what `seal` made; raises Sealed, also when the key was erased (None)."""
        if wrapped is None:
            raise Sealed(f"the key of {about} was erased")
        return _open(AESGCM(self._unwrap(wrapped)), sealed, about)

    def seal_house(self, data: bytes, about: str) -> bytes:
        """Seal with the house key: for rows that are short-lived or have no key of their own."""
        ring = self._rings[0]
        return ring.mark + _seal(ring.locks[Purpose.HOUSE], data, about)

    def open_house(self, sealed: bytes, about: str) -> bytes:
        """Open what `seal_house` made; raises Sealed."""
        return self._try_each(Purpose.HOUSE, sealed, about)

    def fingerprint(self, person_id: int, data: bytes) -> str:
        """Return the keyed hash of received bytes: equal for the same bytes of the same person."""
        mac = hmac.new(self._rings[0].keys[Purpose.FINGERPRINT], b"%d:" % person_id, "sha256")
        mac.update(data)
        return mac.hexdigest()

    def token_hash(self, token: str) -> str:
        """Return what is kept of a one-time link's token."""
        return self._mac(Purpose.LINKS, token.encode()).hex()

    @property
    def button_keys(self) -> tuple[bytes, ...]:
        """The keys that sign buttons: the first makes, any of them proves."""
        return tuple(ring.keys[Purpose.BUTTONS] for ring in self._rings)

    def journal_mac(self, data: bytes) -> bytes:
        """Return the 32 bytes that chain a journal row."""
        return self._mac(Purpose.JOURNAL, data)

    def journal_proves(self, data: bytes, mac: bytes) -> bool:
        """Whether `mac` was made by `journal_mac` under any of the master keys."""
        return any(hmac.compare_digest(one, mac) for one in self._macs(Purpose.JOURNAL, data))

    def _mac(self, purpose: Purpose, data: bytes) -> bytes:
        return hmac.digest(self._rings[0].keys[purpose], data, "sha256")

    def _macs(self, purpose: Purpose, data: bytes) -> list[bytes]:
        return [hmac.digest(ring.keys[purpose], data, "sha256") for ring in self._rings]

    def _wrap(self, key: bytes) -> bytes:
        ring = self._rings[0]
        return ring.mark + _seal(ring.locks[Purpose.WRAP], key, "key")

    def _unwrap(self, wrapped: bytes) -> bytes:
        return self._try_each(Purpose.WRAP, wrapped, "key")

    def _try_each(self, purpose: Purpose, sealed: bytes, about: str) -> bytes:
        for ring in self._rings:
            if sealed[:1] == ring.mark:
                try:
                    return _open(ring.locks[purpose], sealed[1:], about)
                except Sealed:
                    continue
        raise Sealed(f"{about}: sealed under another LOKET_SECRET, for another record, or altered")


def _seal(lock: AESGCM, data: bytes, about: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + lock.encrypt(nonce, data, about.encode())


def _open(lock: AESGCM, sealed: bytes, about: str) -> bytes:
    try:
        return lock.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], about.encode())
    except (InvalidTag, ValueError):
        raise Sealed(f"{about}: the value is altered or belongs to another record") from None
