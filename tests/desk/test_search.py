"""`/cari`: what is found by which words, and what nobody of another office finds."""

import pytest

from desk.daily import findable
from desk.desk import house_desk
from desk.sweeps.rounds import sweep_all
from tests.desk.complaining import complains
from tests.desk.filed import files, files_activation, kept, rows, verifying


def numbers(answer):
    return [label.partition(". ")[2] for label in answer.labels if label[:1].isdecimal()]


@pytest.mark.parametrize(
    "typed",
    ["Andi Wijaya", "wijaya ANDI", "198609262015051001", "19860926 201505 1 001", "081234567890",
     "inspektorat", "andi@example.go.id"],
)  # fmt: skip
def test_a_ticket_is_found_by_whole_words_and_numbers(house, typed):
    number = files(house)
    assert numbers(house.says("Joko", f"/cari {typed}")) == [number]


@pytest.mark.parametrize("typed", ["01.312.166.0-091.000", "013121660091000", "PT Contoh Jaya"])
def test_a_company_is_found_by_its_tax_number_and_name(house, typed):
    number = files_activation(house)
    assert numbers(house.says("Dewi", f"/cari {typed}")) == [number]


@pytest.mark.parametrize("typed", ["Andi Wijaya", "198609262015051001", "status: diterima"])
def test_an_office_finds_nothing_of_another(house, typed):
    number = files(house)
    assert number not in house.says("Dewi", f"/cari {typed}")
    assert number not in house.says("Zaki", f"/cari {typed}")
    assert "hanya untuk petugas" in house.says("Siti", f"/cari {typed}")


def test_all_words_must_stand_in_the_ticket(house):
    files(house)
    assert "Tidak ada tiket" in house.says("Joko", "/cari Andi Sukamto")


def test_state_service_and_date_narrow_it_down(house):
    first = files(house)
    house.after(days=2)
    second = verifying(house, "Siti")
    assert numbers(house.says("Joko", "/cari status: diverifikasi")) == [second]
    assert numbers(house.says("Joko", "/cari Andi status=Diterima")) == [first]
    assert numbers(house.says("Joko", "/cari sejak: 4 Agustus 2026")) == [second]
    assert numbers(house.says("Joko", "/cari sampai: 3/8/2026")) == [first]
    found = house.says("Joko", "/cari layanan: belitung-userid-auditor")
    assert numbers(found) == [second, first]


@pytest.mark.parametrize(
    ("typed", "told"),
    [("", "Mohon tuliskan apa yang dicari"), ("a b", "paling pendek tiga huruf"),
     ("status: biru", 'Status "biru"'), ("layanan: kopi", 'Layanan "kopi"'),
     ("sejak: kemarin sore", "bukan tanggal"), ("satu dua tiga empat lima enam tujuh", "Paling"),
     ("=HYPERLINK() <b>", "Tidak ada tiket")],
)  # fmt: skip
def test_what_cannot_be_looked_for_is_told_with_an_example(house, typed, told):
    answer = house.says("Joko", f"/cari {typed}")
    assert told in answer
    assert "Contoh: /cari" in answer


def test_a_number_opens_the_ticket_and_says_nothing_of_other_offices(house):
    number = files(house)
    assert f"{number} · Diterima" in house.says("Joko", f"/cari {number.lower()}")
    unknown = house.says("Dewi", "/cari BLT-2026-000999-A").text
    assert house.says("Dewi", f"/cari {number}").text == unknown


def test_a_long_list_is_paged_without_keeping_the_words(house):
    for _ in range(10):
        files(house)
    first = house.says("Joko", "/cari Wijaya")
    (step,) = [one for (one,) in rows(house, "conversation", "step") if one.startswith("found")]
    assert "wijaya" not in step.casefold()
    second = house.presses("Joko", "Berikutnya")
    assert len({*numbers(first), *numbers(second)}) == 10


def test_no_word_lies_readable_in_the_database(house):
    files(house)
    words = str(kept(house)["ticket_word"])
    assert "wijaya" not in words.casefold()
    assert "198609262015051001" not in words


def test_older_tickets_are_caught_up_by_the_sweep(house):
    number = files(house)

    def forget(tx):
        tx.connection.exec_driver_sql("DELETE FROM ticket_word")
        tx.connection.exec_driver_sql("INSERT INTO counter VALUES ('words_left', 1)")

    house.write(forget)
    assert "Tidak ada tiket" in house.says("Joko", "/cari Wijaya")
    house.write(lambda tx: sweep_all(house_desk(tx, house.now, house.books)))
    assert numbers(house.says("Joko", "/cari Wijaya")) == [number]
    assert not house.write(
        lambda tx: findable.catch_up(house_desk(tx, house.now, house.books), 10)
    )


def test_a_complaint_is_found_by_its_matter_only_where_nobody_may_know_who_complained(house):
    number = complains(house)
    assert numbers(house.says("Rina", "/cari Rahmah")) == [number]
    assert number not in house.says("Dewi", "/cari Rahmah")
    assert number not in house.says("Dewi", "/cari Kenanga")
    by_matter = house.says("Dewi", "/cari aktivasi penyedia")
    assert number in by_matter
    assert "Rahmah" not in by_matter
    assert "Siti" not in by_matter
