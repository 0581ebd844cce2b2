"""Looks at what a bot needs before it starts; every finding that is not well names a remedy."""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot import settings as reading
from bot.settings import Settings, SettingsError


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `remedy` is empty when it is well."""

    what: str
    state: str
    remedy: str = ""

    @property
    def well(self) -> bool:
        """Whether nothing is to be done."""
        return not self.remedy

    def __str__(self) -> str:
        line = f"{'ok   ' if self.well else 'WRONG'} {self.what}: {self.state}"
        return line if self.well else f"{line}\n      -> {self.remedy}"


def examine(folder: Path) -> list[Finding]:
    """Look at everything; `folder` is where `.env` lies. Nothing is changed."""
    try:
        settings = reading.read(folder)
    except SettingsError as error:
        return [Finding("settings", "cannot be used", str(error))]
    return [Finding("settings", "read"), *_each(settings)]


def _each(settings: Settings) -> Iterator[Finding]:
    yield _secret(settings)
    yield _database(settings)
    yield _documents(settings)
    yield _standards(settings)
    yield _telegram(settings)
    yield _way(settings)
    yield alarms(settings)
    yield Finding("virus scanner", "none: files are inspected, but not scanned for viruses")


def _secret(settings: Settings) -> Finding:
    from storage.vault import Secret, SecretError  # noqa: PLC0415

    if not settings.secret and settings.simulated:
        return Finding("LOKET_SECRET", f"made for the simulator in {settings.var / 'secret'}")
    try:
        count = len(Secret.parse(settings.secret).masters)
    except SecretError as error:
        return Finding(
            "LOKET_SECRET", str(error), f"Set LOKET_SECRET, for example to {Secret.generate()}"
        )
    return Finding("LOKET_SECRET", "two keys, rotating" if count > 1 else "one key")


def _database(settings: Settings) -> Finding:
    from storage.schema import State, state  # noqa: PLC0415

    try:
        found = state(settings.database)
    except Exception as error:  # noqa: BLE001 - whatever a driver says, it cannot be reached
        return Finding(
            "database", f"cannot be reached ({type(error).__name__})", "Check LOKET_DATABASE."
        )
    if found is State.NEWER:
        return Finding("database", "written by a newer Loket", "Install that version again.")
    if found is State.CURRENT or settings.sqlite_file:
        return Finding(
            "database",
            f"schema {found}"
            + ("" if found is State.CURRENT else ", brought up to date at the start"),
        )
    return Finding("database", f"schema {found}", "Run: loket db upgrade")


def _documents(settings: Settings) -> Finding:
    if "://" in settings.documents:
        return Finding("documents", "an object store")
    folder = Path(settings.documents)
    while not folder.exists():
        folder = folder.parent
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding("documents", f"{folder} cannot be written", "Change its owner or mode.")
    return Finding("documents", settings.documents)


def _standards(settings: Settings) -> Finding:
    from standards.load import find_problems  # noqa: PLC0415

    problems = find_problems(settings.standards)
    if problems:
        return Finding("standards", f"{len(problems)} faults", "Run: loket standards check")
    return Finding("standards", "no faults")


def _telegram(settings: Settings) -> Finding:
    if settings.simulated:
        return Finding("Telegram", "no LOKET_TOKEN: the simulator is started and used")
    from aiogram.exceptions import AiogramError  # noqa: PLC0415

    try:
        name = asyncio.run(_bot_name(settings))
    except AiogramError as error:
        return Finding(
            "Telegram",
            f"refuses or does not answer ({type(error).__name__})",
            "Check LOKET_TOKEN, LOKET_TELEGRAM_API and the network.",
        )
    return Finding("Telegram", f"answers; the bot is @{name}")


def _way(settings: Settings) -> Finding:
    if settings.webhook is None:
        return Finding("updates", "are asked for (polling)")
    return Finding("updates", f"are brought by a webhook; listening on {settings.webhook.listen}")


def alarms(settings: Settings) -> Finding:
    """Return whom alarms reach; it is wrong when that is nobody."""
    if settings.alarm_chat:
        return Finding("alarms", "go to LOKET_ALARM_CHAT")
    if settings.admins or settings.simulated:
        return Finding("alarms", "go to the administrators")
    return Finding("alarms", "reach nobody", "Set LOKET_ADMINS or LOKET_ALARM_CHAT.")


async def _bot_name(settings: Settings) -> str:
    from bot.telegram import JsonSession  # noqa: PLC0415

    session = JsonSession(settings.token, settings.telegram_api)
    try:
        me = await session.call("getMe", {})
    finally:
        await session.close()
    return str(me.get("username")) if isinstance(me, dict) else ""
