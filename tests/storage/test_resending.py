"""What a start asks of the outbox: leases of the dead, answers in doubt, anything due."""

from datetime import datetime

from flows.sending import Method, Sending
from storage import outbox, resending
from storage.store import Store


def put(tx, now: datetime, key: str) -> None:
    outbox.put(tx, Sending(7, Method.MESSAGE, key), key, now, language="id")


async def test_the_leases_of_a_dead_process_end_at_once(store: Store, now: datetime):
    await store.write(lambda tx: put(tx, now, "one"))
    (held,) = await store.write(lambda tx: outbox.claim(tx, "dead", now, 5))
    assert await store.write(lambda tx: resending.take_back(tx, now)) == []
    (again,) = await store.write(lambda tx: outbox.claim(tx, "alive", now, 5))
    assert again.id == held.id
    assert again.doubtful


async def test_what_was_in_doubt_twice_is_given_up(store: Store, now: datetime):
    await store.write(lambda tx: put(tx, now, "one"))
    for _ in range(2):
        await store.write(lambda tx: outbox.claim(tx, "dead", now, 5))
        given_up = await store.write(lambda tx: resending.take_back(tx, now))
    assert [row.key for row in given_up] == ["one"]
    assert not await store.write(lambda tx: outbox.claim(tx, "alive", now, 5))


async def test_an_answer_in_doubt_is_sent_once_at_most(store: Store, now: datetime):
    def job(tx):
        put(tx, now, "one")
        resending.doubt(tx, "one")

    await store.write(job)
    (row,) = await store.write(lambda tx: outbox.claim(tx, "alive", now, 5))
    assert row.doubtful
    assert [one.key for one in await store.write(lambda tx: resending.take_back(tx, now))] == [
        "one"
    ]
