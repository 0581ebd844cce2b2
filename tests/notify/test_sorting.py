"""Sorting errors of python-telegram-bot into what became of an outbox row."""

from datetime import UTC, datetime, timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from flows.sending import Method, Sending
from notify.sorting import LONGEST, NotSentError, backoff, became_new, sort
from storage.outbox import Claimed
from storage.outcome import Failed, RetryLater, Sent, Status, Unknown, Unreachable

NOW = datetime(2026, 11, 3, 2, 30, tzinfo=UTC)


def row(method: Method = Method.MESSAGE) -> Claimed:
    sending = Sending(1, method, "x", message_id=5)
    return Claimed(1, "k", sending, "id", None, None, Status.LEASED, 1, False, "lease")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (RetryAfter(7), RetryLater),
        (Forbidden("bot was blocked by the user"), Unreachable),
        (BadRequest("Chat not found"), Unreachable),
        (BadRequest("Can't parse entities"), Failed),
        (BadRequest("Message is not modified: x"), Sent),
        (InvalidToken(), RetryLater),
        (Conflict("other"), RetryLater),
        (ChatMigrated(-100), RetryLater),
        (NotSentError("refused"), RetryLater),
        (NetworkError("Internal Server Error: restart"), RetryLater),
        (NetworkError("Bad Gateway (502)"), Unknown),
        (TimedOut(), Unknown),
    ],
)
def test_each_error_has_its_result(error: Exception, kind: type):
    assert isinstance(sort(row(), error, NOW), kind)


def test_a_pause_lasts_as_long_as_telegram_says():
    assert sort(row(), RetryAfter(7), NOW) == RetryLater(NOW + timedelta(seconds=7), "RetryAfter")


def test_what_to_delete_may_be_gone():
    error = BadRequest("Message to delete not found")
    assert sort(row(Method.DELETE), error, NOW) == Sent()


def test_the_code_kept_never_holds_the_text():
    error = NetworkError("NIK 3171012345670001")
    assert sort(row(), error, NOW).error == "NetworkError"


def test_only_an_edit_becomes_a_message():
    error = BadRequest("Message to edit not found")
    assert became_new(row(Method.EDIT).sending, error)
    assert not became_new(row().sending, error)


def test_waiting_grows_and_ends():
    waits = [backoff(attempts) for attempts in range(40)]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST


@pytest.mark.parametrize("error", [Forbidden("bot is not a member"), BadRequest("Chat not found")])
def test_a_chat_the_bot_is_not_in_any_more_counts_as_left(error: Exception):
    assert isinstance(sort(row(Method.LEAVE), error, NOW), Sent)
