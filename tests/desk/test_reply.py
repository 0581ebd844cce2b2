"""`/balas`: whose ticket it is shows before anything goes out, and the answer comes back to it."""

import pytest

from tests.desk.filed import files, files_activation, rows, verifying

WORDS = "Surat Bapak sudah kami teruskan hari ini."


def kinds(house):
    return [kind for (kind,) in rows(house, "journal", "kind")]


def test_nothing_is_sent_before_whose_ticket_it_is_was_shown(house):
    number = verifying(house)
    shown = house.says("Kartika", f"/balas {number} {WORDS}")
    assert number in shown
    assert "Andi" in shown
    assert WORDS in shown
    assert "Belum dikirim" in shown
    assert house.news("Andi") == ""


@pytest.mark.parametrize("typed", [False, True])
def test_the_reply_goes_out_after_the_last_word_pressed_or_typed(house, typed):
    number = verifying(house)
    house.says("Kartika", f"/balas {number} {WORDS}")
    sent = house.says("Kartika", "kirim balasan") if typed else house.presses(
        "Kartika", "Kirim balasan"
    )  # fmt: skip
    assert "dikirim" in sent
    told = house.news("Andi")
    assert WORDS in told
    assert number in told
    assert "Kartika" not in told
    assert kinds(house).count("reply_sent") == 1


def test_a_second_press_sends_nothing_again(house):
    number = verifying(house)
    house.says("Kartika", f"/balas {number} {WORDS}")
    house.presses("Kartika", "Kirim balasan")
    house.news("Andi")
    assert "sudah dikirim sebelumnya" in house.presses("Kartika", "Kirim balasan")
    assert house.news("Andi") == ""


def test_without_words_they_are_asked_for_and_taken(house):
    number = verifying(house)
    asked = house.says("Kartika", f"/balas {number}")
    assert "Balasan untuk pemohon" in asked
    assert "1. Sedang diproses" in asked.labels
    assert WORDS in house.says("Kartika", WORDS)
    house.presses("Kartika", "Kirim balasan")
    assert WORDS in house.news("Andi")


def test_what_the_applicant_answers_comes_back_to_the_ticket(house):
    number = verifying(house)
    house.says("Kartika", f"/balas {number} {WORDS}")
    house.presses("Kartika", "Kirim balasan")
    house.news("Kartika")
    house.presses("Andi", "Tulis jawaban")
    assert "sudah diteruskan" in house.says("Andi", "Terima kasih, saya tunggu.")
    told = house.news("Kartika")
    assert "Terima kasih, saya tunggu." in told
    assert number in told
    house.says("Andi", "Satu lagi.", to=WORDS)
    assert "Satu lagi." in house.news("Kartika")


def test_an_officer_may_answer_by_replying_to_the_news(house):
    number = verifying(house)
    house.says("Kartika", f"/balas {number} {WORDS}")
    house.presses("Kartika", "Kirim balasan")
    house.presses("Andi", "Tulis jawaban")
    house.says("Andi", "Sampai kapan?")
    shown = house.says("Kartika", "Sampai besok.", to="Sampai kapan?")
    assert "Belum dikirim" in shown
    assert number in shown


def test_a_canned_reply_speaks_the_applicants_language_with_the_facts_of_the_ticket(house):
    number = verifying(house)
    house.says("Andi", "/bahasa")
    house.presses("Andi", "English")
    shown = house.says("Kartika", f"/balas {number} 1")
    assert f"Your request {number}" in shown
    house.presses("Kartika", "Kirim balasan")
    assert f"Your request {number}" in house.news("Andi")


def test_a_canned_reply_can_be_pressed_and_stands_only_where_it_fits(house):
    auditors, activation = verifying(house), files_activation(house)
    assert "5. Bawa dokumen asli" not in house.says("Kartika", f"/balas {auditors}").labels
    assert "5. Bawa dokumen asli" in house.says("Dewi", f"/balas {activation}").labels
    assert f"Untuk melanjutkan {activation}" in house.presses("Dewi", "5. Bawa dokumen asli")


def test_another_office_and_the_applicant_himself_cannot_reply(house):
    number = verifying(house)
    assert "Nomor" in house.says("Dewi", f"/balas {number} halo")
    assert "hanya untuk petugas" in house.says("Andi", f"/balas {number} halo")
    assert "reply_prepared" not in kinds(house)


def test_a_reply_that_is_too_long_is_told_and_asked_again(house):
    number = verifying(house)
    assert "paling panjang 2.000 huruf" in house.says("Kartika", f"/balas {number} {'a' * 2001}")


def test_markup_in_a_reply_is_shown_as_it_was_typed(house):
    number = verifying(house)
    house.says("Kartika", f"/balas {number} <b>=HYPERLINK(1)</b>")
    house.presses("Kartika", "Kirim balasan")
    assert "<b>=HYPERLINK(1)</b>" in house.news("Andi")


def test_a_note_never_reaches_the_applicant(house):
    number = files(house)
    house.says("Joko", f"/catatan {number} RAHASIA-DALAM")
    house.says("Joko", f"/teruskan {number}")
    house.says("Kartika", f"/catatan {number} RAHASIA-DALAM")
    house.says("Kartika", f"/balas {number} RAHASIA-DALAM")
    seen = house.says("Andi", f"/status {number}").text + house.news("Andi")
    assert "RAHASIA-DALAM" not in seen


def test_the_words_of_a_deed_are_kept_while_the_reason_for_overtaking_is_asked(house):
    verifying(house)
    second = verifying(house, "Siti")

    def complete(tx):
        tx.connection.exec_driver_sql("UPDATE ticket SET complete_at = submitted_at")

    house.write(complete)
    assert "Belum giliran" in house.says("Kartika", f"/mintadata {second} Nomor surat tugas")
    assert "sudah dikirim kepada pemohon" in house.presses("Kartika", "Perintah atasan")
    assert "Nomor surat tugas" in house.news("Siti")
    assert kinds(house).count("ticket_overtaken") == 1


def test_of_two_prepared_replies_each_goes_to_its_own_ticket(house):
    first, second = verifying(house), verifying(house, "Siti")
    house.says("Kartika", f"/balas {first} {WORDS}")
    house.says("Kartika", f"/balas {second} Lain sama sekali.")
    house.presses("Kartika", "Kirim balasan")
    assert WORDS not in house.news("Siti")
    assert house.news("Andi") == ""
