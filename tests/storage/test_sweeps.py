"""The queries of the sweeps on both engines: what is due, and marks that only one can set."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from flows.intake import Intake
from flows.sending import Method, Sending
from flows.standard import State
from flows.whereabouts import Whereabouts
from flows.words import Language
from storage import clocks, drafts, outbox, people, reminders, sweeps, tickets
from storage.moments import DAY, to_ms
from storage.store import Store, Tx, open_store
from storage.sweeps import START

AT = Whereabouts("receive", State.RECEIVED, "belitung", "belitung")
OWED = Whereabouts("receive", State.NEEDS_COMPLETION, "belitung", "belitung")


@pytest.fixture
def ticket(store: Store, now: datetime) -> tickets.Ticket:
    """A ticket at the helpdesk, due in an hour."""
    return store.write_now(lambda tx: filed(tx, to_ms(now)))


@pytest.fixture
def other(store: Store, url: str, secret, tmp_path) -> Iterator[Store]:
    """The same database, seen by a second process."""
    opened = open_store(url, secret, str(tmp_path / "documents"))
    yield opened
    opened.close()


def filed(tx: Tx, now: int, number: str = "BLT-2026-000001-X") -> tickets.Ticket:
    person = people.add(tx, None, Language.ID, "Andi", now)
    draft = drafts.add(tx, person.id, "belitung-userid-auditor", "v", Intake(""), now)
    made = tickets.add(
        tx,
        number=number,
        kind="application",
        service="belitung-userid-auditor",
        version="v",
        draft_id=draft.id,
        person_id=person.id,
        holder=("belitung", "lpse_helpdesk"),
        at=AT,
        title="t",
        company="",
        key=draft.key,
        intake=Intake(""),
        now=now,
    )
    clocks.start(tx, made.id, "service", "working_minutes", 60, "at_most", now, now + 3_600_000)
    return made


def passed(store: Store, now: int, most: int = 10):
    return store.read_now(lambda tx: sweeps.passed(tx, now, START, most))


def test_a_deadline_is_passed_only_after_its_moment(store: Store, ticket, now: datetime):
    due = to_ms(now) + 3_600_000
    assert passed(store, due) == []
    (row,) = passed(store, due + 1)
    assert (row.ticket_id, row.office, row.name, row.due_at) == (
        ticket.id,
        "belitung",
        "service",
        due,
    )


def test_two_processes_find_one_deadline_and_exactly_one_tells_it(
    store: Store, other: Store, ticket, now: datetime
):
    late = to_ms(now + timedelta(hours=2))
    (mine,), (theirs,) = passed(store, late), passed(other, late)
    told = [
        one.write_now(lambda tx, row=row: sweeps.mark_breached(tx, row, late))
        for one, row in ((store, mine), (other, theirs))
    ]
    assert told == [True, False]
    assert passed(store, late) == []


def test_a_clock_that_stopped_meanwhile_is_not_marked(store: Store, ticket, now: datetime):
    late = to_ms(now + timedelta(hours=2))
    (row,) = passed(store, late)
    store.write_now(lambda tx: clocks.stop(tx, row.id, late))
    assert not store.write_now(lambda tx: sweeps.mark_breached(tx, row, late))
    assert not store.write_now(lambda tx: sweeps.mark_warned(tx, row, late))


def test_a_deadline_climbs_one_tier_after_the_other(store: Store, ticket, now: datetime):
    late = to_ms(now + timedelta(hours=2))
    (row,) = passed(store, late)
    store.write_now(lambda tx: sweeps.mark_breached(tx, row, late))

    def found():
        return store.read_now(lambda tx: sweeps.late(tx, late, 2, START, 10))

    for tier in (2, 3):
        (row,) = found()
        assert store.write_now(lambda tx, row=row, tier=tier: sweeps.mark_tier(tx, row, tier))
        assert not store.write_now(lambda tx, row=row, tier=tier: sweeps.mark_tier(tx, row, tier))
    assert found() == []


def test_what_is_near_is_found_by_its_due_moment(store: Store, ticket, now: datetime):
    at = to_ms(now)

    def near(since: int, until: int) -> int:
        return len(store.read_now(lambda tx: sweeps.nearing(tx, since, until, START, 10)))

    due = at + 3_600_000
    assert near(at, due - 1) == 0
    assert near(at, due) == 1
    assert near(due, due) == 1
    assert near(due + 1, due + DAY) == 0


def test_pages_follow_one_another_without_gap_or_repeat(store: Store, now: datetime):
    def fill(tx: Tx) -> None:
        for number in range(5):
            filed(tx, to_ms(now), f"BLT-2026-00000{number}-X")

    store.write_now(fill)
    late, after, seen = to_ms(now) + 2 * DAY, START, []
    while rows := store.read_now(lambda tx, after=after: sweeps.passed(tx, late, after, 2)):
        seen += [row.id for row in rows]
        after = rows[-1].page
    assert len(seen) == len(set(seen)) == 5


def test_an_applicant_waits_since_he_began_to_owe(store: Store, ticket, now: datetime):
    at = to_ms(now)

    def move(kept, to, role):
        return store.write_now(
            lambda tx: tickets.move(tx, kept, to, ("belitung", role), at, due_at=None)
        )

    owing = move(ticket, OWED, "applicant")
    (row,) = store.read_now(lambda tx: reminders.waiting(tx, at, START, 10))
    assert (row.id, row.waiting_at, row.reminders) == (ticket.id, at, 0)
    assert store.write_now(lambda tx: reminders.mark_reminded(tx, row, 2, at))
    assert not store.write_now(lambda tx: reminders.mark_reminded(tx, row, 2, at))
    given = move(owing, AT, "lpse_helpdesk")
    assert given.waiting_at is None
    assert store.read_now(lambda tx: reminders.waiting(tx, at, START, 10)) == []
    move(given, OWED, "applicant")
    (row,) = store.read_now(lambda tx: reminders.waiting(tx, at, START, 10))
    assert (row.reminders, row.reminded_at) == (0, None)


def test_only_reminders_that_still_wait_for_the_morning_are_taken_back(
    store: Store, ticket, now: datetime
):
    def put(tx: Tx) -> None:
        for key, hours in (("reminder:1:a", 9), ("breach:1:b", 9), ("reminder:1:c", 0)):
            sending = Sending(1, Method.MESSAGE, key)
            later = now + timedelta(hours=hours)
            outbox.put(tx, sending, key, now, language="id", ticket_id=ticket.id, not_before=later)

    store.write_now(put)
    assert store.write_now(lambda tx: outbox.withdraw(tx, ticket.id, "reminder:", now)) == 1
    assert store.write_now(lambda tx: outbox.withdraw(tx, ticket.id, "reminder:", now)) == 0
