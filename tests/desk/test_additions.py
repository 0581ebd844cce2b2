"""What an applicant hands in while his case is at a step: numbered, refused kindly, told."""

import json

import pytest

from flows.number import find
from tests.desk.filed import begins, rows

ANSWERS = (
    "1",
    "Kabupaten Belitung",
    "PPK",
    "Dinas Contoh",
    "Budi Santoso",
    "19860926 201505 1 001",
    "budi@contoh.example",
    "0812-3456-7890",
    "SK",
)


def files(house, who="Budi"):
    """File an application for e-Purchasing at Belitung; returns its number."""
    begins(house, who, "lkpp-epurchasing")
    for words in ANSWERS:
        house.says(who, words)
    house.hands(who, "pdf decree")
    number = find(house.presses(who, "Kirim permohonan").text)
    assert number
    return number


def gets_user_id(house, number):
    house.says("Joko", f"/berkas {number} semua")
    house.says("Joko", f"/teruskan {number}")
    house.says("Rizal", f"/teruskan {number} email")


def at_transactions(house, who="Budi"):
    """A case that takes proofs of payment; returns its number."""
    number = files(house, who)
    gets_user_id(house, number)
    house.says("Vina", f"/disposisi {number}")
    for name in ("Joko", "Rizal", "Vina", "Utami", who):
        house.news(name)
    return number


@pytest.fixture
def number(house):
    return at_transactions(house)


def items(house):
    return [item for _, item in rows(house, "document", "id, item")]


def test_the_photos_of_one_album_are_one_proof(house, number):
    house.presses("Budi", "Unggah Bukti pembayaran")
    for page in ("one", "two"):
        answer = house.hands("Budi", f"photo {page}", album="a1")
        assert "Bukti pembayaran nomor 1 untuk" in answer
    house.hands("Budi", "pdf next")
    assert items(house)[1:] == ["payment_proof.1", "payment_proof.1", "payment_proof.2"]


def test_each_proof_is_journalled_by_number_without_a_name(house, number):
    house.presses("Budi", "Unggah Bukti pembayaran")
    house.hands("Budi", "pdf one")
    house.hands("Budi", "pdf two")
    entries = rows(house, "journal", "id, kind, role, data")
    kept = [(role, json.loads(data)) for _, kind, role, data in entries if kind == "paper_added"]
    assert [(role, data["nth"]) for role, data in kept] == [("applicant", 1), ("applicant", 2)]
    assert all("Budi" not in str(data) for _, data in kept)


def test_thanks_after_a_proof_is_no_wrong_answer(house, number):
    house.presses("Budi", "Unggah Bukti pembayaran")
    house.hands("Budi", "pdf one")
    house.news("Utami")
    assert "Sama-sama" in house.says("Budi", "terima kasih")
    assert not house.news("Utami")


def test_a_file_that_nobody_waits_for_is_not_taken(house, number):
    house.says("Budi", "/menu")
    assert len(items(house)) == 1
    answer = house.hands("Budi", "pdf stray")
    assert "nomor 1" not in answer
    assert len(items(house)) == 1


def test_while_data_are_asked_for_no_proof_is_taken(house, number):
    house.says("Utami", f"/mintadata {number} Nomor pesanan")
    assert "Unggah Bukti pembayaran" not in house.says("Budi", f"/status {number}").labels
    answer = house.presses("Budi", "Unggah Bukti pembayaran", oldest=True)
    assert "Nomor pesanan" in answer
    house.hands("Budi", "pdf proof")
    assert len(items(house)) == 1


def test_an_old_button_after_the_end_shows_the_ticket_as_it_is(house, number):
    house.says("Utami", f"/selesai {number}")
    answer = house.presses("Budi", "Unggah Bukti pembayaran", oldest=True)
    assert "Selesai" in answer
    assert len(items(house)) == 1


def test_of_two_cases_the_word_asks_which(house, number):
    second = at_transactions(house, "Budi")
    answer = house.says("Budi", "unggah")
    assert f"Tiket {number}" in answer.labels
    assert f"Tiket {second}" in answer.labels
    asked = house.says("Budi", f"/unggah {second}")
    assert second in asked
    assert "nomor 1" in asked


def test_a_foreign_number_takes_no_upload(house, number):
    answer = house.says("Siti", f"/unggah {number}")
    assert number not in answer
    assert "tidak ada tiket" in answer


def test_only_its_owner_presses_the_button_that_ends_a_case(house, number):
    house.presses("Budi", "Akhiri perkara")
    house.presses("Budi", "Tidak jadi")
    assert "Diproses" in house.says("Budi", f"/status {number}")
    assert "Akhiri perkara" in house.says("Utami", f"/tiket {number}").labels
    assert "Akhiri perkara" not in house.says("Vina", f"/tiket {number}").labels


def test_a_case_that_waits_for_its_applicant_stands_in_nobodys_queue(house):
    waiting = files(house, "Budi")
    gets_user_id(house, waiting)
    later = files(house, "Siti")
    house.after(minutes=5)
    gets_user_id(house, later)
    house.says("Siti", "unggah")
    house.hands("Siti", "pdf letter")
    # Budi's file came first, but his letter has not: nobody is passed over.
    answer = house.says("Vina", f"/teruskan {later} email")
    assert "diteruskan" in answer
    assert "mendahului" not in answer


def test_the_answer_is_due_five_working_days_after_the_letter(house):
    number = files(house)
    gets_user_id(house, number)
    house.after(days=2)
    house.says("Budi", "unggah")
    answer = house.hands("Budi", "pdf letter")
    assert "Rabu, 12 Agustus 2026" in answer
    assert "Rabu, 12 Agustus 2026" in house.news("Vina")


def test_the_letter_that_is_asked_for_can_be_made_from_the_answers(house):
    number = files(house)
    gets_user_id(house, number)
    house.says("Budi", "unggah")
    house.presses("Budi", "Buatkan formulir")
    assert any(one.printout is not None for one in house.said)
    # The question stays open: the signed letter answers it.
    assert "Surat permohonan pelatihan untuk" in house.hands("Budi", "pdf signed")


def test_a_letter_asked_for_anew_is_a_letter_received_anew(house):
    number = files(house)
    gets_user_id(house, number)
    house.says("Budi", "unggah")
    house.hands("Budi", "pdf letter")
    house.says("Vina", f"/mintadata {number} Berkas surat permohonan yang bertanda tangan")
    house.after(days=1)
    house.presses("Budi", "Jawab sekarang")
    house.hands("Budi", "pdf signed")
    assert "Selasa, 11 Agustus 2026" in house.says("Budi", f"/status {number}")


def test_an_english_applicant_is_asked_in_english(house):
    house.says("Emma", "/start lkpp-epurchasing")
    house.presses("Emma", "Start the application")
    for words in ("1", "Belitung Regency", *ANSWERS[2:8], "Decree (SK)"):
        house.says("Emma", words if words != "PPK" else "2")
    house.hands("Emma", "pdf decree")
    number = find(house.presses("Emma", "Submit the application").text)
    gets_user_id(house, number)
    assert "type upload" in house.news("Emma")
    assert "Letter asking for training" in house.says("Emma", "upload")
