"""A sealed file: chunks under one key, each numbered, so that a cut or shuffled file shows."""

import io
from typing import BinaryIO, Final

from storage.vault import Sealed, Vault

MAGIC: Final = b"LOKET BACKUP 1\n"
_CHUNK: Final = 1 << 20
_LENGTH: Final = 4


class DamagedError(Exception):
    """A backup is cut, altered, sealed under another LOKET_SECRET, or no backup at all."""


class SealedWriter(io.RawIOBase):
    """Writes into a file, sealed chunk by chunk; only `finish` makes it whole."""

    def __init__(self, target: BinaryIO, vault: Vault) -> None:
        super().__init__()
        self._target = target
        self._vault = vault
        self._key = vault.new_key()
        self._waiting = bytearray()
        self._number = 0
        target.write(MAGIC + bytes([len(self._key)]) + self._key)

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
        sealed = self._vault.seal(self._key, chunk, _about(self._number, last=last))
        self._target.write(len(sealed).to_bytes(_LENGTH) + bytes([last]) + sealed)
        self._number += 1


class SealedReader(io.RawIOBase):
    """Reads what `SealedWriter` wrote; DamagedError as soon as something is not as written."""

    def __init__(self, source: BinaryIO, vault: Vault) -> None:
        super().__init__()
        self._source = source
        self._vault = vault
        if source.read(len(MAGIC)) != MAGIC:
            raise DamagedError("this is no backup of Loket")
        self._key = source.read(source.read(1)[0])
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
            chunk = self._vault.open(self._key, sealed, _about(self._number, last=last))
        except Sealed:
            raise DamagedError(
                "the backup is altered, or was made under another LOKET_SECRET"
            ) from None
        self._number += 1
        self._ended = last
        return chunk


def _about(number: int, *, last: bool) -> str:
    return f"backup:{number}:{'last' if last else 'more'}"
