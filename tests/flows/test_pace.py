"""The pace of sending: no limit is ever passed, pauses are kept, silence is forgotten."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.pace import BURST, OVERALL, PER_CHAT, PER_GROUP, SHORTEST_WAIT, Window, pace


def most_in(times, seconds):
    """Return how many of `times` lie in the fullest half-open stretch of `seconds`."""
    ordered = sorted(times)
    return max(
        (sum(begin <= time < begin + seconds for time in ordered[place : place + 60]))
        for place, begin in enumerate(ordered)
    )


def drain(window, chats, now=1000.0):
    """Send one message to each of `chats` in turn as fast as allowed; return (time, chat)."""
    sent, waiting = [], list(chats)
    while waiting:
        waits = {}
        for chat in list(waiting):
            wait = waits.get(chat) or pace(window, now, chat)
            if wait:
                waits[chat] = wait
            else:
                sent.append((now, chat))
                waiting.remove(chat)
        if waiting:
            now += min(waits.values())
    return sent


def test_the_first_send_goes_out_at_once():
    assert pace(Window(), 0.0, 5) == 0.0


def test_thirty_chats_get_a_message_at_once_and_the_next_a_second_later():
    window = Window()
    assert [pace(window, 10.0, chat) for chat in range(1, 31)] == [0.0] * 30
    assert pace(window, 10.25, 31) == pytest.approx(0.75)
    assert pace(window, 11.0, 31) == 0.0


def test_one_chat_gets_a_small_burst_and_then_one_a_second_in_the_long_run():
    sent = [now for now, _ in drain(Window(), [5] * 60)]
    assert sent[BURST - 1] == sent[0]
    gaps = [later - now for now, later in zip(sent[BURST - 1 :], sent[BURST:], strict=False)]
    assert gaps == pytest.approx([PER_CHAT.seconds] * 40)


def test_a_group_gets_no_more_than_twenty_in_any_minute():
    sent = [now for now, _ in drain(Window(), [-100] * 50)]
    assert most_in(sent, PER_GROUP.seconds) == PER_GROUP.count


def test_a_chat_at_its_limit_holds_up_nobody_else():
    window = Window()
    for _ in range(BURST):
        pace(window, 0.0, 5)
    assert pace(window, 0.0, 5) == pytest.approx(PER_CHAT.seconds)
    assert pace(window, 0.0, 6) == 0.0


def test_a_refused_send_is_not_booked():
    window = Window()
    for _ in range(BURST):
        pace(window, 0.0, 5)
    for _ in range(10):
        assert pace(window, 0.75, 5) == pytest.approx(PER_CHAT.seconds - 0.75)
    assert pace(window, 1.0, 5) == 0.0


def test_one_hundred_and_fifty_messages_take_four_seconds():
    sent = drain(Window(), range(1, 151))
    assert sent[-1][0] - sent[0][0] == pytest.approx(4.0, abs=0.05)
    assert [chat for _, chat in sent] == list(range(1, 151))


def test_a_pause_of_one_chat_is_kept_and_never_shortened():
    window = Window()
    window.pause(5, 20.0)
    window.pause(5, 12.0)
    assert pace(window, 10.0, 5) == pytest.approx(10.0)
    assert pace(window, 10.0, 6) == 0.0
    assert pace(window, 20.0, 5) == 0.0


def test_a_pause_of_everything_holds_every_chat():
    window = Window()
    window.pause(None, 20.0)
    window.pause(None, 15.0)
    assert pace(window, 12.0, 5) == pytest.approx(8.0)
    assert pace(window, 20.0, 5) == 0.0


def test_two_halves_together_keep_the_limits():
    sent = drain(Window(share=0.5), range(1, 61)) + drain(Window(share=0.5), range(61, 121))
    assert most_in([now for now, _ in sent], OVERALL.seconds) == OVERALL.count


def test_a_tiny_share_sends_seldom_rather_than_never():
    window = Window(share=0.01)
    assert pace(window, 0.0, 5) == 0.0
    assert pace(window, 1.0, 6) == pytest.approx(1 / 0.3 - 1)


@pytest.mark.parametrize("share", [0, -1, 1.1])
def test_a_share_outside_zero_to_one_is_refused(share):
    with pytest.raises(ValueError, match="share"):
        Window(share=share)


def test_silent_chats_are_forgotten_and_paused_ones_remembered():
    window = Window()
    window.pause(999_999, 1e9)
    for place in range(5000):
        assert pace(window, place / 10, place) == 0.0
    assert window.remembered < 500
    assert pace(window, 600.0, 999_999) > 0


def test_asking_again_after_the_wait_ends_even_where_floats_round():
    window, now, asked = Window(), 1_700_000_000.1, 0
    for _ in range(60):
        while wait := pace(window, now, 5):
            assert wait >= SHORTEST_WAIT
            now += wait
            asked += 1
    assert asked <= 2 * 60


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([0.25, 0.5, 1.0]))
def test_no_sliding_window_ever_holds_more_than_its_limit(seed, share):
    dice, window, now, sent = random.Random(seed), Window(share=share), 50.0, []
    for _ in range(400):
        now += dice.choice((0.0, 0.001, 0.01, 0.3))
        chat = dice.choice((-7, 1, 2, *range(3, 60)))
        if pace(window, now, chat) == 0.0:
            sent.append((now, chat))
    assert most_in([when for when, _ in sent], 1.0) <= 30 * share
    for chat in {chat for _, chat in sent}:
        times = [when for when, other in sent if other == chat]
        assert most_in(times, 20 * PER_CHAT.seconds) <= BURST + 20
        assert chat > 0 or most_in(times, 60.0) <= 20 * share
