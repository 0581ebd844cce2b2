"""What must be in place before anything runs: secret, schema, one process, the books."""

import fcntl
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from bot.settings import SIMULATOR_TOKEN, Settings, SettingsError
from desk import renewal, versions
from desk.desk import Books, house_desk
from desk.people import Appointee, appoint_personas
from standards.load import load_catalogue
from storage import schema
from storage.store import Store, Tx, open_store
from storage.vault import Secret, SecretError
from texts import render


class NotReadyError(Exception):
    """Something is not in place; the text says what, and what to do."""


def secret_of(settings: Settings) -> Secret:
    """Return the master keys; with the simulator they are made once under `var/`.

    Raises SettingsError when LOKET_SECRET is missing or no key.
    """
    text = settings.secret
    if not text and settings.simulated:
        text = _own_secret(settings.var / "secret")
    try:
        return Secret.parse(text)
    except SecretError:
        raise SettingsError(
            "LOKET_SECRET", "a key of 32 bytes or more in hex or base64", Secret.generate()
        ) from None


def _own_secret(file: Path) -> str:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(Secret.generate(), "utf-8")
    return file.read_text("utf-8").strip()


def open_database(settings: Settings) -> Store:
    """Open the store; an SQLite schema is brought up to date (after a copy), another is refused.

    Raises NotReadyError, SettingsError, and what `storage.store.open_store` raises.
    """
    secret = secret_of(settings)
    if file := settings.sqlite_file:
        file.parent.mkdir(parents=True, exist_ok=True)
        schema.upgrade(settings.database)
    elif (found := schema.state(settings.database)) is not schema.State.CURRENT:
        raise NotReadyError(f"The database schema is {found}. Run: loket db upgrade")
    return open_store(settings.database, secret, settings.documents)


class OneProcess:
    """The lock that lets only one bot work on an SQLite file; the system frees it at a crash.

    Raises NotReadyError when another process holds it.
    """

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._held = file.open("w", encoding="utf-8")
        try:
            fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._held.close()
            raise NotReadyError(
                f"Another Loket runs on this database ({file}). Stop it first."
            ) from None

    def release(self) -> None:
        """Let another process have it."""
        self._held.close()


def books_of(settings: Settings, bot_name: str, administrators: frozenset[int]) -> Books:
    """Load standards and texts; raises standards.problems.StandardsError."""
    catalogue = load_catalogue(settings.standards, settings.offices or None)
    for office in catalogue.served:
        # Made now: at the first ticket, everybody would wait while the holidays are reckoned.
        catalogue.calendar(office)
    named = administrators | settings.admins
    rehearsal = settings.simulated or settings.token == SIMULATOR_TOKEN
    return Books(
        catalogue, render.load(), named, bot_name, settings.alarm_chat, rehearsal=rehearsal
    )


def keep_versions(store: Store, books: Books, now: datetime) -> None:
    """Write down the versions in force, which drafts and tickets pin; tell owners of drafts."""

    def keep(tx: Tx) -> None:
        desk = house_desk(tx, now, books)
        versions.keep_versions(desk)
        renewal.tell_owners(desk)

    store.write_now(keep)


def appoint(store: Store, books: Books, now: datetime, personas: Iterable[Appointee]) -> int:
    """Appoint the simulator's staff in an empty database; returns how many."""
    return store.write_now(lambda tx: appoint_personas(house_desk(tx, now, books), personas))
