"""`/massal` and `/masalah`: shown first, done one by one by the usual rules, with a result."""

from datetime import timedelta

import pytest

from desk.daily import one_of_many
from desk.desk import house_desk
from desk.sweeps.rounds import SWEEPS, sweep_all
from storage.sweeps import START
from tests.desk.cases import AUDITOR, case
from tests.desk.filed import files, files_activation, rows, verifying
from tests.desk.test_assign import appointed, claimers, person


def sweep(house):
    house.write(lambda tx: sweep_all(house_desk(tx, house.now, house.books)))
    house.deliver()


def kinds(house, kind):
    return sum(one == kind for (one,) in rows(house, "journal", "kind"))


def test_nothing_is_changed_before_the_officer_says_so(house):
    number = verifying(house)
    shown = house.says("Kartika", f"/massal kembalikan; {number}; Surat tidak terbaca")
    assert "Belum ada yang diubah" in shown
    assert "Surat tidak terbaca" in shown
    sweep(house)
    assert rows(house, "ticket", "state") == [("verifying",)]


def test_each_ticket_is_returned_with_the_words_and_the_officer_is_told(house):
    first = verifying(house)
    verifying(house, "Siti")
    house.says("Kartika", "/massal kembalikan; semua; Surat tidak terbaca")
    house.presses("Kartika", "Lakukan untuk 2 tiket")
    sweep(house)
    assert rows(house, "ticket", "state") == [("needs_completion",)] * 2
    assert first in house.news("Andi")
    assert "Surat tidak terbaca" in house.news("Siti")
    assert "Selesai: 2" in house.news("Kartika").replace("<b>", "")
    assert kinds(house, "ticket_returned") == 2


def test_of_five_hundred_tickets_the_three_that_fail_are_named(house):
    def fill(tx):
        standard = house.books.catalogue.service(AUDITOR)
        for nth in range(500):
            since = house.now - timedelta(days=1) + timedelta(minutes=nth)
            case(tx, standard, since, (1,))

    house.write(fill)
    numbers = [number for (number,) in rows(house, "ticket", "number")]
    appointed(house, "Rizal", "belitung", "verifier")
    shown = house.says("Maya", "/massal tugaskan Rizal; semua")
    assert "Dapat dilakukan: 500" in shown.text.replace("<b>", "")
    house.presses("Maya", "Lakukan untuk 500 tiket")

    def spoil(tx):
        for nth in (7, 250, 499):
            tx.connection.exec_driver_sql(
                "UPDATE ticket SET holder_role = 'applicant', state = 'needs_completion'"
                f" WHERE id = {nth}"
            )

    house.write(spoil)
    sweep(house)
    told = house.news("Maya")
    assert "Selesai: 497" in told
    assert [one for one in numbers if one in told] == sorted(numbers[n - 1] for n in (7, 250, 499))
    assert claimers(house).count(person(house, "Rizal")) == 497


def test_a_task_goes_on_after_a_stop_and_does_nothing_twice(house):
    verifying(house)
    verifying(house, "Siti")
    house.says("Kartika", "/massal beritahu; semua; Kantor tutup besok.")
    house.presses("Kartika", "Lakukan untuk 2 tiket")

    def one(tx):
        SWEEPS["bulk"](house_desk(tx, house.now, house.books), START, 1)

    house.write(one)
    assert kinds(house, "reply_sent") == 1
    sweep(house)
    sweep(house)
    assert kinds(house, "reply_sent") == 2
    assert house.news("Andi").count("Kantor tutup besok.") == 1
    assert "berjalan" in house.presses("Kartika", "Lakukan untuk 2 tiket")


def test_what_breaks_is_stepped_over_and_named(house, monkeypatch):
    first = verifying(house)
    house.says("Kartika", "/massal beritahu; semua; Halo.")
    house.presses("Kartika", "Lakukan untuk 1 tiket")

    def broken(*args):
        raise RuntimeError("boom")

    monkeypatch.setattr(one_of_many, "do", broken)
    with pytest.raises(RuntimeError):
        sweep(house)
    house.write(
        lambda tx: SWEEPS["bulk"](house_desk(tx, house.now, house.books), START, 1, over=True)
    )
    sweep(house)
    told = house.news("Kartika")
    assert first in told
    assert "kesalahan sistem" in told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Banyak tiket sekaligus"),
        ("hapus; semua; x", "Banyak tiket sekaligus"),
        ("kembalikan; semua", "sertakan teksnya"),
        ("kembalikan; ; alasan", "Pilihannya kosong"),
        ("kembalikan; layanan; alasan", "Pilihannya kosong"),
        ("kembalikan; warna biru; alasan", "tidak dikenal"),
        ("tugaskan =SUM(1); semua", "Tidak ada petugas bernama"),
        ("tugaskan Dewi; semua", "Tidak ada petugas bernama"),
        ("beritahu; BJM-2026-000001-L; halo", "tidak dikenal di kantor"),
        ("beritahu; masalah 9; halo", "Tidak ada masalah nomor 9"),
    ],
)
def test_what_cannot_be_meant_is_told_with_examples(house, typed, told):
    files_activation(house)
    verifying(house)
    assert told in house.says("Kartika", f"/massal {typed}")
    assert rows(house, "bulk") == []


def test_what_needs_a_look_of_its_own_is_not_finished_blindly(house):
    number = verifying(house)
    shown = house.says("Kartika", "/massal selesaikan; semua; Selesai semua")
    assert f"{number}:" in shown
    assert "Lakukan" not in "".join(shown.labels)


def test_another_persons_task_is_nobodys(house):
    verifying(house)
    house.says("Kartika", "/massal beritahu; semua; Halo.")
    house.says("Dewi", "/antrian")
    data = house.chats["Kartika"].find("Lakukan untuk 1 tiket")[1].data
    house.presses_data("Dewi", data)
    sweep(house)
    assert kinds(house, "reply_sent") == 0


def test_like_tickets_stand_under_one_problem_and_are_answered_at_once(house):
    first, second = files(house), files(house, "Siti")
    house.says("Joko", "/masalah SPSE tidak dapat dibuka")
    added = house.says("Joko", f"/masalah 1 tambah {first} {second} BJM-2026-000001-L")
    assert "2 tiket dikelompokkan" in added
    assert "BJM-2026-000001-L" in added
    house.says("Joko", "/masalah 1 jawab Sudah diperbaiki, silakan coba lagi.")
    house.presses("Joko", "Lakukan untuk 2 tiket")
    sweep(house)
    for who, number in (("Andi", first), ("Siti", second)):
        told = house.news(who)
        assert "Sudah diperbaiki" in told
        assert number in told
    assert kinds(house, "reply_sent") == 2
    assert kinds(house, "problem_joined") == 2


def test_a_problem_of_another_office_is_unknown(house):
    house.says("Joko", "/masalah SPSE tidak dapat dibuka")
    assert "Tidak ada masalah nomor 1" in house.says("Dewi", "/masalah 1")
    assert "Masalah 1" not in house.says("Dewi", "/masalah").labels
    assert "hanya untuk petugas" in house.says("Andi", "/masalah 1")


def test_a_problem_is_closed_when_nothing_under_it_is_open(house):
    house.says("Joko", "/masalah SPSE tidak dapat dibuka")
    assert "Masalah 1 ditutup" in house.says("Joko", "/masalah 1 tutup Sudah baik")
    assert "Tidak ada masalah yang terbuka" in house.says("Joko", "/masalah")


def test_what_was_only_looked_at_is_forgotten_after_a_day_and_words_once_they_are_told(house):
    verifying(house)
    house.says("Kartika", "/massal beritahu; semua; Kantor tutup besok.")
    house.after(hours=25)
    sweep(house)
    assert rows(house, "bulk") == rows(house, "bulk_item") == []
    assert "lebih dari sehari" in house.presses("Kartika", "Lakukan untuk 1 tiket")
    house.says("Kartika", "/massal beritahu; semua; Kantor tutup besok.")
    house.presses("Kartika", "Lakukan untuk 1 tiket")
    sweep(house)
    assert rows(house, "bulk", "words") == [(b"",)]
