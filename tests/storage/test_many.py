"""Deeds on many tickets, problems and the morning's counts, on both engines."""

from datetime import timedelta

import pytest

from flows.words import Language
from storage import bulk, morning, people, problems, tickets
from storage.morning import Load
from storage.sieve import Sieve
from tests.desk.cases import AUDITOR, case

VERIFIER = ("belitung", "verifier")


@pytest.fixture
def filled(store, all_services, now):
    """Two files before the verifier of Belitung, of the person 1."""

    def fill(tx):
        who = people.add(tx, 1, Language.ID, "Andi", 0).id
        standard = all_services.service(AUDITOR)
        for nth in range(2):
            case(tx, standard, now - timedelta(hours=nth), (1,), person=who)

    store.write_now(fill)
    return store


def test_items_are_done_one_by_one_and_each_has_its_result(filled):
    def run(tx):
        task = bulk.add(tx, 1, "notify", "Halo", [1, 2], 10)
        assert bulk.open_items(tx, 0, 10) == []
        assert bulk.confirm(tx, task, 11)
        assert not bulk.confirm(tx, task, 12)
        first, second = bulk.open_items(tx, 0, 10)
        assert bulk.by_id(tx, task).words == "Halo"
        assert bulk.finished(tx) == []
        assert bulk.mark(tx, first.id, 13)
        assert not bulk.mark(tx, first.id, 14)
        assert bulk.mark(tx, second.id, 13, "ditutup")
        assert bulk.finished(tx) == [task]
        assert bulk.count(tx, task) == 2
        assert [one.why for one in bulk.failed(tx, task)] == ["ditutup"]
        assert bulk.begin_telling(tx, task, 15)
        assert not bulk.begin_telling(tx, task, 16)
        assert bulk.by_id(tx, task).words == ""

    filled.write_now(run)


def test_only_what_was_never_confirmed_is_forgotten(filled):
    def run(tx):
        looked_at = bulk.add(tx, 1, "notify", "Halo", [1], 10)
        confirmed = bulk.add(tx, 1, "notify", "Halo", [1], 10)
        bulk.confirm(tx, confirmed, 11)
        bulk.forget_unconfirmed(tx, 10)
        assert bulk.by_id(tx, looked_at) is not None
        bulk.forget_unconfirmed(tx, 11)
        assert bulk.by_id(tx, looked_at) is None
        assert bulk.count(tx, confirmed) == 1

    filled.write_now(run)


def test_a_problem_groups_tickets_once_and_closes_once(filled):
    def run(tx):
        number = problems.add(tx, "belitung", "SPSE mati", 1, 10)
        problems.group(tx, number, [1, 2])
        problems.group(tx, number, [2])
        assert problems.ticket_ids(tx, number) == [1, 2]
        assert problems.take_out(tx, number, 1)
        assert not problems.take_out(tx, number, 1)
        assert problems.size(tx, number) == 1
        assert [one.title for one in problems.open_ones(tx, "belitung", 5)] == ["SPSE mati"]
        assert problems.open_ones(tx, "banjarmasin", 5) == []
        assert problems.close(tx, number, 11)
        assert not problems.close(tx, number, 12)
        assert problems.open_ones(tx, "belitung", 5) == []

    filled.write_now(run)


def test_the_morning_counts_what_is_late_and_what_is_due_today(filled):
    def run(tx):
        tx.connection.exec_driver_sql("UPDATE ticket SET due_at = 5 WHERE id = 1")
        tx.connection.exec_driver_sql("UPDATE ticket SET due_at = 15, claimed_by = 1 WHERE id = 2")
        loads = morning.by_role(tx, "belitung", 9, 10, 20)
        assert loads == {"verifier": Load(2, 1, 1)}
        assert morning.by_role(tx, "banjarmasin", 9, 10, 20) == {}
        assert morning.taken(tx, "belitung", 1, 10, 20) == Load(1, 0, 1)

    filled.write_now(run)


@pytest.mark.parametrize(
    ("sieve", "ids"),
    [
        (Sieve(), [2, 1]),
        (Sieve(state="verifying"), [2, 1]),
        (Sieve(state="received"), []),
        (Sieve(service=AUDITOR, claimed_by=1), [2]),
        (Sieve(service="bjm-npwp"), []),
        (Sieve(due_until=10), [1]),
    ],
)
def test_a_sieve_means_the_same_tickets_in_the_database_and_without_it(filled, sieve, ids):
    def run(tx):
        tx.connection.exec_driver_sql("UPDATE ticket SET due_at = 5 WHERE id = 1")
        tx.connection.exec_driver_sql("UPDATE ticket SET claimed_by = 1 WHERE id = 2")
        meant = tickets.queue(tx, *VERIFIER, 10, sieve=sieve)
        assert sorted(one.id for one in meant) == sorted(ids)
        every = tickets.queue(tx, *VERIFIER, 10)
        alone = [
            one.id
            for one in every
            if sieve.means(one.at.state.value, one.service, one.at.claimed_by, one.due_at)
        ]
        assert sorted(alone) == sorted(ids)

    filled.write_now(run)
