"""R14: whole office days from a seed, in one thread; what must hold holds, every bit repeats."""

import shutil

import pytest

from desk.desk import Books
from storage.invariants import lasting, timely
from storage.verify import verify
from tests.house import House
from tests.people import ADMINISTRATORS
from tests.prove.day import Day, Here, digest, same_chance
from tests.prove.proof import Form

TICKETS = 200


@pytest.fixture
def days(tmp_path, empty_database, all_services, texts, monkeypatch):
    """Play the day of a seed; returns the day and all that was kept, as one number."""
    monkeypatch.setattr("storage.store.Worker", Here)
    named = frozenset(ADMINISTRATORS.values())
    books = Books(all_services, texts, named, "loket_bot", rehearsal=True)

    def play(seed, tickets, after):
        folder = tmp_path / "day"
        folder.mkdir()
        shutil.copy(empty_database, folder / "loket.sqlite")
        same_chance(monkeypatch, seed)
        house = House(folder, books)
        try:
            day = Day(house, seed)
            day.play(tickets, after=after)
            faults = house.write(lasting) + house.write(lambda tx: timely(tx, house.now))
            faults += [one for one in verify(house.store) if not one.startswith("document")]
            return day, faults, digest(house.file)
        finally:
            house.close()
            shutil.rmtree(folder)

    return play


def test_office_days_break_nothing_and_repeat_bit_for_bit(days, proof):
    many, short = proof.many(1, 1_000), proof.form is Form.SHORT
    size = (8, 2) if short else (TICKETS, 20)
    told = {"days": many, "tickets": 0, "moves": 0, "refused commits": 0, "crashed senders": 0}
    for nth in range(many):
        seed = f"{proof.seed}:{nth}"
        day, faults, kept = days(seed, *size)
        assert not faults, seed
        assert max(day.copies.values()) <= 2, seed
        told["tickets"] += day.filed
        told["moves"] += day.acted
        told["refused commits"] += day.refused
        told["crashed senders"] += day.crashes
        if nth % 10 == 0:
            assert days(seed, *size)[2] == kept, seed
    proof.record("R14", "office days", {**told, "broken": 0})
