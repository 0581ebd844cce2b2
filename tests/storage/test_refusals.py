"""What the database refuses is not kept and may come again; a job's own fault is its own."""

import pytest

from storage import counters
from storage.store import NotKept, Store

BREAK = {
    "sqlite": "PRAGMA query_only=ON",
    "postgres": "SELECT pg_terminate_backend(pg_backend_pid())",
}


def broken(tx, engine: str) -> int:
    tx.connection.exec_driver_sql(BREAK[engine])
    return counters.next_value(tx, "visits")


def test_a_database_that_refuses_in_the_middle_of_a_job_keeps_nothing_and_works_again(
    store: Store, engine: str, caplog
):
    for _ in range(2):
        with pytest.raises(NotKept):
            store.write_now(lambda tx: broken(tx, engine))
    assert store.write_now(lambda tx: counters.next_value(tx, "visits")) == 1
    assert caplog.messages[0].startswith("1 jobs were not kept")
    assert [one for one in caplog.messages if "not kept" in one] == caplog.messages[:1]
    assert caplog.messages[-1] == "the database works again"


def test_a_fault_of_a_job_is_raised_as_it_is(store: Store):
    def wrong(tx):
        tx.connection.exec_driver_sql("SELECT * FROM nowhere")

    with pytest.raises(Exception, match="nowhere") as raised:
        store.write_now(wrong)
    assert not isinstance(raised.value, NotKept)
