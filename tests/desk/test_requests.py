"""Data that staff ask for: item by item, answered in pieces, and only then handed back."""

import json

from desk.asking import request_items
from flows.sending import Method
from tests.desk.filed import rows, verifying

THREE = "Nomor surat tugas; Berkas surat tugas halaman 2; Nama kepala tim"


def asks(house, items=THREE):
    """Ask for three items about a ticket at the verifier's; returns its number."""
    number = verifying(house)
    house.says("Kartika", f"/ambil {number}")
    house.says("Kartika", f"/mintadata {number} {items}")
    return number


def test_items_stand_one_a_line_or_between_semicolons():
    assert request_items("- Nomor surat\n• Berkas SK; File of page 2;;  ") == [
        ("text", "Nomor surat"),
        ("document", "Berkas SK"),
        ("document", "File of page 2"),
    ]


def test_each_item_is_asked_and_kept_on_its_own(house):
    number = asks(house)
    assert "butir 1 (tulisan)" in house.presses("Andi", "Jawab sekarang")
    assert "butir 2 (berkas)" in house.says("Andi", "700/12/ST")
    assert house.news("Kartika") == ""
    assert "butir 3 (tulisan)" in house.hands("Andi", "pdf page2")
    assert "Semua data" in house.says("Andi", "Siti Rahmawati")
    assert "sudah menjawab" in house.news("Kartika")
    assert "Diverifikasi" in house.says("Kartika", f"/tiket {number}")


def test_an_answer_given_in_part_is_kept_for_another_day(house):
    number = asks(house)
    house.presses("Andi", "Jawab sekarang")
    house.says("Andi", "700/12/ST")
    house.says("Andi", "menu")
    house.after(days=2)
    status = house.says("Andi", f"/status {number}")
    assert "1. Nomor surat tugas (tulisan) – sudah dijawab" in status
    assert "3. Nama kepala tim (tulisan) – belum dijawab" in status
    assert "butir 2 (berkas)" in house.presses("Andi", "Jawab sekarang")


def test_a_text_where_a_file_is_wanted_says_so_and_keeps_the_item_open(house):
    asks(house)
    house.presses("Andi", "Jawab sekarang")
    house.says("Andi", "700/12/ST")
    answer = house.says("Andi", "besok saya kirim")
    assert "diperlukan berkas" in answer
    assert "butir 2 (berkas)" in answer
    assert len([row for row in rows(house, "data_request", "answered_at") if row[0]]) == 1


def test_the_word_batal_leaves_the_question_and_is_no_answer(house):
    asks(house)
    house.presses("Andi", "Jawab sekarang")
    house.says("Andi", "batal")
    assert [row[0] for row in rows(house, "data_request", "answer")] == [None, None, None]


def test_a_sticker_keeps_the_item_open(house):
    asks(house)
    house.presses("Andi", "Jawab sekarang")
    assert "tidak dapat saya baca" in house.sends("Andi", "sticker")
    assert "butir 2" in house.says("Andi", "700/12/ST")


def test_an_empty_request_asks_what_is_wanted(house):
    number = verifying(house)
    assert "Data apa yang diminta" in house.says("Kartika", f"/mintadata {number}")
    assert "sudah dikirim kepada pemohon" in house.says("Kartika", "Nomor surat tugas")
    assert "• Nomor surat tugas" in house.news("Andi")


def test_an_applicant_may_cancel_instead_of_answering(house):
    number = asks(house)
    house.says("Andi", f"/status {number}")
    house.presses("Andi", "Batalkan permohonan")
    house.presses("Andi", "Ya, batalkan")
    assert "dibatalkan oleh pemohon" in house.news("Kartika")


def test_an_old_answer_button_after_the_answer_shows_the_state(house):
    asks(house, "Nomor surat tugas")
    house.presses("Andi", "Jawab sekarang")
    house.says("Andi", "700/12/ST")
    assert "Tombol itu sudah lama" in house.presses("Andi", "Jawab sekarang")


def test_what_is_asked_and_answered_does_not_stand_in_clear(house):
    asks(house)
    house.presses("Andi", "Jawab sekarang")
    house.says("Andi", "700/12/ST-rahasia")
    data = house.file.read_bytes()
    assert b"Nama kepala tim" not in data
    assert b"ST-rahasia" not in data


def answered_all(house):
    """Ask for three items and have all of them answered; returns the ticket's number."""
    number = asks(house)
    house.presses("Andi", "Jawab sekarang")
    house.says("Andi", "700/12/ST")
    house.hands("Andi", "pdf page2")
    house.says("Andi", "Siti Rahmawati")
    return number


def test_staff_read_on_the_card_what_was_answered_and_the_owner_sees_only_that_it_was(house):
    number = answered_all(house)
    shown = house.says("Kartika", f"/tiket {number}")
    assert "1. Nomor surat tugas: 700/12/ST" in shown
    assert "3. Nama kepala tim: Siti Rahmawati" in shown
    assert "2. Berkas surat tugas halaman 2: berkas, buka dengan tombol Berkas" in shown
    status = house.says("Andi", f"/status {number}")
    assert "700/12/ST" not in status
    assert "700/12/ST" not in house.says("Dewi", f"/tiket {number}")


def test_a_file_given_as_an_answer_is_opened_from_the_sheet_and_the_view_is_journalled(house):
    number = answered_all(house)
    sheet = house.says("Kartika", f"/berkas {number}")
    assert "3. Jawaban butir 2: Berkas surat tugas halaman 2 – 1 berkas, 3 halaman" in sheet
    house.presses("Kartika", "Buka 3")
    sent = [one.file_name for one in house.said if one.method is Method.DOCUMENT]
    assert sent == [f"{number}_request_2_1.pdf"]
    views = [
        json.loads(data)["item"]
        for kind, data in rows(house, "journal", "kind, data")
        if kind == "document_viewed"
    ]
    assert views == ["request_2"]


def test_a_file_given_as_an_answer_is_opened_by_its_number_but_not_marked(house):
    number = answered_all(house)
    assert "1 berkas sedang dikirim" in house.says("Kartika", f"/berkas {number} 3")
    labels = house.says("Kartika", f"/berkas {number}").labels
    assert "Sesuai 2" in labels
    assert "Sesuai 3" not in labels
    assert "/mintadata" in house.says("Kartika", f"/berkas {number} 3 sesuai")
    assert rows(house, "sheet") == []
    house.says("Kartika", f"/berkas {number} semua")
    assert len(rows(house, "sheet")) == 2


def test_a_file_where_a_text_is_wanted_says_so_and_keeps_the_item_open(house):
    asks(house)
    house.presses("Andi", "Jawab sekarang")
    before = len(rows(house, "document"))
    answer = house.hands("Andi", "pdf letter2")
    assert "jawaban tertulis" in answer
    assert "butir 1 (tulisan)" in answer
    assert len(rows(house, "document")) == before
    assert "butir 2 (berkas)" in house.says("Andi", "700/12/ST")
