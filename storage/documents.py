"""The document store: every file under a key of its own, named by the hash of its ciphertext."""

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Protocol

from storage.vault import Sealed, Vault

ORPHAN_AGE: Final = timedelta(days=1)
_MODE: Final = 0o600


@dataclass(frozen=True, slots=True)
class Kept:
    """What the row of a stored document needs: the file's name, and the wrapped key."""

    file: str
    key: bytes


class Shelf(Protocol):
    """Where the ciphertexts lie."""

    def put(self, file: str, data: bytes) -> None:
        """Keep a file for good: it is there after a power cut once this returns."""

    def get(self, file: str) -> bytes:
        """Return a file; FileNotFoundError if there is none."""

    def remove(self, file: str) -> None:
        """Remove a file, if it is there."""

    def files(self) -> Iterator[tuple[str, datetime]]:
        """Yield every file and when it was written."""


class Folder:
    """A folder of this machine; obstore promises no fsync, so this does its own."""

    def __init__(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self._path = path

    def put(self, file: str, data: bytes) -> None:
        """Write, fsync, fsync the folder.

        A file that a power cut left half written has a name that no row knows and none will ever
        have: it is that of the ciphertext, and the next one is another.
        """
        place = self._path / file
        try:
            target = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
        except FileExistsError:
            return
        try:
            _write(target, data)
            os.fsync(target)
        except BaseException:
            place.unlink(missing_ok=True)
            raise
        finally:
            os.close(target)
        self._keep_name()

    def _keep_name(self) -> None:
        folder = os.open(self._path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def get(self, file: str) -> bytes:
        """Return a file; FileNotFoundError if there is none."""
        return (self._path / file).read_bytes()

    def remove(self, file: str) -> None:
        """Remove a file, if it is there."""
        (self._path / file).unlink(missing_ok=True)

    def files(self) -> Iterator[tuple[str, datetime]]:
        """Yield every file, also what a power cut left half written."""
        with os.scandir(self._path) as entries:
            for entry in entries:
                with contextlib.suppress(FileNotFoundError):
                    yield entry.name, datetime.fromtimestamp(entry.stat().st_mtime, UTC)


def _write(target: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(target, left) :]


class Bucket:
    """An object store by its address: s3://bucket/prefix, or memory:/// in tests."""

    def __init__(self, address: str) -> None:
        import obstore  # noqa: PLC0415 - its library holds 4 MiB
        from obstore.store import from_url  # noqa: PLC0415

        self._library = obstore
        self._store = from_url(address)

    def put(self, file: str, data: bytes) -> None:
        """Keep a file; an object store answers only when it is kept."""
        self._library.put(self._store, file, data)

    def get(self, file: str) -> bytes:
        """Return a file; FileNotFoundError if there is none."""
        return bytes(self._library.get(self._store, file).bytes())

    def remove(self, file: str) -> None:
        """Remove a file, if it is there."""
        with contextlib.suppress(FileNotFoundError):
            self._library.delete(self._store, file)

    def files(self) -> Iterator[tuple[str, datetime]]:
        """Yield every file and when it was written."""
        for part in self._library.list(self._store):
            for entry in part:
                yield entry["path"], entry["last_modified"]


def shelf_at(address: str) -> Shelf:
    """Return the shelf of a document store's address, a folder or an object store."""
    return Bucket(address) if "://" in address else Folder(Path(address))


def is_empty(shelf: Shelf) -> bool:
    """Whether no file lies on a shelf."""
    return next(iter(shelf.files()), None) is None


class Documents:
    """Encrypts documents onto a shelf and back; blocking, so not for the event loop's thread."""

    def __init__(self, address: str, vault: Vault) -> None:
        self._shelf = shelf_at(address)
        self._vault = vault

    def keep(self, document_id: str, data: bytes) -> Kept:
        """Store a document under a new key; only after this returns may its row be written."""
        key = self._vault.new_key()
        sealed = self._vault.seal(key, data, f"document:{document_id}")
        file = hashlib.sha256(sealed).hexdigest()
        self._shelf.put(file, sealed)
        return Kept(file, key)

    def read(self, document_id: str, file: str, key: bytes | None) -> bytes:
        """Return a document; raises Sealed (also for an altered file) or FileNotFoundError."""
        sealed = self._shelf.get(file)
        if hashlib.sha256(sealed).hexdigest() != file:
            raise Sealed(f"document:{document_id}: the file was altered")
        return self._vault.open(key, sealed, f"document:{document_id}")

    def remove(self, file: str) -> None:
        """Remove a file whose row is gone or shredded."""
        self._shelf.remove(file)

    def old_files(self, clock: datetime) -> list[str]:
        """Return the files older than a day; `clock` is the machine's own, as file times are."""
        return [name for name, written in self._shelf.files() if clock - written > ORPHAN_AGE]


def new_document_id() -> str:
    """Return a new document id: 128 random bits as hex."""
    return secrets.token_hex(16)
