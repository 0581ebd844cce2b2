"""The turn to receive: one process polls, the others wait and follow."""

import asyncio
import logging
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.turn import Turn
from storage.store import Store, open_store
from storage.vault import Secret


class Time:
    """A clock that only sleeping moves."""

    def __init__(self):
        self.now = datetime(2026, 11, 3, 2, 30, tzinfo=UTC)

    async def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)


@pytest.fixture
def two_stores(tmp_path: Path, empty_database: Path) -> Iterator[tuple[Store, Store]]:
    shutil.copy(empty_database, tmp_path / "loket.sqlite")
    url, secret = f"sqlite:///{tmp_path / 'loket.sqlite'}", Secret.parse("5e" * 32)
    stores = [open_store(url, secret, str(tmp_path / "documents")) for _ in range(2)]
    yield stores[0], stores[1]
    for store in stores:
        store.close()


def turn(store: Store, owner: str, time: Time) -> Turn:
    return Turn(store, "1", owner, lambda: time.now, time.sleep)


async def test_a_second_process_waits_says_so_and_follows_when_the_first_ends(two_stores, caplog):
    time = Time()
    first, second = (turn(store, str(n), time) for n, store in enumerate(two_stores))
    caplog.set_level(logging.INFO, "bot.turn")
    await first.wait()
    assert caplog.messages == []
    waited = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        await first.give_back()

    second = Turn(two_stores[1], "1", "b", lambda: time.now, sleep)
    await second.wait()
    assert (first.held, second.held) == (False, True)
    assert waited == [10.0]
    assert "this one waits" in caplog.messages[0]


async def test_a_process_that_died_is_followed_after_thirty_seconds(two_stores):
    time = Time()
    first, second = (turn(store, str(n), time) for n, store in enumerate(two_stores))
    await first.wait()
    began = time.now
    await second.wait()
    assert time.now - began == timedelta(seconds=30)


async def test_who_receives_keeps_the_turn_and_stops_when_it_is_lost(two_stores):
    time, running = Time(), []
    rival = turn(two_stores[1], "rival", time)
    rounds = 0

    async def sleep(seconds: float) -> None:
        nonlocal rounds
        rounds += 1
        await asyncio.sleep(0)
        if rounds == 20:
            time.now += timedelta(seconds=31)
            await rival.wait()
        elif rounds > 21:
            await asyncio.Event().wait()
        else:
            time.now += timedelta(seconds=seconds)

    async def run() -> None:
        running.append("began")
        try:
            await asyncio.Event().wait()
        finally:
            running.append("ended")
            lost.set()

    lost = asyncio.Event()
    mine = Turn(two_stores[0], "1", "mine", lambda: time.now, sleep)
    receiving = asyncio.ensure_future(mine.receive(run))
    async with asyncio.timeout(10):
        await lost.wait()
    receiving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await receiving
    assert running == ["began", "ended"]
    assert rounds >= 20
    assert rival.held
    assert not mine.held


async def test_another_bot_on_the_same_database_has_a_turn_of_its_own(two_stores):
    time = Time()
    await turn(two_stores[0], "a", time).wait()
    other = Turn(two_stores[1], "2", "b", lambda: time.now, time.sleep)
    await other.wait()
    assert other.held
