"""The journal: nobody changes it, and whoever does is found."""

import pytest
from sqlalchemy import text

from storage import journal
from storage.store import Store, Tx


def write(store: Store, now, office: str = "bjm", **more) -> int:
    return store.write_now(lambda tx: journal.write(tx, office, "ticket_submitted", now, **more))


def verify(store: Store, office: str = "bjm") -> int | None:
    return store.read_now(lambda tx: journal.verify(tx, office))


def tamper(store: Store, engine: str, *statements: str) -> None:
    """Change the table as somebody would who owns the database."""

    def job(tx: Tx) -> None:
        if engine == "sqlite":
            tx.connection.exec_driver_sql("DROP TRIGGER IF EXISTS journal_no_update")
            tx.connection.exec_driver_sql("DROP TRIGGER IF EXISTS journal_no_delete")
        else:
            tx.connection.exec_driver_sql("ALTER TABLE journal DISABLE TRIGGER USER")
        for statement in statements:
            tx.connection.exec_driver_sql(statement)

    store.write_now(job)


def a_ticket(tx: Tx) -> int:
    tx.run(text("INSERT INTO person (language, created_at) VALUES ('id', 0)"))
    tx.run(
        text(
            "INSERT INTO ticket (number, kind, service, standard_version, person_id, office,"
            " desk_office, holder_office, holder_role, step, state, version, open, title,"
            " submitted_at) VALUES ('BJM-1', 'problem', 's', 'v', 1, 'bjm', 'bjm', 'bjm', 'r',"
            " 's', 'submitted', 1, true, 't', 0)"
        )
    )
    return 1


def test_a_history_comes_back_as_it_was_written(store: Store, now):
    ticket = store.write_now(a_ticket)
    first = write(
        store,
        now,
        ticket_id=ticket,
        version=1,
        actor_id=1,
        role="applicant",
        data={"step": "check", "n": 2},
        sealed=b"\x00\xff",
    )
    write(store, now)
    second = write(store, now, ticket_id=ticket, version=2)
    entries = store.read_now(lambda tx: journal.history(tx, ticket))
    assert [entry.id for entry in entries] == [first, second]
    entry = entries[0]
    assert (entry.office, entry.seq, entry.at, entry.role) == ("bjm", 1, now, "applicant")
    assert (dict(entry.data), entry.sealed) == ({"step": "check", "n": 2}, b"\x00\xff")
    assert entries[1].seq == 3


def test_each_office_has_a_chain_of_its_own(store: Store, now):
    for office in ("bjm", "babel", "bjm"):
        write(store, now, office)
    assert verify(store) is None
    assert verify(store, "babel") is None
    assert verify(store, "unknown") is None


def test_a_version_of_a_ticket_is_entered_once(store: Store, now):
    ticket = store.write_now(a_ticket)
    write(store, now, ticket_id=ticket, version=1)
    with pytest.raises(Exception, match=r"(?i)unique"):
        write(store, now, ticket_id=ticket, version=1)
    write(store, now, ticket_id=ticket)
    assert verify(store) is None


@pytest.mark.parametrize("statement", ["UPDATE journal SET role = 'x'", "DELETE FROM journal"])
def test_the_database_refuses_to_change_or_remove_an_entry(store: Store, now, statement):
    write(store, now)
    with pytest.raises(Exception, match="insert-only"):
        store.write_now(lambda tx: tx.connection.exec_driver_sql(statement))
    assert verify(store) is None


COLUMNS = {
    "at": "at + 1",
    "version": "7",
    "kind": "'x'",
    "role": "'x'",
    "data": "'{}'",
    "office": "'babel'",
}


@pytest.mark.parametrize("column", list(COLUMNS))
def test_every_altered_column_is_found(store: Store, now, engine, column):
    for _ in range(5):
        write(store, now, data={"a": 1})
    change = f"UPDATE journal SET {column} = {COLUMNS[column]} WHERE seq = 3"
    tamper(store, engine, change)
    assert verify(store) == 3


def test_missing_swapped_and_cut_off_entries_are_found(store: Store, now, engine):
    for _ in range(6):
        write(store, now)
    swap = (
        "UPDATE journal SET seq = CASE seq WHEN 2 THEN -3 WHEN 3 THEN -2 END WHERE seq IN (2, 3)"
    )
    tamper(store, engine, "DELETE FROM journal WHERE seq = 6")
    assert verify(store) == 6
    tamper(store, engine, swap, "UPDATE journal SET seq = -seq WHERE seq < 0")
    assert verify(store) == 2
    tamper(store, engine, "DELETE FROM journal WHERE seq = 1")
    assert verify(store) == 1


def test_a_long_chain_is_verified_page_by_page(store: Store, now):
    def many(tx: Tx) -> None:
        for _ in range(1_001):
            journal.write(tx, "bjm", "noted", now)

    store.write_now(many)
    assert verify(store) is None
