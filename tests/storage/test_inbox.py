"""The inbox: every update once, whatever its number."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from storage import inbox
from storage.inbox import Unanswered, Unfinished
from storage.store import Store, Tx

COUNT = text("SELECT count(*), count(content), count(answer) FROM inbox")


def receive(store: Store, now, *updates: tuple[int, int, bytes]):
    return store.write_now(lambda tx: inbox.receive(tx, updates, now))


def counts(store: Store) -> tuple[int, ...]:
    row = store.read_now(lambda tx: tx.one(COUNT))
    assert row is not None
    return tuple(row)


def test_a_repeated_update_is_stored_once(store: Store, now):
    assert receive(store, now, (5, 1, b"a"), (6, 1, b"b")) == {5, 6}
    assert receive(store, now, (5, 1, b"other"), (7, 1, b"c"), (7, 1, b"c")) == {7}
    assert counts(store)[0] == 3
    contents = [one.content for one in store.read_now(inbox.unfinished)]
    assert contents == [b"a", b"b", b"c"]


def test_a_lower_number_that_comes_later_is_not_taken_for_old(store: Store, now):
    receive(store, now, (900_000_000, 1, b"first"))
    assert receive(store, now + timedelta(seconds=1), (4, 2, b"second")) == {4}
    left = store.read_now(inbox.unfinished)
    assert [one.update_id for one in left] == [900_000_000, 4]


def test_an_empty_batch_is_nothing(store: Store, now):
    assert receive(store, now) == set()


def test_an_update_is_begun_only_until_it_is_done(store: Store, now):
    receive(store, now, (5, 1, b"a"))

    def handle(tx: Tx) -> list[bool]:
        first = inbox.begin(tx, 5)
        inbox.done(tx, 5, b"answer", now)
        return [first, inbox.begin(tx, 5), inbox.begin(tx, 6)]

    assert store.write_now(handle) == [True, False, False]


def test_what_was_done_is_unanswered_until_it_is_answered(store: Store, now):
    receive(store, now, (5, 11, b"a"), (6, 12, b"b"), (7, 13, b"c"))

    def handle(tx: Tx) -> None:
        inbox.done(tx, 5, b"hi", now)
        inbox.done(tx, 6, None, now)

    store.write_now(handle)
    assert store.read_now(lambda tx: inbox.unanswered(tx, now)) == [Unanswered(5, 11, b"hi")]
    assert store.read_now(inbox.unfinished) == [Unfinished(7, 13, 0, b"c")]
    store.write_now(lambda tx: inbox.answered(tx, [5, 6, 7]))
    assert store.read_now(lambda tx: inbox.unanswered(tx, now)) == []
    assert len(store.read_now(inbox.unfinished)) == 1


def test_attempts_are_counted_and_the_odd_one_is_put_aside(store: Store, now):
    receive(store, now, (5, 1, b"odd"), (6, 1, b"good"))
    assert [store.write_now(lambda tx: inbox.attempt(tx, 5)) for _ in range(3)] == [1, 2, 3]
    assert store.write_now(lambda tx: inbox.quarantine(tx, 5, "undecodable"))
    assert not store.write_now(lambda tx: inbox.quarantine(tx, 5, "undecodable"))
    assert store.write_now(lambda tx: inbox.attempt(tx, 5)) == 0
    assert not store.write_now(lambda tx: inbox.begin(tx, 5))
    assert [one.update_id for one in store.read_now(inbox.unfinished)] == [6]


def test_contents_go_after_three_days_and_numbers_after_thirty(store: Store, now):
    receive(store, now, (5, 1, b"a"), (6, 1, b"b"), (7, 1, b"open"))

    def close(tx: Tx) -> None:
        inbox.done(tx, 5, b"answer", now)
        inbox.answered(tx, [5])
        inbox.quarantine(tx, 6, "odd")

    store.write_now(close)

    def prune(days: float) -> tuple[int, int]:
        return store.write_now(lambda tx: inbox.prune(tx, now + timedelta(days=days)))

    assert prune(2.9) == (0, 0)
    assert prune(3.1) == (2, 0)
    assert counts(store) == (3, 1, 0)
    assert receive(store, now, (5, 1, b"a")) == set()
    assert prune(30.1) == (0, 2)
    assert counts(store) == (1, 1, 0)


def test_a_secret_is_forgotten_in_the_step_that_found_it(store: Store, now):
    receive(store, now, (5, 1, b"password"))

    def handle(tx: Tx) -> None:
        inbox.forget(tx, 5)
        inbox.done(tx, 5, b"warned", now)

    store.write_now(handle)
    assert counts(store) == (1, 0, 1)


def test_neither_update_nor_answer_stands_in_the_database_in_clear(store: Store, now):
    receive(store, now, (5, 1, b"3171234567890001"))
    store.write_now(lambda tx: inbox.done(tx, 5, b"3171234567890001", now))
    row = store.read_now(lambda tx: tx.one(text("SELECT content, answer FROM inbox")))
    assert row is not None
    assert b"3171" not in row.content + row.answer


@pytest.mark.parametrize("lane", [0, -(2**40), 2**52])
def test_a_lane_may_be_any_64_bit_number(store: Store, now, lane):
    receive(store, now, (2**40, lane, b"x"))
    assert store.read_now(inbox.unfinished) == [Unfinished(2**40, lane, 0, b"x")]
