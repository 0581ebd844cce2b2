"""The sending limits, without any clock but the numbers given."""

import pytest

from simulator.limits import Limits
from simulator.refusal import Refusal


def wait(limits: Limits, chat: int, now: float) -> int:
    """Send one message; returns the seconds to wait, 0 where it was taken."""
    try:
        limits.take(chat, now)
    except Refusal as refusal:
        assert refusal.description == f"Too Many Requests: retry after {refusal.retry_after}"
        return refusal.retry_after or 0
    return 0


def test_thirty_messages_a_second_may_go_out_to_different_chats():
    limits = Limits()
    waits = [wait(limits, chat, 100 + chat / 1000) for chat in range(1, 36)]
    assert waits == [0] * 30 + [1] * 5
    assert wait(limits, 99, 101.0) == 0


def test_a_sender_that_counts_exact_seconds_is_never_refused():
    limits = Limits()
    assert not any(wait(limits, number, number // 30) for number in range(1, 600))


def test_a_private_chat_takes_twenty_at_once_and_then_one_a_second():
    limits = Limits()
    assert [wait(limits, 1, 100 + number / 10) for number in range(20)] == [0] * 20
    assert [wait(limits, 1, 100 + number) for number in range(2, 60)] == [0] * 58
    assert [wait(limits, 1, 159.1), wait(limits, 1, 159.2)] == [0, 1]


def test_a_group_takes_twenty_a_minute():
    limits = Limits()
    assert [wait(limits, -5, 100 + number) for number in range(20)] == [0] * 20
    assert wait(limits, -5, 121) == 37
    assert wait(limits, -5, 150) == 8, "a call during the wait does not lengthen it"
    assert wait(limits, -5, 158.1) == 0


def test_an_album_counts_its_items():
    limits = Limits()
    limits.take(1, 100.0, 10)
    limits.take(1, 100.0, 10)
    assert wait(limits, 1, 100.0) == 1


def test_a_clock_moved_back_forgets_what_lies_ahead():
    limits = Limits()
    for chat in (*range(1, 31), *[40] * 30):
        wait(limits, chat, 10_000.0)
    assert wait(limits, 40, 5.0) == 0


def test_limits_can_be_switched_off():
    limits = Limits()
    limits.on = False
    assert not any(wait(limits, 1, 1.0) for _ in range(100))


async def test_the_bot_api_answers_429_with_the_wait(call, siti, steer):
    for _ in range(20):
        await call("sendMessage", chat_id=siti.id, text="a")
    refused = await call.answer("sendMessage", chat_id=siti.id, text="a")
    assert refused["error_code"] == 429
    assert refused["parameters"] == {"retry_after": 1}
    await steer("limits", on=False)
    assert await call("sendMessage", chat_id=siti.id, text="a")


@pytest.mark.parametrize("method", ["sendChatAction", "getChat"])
async def test_what_shows_no_message_is_not_counted(call, siti, method):
    more = {"action": "typing"} if method == "sendChatAction" else {}
    for _ in range(40):
        await call(method, chat_id=siti.id, **more)
