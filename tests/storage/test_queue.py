"""Twenty officers at one queue: nobody takes what another took, nobody comes before his turn."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from psycopg.errors import DeadlockDetected

from desk import front
from desk.desk import Books, Desk, Speaker
from flows.words import Language
from storage import journal, people, queue, tickets
from storage.moments import to_ms
from storage.store import Store, open_store
from tests.desk.cases import AUDITOR, case

NOW = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)
TICKETS, WORKERS, PROCESSES = 100, 20, 4
BUREAU = ("belitung", "bureau_head")


@pytest.fixture
def books(all_services, texts) -> Books:
    return Books(all_services, texts)


@pytest.fixture
def processes(url: str, secret, tmp_path) -> Iterator[list[Store]]:
    """Several stores over one database, as several processes have."""
    opened = [open_store(url, secret, str(tmp_path / str(n))) for n in range(PROCESSES)]
    yield opened
    for one in opened:
        one.close()


def fill(store: Store, books: Books, count: int = TICKETS) -> None:
    """Twenty heads of the bureau, and so many complete files before them."""

    def add(tx) -> None:
        at = to_ms(NOW)
        applicant = people.add(tx, 1, Language.ID, "Pemohon", at)
        for nth in range(WORKERS):
            one = people.add(tx, 100 + nth, Language.ID, f"Petugas {nth}", at)
            people.appoint(tx, one.id, *BUREAU, at, one.id, one.id)
        standard = books.catalogue.service(AUDITOR)
        for nth in range(count):
            case(tx, standard, NOW - timedelta(minutes=nth % 50), (1, 1), person=applicant.id)

    store.write_now(add)


def free_ones(tx) -> list[tickets.Ticket]:
    return [one for one in tickets.queue(tx, *BUREAU, TICKETS) if not one.at.claimed_by]


def works(store: Store, books: Books, nth: int, words: str) -> None:
    """Take one of the first files again and again, until none is left."""
    chance = Random(nth)
    speaker = Speaker(100 + nth, "")
    for _ in range(50 * TICKETS):
        free = store.read_now(free_ones)
        if not free:
            return
        number = chance.choice(free[:4]).number
        text = f"/ambil {number} {words}"
        try:
            store.write_now(lambda tx, text=text: front.said(Desk(tx, NOW, books, speaker), text))
        except DeadlockDetected:  # two processes, each with a group of jobs: PostgreSQL ends one
            continue


def all_work(processes: list[Store], books: Books, words: str = "") -> None:
    with ThreadPoolExecutor(WORKERS) as pool:
        running = [
            pool.submit(works, processes[nth % PROCESSES], books, nth, words)
            for nth in range(WORKERS)
        ]
        for one in running:
            one.result()


def entries(store: Store, kind: str) -> list[journal.Entry]:
    def read(tx):
        found = [one for n in range(1, TICKETS + 1) for one in journal.history(tx, n)]
        return sorted((one for one in found if one.kind == kind), key=lambda one: one.seq)

    return store.read_now(read)


def test_twenty_workers_take_a_hundred_files_once_each_and_in_order(processes, books):
    fill(processes[0], books)
    in_order = [one.id for one in processes[0].read_now(free_ones)]
    all_work(processes, books)
    assert [one.ticket_id for one in entries(processes[0], "ticket_claimed")] == in_order
    assert entries(processes[0], queue.OVERTAKEN) == []


def test_whoever_comes_before_his_turn_leaves_a_reason(processes, books):
    fill(processes[0], books, 40)
    waiting = [one.id for one in processes[0].read_now(free_ones)]
    all_work(processes, books, "perintah atasan")
    claims = entries(processes[0], "ticket_claimed")
    overtaken = {one.ticket_id: one.data for one in entries(processes[0], queue.OVERTAKEN)}
    assert len(claims) == 40
    for claim in claims:
        before = waiting[: waiting.index(claim.ticket_id)]
        named = overtaken.get(claim.ticket_id, {"passed": []})["passed"]
        # More than these are named where another process was just taking one.
        assert set(before) <= set(named)
        waiting.remove(claim.ticket_id)
    assert {data["reason"] for data in overtaken.values()} == {"superior_order"}


def test_the_place_in_the_queue_is_counted_among_the_complete(store: Store, books: Books):
    fill(store, books)

    def look(tx):
        return [queue.place(tx, one) for one in tickets.queue(tx, *BUREAU, TICKETS)]

    assert store.read_now(look) == [(nth, TICKETS) for nth in range(1, TICKETS + 1)]


def test_a_report_of_a_day_is_begun_once(processes):
    begun = [one.write_now(lambda tx: queue.begin_report(tx, "belitung", 7)) for one in processes]
    assert sorted(begun) == [False, False, False, True]
    assert not processes[0].write_now(lambda tx: queue.begin_report(tx, "belitung", 6))
    assert processes[0].write_now(lambda tx: queue.begin_report(tx, "belitung", 8))
