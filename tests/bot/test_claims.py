"""Claims on lanes: of several processes, one at a time works on a person, in order."""

import asyncio
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.arrival import Arrival
from bot.claims import Claim, Claims, LaneLostError
from bot.said import Said
from flows.sending import Method, Sending
from storage import inbox, leases
from storage.sendings import pack
from storage.store import Store, open_store
from storage.vault import Secret

SITI = 7


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 3, 2, 30, tzinfo=UTC)

    async def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)


@pytest.fixture
def store(tmp_path: Path, empty_database: Path) -> Iterator[Store]:
    shutil.copy(empty_database, tmp_path / "loket.sqlite")
    url, secret = f"sqlite:///{tmp_path / 'loket.sqlite'}", Secret.parse("5e" * 32)
    opened = open_store(url, secret, str(tmp_path / "documents"))
    yield opened
    opened.close()


def claims(store: Store, owner: str, time: Time) -> Claims:
    said = Said(lambda ids: store.post(lambda tx: inbox.answered(tx, ids)))
    return Claims(store, owner, said, lambda: time.now, time.sleep)


def received(store: Store, time: Time, *numbers: int) -> None:
    for number in numbers:
        raw = json.dumps({"update_id": number}).encode()
        time.now += timedelta(milliseconds=1)
        now = time.now
        store.write_now(lambda tx: inbox.receive(tx, [(number, SITI, raw)], now))  # noqa: B023


def arrival(number: int) -> Arrival:
    return Arrival(number, SITI, {"update_id": number})


def states(store: Store) -> dict[int, str]:
    return dict(
        store.read_now(
            lambda tx: tx.connection.exec_driver_sql("SELECT update_id, state FROM inbox").all()
        )
    )


class Worker:
    """Does what it is given, and notes it."""

    def __init__(self, store: Store, time: Time) -> None:
        self.done: list[tuple[int, bool]] = []
        self._store = store
        self._time = time

    async def __call__(self, one: Arrival, claim: Claim) -> None:
        def step(tx):
            claim.check(tx)
            if inbox.begin(tx, one.update_id):
                inbox.done(tx, one.update_id, None, self._time.now)

        await self._store.write(step)
        self.done.append((one.update_id, one.suspect))


async def test_what_another_process_left_in_the_lane_is_done_first(store):
    time = Time()
    received(store, time, 3, 1, 2)
    worker = Worker(store, time)
    await claims(store, "a", time).work(arrival(2), worker)
    assert worker.done == [(3, True), (1, True), (2, False)]
    assert set(states(store).values()) == {"answered"}


async def test_a_lane_that_another_process_holds_is_waited_for_until_that_one_has_done_it(store):
    time = Time()
    received(store, time, 1)
    now = time.now
    token = store.write_now(lambda tx: leases.take(tx, "lane:7", "other", now, seconds=30))
    worker = Worker(store, time)
    working = asyncio.ensure_future(claims(store, "a", time).work(arrival(1), worker))
    for _ in range(5):
        await asyncio.sleep(0)
    assert not working.done()
    await Worker(store, time)(arrival(1), Claim("lane:7", "other", token))
    await working
    assert worker.done == []


async def test_a_process_that_died_is_followed_after_thirty_seconds(store):
    time = Time()
    received(store, time, 1)
    began = time.now
    store.write_now(lambda tx: leases.take(tx, "lane:7", "dead", began, seconds=30))
    worker = Worker(store, time)
    await claims(store, "a", time).work(arrival(1), worker)
    assert worker.done == [(1, False)]
    assert timedelta(seconds=30) <= time.now - began < timedelta(seconds=32)


async def test_who_lost_the_lane_can_write_nothing_and_looks_again(store):
    time = Time()
    received(store, time, 1)
    worker, stolen = Worker(store, time), []

    async def robbed(one: Arrival, claim: Claim) -> None:
        if not stolen:
            later = time.now + timedelta(seconds=31)
            token = await store.write(
                lambda tx: leases.take(tx, "lane:7", "thief", later, seconds=30)
            )
            stolen.append(Claim("lane:7", "thief", token))
            with pytest.raises(LaneLostError):
                await worker(one, claim)
            assert states(store) == {1: "received"}
            raise LaneLostError
        await worker(one, claim)

    await claims(store, "a", time).work(arrival(1), robbed)
    assert worker.done == [(1, False)]
    assert states(store) == {1: "answered"}


async def test_a_lane_is_given_back_and_leaves_no_row(store):
    time = Time()
    received(store, time, 1)
    await claims(store, "a", time).work(arrival(1), Worker(store, time))
    assert not store.read_now(
        lambda tx: tx.connection.exec_driver_sql("SELECT * FROM lease").all()
    )


async def test_a_long_download_keeps_its_lane(store):
    time = Time()
    received(store, time, 1)
    mine = claims(store, "a", time)

    async def slow(one: Arrival, claim: Claim) -> None:
        keeping = asyncio.ensure_future(mine.keep())
        until = time.now + timedelta(seconds=100)
        while time.now < until:
            await store.write(lambda tx: None)
        now = time.now
        taken = await store.write(lambda tx: leases.take(tx, "lane:7", "other", now, seconds=30))
        assert taken is None
        keeping.cancel()
        await Worker(store, time)(one, claim)

    async with asyncio.timeout(10):
        await mine.work(arrival(1), slow)
    assert states(store) == {1: "answered"}


async def test_the_answer_of_a_dead_process_comes_before_newer_ones(store):
    time = Time()
    received(store, time, 1, 2)
    now = time.now

    answer = pack((Sending(SITI, Method.MESSAGE, "first"),))
    store.write_now(lambda tx: inbox.done(tx, 1, answer, now))
    worker = Worker(store, time)
    await claims(store, "a", time).work(arrival(2), worker)
    assert worker.done == [(2, False)]
    kept = store.read_now(
        lambda tx: tx.connection.exec_driver_sql("SELECT key, status, doubts FROM outbox").all()
    )
    assert kept == [("answer:1:again0", "unknown", 1)]
