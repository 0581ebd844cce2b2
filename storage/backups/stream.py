"""A sealed file: chunks under one key, each numbered, so that a cut or shuffled file shows."""

import io
import secrets
from typing import BinaryIO, Final

from storage.vault import Sealed, Secret, Vault

MAGIC: Final = b"LOKET BACKUP 1\n"
_CHUNK: Final = 1 << 20
_LENGTH: Final = 4
_KEY: Final = "backup key"


class DamagedError(Exception):
    """A backup is cut, altered, sealed under another LOKET_SECRET, or no backup at all."""


class SealedWriter(io.RawIOBase):
    """Writes into a file, sealed chunk by chunk; only `finish` makes it whole."""

    def __init__(self, target: BinaryIO, secret: Secret) -> None:
        super().__init__()
        key = secrets.token_bytes(32)
        wrapped = secret.wrap(key, _KEY)
        self._target = target
        self._vault = Vault(key)
        self._waiting = bytearray()
        self._number = 0
        target.write(MAGIC + bytes([len(wrapped)]) + wrapped)

    def writable(self) -> bool:
        """Tell that bytes can be written."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Take bytes; they reach the file in chunks of 1 MiB."""
        self._waiting += data
        while len(self._waiting) > _CHUNK:
            self._put(bytes(self._waiting[:_CHUNK]), last=False)
            del self._waiting[:_CHUNK]
        return len(data)

    def finish(self) -> None:
        """Write the last chunk; what has none is damaged."""
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, chunk: bytes, *, last: bool) -> None:
        sealed = self._vault.seal_house(chunk, _about(self._number, last=last))
        self._target.write(len(sealed).to_bytes(_LENGTH) + bytes([last]) + sealed)
        self._number += 1


class SealedReader(io.RawIOBase):
    """Reads what `SealedWriter` wrote; DamagedError as soon as something is not as written."""

    def __init__(self, source: BinaryIO, secret: Secret) -> None:
        super().__init__()
        self._source = source
        if source.read(len(MAGIC)) != MAGIC:
            raise DamagedError("this is no backup of Loket")
        self._vault = Vault(_unwrapped(source, secret))
        self._ready = bytearray()
        self._number = 0
        self._ended = False

    def readable(self) -> bool:
        """Tell that bytes can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes, fewer only at the end (-1: everything)."""
        while not self._ended and (size < 0 or len(self._ready) < size):
            self._ready += self._next()
        taken = len(self._ready) if size < 0 else size
        data = bytes(self._ready[:taken])
        del self._ready[:taken]
        return data

    def _next(self) -> bytes:
        head = self._source.read(_LENGTH + 1)
        if len(head) < _LENGTH + 1:
            raise DamagedError("the backup is cut short")
        last = head[-1] == 1
        sealed = self._source.read(int.from_bytes(head[:_LENGTH]))
        try:
            chunk = self._vault.open_house(sealed, _about(self._number, last=last))
        except Sealed:
            raise DamagedError("the backup is altered") from None
        self._number += 1
        self._ended = last
        return chunk


def _unwrapped(source: BinaryIO, secret: Secret) -> bytes:
    size = source.read(1)
    try:
        return secret.unwrap(source.read(size[0] if size else 0), _KEY)[0]
    except Sealed:
        raise DamagedError("the backup was made under another LOKET_SECRET") from None


def _about(number: int, *, last: bool) -> str:
    return f"backup:{number}:{'last' if last else 'more'}"
