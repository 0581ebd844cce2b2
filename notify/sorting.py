"""What an error of python-telegram-bot means for an outbox row: sent, later, unknown, or never."""

from datetime import datetime, timedelta
from typing import Final

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from flows.sending import Method, Sending
from storage.outbox import Claimed
from storage.outcome import Failed, Result, RetryLater, Sent, Unknown, Unreachable

SHORTEST: Final = timedelta(seconds=1)
LONGEST: Final = timedelta(minutes=10)
BROKEN_ACCOUNT: Final = timedelta(minutes=1)
_FINE: Final = ("message is not modified",)
_GONE: Final = ("message to edit not found", "message can't be edited", "message_id_invalid")
_NOBODY: Final = ("chat not found", "user is deactivated", "peer_id_invalid")


class NotSentError(NetworkError):
    """No connection: the request surely did not reach Telegram."""


def sort(row: Claimed, error: TelegramError, now: datetime) -> Result:
    """Return what became of a row that met `error`; the code kept is its class, never its text."""
    code = type(error).__name__
    again = now + backoff(row.attempts)
    match error:
        case RetryAfter():
            return RetryLater(now + _pause(error), code)
        case Forbidden() | BadRequest() if row.sending.method is Method.LEAVE:
            return Sent()
        case Forbidden():
            return Unreachable(code)
        case BadRequest():
            return _refused(row.sending, str(error).lower(), code)
        case ChatMigrated():
            return RetryLater(now, code)
        case InvalidToken() | Conflict():
            return RetryLater(now + BROKEN_ACCOUNT, code)
        case NotSentError():
            return RetryLater(again, code)
        case NetworkError() if "restart" in str(error).lower():
            return RetryLater(again, code)
        case NetworkError():
            return Unknown(again, code)
    return Failed(code)


def became_new(sending: Sending, error: TelegramError) -> bool:
    """Whether an edit cannot be made because its message is gone: it is then said anew."""
    gone = any(words in str(error).lower() for words in _GONE)
    return sending.method is Method.EDIT and isinstance(error, BadRequest) and gone


def backoff(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: doubled each time, ten minutes at most."""
    return min(LONGEST, SHORTEST * (1 << min(max(attempts - 1, 0), 10)))


def _refused(sending: Sending, text: str, code: str) -> Result:
    if sending.method is Method.DELETE or any(words in text for words in _FINE):
        return Sent()
    if any(words in text for words in _NOBODY):
        return Unreachable(code)
    return Failed(code)


def _pause(error: RetryAfter) -> timedelta:
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
