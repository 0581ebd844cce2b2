"""The gate: never more than Telegram's limits, pauses kept, and no waiting beyond patience."""

from bot.gate import Gate
from flows.pace import BURST, OVERALL


class Time:
    """A clock that sleeping moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


async def test_never_more_than_the_limit_in_any_second():
    time = Time()
    gate, sent = Gate(time, sleep=time.sleep), []
    for chat in range(1, 200):
        assert await gate.enter(chat)
        sent.append(time.now)
    for at in sent:
        assert sum(at <= other < at + OVERALL.seconds for other in sent) <= OVERALL.count


async def test_a_chat_that_must_wait_is_not_waited_for_beyond_patience():
    time = Time()
    gate = Gate(time, sleep=time.sleep)
    for _ in range(BURST):
        assert await gate.enter(7, patience=0.0)
    assert not await gate.enter(7, patience=0.0)
    assert gate.wait(7) > 0
    assert gate.wait(8) == 0


async def test_a_pause_holds_one_chat_or_all():
    time = Time()
    gate = Gate(time, sleep=time.sleep)
    gate.pause(7, 5.0)
    assert not await gate.enter(7, patience=1.0)
    assert await gate.enter(8, patience=0.0)
    gate.pause(0, 5.0)
    assert not await gate.enter(8, patience=1.0)
    assert gate.free() == 0
    assert await gate.enter(8, patience=10.0)
    assert time.now >= 1005.0


async def test_the_free_places_are_counted():
    time = Time()
    gate = Gate(time, share=0.5, sleep=time.sleep)
    assert gate.free() == 15
    for chat in range(1, 6):
        await gate.enter(chat)
    assert gate.free() == 10
    time.now += 1.1
    assert gate.free() == 15
