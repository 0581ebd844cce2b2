"""SQLite: on disk at every commit, with foreign keys, and one process at a time."""

import asyncio
import sqlite3
import time
from contextlib import closing

import pytest
from sqlalchemy import make_url, text

from storage import inbox, sqlite
from storage.store import NotKept, Store, Tx, open_store

pytestmark = pytest.mark.parametrize("engine", ["sqlite"])

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 2,
    "busy_timeout": sqlite.BUSY_MS,
}


@pytest.mark.parametrize("name", list(PRAGMAS))
def test_both_connections_have_the_settings(store: Store, name: str):
    def ask(tx: Tx) -> object:
        return tx.connection.exec_driver_sql(f"PRAGMA {name}").scalar()

    assert store.write_now(ask) == PRAGMAS[name]
    assert store.read_now(ask) == PRAGMAS[name]


def test_a_row_that_refers_to_nothing_is_refused(store: Store):
    add = text("INSERT INTO pause (clock_id, first_at, reason) VALUES (9, 0, '')")
    with pytest.raises(sqlite3.IntegrityError):
        store.write_now(lambda tx: tx.run(add))


def test_a_database_in_memory_is_refused(engine: str):
    with pytest.raises(ValueError, match="file"):
        sqlite.engine(make_url("sqlite://"))


def test_a_database_locked_by_another_is_told_and_works_again_later(
    store: Store, url: str, monkeypatch, now
):
    store.write_now(lambda tx: tx.connection.exec_driver_sql("PRAGMA busy_timeout=1"))
    with closing(sqlite3.connect(make_url(url).database or "", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr(sqlite, "_PRAGMAS", ("PRAGMA busy_timeout=1",))
        with pytest.raises(NotKept):
            store.write_now(lambda tx: None)
        other.execute("ROLLBACK")
    assert store.write_now(lambda tx: inbox.receive(tx, [(1, 1, b"")], now)) == {1}


async def test_two_stores_on_one_file_lose_no_update(store: Store, url: str, secret, tmp_path):
    """Only BEGIN IMMEDIATE makes reading and then writing safe against another process."""
    other = open_store(url, secret, str(tmp_path / "documents"))
    read = text("SELECT value FROM counter")
    to = text("UPDATE counter SET value = :to")

    def add_one(tx: Tx) -> None:
        tx.run(to, to=tx.value(read) + 1)

    await store.write(lambda tx: tx.run(text("INSERT INTO counter VALUES ('n', 0)")))
    await asyncio.gather(*((store, other)[n % 2].write(add_one) for n in range(300)))
    other.close()
    assert await store.read(lambda tx: tx.value(read)) == 300


def test_six_statements_in_one_job_are_cheap(store: Store, now, capsys):
    """Printed, not asserted: wall time is no fact about the code."""

    def job(tx: Tx, number: int) -> None:
        inbox.receive(tx, [(number, 1, b"{}")], now)
        for _ in range(3):
            inbox.begin(tx, number)
        inbox.done(tx, number, b"{}", now)
        inbox.answered(tx, [number])

    def many(tx: Tx) -> float:
        started = time.process_time()
        for number in range(1_000):
            job(tx, number)
        return (time.process_time() - started) / 1_000

    each = store.write_now(many)
    with capsys.disabled():
        told = f"six statements, two of them sealing: {each * 1e3:.3f} ms"
        print(f"\n{told}")  # noqa: T201 - the figure is the output
    assert each > 0
