"""The front door: what is typed equals what is pressed, and everything is answered."""

import pytest

from tests.desk.filed import begins, fills_in, kept, open_intake, rows, verifying
from tests.people import PEOPLE, Somebody

# Typed equals pressed


def same_screen(answer):
    """An answer as a person sees it: without the numbers Telegram gives."""
    return [(one.html, one.labels) for one in answer.messages]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("1", "Daftar layanan"),
        ("daftar layanan", "Daftar layanan"),
        ("Daftar Layanan!", "Daftar layanan"),
        ("2", "Tiket saya"),
        ("3", "Pengaduan"),
        ("pengaduan", "Pengaduan"),
        ("4", "Keperluan lain"),
        ("keperluan lain", "Keperluan lain"),
        ("5", "Bantuan"),
        ("bantuan", "Bantuan"),
        ("6", "Bahasa / Language"),
        ("bahasa / language", "Bahasa / Language"),
        ("7", "Kunjungan saya"),
        ("/layanan", "Daftar layanan"),
        ("/status", "Tiket saya"),
        ("/bahasa", "Bahasa / Language"),
        ("/pengaduan", "Pengaduan"),
        ("/permintaan", "Keperluan lain"),
        ("/bantuan@loket_bot", "Bantuan"),
    ],
)
def test_every_entry_of_the_menu_can_be_typed(house, typed, label):
    house.says("Siti", "menu")
    pressed = house.presses("Siti", label)
    house.says("Siti", "menu")
    assert same_screen(house.says("Siti", typed)) == same_screen(pressed)


@pytest.mark.parametrize(
    "greeting",
    [
        "halo",
        "Halo!",
        "hai",
        "p",
        "P",
        "min",
        "selamat pagi",
        "Assalamu'alaikum",
        "/start",
        "menu",
    ],
)
def test_a_greeting_opens_the_menu(house, greeting):
    assert "Selamat datang di Loket, Siti" in house.says("Siti", greeting)


def test_every_button_of_an_answered_question_can_be_typed(house):
    begins(house, "Andi")
    house.says("Andi", "Inspektorat")
    back = house.presses("Andi", "Kembali")
    house.presses("Andi", "Pakai jawaban ini")
    assert same_screen(house.says("Andi", "kembali")) == same_screen(back)
    assert "2/8" in house.says("Andi", "pakai jawaban ini")


@pytest.mark.parametrize("word", ["kembali", "batal", "bantuan", "lanjut", "lewati", "menu"])
def test_a_word_that_steers_is_never_taken_for_an_answer_wherever_the_card_is(house, word):
    begins(house, "Andi")
    house.says("Andi", "Inspektorat")
    house.says("Andi", "bantuan")
    house.says("Andi", word)
    assert open_intake(house, "Andi").answers == {"agency": "inspektorat"}


def test_help_inside_a_question_keeps_the_question_open(house):
    begins(house, "Andi")
    helped = house.presses("Andi", "Bantuan")
    assert "Pertanyaan yang terbuka tetap tersimpan" in helped
    assert "2/8" in house.says("Andi", "Inspektorat")


def test_an_unknown_text_gets_the_menu_and_an_example(house):
    answer = house.says("Siti", "qwerty zxcvb")
    assert "belum dapat saya baca" in answer
    assert "Daftar layanan" in answer.labels


@pytest.mark.parametrize("word", ["tidak", "jangan", "Andi Wijaya"])
def test_what_is_typed_when_a_draft_is_to_go_is_never_taken_for_an_answer(house, word):
    begins(house, "Andi")
    house.says("Andi", "Inspektorat")
    house.says("Andi", "/batal")
    assert "2/8" in house.says("Andi", word)
    assert open_intake(house, "Andi").answers == {"agency": "inspektorat"}


def test_a_plain_yes_presses_the_button_that_begins_with_it(house):
    begins(house, "Andi")
    house.says("Andi", "/batal")
    assert "Draf sudah dihapus" in house.says("Andi", "ya")


def test_a_mistyped_ticket_number_is_not_found_rather_than_not_understood(house):
    assert "tidak ditemukan" in house.says("Siti", "BJM-2026-000999-K")
    assert "tidak ditemukan" in house.says("Siti", "bjm 2026 12")


def test_thanks_are_answered_and_not_misunderstood(house):
    assert "Sama-sama" in house.says("Siti", "Terima kasih")


def test_an_unknown_command_gets_the_commands(house):
    assert "Perintah /kucing tidak dikenal" in house.says("Siti", "/kucing")


def test_the_language_can_be_changed_and_stays(house):
    house.says("Siti", "bahasa")
    assert "From now on we will write in English" in house.presses("Siti", "English")
    assert "Welcome to Loket" in house.says("Siti", "halo")


def test_somebody_with_an_english_telegram_is_spoken_to_in_english(house):
    assert "Welcome to Loket, Emma" in house.says("Emma", "hi")


def test_a_name_full_of_markup_is_shown_and_never_obeyed(house, monkeypatch):
    monkeypatch.setitem(PEOPLE, "Siti", Somebody(700000001, "<b>Siti</b> & \u202eitiS"))
    answer = house.says("Siti", "halo")
    assert "&lt;b&gt;Siti&lt;/b&gt; &amp; itiS" in answer.messages[0].html


# Everything else people send


def test_a_file_that_nothing_waits_for_is_not_kept(house):
    house.says("Siti", "halo")
    assert "tidak ada pertanyaan yang menunggu berkas" in house.hands("Siti", "pdf")
    assert rows(house, "document") == []


def test_a_refused_file_says_why_and_asks_again(house):
    begins(house, "Andi")
    answer = house.hands_refused("Andi", "encrypted")
    assert "dikunci dengan kata sandi" in answer
    assert "1/8" in answer


def test_a_sticker_is_answered_with_what_is_wanted(house):
    assert "tidak dapat saya baca" in house.sends("Siti", "sticker")
    begins(house, "Siti")
    assert "Mohon pilih salah satu jawaban" in house.sends("Siti", "voice")


def test_a_changed_message_changes_nothing(house):
    begins(house, "Andi")
    house.says("Andi", "Inspektorat")
    before = kept(house)
    assert "tidak mengubah jawaban" in house.edits("Andi")
    assert kept(house) == before


def test_a_changed_message_outside_of_a_question_is_not_answered(house):
    house.says("Andi", "halo")
    assert house.edits("Andi").messages == ()


def test_somebody_who_blocked_the_bot_is_noted_and_forgotten_when_he_comes_back(house):
    house.says("Siti", "halo")
    house.blocks("Siti")
    column = "telegram_id, unreachable_at"
    assert dict(rows(house, "person", column))[PEOPLE["Siti"].id] is not None
    house.says("Siti", "halo")
    assert dict(rows(house, "person", column))[PEOPLE["Siti"].id] is None


def test_a_reply_to_a_message_of_a_ticket_reaches_its_holder(house):
    number = verifying(house)
    begins(house, "Andi", "bjm-aktivasi")
    answer = house.says("Andi", "Kapan selesai?", to=number)
    assert f"Pesan Bapak/Ibu untuk tiket {number} sudah diteruskan" in answer
    assert "Kapan selesai?" in house.news("Kartika")
    assert house.news("Joko") == ""


def test_a_message_without_a_reply_never_goes_to_the_last_ticket(house):
    verifying(house)
    assert "Membantu?" in house.says("Andi", "tolong dipercepat ya pak")
    assert house.news("Kartika") == ""


def test_a_question_shows_what_was_typed_as_text_and_never_as_markup(house):
    begins(house, "Andi")
    house.says("Andi", "Lainnya")
    house.says("Andi", "<a href='x'>Itjen</a> & lain")
    answer = house.says("Andi", "kembali")
    assert "Jawaban sekarang: <a href='x'>Itjen</a> & lain" in answer
    assert "&lt;a href='x'&gt;Itjen&lt;/a&gt; &amp; lain" in answer.messages[0].html


def test_a_service_can_be_opened_by_its_link(house):
    assert "Aktivasi User ID" in house.says("Siti", "/start bjm-aktivasi")
    assert "Selamat datang" in house.says("Siti", "/start nonsense")


def test_a_whole_intake_can_be_filled_in_without_one_press(house):
    house.says("Andi", "user id auditor")
    house.says("Andi", "mulai permohonan")
    for words in ("4", "Andi Wijaya", "198609262015051001", "Ketua", "081234567890", "a@b.go.id"):
        house.says("Andi", words)
    house.hands("Andi", "photo")
    house.says("Andi", "lanjut")
    house.hands("Andi", "photo")
    house.says("Andi", "lanjut")
    assert "Nomor tiket: BLT-2026-000001" in house.says("Andi", "kirim permohonan")


def test_the_review_can_be_left_and_found_again(house):
    fills_in(house, "Andi")
    house.says("Andi", "menu")
    assert "Ada 1 draf yang tersimpan" in house.says("Andi", "menu")
    house.presses("Andi", "Lanjutkan draf")
    assert "Mohon periksa kembali" in house.says("Andi", "1")
