"""The register of incoming letters: running numbers, dates, who keeps it, and what it hides."""

import pytest

from storage import letters
from tests.desk.complaining import complains
from tests.desk.filed import files, rows


def letter(house):
    """A complaint about e-Purchasing, at the secretary's desk."""
    number = complains(
        house,
        "Budi",
        "pengaduan-lkpp-katalog",
        delivered="Belum ada hasil",
        received_on=None,
    )
    house.says("Intan", f"/ambil {number}")
    house.says("Intan", f"/berkas {number} semua")
    return number


def test_a_letter_is_entered_before_it_goes_on(house):
    number = letter(house)
    assert "Mohon catat surat" in house.says("Intan", f"/teruskan {number}")
    assert "Surat dicatat" in house.says("Intan", f"/surat {number} 7/X; 01-08-2026; 03-08-2026")
    assert "Disposisi Direktur" in house.says("Intan", f"/teruskan {number}")


def test_what_came_without_paper_has_the_day_it_was_filed(house):
    number = letter(house)
    house.says("Intan", f"/teruskan {number}")
    said = house.presses("Intan", "Tidak ada surat fisik")
    assert "Surat nomor - tanggal 03-08-2026, diterima 03-08-2026" in said
    assert "Disposisi Direktur" in house.says("Intan", f"/teruskan {number}")


def test_a_letter_has_one_number(house):
    number = letter(house)
    house.says("Intan", f"/surat {number} 7/X")
    assert "sudah dicatat" in house.says("Intan", f"/surat {number} 8/X")
    assert len(rows(house, "letter")) == 1


@pytest.mark.parametrize(
    "words", ["7/X; 99-01-2026", "7/X; 04-08-2026", "7/X; kemarin", "a;b;c;d"]
)
def test_a_wrong_date_is_told_with_an_example_and_enters_nothing(house, words):
    number = letter(house)
    said = house.says("Intan", f"/surat {number} {words}")
    assert "belum dapat dibaca" in said
    assert "28-07-2026" in said
    assert rows(house, "letter") == []


def test_numbers_run_by_office_and_year(house):
    first, second = files(house), files(house, "Budi")
    assert "1. Surat nomor 3/A" in house.says("Joko", f"/surat {first} 3/A").text
    assert "2. Surat nomor 4/A" in house.says("Joko", f"/surat {second} 4/A").text
    house.after(days=200)
    third = files(house, "Siti")
    assert "1. Surat nomor 5/A" in house.says("Joko", f"/surat {third} 5/A").text
    assert "Agenda surat masuk 2027" in house.says("Joko", "/surat")
    assert "1. Surat nomor 7/B" in house.says("Intan", f"/surat {letter(house)} 7/B").text


def test_only_who_keeps_the_register_of_that_office_enters(house):
    number = files(house)
    assert "hanya untuk petugas" in house.says("Kartika", f"/surat {number} 3/A")
    assert "tidak ditemukan" in house.says("Dewi", f"/surat {number} 3/A")
    assert "hanya untuk petugas" in house.says("Siti", "/surat")
    assert rows(house, "letter") == []


def test_the_register_of_complaints_names_nobody(house):
    number = complains(house)
    house.says("Dewi", f"/surat {number} 9/PT; 01-08-2026")
    register = house.says("Dewi", "/surat")
    assert number in register
    assert "Siti" not in register.text


def test_the_senders_number_lies_sealed_and_the_journal_holds_dates_only(house):
    number = letter(house)
    house.says("Intan", f"/surat {number} RAHASIA/1; 01-08-2026")
    assert "RAHASIA" not in str(rows(house, "letter"))
    assert "RAHASIA" not in str(rows(house, "journal", "data"))
    kept = house.write(lambda tx: letters.latest(tx, "lkpp", 2026, 5))
    assert [(one.their_number, one.their_date) for one in kept] == [("RAHASIA/1", "2026-08-01")]


def test_the_ten_days_run_from_the_subdirectorate(house):
    number = letter(house)
    house.says("Intan", f"/surat {number} 7/X")
    house.says("Intan", f"/teruskan {number}")
    assert rows(house, "clock") == []
    house.after(days=3)
    house.says("Hadi", f"/disposisi {number}")
    assert [row[:2] for row in rows(house, "clock", "name, amount")] == [("handling", 10)]
    house.says("Tari", f"/teruskan {number}")
    assert rows(house, "clock", "stopped_at")[0][0] is not None
