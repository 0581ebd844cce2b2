"""PostgreSQL: pipelined statements, late errors, and a connection that comes back."""

import psycopg
import pytest
from sqlalchemy import bindparam, insert, select, text

from storage.store import NotKept, Store, Tx
from storage.traffic import counter

pytestmark = [
    pytest.mark.parametrize("engine", ["postgres"]),
    pytest.mark.xdist_group("postgres"),
]

START = insert(counter).values(name=bindparam("which"), value=bindparam("first"))
NAMES = select(counter.c.name).order_by(counter.c.name)


def start(tx: Tx, name: str) -> None:
    tx.send(START, which=name, first=0)


def names(store: Store) -> list[str]:
    return [row.name for row in store.read_now(lambda tx: tx.all(NAMES))]


def test_the_settings_are_those_of_a_careful_server(store: Store):
    def ask(tx: Tx) -> list[object]:
        shown = ("synchronous_commit", "transaction_isolation", "transaction_read_only")
        return [tx.connection.exec_driver_sql(f"SHOW {name}").scalar() for name in shown]

    assert store.write_now(ask) == ["on", "read committed", "off"]
    assert store.read_now(ask) == ["on", "read committed", "on"]


def test_an_error_that_shows_late_is_told_to_the_job_that_made_it(store: Store):
    store.write_now(lambda tx: start(tx, "a"))
    with pytest.raises(psycopg.errors.UniqueViolation):
        store.write_now(lambda tx: start(tx, "a"))
    store.write_now(lambda tx: start(tx, "b"))
    assert names(store) == ["a", "b"]


def test_a_connection_that_was_cut_is_opened_again(store: Store, url: str):
    pid = store.write_now(lambda tx: tx.value(text("SELECT pg_backend_pid()")))
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
    results = []
    for _ in range(2):
        try:
            results.append(store.write_now(lambda tx: start(tx, "a")))
        except (psycopg.OperationalError, NotKept) as error:
            results.append(error)
    assert results[-1] is None
    assert names(store) == ["a"]


def test_a_connection_cut_in_the_middle_of_a_job_loses_only_that_job(store: Store, url: str):
    def cut(tx: Tx) -> None:
        start(tx, "lost")
        pid = tx.value(text("SELECT pg_backend_pid()"))
        with psycopg.connect(url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
        tx.value(text("SELECT 1"))

    with pytest.raises(NotKept):
        store.write_now(cut)
    store.write_now(lambda tx: start(tx, "kept"))
    assert names(store) == ["kept"]


def test_two_processes_claim_different_rows(store: Store, url: str, secret, tmp_path, now):
    """A row locked by one claim is passed over by the other, not waited for."""
    from flows.sending import Method, Sending  # noqa: PLC0415
    from storage import outbox  # noqa: PLC0415

    def fill(tx: Tx) -> None:
        for number in (1, 2):
            sending = Sending(number, Method.MESSAGE, "x")
            outbox.put(tx, sending, f"k{number}", now, language="id")

    store.write_now(fill)
    with psycopg.connect(url) as other:
        other.execute("SELECT id FROM outbox WHERE chat_id = 1 FOR UPDATE")
        claimed = store.write_now(lambda tx: outbox.claim(tx, "me", now, 10))
        other.rollback()
    assert [one.sending.chat_id for one in claimed] == [2]
