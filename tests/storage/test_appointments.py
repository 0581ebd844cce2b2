"""Seats of slots on both engines: never more than there are, also with parallel writers."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from flows.words import Language
from storage import appointments, guests, people
from storage.guests import Entry
from storage.store import Store, Tx, open_store

SLOT = 1_800_000_000_000
OFFICE = "banjarmasin"


def somebody(store: Store, telegram_id: int) -> int:
    return store.write_now(lambda tx: people.add(tx, telegram_id, Language.ID, "Siti", 0).id)


def books(tx: Tx, who: int, slot: int = SLOT, seats: int = 2):
    choice = appointments.choose(tx, OFFICE, who, None, who, 1)
    active = f"p{who}:{OFFICE}"
    made = appointments.book(tx, choice, slot, seats, active, by=who, at=2)
    return None if made is None else appointments.settle(tx, made, active, 1, "tanya", slot, 0)


def test_a_slot_takes_as_many_as_it_has_seats_and_no_more(store: Store):
    who = [somebody(store, number) for number in (1, 2, 3)]
    made = [store.write_now(lambda tx, one=one: books(tx, one)) for one in who]
    assert [one is not None for one in made] == [True, True, False]
    assert store.read_now(lambda tx: appointments.taken(tx, OFFICE, SLOT, SLOT + 1)) == {SLOT: 2}


def test_a_seat_given_back_is_free_again(store: Store):
    first, second = somebody(store, 1), somebody(store, 2)
    made = store.write_now(lambda tx: books(tx, first, seats=1))
    assert store.write_now(lambda tx: books(tx, second, seats=1)) is None
    assert store.write_now(lambda tx: appointments.give_back(tx, made.id, "cancelled"))
    assert not store.write_now(lambda tx: appointments.give_back(tx, made.id, "cancelled"))
    assert store.write_now(lambda tx: books(tx, second, seats=1)) is not None


def test_one_person_has_one_booking_at_an_office(store: Store):
    who = somebody(store, 1)
    assert store.write_now(lambda tx: books(tx, who)) is not None
    assert store.write_now(lambda tx: books(tx, who, SLOT + 1)) is None


def test_a_change_takes_the_new_seat_and_gives_back_the_old_one(store: Store):
    who, other = somebody(store, 1), somebody(store, 2)
    old = store.write_now(lambda tx: books(tx, who, seats=1))
    store.write_now(lambda tx: books(tx, other, SLOT + 1, seats=1))

    def change(tx: Tx, slot: int):
        now = appointments.by_id(tx, old.id)
        return appointments.book(tx, now, slot, 1, f"p{who}:{OFFICE}", by=who, at=3)

    assert store.write_now(lambda tx: change(tx, SLOT + 1)) is None
    assert store.read_now(lambda tx: appointments.by_id(tx, old.id)).state == "booked"
    moved = store.write_now(lambda tx: change(tx, SLOT + 2))
    assert moved.slot_at == SLOT + 2
    assert store.read_now(lambda tx: appointments.by_id(tx, old.id)).state == "moved"
    held = store.read_now(lambda tx: appointments.taken(tx, OFFICE, SLOT, SLOT + 9))
    assert held == {SLOT + 1: 1, SLOT + 2: 1}


def test_parallel_writers_never_take_more_seats_than_there_are(
    store: Store, url: str, secret, tmp_path, engine: str
):
    who = [somebody(store, number) for number in range(1, 13)]
    # SQLite has one writer process; several stores of one file are its hardest case anyway.
    stores = [open_store(url, secret, str(tmp_path / f"documents{n}")) for n in range(4)]

    def take(nth: int):
        return stores[nth % len(stores)].write_now(lambda tx: books(tx, who[nth], seats=5))

    try:
        with ThreadPoolExecutor(12) as pool:
            made = list(pool.map(take, range(12)))
    finally:
        for one in stores:
            one.close()
    assert sum(one is not None for one in made) == 5
    assert store.read_now(lambda tx: appointments.taken(tx, OFFICE, SLOT, SLOT + 1)) == {SLOT: 5}


def test_a_purpose_lies_sealed(store: Store):
    who = somebody(store, 1)
    made = store.write_now(lambda tx: books(tx, who))
    assert made.purpose == "tanya"
    raw = store.read_now(
        lambda tx: tx.connection.exec_driver_sql("SELECT purpose FROM appointment").all()
    )
    assert all(b"tanya" not in bytes(row[0] or b"") for row in raw)


def test_a_stage_is_marked_once(store: Store):
    who = somebody(store, 1)
    made = store.write_now(lambda tx: books(tx, who))
    (due,) = store.read_now(lambda tx: appointments.due(tx, SLOT, (-1, 0), 10))
    assert due == made
    assert store.write_now(lambda tx: appointments.mark(tx, due, 1, SLOT + 5))
    assert not store.write_now(lambda tx: appointments.mark(tx, due, 1, SLOT + 5))
    assert store.read_now(lambda tx: appointments.due(tx, SLOT, (-1, 0), 10)) == []


@pytest.mark.parametrize("numbers", [(1, 2, 3)])
def test_the_guest_book_is_sealed_and_a_guest_is_called_once(store: Store, numbers):
    by = somebody(store, 1)
    entry = Entry("Ahmad Fauzi", "PT Contoh Jaya", "+62812", "aktivasi")

    def job(tx: Tx):
        for number in numbers:
            guests.add(tx, OFFICE, "2026-08-03", number, entry, turn_at=-number, by=by, at=1)
        listed = guests.of_day(tx, OFFICE, "2026-08-03")
        assert [one.number for one in listed] == [3, 2, 1]
        assert listed[0].entry == entry
        assert guests.of_day(tx, "belitung", "2026-08-03") == []
        assert guests.call(tx, listed[0], by, 5)
        assert not guests.call(tx, listed[0], by, 6)
        assert guests.by_number(tx, OFFICE, "2026-08-03", 3).called_at == 5
        raw = tx.connection.exec_driver_sql("SELECT content FROM guest").all()
        assert all(b"Fauzi" not in bytes(row[0]) for row in raw)

    store.write_now(job)
