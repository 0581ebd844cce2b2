"""Each invariant finds what breaks it, on both engines; a house in order has nothing to say."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from storage.invariants import lasting, timely
from storage.moments import to_ms

PERSON = "INSERT INTO person (id, telegram_id, language, created_at) VALUES ({id}, {id}, 'id', 0)"
DRAFT = (
    "INSERT INTO draft (id, person_id, service, standard_version, asked, turn, state, created_at,"
    " updated_at{more}) VALUES ({id}, 1, 's', 'v', '', 0, '{state}', 0, 0{values})"
)
TICKET = (
    "INSERT INTO ticket (id, number, kind, service, standard_version, draft_id, person_id, office,"
    " desk_office, holder_office, holder_role, step, state, version, open, title, submitted_at)"
    " VALUES (1, 'N', 'service', 's', 'v', 1, 1, 'belitung', 'belitung', 'belitung', 'verifier',"
    " 'verify', 'verifying', 2, true, '', 0)"
)
ENTRY = (
    "INSERT INTO journal (id, office, seq, prev, hash, at, ticket_id, version, kind, actor_id,"
    " role, data) VALUES ({id}, 'belitung', {id}, '', '', 100, 1, {id}, '{kind}', {actor},"
    " '{role}', '{{}}')"
)
POST = (
    "INSERT INTO staff (person_id, office, role, from_at, until_at, confirmed_at)"
    " VALUES (2, 'belitung', '{role}', 0, {until}, 0)"
)
PUSH = (
    "INSERT INTO outbox (id, key, chat_id, method, language, journal_id, status, open, not_before,"
    " created_at, leased_until) VALUES ({id}, 'k{id}', 1, 'message', 'id', {entry}, '{status}',"
    " {open}, {at}, {at}, {until})"
)
UPDATE = (
    "INSERT INTO inbox (update_id, lane, state, open, received_at{more})"
    " VALUES ({id}, 1, '{state}', {open}, {at}{values})"
)


def push(entry="NULL", status="sent", open_="false", at=0, until="NULL", number=1):
    return PUSH.format(id=number, entry=entry, status=status, open=open_, at=at, until=until)


def update(number, state, open_, at, content=""):
    more, values = (", content", f", {content}") if content else ("", "")
    return UPDATE.format(id=number, state=state, open=open_, at=at, more=more, values=values)


WHOLE = (
    PERSON.format(id=1),
    PERSON.format(id=2),
    DRAFT.format(id=1, state="submitted", more="", values=""),
    TICKET,
    POST.format(role="lpse_helpdesk", until="NULL"),
    ENTRY.format(id=1, kind="ticket_submitted", actor=1, role="applicant"),
    ENTRY.format(id=2, kind="ticket_forwarded", actor=2, role="lpse_helpdesk"),
    push("2"),
)
BROKEN = {
    "I2: draft 9:": [DRAFT.format(id=9, state="submitted", more="", values="")],
    "I3: ticket 1:": ["UPDATE ticket SET version = 3"],
    "I4: journal entry 2:": ["UPDATE staff SET until_at = 50"],
    "I5: journal entry 2:": ["DELETE FROM outbox"],
}


def does(store, *statements):
    def job(tx):
        for one in statements:
            tx.connection.execute(text(one))

    store.write_now(job)


def test_a_house_in_order_breaks_nothing(store, now):
    does(store, *WHOLE)
    assert store.read_now(lasting) == []
    assert store.read_now(lambda tx: timely(tx, now)) == []


@pytest.mark.parametrize("told", BROKEN)
def test_what_was_broken_is_named_by_its_id(store, told):
    does(store, *WHOLE, *BROKEN[told])
    (fault,) = store.read_now(lasting)
    assert fault.startswith(told)


def test_what_lies_unsealed_is_named(store):
    does(store, *WHOLE)
    does(store, "UPDATE ticket SET content = CAST('NIK 3171012345670001' AS BLOB)"
         if store.read_now(lambda tx: tx.connection.dialect.name) == "sqlite"
         else "UPDATE ticket SET content = 'NIK 3171012345670001'::bytea")  # fmt: skip
    assert store.read_now(lasting) == ["I9: ticket 1: lies there unsealed"]


def test_what_lies_too_long_is_named(store, now):
    late, old = (to_ms(now - one) for one in (timedelta(minutes=16), timedelta(days=5)))
    does(
        store,
        update(1, "received", "true", late),
        update(2, "quarantined", "false", late),
        update(3, "answered", "false", old, "'1'"),
        push(status="waiting", open_="true", at=late, number=1),
        push(status="leased", open_="true", at=late, until=late, number=3),
        PERSON.format(id=1),
        DRAFT.format(id=4, state="cancelled", more=", content", values=", '1'"),
    )
    faults = store.read_now(lambda tx: timely(tx, now))
    assert [fault.partition(":")[2][:9] for fault in faults] == [
        " update 1", " push 1: ", " push 3: ", " update 3", " draft 4:"]  # fmt: skip


def test_a_push_with_a_reason_may_wait(store, now):
    late, soon = to_ms(now - timedelta(hours=1)), to_ms(now + timedelta(hours=1))
    does(
        store,
        push(status="waiting", open_="true", at=late),
        f"INSERT INTO sending_pause (chat_id, until_at) VALUES (1, {soon})",
    )
    assert store.read_now(lambda tx: timely(tx, now)) == []
