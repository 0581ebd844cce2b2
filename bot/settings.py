"""The settings: read once from the environment and `.env`, checked, and kept as one value."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from dotenv import dotenv_values

TELEGRAM = "https://api.telegram.org"
SIMULATOR_TOKEN = "1:simulator"  # noqa: S105 - opens nothing but the simulator on this machine


class SettingsError(ValueError):
    """A setting cannot be used: names the variable, what was expected, and an example."""

    def __init__(self, name: str, expected: str, example: str) -> None:
        super().__init__(f"{name}: expected {expected}, for example {name}={example}")
        self.name = name


NOT_BUILT: Final = ("LOKET_CLAMAV",)
"""Settings of later versions: refused, so that nobody relies on what is not there."""


_WEBHOOK_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{32,256}")
_OWN_HOSTS: Final = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram calls (`url`), where this process listens, and the secret it is known by."""

    url: str
    listen: str
    secret: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, as `.env.example` lists them; an empty value means that it is not set."""

    token: str
    telegram_api: str
    database: str
    documents: str
    secret: str
    offices: frozenset[str]
    standards: Path | None
    admins: frozenset[int]
    alarm_chat: int
    rate_share: float
    clock_file: Path | None
    log: str
    health_listen: str
    question_days: int
    webhook: Webhook | None
    var: Path

    @property
    def simulated(self) -> bool:
        """Whether the simulator stands in for Telegram: there is no token."""
        return not self.token

    @property
    def sqlite_file(self) -> Path | None:
        """The file of an SQLite database, else None."""
        scheme, _, rest = self.database.partition("://")
        return Path(rest[1:]) if scheme.startswith("sqlite") and rest[1:] else None


def read(folder: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; `.env` lies in `folder`, the environment wins over it.

    Raises SettingsError for the first value that cannot be used.
    """
    given = {
        name: value.strip()
        for source in (dotenv_values(folder / ".env"), environment or os.environ)
        for name, value in source.items()
        if name.startswith("LOKET_") and value is not None
    }
    return _settings(_Reader(given), folder / "var")


def _settings(given: "_Reader", var: Path) -> Settings:
    given.refuse_what_is_not_built()
    return Settings(
        token=given.token(),
        telegram_api=given.web("LOKET_TELEGRAM_API", "http://127.0.0.1:8081").rstrip("/"),
        database=given.database(f"sqlite:///{var / 'loket.sqlite'}"),
        documents=given.text("LOKET_DOCUMENTS") or str(var / "documents"),
        secret=given.text("LOKET_SECRET"),
        offices=frozenset(given.items("LOKET_OFFICES")),
        standards=given.folder("LOKET_STANDARDS"),
        admins=given.ids("LOKET_ADMINS"),
        alarm_chat=given.number("LOKET_ALARM_CHAT", "-1001234567890"),
        rate_share=given.share("LOKET_RATE_SHARE"),
        clock_file=Path(name) if (name := given.text("LOKET_CLOCK_FILE")) else None,
        log=given.one_of("LOKET_LOG", ("text", "json")),
        health_listen=given.listen("LOKET_HEALTH_LISTEN"),
        question_days=given.days("LOKET_QUESTION_DAYS", 90),
        webhook=given.webhook(),
        var=var,
    )


class _Reader:
    """Turns the written values into typed ones."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given

    def text(self, name: str) -> str:
        return self._given.get(name, "")

    def refuse_what_is_not_built(self) -> None:
        for name in NOT_BUILT:
            if self.text(name):
                raise SettingsError(name, "nothing: it is not built yet, leave it empty", "")

    def items(self, name: str) -> list[str]:
        return [item.strip() for item in self.text(name).split(",") if item.strip()]

    def token(self) -> str:
        token = self.text("LOKET_TOKEN")
        number, colon, rest = token.partition(":")
        if token and not (number.isdecimal() and colon and rest and token.isprintable()):
            raise SettingsError(
                "LOKET_TOKEN", "a bot token as BotFather gives it", "123456:AAF-letters"
            )
        return token

    def database(self, default: str) -> str:
        url = self.text("LOKET_DATABASE") or default
        if not url.startswith(("sqlite://", "postgresql://", "postgresql+psycopg://")):
            raise SettingsError(
                "LOKET_DATABASE",
                "an SQLAlchemy address of SQLite or PostgreSQL",
                "sqlite:////srv/loket/loket.sqlite",
            )
        return url

    def folder(self, name: str) -> Path | None:
        if not (text := self.text(name)):
            return None
        if not (folder := Path(text)).is_dir():
            raise SettingsError(name, "a folder that exists", "/etc/loket/standards")
        return folder

    def web(self, name: str, example: str) -> str:
        text = self.text(name)
        if text and (urlsplit(text).scheme not in ("http", "https") or not urlsplit(text).netloc):
            raise SettingsError(name, "a web address", example)
        return text

    def number(self, name: str, example: str) -> int:
        text = self.text(name)
        if text and not text.removeprefix("-").isdecimal():
            raise SettingsError(name, "a whole number", example)
        return int(text or 0)

    def days(self, name: str, default: int) -> int:
        text = self.text(name) or str(default)
        if not text.isdecimal() or not 1 <= int(text) <= 3650:
            raise SettingsError(name, "a number of days, 1 to 3650", str(default))
        return int(text)

    def ids(self, name: str) -> frozenset[int]:
        if not all(item.isdecimal() for item in self.items(name)):
            raise SettingsError(name, "Telegram user ids with commas between", "123456,789012")
        return frozenset(int(item) for item in self.items(name))

    def share(self, name: str) -> float:
        text = self.text(name) or "1"
        try:
            share = float(text)
        except ValueError:
            share = 0.0
        if not 0 < share <= 1:
            raise SettingsError(name, "a number above 0 and up to 1", "0.5")
        return share

    def listen(self, name: str) -> str:
        """A port alone is one of this machine only."""
        text = self.text(name)
        host, _, port = text.rpartition(":")
        if text and not (port.isdecimal() and 0 < int(port) < 65_536):
            raise SettingsError(name, "a port, or an address and a port", "127.0.0.1:8090")
        return f"{host or '127.0.0.1'}:{port}" if text else ""

    def webhook(self) -> Webhook | None:
        """All three settings or none; the address never holds the token (it stands in logs)."""
        url = self.web("LOKET_WEBHOOK_URL", "https://loket.example.go.id/telegram")
        listen, secret = self.listen("LOKET_WEBHOOK_LISTEN"), self.text("LOKET_WEBHOOK_SECRET")
        if not (url or listen or secret):
            return None
        parts, token = urlsplit(url), self.text("LOKET_TOKEN").partition(":")[2]
        if parts.scheme != "https" and parts.hostname not in _OWN_HOSTS:
            expected, example = "an https address", "https://loket.example.go.id/telegram"
            raise SettingsError("LOKET_WEBHOOK_URL", expected, example)
        if token and token in url:
            expected, example = "no token in the address", "https://loket.example.go.id/telegram"
            raise SettingsError("LOKET_WEBHOOK_URL", expected, example)
        if not listen:
            expected = "a port, or an address and a port"
            raise SettingsError("LOKET_WEBHOOK_LISTEN", expected, "127.0.0.1:8443")
        if not _WEBHOOK_SECRET.fullmatch(secret):
            expected = "32 to 256 letters, digits, _ or -"
            raise SettingsError("LOKET_WEBHOOK_SECRET", expected, secrets.token_urlsafe(32))
        return Webhook(url, listen, secret)

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        text = self.text(name) or allowed[0]
        if text not in allowed:
            raise SettingsError(name, " or ".join(allowed), allowed[-1])
        return text
