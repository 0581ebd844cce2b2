"""Leases and counters: one holder at a time, numbers without a gap."""

import asyncio
from datetime import timedelta

import pytest

from storage import counters, leases
from storage.store import Store, Tx


def take(store: Store, owner: str, at) -> int | None:
    return store.write_now(lambda tx: leases.take(tx, "poll", owner, at, seconds=30))


def test_only_one_holds_a_lease_until_it_is_over(store: Store, now):
    first = take(store, "a", now)
    assert first is not None
    assert take(store, "b", now + timedelta(seconds=29)) is None
    second = take(store, "b", now + timedelta(seconds=30))
    assert second is not None
    assert second > first


def test_the_holder_renews_and_a_former_holder_cannot(store: Store, now):
    old = take(store, "a", now)
    assert old is not None

    def renew(owner: str, token: int, seconds: int) -> bool:
        at = now + timedelta(seconds=seconds)
        return store.write_now(lambda tx: leases.renew(tx, "poll", owner, token, at, seconds=30))

    assert renew("a", old, 20)
    assert take(store, "b", now + timedelta(seconds=40)) is None
    assert not renew("a", old, 51)
    new = take(store, "b", now + timedelta(seconds=51))
    assert new is not None
    assert not renew("a", old, 52)
    assert renew("b", new, 52)


def test_a_lease_given_back_is_free_at_once_and_its_token_never_returns(store: Store, now):
    first = take(store, "a", now)
    assert first is not None
    assert not store.write_now(lambda tx: leases.release(tx, "poll", "b", first))
    assert store.write_now(lambda tx: leases.release(tx, "poll", "a", first))
    assert take(store, "b", now) == first + 1


async def test_a_series_has_no_gap_and_no_repeat_even_after_failures(store: Store):
    def job(tx: Tx, number: int) -> int:
        value = counters.next_value(tx, "ticket:BJM:2026")
        if number % 5 == 0:
            raise LookupError
        return value

    results = await asyncio.gather(
        *(store.write(lambda tx, n=n: job(tx, n)) for n in range(50)), return_exceptions=True
    )
    numbers = [result for result in results if isinstance(result, int)]
    assert numbers == list(range(1, 41))
    assert store.write_now(lambda tx: counters.next_value(tx, "another")) == 1


@pytest.mark.parametrize("name", ["ticket:BJM:2026", "x' OR 1=1"])
def test_a_series_is_only_a_name(store: Store, name):
    assert store.write_now(lambda tx: counters.next_value(tx, name)) == 1
