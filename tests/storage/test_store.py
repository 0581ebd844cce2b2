"""The store: one thread, one commit for a group, and every caller told what became of his job."""

import asyncio
import threading

import pytest
from sqlalchemy import bindparam, delete, insert, select, text, update

from storage import journal
from storage.root_key import WrongSecretError
from storage.store import ClosedError, NotKept, Row, Store, Tx, open_store
from storage.tables import person, ticket
from storage.traffic import counter
from storage.vault import Secret

READ = select(counter.c.value).where(counter.c.name == bindparam("which"))
START = insert(counter).values(name=bindparam("which"), value=bindparam("first"))
SET = update(counter).where(counter.c.name == bindparam("which")).values(value=bindparam("to"))
NAMES = select(counter.c.name).order_by(counter.c.name)
CLEAR = delete(counter)


def start(tx: Tx, name: str) -> None:
    tx.send(START, which=name, first=0)


def names(store: Store) -> list[str]:
    return [row.name for row in store.read_now(lambda tx: tx.all(NAMES))]


class Gate:
    """A job that holds the database thread until it is opened, so that what follows is a group."""

    def __init__(self) -> None:
        self._reached = threading.Event()
        self._open = threading.Event()

    def __call__(self, tx: Tx) -> None:
        self._reached.set()
        assert self._open.wait(10)

    def close(self, store: Store) -> None:
        store.post(self)
        assert self._reached.wait(10)

    def open(self) -> None:
        self._open.set()


async def test_three_hundred_read_then_write_jobs_lose_no_update(store: Store):
    def add_one(tx: Tx) -> None:
        value = tx.value(READ, which="n")
        assert tx.run(SET, which="n", to=value + 1) == 1

    await store.write(lambda tx: start(tx, "n"))
    await asyncio.gather(*(store.write(add_one) for _ in range(300)))
    assert await store.read(lambda tx: tx.value(READ, which="n")) == 300


async def test_a_job_that_raises_undoes_only_itself(store: Store):
    def bad(tx: Tx) -> None:
        start(tx, "bad")
        raise LookupError("mine")

    gate = Gate()
    gate.close(store)
    jobs = [
        asyncio.ensure_future(store.write(job))
        for job in (lambda tx: start(tx, "before"), bad, lambda tx: start(tx, "after"))
    ]
    await asyncio.sleep(0)
    gate.open()
    before, failed, after = await asyncio.gather(*jobs, return_exceptions=True)
    assert (before, after) == (None, None)
    assert isinstance(failed, LookupError)
    assert names(store) == ["after", "before"]


@pytest.mark.parametrize(("collisions", "kept"), [(2, True), (3, False)])
async def test_a_job_that_met_another_process_head_on_is_tried_three_times(
    store: Store, collisions: int, kept: bool
):
    class Deadlock(Exception):
        sqlstate = "40P01"

    tries = []

    def job(tx: Tx) -> None:
        start(tx, "n")
        tries.append(1)
        if len(tries) <= collisions:
            raise Deadlock

    if kept:
        await store.write(job)
    else:
        with pytest.raises(Deadlock):
            await store.write(job)
    assert len(tries) == 3
    assert names(store) == (["n"] if kept else [])


async def test_a_statement_that_fails_undoes_only_its_own_job(store: Store):
    gate = Gate()
    gate.close(store)
    jobs = [
        asyncio.ensure_future(store.write(lambda tx, name=name: start(tx, name)))
        for name in ("one", "two", "one", "three")
    ]
    await asyncio.sleep(0)
    gate.open()
    results = await asyncio.gather(*jobs, return_exceptions=True)
    assert [type(result).__name__ for result in results] == [
        "NoneType",
        "NoneType",
        results[2].__class__.__name__,
        "NoneType",
    ]
    assert "Integrity" in type(results[2]).__name__ or "Unique" in type(results[2]).__name__
    assert names(store) == ["one", "three", "two"]


async def test_a_group_shares_one_commit_and_one_wake_up(store: Store):
    loop = asyncio.get_running_loop()
    wakes = 0
    wake = loop.call_soon_threadsafe

    def counted(*args: object, **kwargs):
        nonlocal wakes
        wakes += 1
        return wake(*args, **kwargs)

    gate = Gate()
    gate.close(store)
    loop.call_soon_threadsafe = counted
    try:
        jobs = [asyncio.ensure_future(store.write(lambda tx: 1)) for _ in range(50)]
        await asyncio.sleep(0)
        gate.open()
        assert await asyncio.gather(*jobs) == [1] * 50
    finally:
        loop.call_soon_threadsafe = wake
    assert wakes == 1


async def test_jobs_run_in_the_order_they_were_queued(store: Store):
    seen: list[int] = []
    await asyncio.gather(*(store.write(lambda tx, n=n: seen.append(n)) for n in range(500)))
    assert seen == list(range(500))


async def test_a_failing_commit_fails_the_whole_group_and_the_next_one_works(
    store: Store, engine: str
):
    if engine == "postgres":
        store.write_now(_make_late_reference)

    def spoil(tx: Tx) -> None:
        if engine == "sqlite":
            tx.connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            tx.connection.exec_driver_sql(
                "INSERT INTO pause (clock_id, first_at, reason) VALUES (9, 0, '')"
            )
        else:
            tx.connection.exec_driver_sql("INSERT INTO late VALUES (9)")

    gate = Gate()
    gate.close(store)
    jobs = [
        asyncio.ensure_future(store.write(lambda tx: start(tx, "innocent"))),
        asyncio.ensure_future(store.write(spoil)),
    ]
    await asyncio.sleep(0)
    gate.open()
    results = await asyncio.gather(*jobs, return_exceptions=True)
    assert [type(result) for result in results] == [NotKept, NotKept]
    await store.write(lambda tx: start(tx, "later"))
    assert names(store) == ["later"]


def _make_late_reference(tx: Tx) -> None:
    tx.connection.exec_driver_sql(
        "CREATE TABLE late (ref BIGINT REFERENCES clock (id) DEFERRABLE INITIALLY DEFERRED)"
    )


async def test_statements_built_at_run_time_join_the_same_transaction(store: Store):
    def job(tx: Tx) -> int:
        start(tx, "a")
        start(tx, "b")
        found = tx.connection.execute(select(counter.c.name).where(counter.c.name.in_(["a", "b"])))
        start(tx, "c")
        return len(found.all())

    assert await store.write(job) == 2
    assert names(store) == ["a", "b", "c"]

    def undone(tx: Tx) -> None:
        tx.connection.execute(text("UPDATE counter SET value = 7"))
        raise LookupError

    with pytest.raises(LookupError):
        await store.write(undone)
    assert store.read_now(lambda tx: tx.value(READ, which="a")) == 0


async def test_a_posted_job_is_run_and_its_error_stops_nothing(store: Store, caplog):
    def bad(tx: Tx) -> None:
        raise LookupError("a name that must not be logged")

    store.post(bad)
    store.post(lambda tx: start(tx, "posted"))
    await store.write(lambda tx: None)
    assert names(store) == ["posted"]
    assert "LookupError" in caplog.text
    assert "must not be logged" not in caplog.text


async def test_a_caller_who_is_gone_does_not_stop_the_others(store: Store):
    gate = Gate()
    gate.close(store)
    gone = asyncio.ensure_future(store.write(lambda tx: start(tx, "gone")))
    there = asyncio.ensure_future(store.write(lambda tx: start(tx, "there")))
    await asyncio.sleep(0)
    gone.cancel()
    gate.open()
    await there
    assert names(store) == ["gone", "there"]


def test_a_job_that_wants_to_end_the_thread_only_ends_itself(store: Store):
    def leave(tx: Tx) -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        store.write_now(leave)
    assert store.write_now(lambda tx: 5) == 5


def test_reading_jobs_cannot_write(store: Store):
    with pytest.raises(Exception, match=r"(?i)read-?only"):
        store.read_now(lambda tx: tx.run(START, which="n", first=0))
    assert names(store) == []


def test_a_reading_job_sees_what_was_committed_before(store: Store):
    for n in range(20):
        store.write_now(lambda tx, n=n: start(tx, f"n{n:02}"))
        assert len(names(store)) == n + 1


def test_closing_runs_what_is_queued_and_refuses_what_comes_later(
    store: Store, url: str, secret: Secret, tmp_path
):
    gate = Gate()
    gate.close(store)
    store.post(lambda tx: start(tx, "queued"))
    gate.open()
    store.close()
    with pytest.raises(ClosedError):
        store.write_now(lambda tx: None)
    again = open_store(url, secret, str(tmp_path / "documents"))
    assert names(again) == ["queued"]
    again.close()


def test_another_secret_is_noticed_at_the_start(store: Store, url: str, tmp_path):
    with pytest.raises(WrongSecretError, match="LOKET_SECRET"):
        open_store(url, Secret.parse("cd" * 32), str(tmp_path / "documents"))


def test_after_one_start_with_a_new_secret_in_front_the_old_one_is_needed_no_more(
    store: Store, url: str, tmp_path, now
):
    old, new, folder = "ab" * 32, "cd" * 32, str(tmp_path / "d")
    key = store.vault.new_key()
    sealed = store.vault.seal(key, b"NPWP", "ticket:1")
    store.write_now(lambda tx: journal.write(tx, "bjm", "ticket_submitted", now))
    open_store(url, Secret.parse(f"{new},{old}"), folder).close()
    later = open_store(url, Secret.parse(new), folder)
    try:
        assert later.vault.open(key, sealed, "ticket:1") == b"NPWP"
        assert later.read_now(lambda tx: journal.verify(tx, "bjm")) is None
        assert later.vault.button_key == store.vault.button_key
    finally:
        later.close()
    with pytest.raises(WrongSecretError):
        open_store(url, Secret.parse(old), folder)


def test_rows_have_names_and_real_booleans(store: Store):
    one = (
        select(ticket.c.open, person.c.id)
        .select_from(person)
        .outerjoin(ticket, ticket.c.person_id == person.c.id)
    )
    add = insert(person).values(language="id", created_at=5).returning(person.c.id)

    def job(tx: Tx) -> Row | None:
        assert tx.value(add) == 1
        return tx.one(one)

    row = store.write_now(job)
    assert row is not None
    assert (row.open, row.id) == (None, 1)
    assert tuple(row) == (None, 1)
    flag = select(person.c.unreachable_at.is_(None).label("here"), person.c.language)
    row = store.read_now(lambda tx: tx.one(flag))
    assert row is not None
    assert row.here is True


def test_a_list_inside_in_is_refused_with_the_way_out(store: Store):
    several = select(counter.c.value).where(counter.c.name.in_(["a", "b"]))
    with pytest.raises(TypeError, match=r"tx\.connection"):
        store.read_now(lambda tx: tx.all(several))
