"""Sixty messages a minute of one person are taken; one word is said about the rest."""

from datetime import UTC, datetime, timedelta

from bot.haste import MOST_A_MINUTE, Haste, Patience

START = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)


def test_a_flood_is_told_once_a_minute_and_refused_in_silence():
    patience = Patience()
    judged = [patience.judge(1, START + timedelta(milliseconds=n)) for n in range(100)]
    assert judged[:MOST_A_MINUTE] == [Haste.TAKEN] * MOST_A_MINUTE
    assert judged[MOST_A_MINUTE] is Haste.TOLD
    assert set(judged[MOST_A_MINUTE + 1 :]) == {Haste.SILENT}


def test_a_flood_of_one_does_not_touch_another_and_ends_with_its_minute():
    patience = Patience()
    for n in range(100):
        patience.judge(1, START + timedelta(milliseconds=n))
    assert patience.judge(2, START) is Haste.TAKEN
    assert patience.judge(1, START + timedelta(minutes=1)) is Haste.TAKEN


def test_one_message_a_second_is_never_too_fast():
    patience = Patience()
    judged = {patience.judge(1, START + timedelta(seconds=n)) for n in range(600)}
    assert judged == {Haste.TAKEN}
