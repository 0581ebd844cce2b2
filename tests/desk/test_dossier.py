"""Documents at the desk: quota, the same file, the sheet of what is wrong, who sees what."""

import pytest

from desk import intake
from desk.intake import BYTES_A_DAY
from flows.sending import Method
from storage import people
from storage.moments import to_ms
from tests.desk.filed import begins, fills_in, kept, rows, verifying
from tests.people import PEOPLE

SIX = ("4", "Andi Wijaya", "198609262015051001", "Ketua", "081234567890", "a@b.go.id")


def at_the_letter(house, who="Andi"):
    """Answer everything up to the first document."""
    begins(house, who)
    for words in SIX:
        house.says(who, words)


def test_a_day_has_room_for_so_many_files_and_no_more(house, monkeypatch):
    most = 15
    monkeypatch.setattr(intake, "FILES_A_DAY", most)
    at_the_letter(house)
    for _ in range(most):
        house.hands_taken("Andi", house.hand.make("photo", same_as=""))
    answer = house.hands("Andi", "photo")
    assert f"{most} berkas atau 200 MB" in answer
    assert len(rows(house, "document")) == most
    house.after(days=1, seconds=1)
    assert "Batas hari ini" not in house.hands("Andi", "photo")


def test_a_day_has_room_for_so_many_bytes_and_no_more(house):
    at_the_letter(house)
    house.hands_taken("Andi", house.hand.make("photo", size=BYTES_A_DAY - 10))
    answer = house.hands_taken("Andi", house.hand.make("photo", size=11))
    assert "Batas hari ini sudah tercapai" in answer
    assert "1 foto diterima" not in answer
    assert "2 foto diterima" in house.hands_taken("Andi", house.hand.make("photo", size=10))


def test_one_persons_files_do_not_count_for_another(house):
    at_the_letter(house)
    house.hands_taken("Andi", house.hand.make("photo", size=BYTES_A_DAY))
    at_the_letter(house, "Siti")
    assert "1 foto diterima" in house.hands("Siti", "photo")


def test_a_file_that_is_not_wanted_leaves_no_row_and_costs_nothing(house):
    begins(house, "Andi")
    assert "belum saya perlukan" in house.hands_taken(
        "Andi", house.hand.make("pdf early", size=BYTES_A_DAY)
    )
    assert rows(house, "document") == []
    for words in SIX:
        house.says("Andi", words)
    house.hands("Andi", "photo first")
    house.hands("Andi", "photo twice", same_as="first")
    assert rows(house, "document", "item") == [("application_letter",)]


def test_a_late_file_of_an_album_is_kept_under_the_document_of_its_album(house):
    at_the_letter(house)
    house.hands("Andi", "photo one", album="a")
    house.presses("Andi", "Lanjut")
    house.hands("Andi", "photo two", album="a")
    assert rows(house, "document", "item") == [("application_letter",)] * 2


def test_the_same_file_for_another_document_is_taken_and_staff_are_told(house):
    at_the_letter(house)
    house.hands("Andi", "pdf letter")
    assert "Mohon periksa kembali" in house.hands("Andi", "pdf again", same_as="letter")
    house.presses("Andi", "Kirim permohonan")
    answer = house.presses("Joko", "Buka tiket")
    assert "Surat Tugas Pemeriksaan: berkasnya sama dengan Surat Permohonan" in answer


def test_a_doubtful_number_is_taken_and_staff_are_told(house):
    begins(house, "Andi")
    for words in ("4", "Andi", "12345678", "Ketua", "081234567890", "a@b.go.id"):
        house.says("Andi", words)
    house.hands("Andi", "pdf a")
    house.hands("Andi", "pdf b")
    house.presses("Andi", "Kirim permohonan")
    assert "bukan 18 angka; mungkin NRP" in house.presses("Joko", "Buka tiket")


def test_a_view_is_journalled_in_the_role_that_may_read_the_ticket(house):
    number = verifying(house)

    def appoint_elsewhere(tx):
        who = people.by_telegram(tx, PEOPLE["Maya"].id).id
        at = to_ms(house.now)
        people.appoint(tx, who, "banjarmasin", "lpse_helpdesk", at, who, who)

    house.write(appoint_elsewhere)
    house.says("Maya", f"/berkas {number} 1")
    kinds = dict(rows(house, "journal", "kind, role"))
    assert kinds["document_viewed"] == "lpse_chair"


def test_opening_a_document_sends_it_protected_and_is_journalled(house):
    number = verifying(house)
    house.says("Kartika", f"/berkas {number} 1")
    sent = [one for one in house.said if one.method is Method.DOCUMENT]
    assert [(one.protect, one.file_name) for one in sent] == [
        (True, f"{number}_application_letter_1.pdf")
    ]
    assert ("document_viewed",) in rows(house, "journal", "kind")
    house.says("Kartika", f"/tiket {number}")
    assert "Berkas dibuka – Kartika" in house.presses("Kartika", "Riwayat")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1 sesuai", "lengkap, benar, valid"),
        ("1 ok", "lengkap, benar, valid"),
        ("1 tidak terbaca", "tidak terbaca"),
        ("2 sudah tidak berlaku", "sudah tidak berlaku"),
        ("2 expired", "sudah tidak berlaku"),
        ("semua", "lengkap, benar, valid"),
    ],
)
def test_the_sheet_can_be_typed(house, typed, found):
    number = verifying(house)
    assert found in house.says("Kartika", f"/berkas {number} {typed}")


@pytest.mark.parametrize("typed", ["9", "0 sesuai", "x", "-1"])
def test_a_document_that_does_not_exist_is_said_so(house, typed):
    number = verifying(house)
    answer = house.says("Kartika", f"/berkas {number} {typed}")
    assert "Nomor berkas itu tidak ada" in answer
    assert rows(house, "sheet") == []


def test_a_fault_without_a_known_reason_asks_for_it(house):
    number = verifying(house)
    assert "Apa yang kurang" in house.says("Kartika", f"/berkas {number} 1 jelek")
    assert "halaman kurang" in house.says("Kartika", "1")


def test_only_whoever_holds_the_ticket_fills_in_the_sheet(house):
    number = verifying(house)
    answer = house.says("Joko", f"/berkas {number} 1 sesuai")
    assert "hanya dapat diisi oleh petugas yang sedang memegang" in answer
    assert rows(house, "sheet") == []


def test_an_old_mark_button_marks_nothing(house):
    number = verifying(house)
    house.says("Kartika", f"/berkas {number}")
    house.says("Kartika", f"/ambil {number}")
    before = kept(house)
    assert "Tidak dijalankan" in house.presses("Kartika", "Sesuai 1")
    assert "Tidak dijalankan" in house.presses("Kartika", "Sisanya sesuai semua")
    assert kept(house) == before


def test_only_the_faulty_documents_are_asked_again_and_the_sheet_forgets_them(house):
    number = verifying(house)
    house.says("Kartika", f"/berkas {number} 1 belum ditandatangani")
    house.says("Kartika", f"/berkas {number} 2 sesuai")
    house.says("Kartika", f"/kembalikan {number}")
    told = house.news("Andi")
    assert "Surat Permohonan: belum ditandatangani" in told
    assert "Surat Tugas" not in told
    house.presses("Andi", "Lengkapi sekarang")
    assert "Mohon periksa kembali" in house.hands("Andi", "pdf signed")
    house.presses("Andi", "Kirim permohonan")
    assert [row[0] for row in rows(house, "sheet", "item")] == ["assignment_letter"]
    live = rows(house, "document", "item, removed_at IS NULL")
    assert sorted(live) == [
        ("application_letter", 0),
        ("application_letter", 1),
        ("assignment_letter", 1),
    ]


def test_a_completion_that_is_cancelled_can_be_begun_again(house):
    number = verifying(house)
    house.says("Kartika", f"/kembalikan {number} Mohon surat yang lengkap.")
    house.presses("Andi", "Lengkapi sekarang")
    house.says("Andi", "batal")
    house.says("Andi", "ya, hapus draf")
    house.says("Andi", f"/status {number}")
    assert f"Kita lengkapi tiket {number}" in house.presses("Andi", "Lengkapi sekarang")


def test_a_return_by_words_alone_lets_the_applicant_change_any_answer(house):
    number = verifying(house)
    house.says("Kartika", f"/kembalikan {number} Nomor HP tidak aktif.")
    assert "Catatan petugas: Nomor HP tidak aktif." in house.news("Andi")
    assert "Mohon periksa kembali" in house.presses("Andi", "Lengkapi sekarang")
    house.presses("Andi", "Ubah jawaban")
    house.says("Andi", "No HP")
    house.says("Andi", "0813-9999-8888")
    assert "sudah dikirim kembali" in house.presses("Andi", "Kirim permohonan")
    assert "0813-9999-8888" in house.says("Kartika", f"/tiket {number}")


def test_the_review_shows_files_and_pages(house):
    assert "Surat Permohonan: 1 berkas, 3 halaman" in fills_in(house, "Andi")
