"""The log: text or JSON, never a secret and never personal data."""

import json
import logging
import re
import sys
from collections.abc import Iterable
from types import TracebackType

_NOISY = (
    *("aiogram", "aiohttp.access", "alembic", "apscheduler", "asyncio"),
    *("httpcore", "httpx", "telegram"),
)

_PATTERNS = (
    (re.compile(r"\bbot\d+:[^/\s\"'<>]+"), "bot<token>"),
    (re.compile(r"\b\d{5,}:[A-Za-z0-9_-]{20,}"), "<token>"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "<e-mail>"),
    # 13 to 18 digits, grouped or not: NIK, NPWP, NIB, NIP.
    (re.compile(r"(?<![\d.])\d(?:[ .\-/]?\d){12,17}(?!\d)"), "<number>"),
    (re.compile(r"(?<![\d.])(?:\+\d{1,3}[ -]?|62|0)8\d(?:[ -]?\d){6,10}(?!\d)"), "<phone>"),
    (re.compile(r"\+\d(?:[ -]?\d){7,14}(?!\d)"), "<phone>"),
)


_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Redactor:
    """Takes out of a line what must not be logged: secrets given, people's numbers, e-mails."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets = tuple(sorted({s for s in secrets if len(s) > 3}, key=len, reverse=True))

    def __call__(self, text: str) -> str:
        """Return `text` without them."""
        for secret in self._secrets:
            text = text.replace(secret, "<secret>")
        for pattern, instead in _PATTERNS:
            text = pattern.sub(instead, text)
        return text


class TextFormat(logging.Formatter):
    """One line per entry, a traceback indented below it; no text can forge another entry."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s %(message)s")
        self._redact = redact

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """Write the entry on one line."""
        return _one_line(super().formatMessage(record))

    def formatException(self, ei: _Raised) -> str:  # noqa: N802 - logging's name
        """Write a traceback, every line of it indented: an error may quote anything."""
        return "\n".join(
            f"    {_one_line(one)}" for one in super().formatException(ei).splitlines()
        )

    def format(self, record: logging.LogRecord) -> str:
        """Write the entry, with its traceback if it has one, redacted."""
        return self._redact(super().format(record))


class JsonFormat(logging.Formatter):
    """One JSON object per line."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        """Write the entry as JSON, redacted."""
        entry = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self._redact(record.getMessage()),
        }
        if record.exc_info:
            entry["error"] = self._redact(self.formatException(record.exc_info))
        return json.dumps(entry)


def set_up(style: str, secrets: Iterable[str] = ()) -> None:
    """Send the whole log to standard error as `text` or `json`; `secrets` are never written.

    The formatter of the root's only handler redacts, so that libraries are covered as well.
    """
    redact = Redactor(secrets)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormat(redact) if style == "json" else TextFormat(redact))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
