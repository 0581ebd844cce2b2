"""What one attempt to send came to, and what that makes of the row."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Status(StrEnum):
    """Where a row of the outbox is; the first three are open; `held` waits for an operator."""

    WAITING = "waiting"
    LEASED = "leased"
    UNKNOWN = "unknown"
    SENT = "sent"
    UNREACHABLE = "unreachable"
    FAILED = "failed"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram took it; `message_id` is None where there is none (a deletion)."""

    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class RetryLater:
    """It surely did not go out: again, not before `until`."""

    until: datetime
    error: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person blocked the bot, is gone, or never started it."""

    error: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Telegram refuses it and always will."""

    error: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have gone out, for no whole answer came: once more, not before `until`."""

    until: datetime
    error: str


Result = Sent | RetryLater | Unreachable | Failed | Unknown
"""What one attempt came to; every `error` is a code, never data."""
