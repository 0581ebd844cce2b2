"""Answers that staff write: from questions and tickets, published by a second person, live."""

from desk.desk import Books
from flows.number import find
from storage import answers, journal, questions
from storage.answers import EditionState
from storage.moments import DAY, to_ms

QUESTION = "apakah gedung lpse bisa dipakai lomba melukis"
WAYS = f"{QUESTION}\nlomba melukis di gedung lpse\npinjam gedung lpse untuk lomba melukis"
ANSWER = "Gedung LPSE Kota Banjarmasin tidak dipinjamkan untuk lomba."


def writes(house, who="Dewi"):
    """Write an answer as far as its preview."""
    house.says(who, "/faq tulis")
    house.says(who, WAYS)
    house.says(who, ANSWER)
    return house.says(who, "lewati")


def publishes(house, who="Indah"):
    writes(house)
    house.presses("Dewi", "Ajukan untuk diterbitkan")
    house.presses(who, "Periksa draf")
    return house.presses(who, "Terbitkan")


def editions(house, state):
    return house.write(lambda tx: answers.all_in(tx, state))


def test_nobody_publishes_his_own_draft_not_even_with_an_old_button(house):
    writes(house)
    house.presses("Dewi", "Ajukan untuk diterbitkan")
    house.presses("Indah", "Periksa draf")
    (draft,) = editions(house, EditionState.DRAFT)
    assert house.says("Dewi", "/faq draf").labels[0].startswith("1. Apakah gedung")
    assert "Terbitkan" not in house.says("Dewi", "1").labels
    assert not house.write(lambda tx: answers.publish(tx, draft, draft.written_by, 1))


def test_a_published_answer_is_live_in_every_process_at_the_next_question(house):
    mine = house.books
    other = Books(mine.catalogue, mine.texts, mine.administrators, "loket_bot", rehearsal=True)
    house.books = other
    assert ANSWER not in house.says("Budi", QUESTION)
    house.books = mine
    publishes(house)
    assert ANSWER in house.says("Siti", QUESTION)
    house.books = other
    assert ANSWER in house.says("Budi", QUESTION)


def test_publishing_and_withdrawing_are_journalled(house):
    publishes(house)
    house.says("Indah", "/faq berlaku")
    house.says("Indah", "1")
    house.presses("Indah", "Tarik jawaban")
    assert editions(house, EditionState.PUBLISHED) == []
    assert ANSWER not in house.says("Siti", QUESTION)
    kinds = house.write(lambda tx: [row.kind for row in journal_of(tx)])
    assert kinds.count("answer_published") == kinds.count("answer_withdrawn") == 1


def journal_of(tx):
    from sqlalchemy import select  # noqa: PLC0415 - only here

    from storage.tables import journal as table  # noqa: PLC0415

    assert journal.write
    return tx.all(select(table.c.kind))


def test_questions_of_a_group_are_settled_by_its_answer(house):
    for number, who in enumerate(("Siti", "Budi", "Andi")):
        house.says(who, f"{QUESTION}{'?' * number}")
    house.says("Dewi", "/faq")
    house.presses("Dewi", "1. Tulis jawaban")
    house.says("Dewi", WAYS)
    house.says("Dewi", ANSWER)
    house.says("Dewi", "lewati")
    house.presses("Dewi", "Ajukan untuk diterbitkan")
    house.presses("Sri", "Periksa draf")
    house.presses("Sri", "Terbitkan")
    since = to_ms(house.now) - DAY
    assert house.write(lambda tx: questions.without_answer(tx, since, 9)) == []
    assert "Tidak ada pertanyaan tanpa jawaban" in house.says("Dewi", "/faq")


def test_a_group_that_needs_no_answer_is_taken_off_the_list(house):
    house.says("Siti", QUESTION)
    house.says("Dewi", "/faq")
    house.presses("Dewi", "1. Tulis jawaban")
    assert "1 pertanyaan ditandai" in house.presses("Dewi", "Tidak perlu dijawab")
    assert "Tidak ada pertanyaan tanpa jawaban" in house.says("Dewi", "/faq")


def test_an_answer_of_a_standard_cannot_be_contradicted(house):
    answer = house.says("Dewi", "berapa biaya ganti email penyedia")
    assert "Perbaiki jawaban ini" not in answer.labels


def test_a_written_answer_is_corrected_with_its_own_words_to_begin_with(house):
    answer = house.says("Dewi", "tidak bisa login spse, muncul pesan salah password")
    assert "Perbaiki jawaban ini" in answer.labels
    shown = house.presses("Dewi", "Perbaiki jawaban ini")
    assert "edisi 1" in shown
    house.presses("Dewi", "Ubah jawaban")
    house.says("Dewi", "Tidak bisa login: mohon hubungi helpdesk LPSE Kota Banjarmasin.")
    house.says("Dewi", "Cannot log in: please ask the helpdesk of the LPSE of Banjarmasin.")
    house.presses("Dewi", "Ajukan untuk diterbitkan")
    house.presses("Dina", "Periksa draf")
    house.presses("Dina", "Terbitkan")
    again = house.says("Siti", "tidak bisa login spse, muncul pesan salah password")
    assert "mohon hubungi helpdesk" in again


def test_an_answer_holds_from_its_first_to_its_last_day(house):
    writes(house)
    house.presses("Dewi", "Ubah masa berlaku")
    assert "belum dapat dibaca" in house.says("Dewi", "besok lusa")
    assert "2026-08-05" in house.says("Dewi", "5 Agustus 2026 sampai 6 Agustus 2026")
    house.presses("Dewi", "Ajukan untuk diterbitkan")
    house.presses("Indah", "Periksa draf")
    house.presses("Indah", "Terbitkan")
    assert ANSWER not in house.says("Siti", QUESTION)
    house.after(days=2)
    assert ANSWER in house.says("Siti", QUESTION)
    house.after(days=2)
    assert ANSWER not in house.says("Siti", QUESTION)


def test_every_field_says_what_it_expects_and_loses_nothing(house):
    house.says("Dewi", "/faq tulis")
    assert "3 sampai 12 cara bertanya" in house.says("Dewi", "satu saja")
    assert "Apa jawabannya" in house.says("Dewi", WAYS)
    assert "10 sampai" in house.says("Dewi", "ya")
    assert "bahasa Inggris" in house.says("Dewi", ANSWER)
    shown = house.says("Dewi", "lewati")
    for label, wrong in (("Ubah judul", "x"), ("Ubah sumber", "a\nb")):
        house.presses("Dewi", label)
        assert "Mohon tulis" in house.says("Dewi", wrong)
        house.says("Dewi", "/faq draf")
        shown = house.says("Dewi", "1")
    assert ANSWER in shown
    assert "LPSE Kota Banjarmasin" in shown
    assert "semua kantor" in house.presses("Dewi", "Ganti kantor")
    assert "Draf sudah dibuang" in house.presses("Dewi", "Buang draf")


def test_a_draft_is_not_handed_in_before_it_is_complete(house):
    house.says("Dewi", "/faq tulis")
    assert "Apa jawabannya" in house.says("Dewi", WAYS)
    house.says("Dewi", "/faq draf")
    house.says("Dewi", "1")
    assert "Belum dapat diajukan" in house.presses("Dewi", "Ajukan untuk diterbitkan")


def test_another_offices_draft_is_neither_seen_nor_published(house):
    writes(house)
    house.presses("Dewi", "Ajukan untuk diterbitkan")
    assert house.news("Joko") == ""
    assert "Belum ada" in house.says("Joko", "/faq draf")


def test_a_closed_ticket_becomes_a_draft_without_personal_data(house):
    house.says("Siti", "/permintaan banjarmasin")
    house.presses("Siti", "Mulai permohonan")
    for text in ("Siti Aminah", "lewati", "Jadwal sosialisasi SPSE untuk CV Rahmah"):
        house.says("Siti", text)
    house.says("Siti", "nama saya Siti Aminah 081234567890, kapan jadwalnya?")
    house.says("Siti", "lewati")
    receipt = house.presses("Siti", "Kirim permohonan").text
    number = find(receipt)
    assert "belum ditutup" in house.says("Dewi", f"/faq dari {number}")
    house.says("Dewi", f"/selesai {number}")
    house.says("Dewi", "Sosialisasi SPSE setiap Rabu, hubungi budi@contoh.example.")
    begun = house.says("Dewi", f"/faq dari {number}")
    assert "Data pribadi sudah disamarkan" in begun
    shown = house.says("Dewi", WAYS)
    assert "setiap Rabu" in shown
    assert "budi@contoh.example" not in shown
    assert "Rahmah" not in shown
    assert "Jadikan jawaban" in house.says("Dewi", f"/tiket {number}").labels


def test_answers_that_did_not_help_are_listed_for_staff(house):
    house.says("Siti", "berapa lama proses ganti email penyedia?")
    house.presses("Siti", "Belum membantu")
    listed = house.says("Dewi", "/faq")
    assert "Dinilai belum membantu" in listed
    assert "1 belum membantu, 0 membantu" in listed


def test_who_is_no_editor_is_told_whom_to_ask(house):
    for who in ("Siti", "Fajar"):
        for words in ("/faq", "/faq laporan", "/faq tulis", "/faq draf", "/faq dari BJM-2026-1"):
            assert "hanya untuk petugas yang ditugaskan" in house.says(who, words)
