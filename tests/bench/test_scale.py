"""The bench of several processes says what it measured."""

import asyncio

from bench.scale import Round, Telegram, _table


async def test_a_message_ends_the_waiting_of_its_person():
    telegram = Telegram()
    telegram.waiting[7] = waits = asyncio.get_running_loop().create_future()
    telegram.call("sendMessage", {"chat_id": 8}, None)
    assert not waits.done()
    telegram.call("sendMessage", {"chat_id": 7}, None)
    assert waits.done()


def test_the_table_tells_ratios_of_medians():
    one = [Round(100.0, 0.1, 0.2, 0.01)] * 3
    two = [Round(150.0, 0.2, 0.3, 0.02), Round(1.0, 9.0, 9.0, 9.0), Round(150.0, 0.2, 0.3, 0.02)]
    lines = _table({"one": one, "two": two})
    assert lines[2] == "| one | x 1.00 | x 1.00 | x 1.00 | x 1.00 |"
    assert lines[3] == "| two | x 1.50 | x 2.00 | x 1.50 | x 2.00 |"
