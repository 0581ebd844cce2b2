"""The front door: what is typed equals what is pressed, and nobody gets in by another door."""

import re

import pytest

from desk.sheets import REASONS
from flows.press import Press, base36, write
from tests.desk.filed import (
    begins,
    files,
    files_activation,
    fills_in,
    kept,
    open_intake,
    rows,
    verifying,
)
from tests.people import PEOPLE, Somebody


def same_screen(answer):
    """An answer as a person sees it: without the numbers Telegram gives."""
    return [(one.html, one.labels) for one in answer.messages]


# Typed equals pressed


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("1", "Daftar layanan"),
        ("daftar layanan", "Daftar layanan"),
        ("Daftar Layanan!", "Daftar layanan"),
        ("2", "Tiket saya"),
        ("3", "Bantuan"),
        ("bantuan", "Bantuan"),
        ("4", "Bahasa / Language"),
        ("bahasa / language", "Bahasa / Language"),
        ("/layanan", "Daftar layanan"),
        ("/status", "Tiket saya"),
        ("/bahasa", "Bahasa / Language"),
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
    assert "belum memahami" in answer
    assert "Daftar layanan" in answer.labels


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


# Buttons


def test_a_forged_button_is_answered_and_changes_nothing(house):
    files(house)
    before = kept(house)
    for data in ("", "x", "AAAAAAAAforward:t1::1", "🙂", ":" * 64, "begin" * 40):
        assert "tidak berlaku untuk Bapak/Ibu" in house.presses_data("Andi", data)
    assert kept(house) == before


def test_a_button_of_somebody_else_is_answered_and_changes_nothing(house):
    number = files(house)
    house.says("Joko", f"/tiket {number}")
    _, key = house.chats["Joko"].find("Teruskan ke Verifikator")
    house.says("Kartika", "halo")
    before = kept(house)
    assert "tidak berlaku" in house.presses_data("Kartika", key.data)
    assert kept(house) == before


def test_a_button_about_a_foreign_ticket_finds_nothing_even_if_it_is_signed(house):
    files(house)
    house.says("Siti", "halo")
    before = kept(house)
    for action in ("forward", "card", "sheet", "open", "confirm", "cancel_ticket_yes", "mine"):
        data = write(
            Press(action, "t1", "", 1), PEOPLE["Siti"].id, house.store.vault.button_keys[0]
        )
        assert "Nomor tiket itu tidak ditemukan" in house.presses_data("Siti", data)
    assert kept(house) == before


def test_a_button_of_a_foreign_draft_is_answered_even_if_it_is_signed(house):
    begins(house, "Andi")
    house.says("Siti", "halo")
    before = kept(house)
    for action in ("submit", "cancel_yes", "option", "later"):
        data = write(
            Press(action, "d1", "bpk", 1), PEOPLE["Siti"].id, house.store.vault.button_keys[0]
        )
        assert "bukan milik Bapak/Ibu" in house.presses_data("Siti", data)
    assert kept(house) == before


def test_an_old_button_of_a_draft_is_answered_with_todays_question(house):
    begins(house, "Andi")
    house.says("Andi", "Inspektorat")
    before = kept(house)
    answer = house.presses("Andi", "BPK")
    assert "Tombol itu dari pertanyaan sebelumnya" in answer
    assert "2/8" in answer
    assert kept(house) == before


def test_an_old_button_of_a_ticket_is_answered_with_its_present_state(house):
    number = files(house)
    house.says("Joko", f"/tiket {number}")
    house.says("Joko", f"/teruskan {number}")
    before = kept(house)
    answer = house.presses("Joko", "Teruskan ke Verifikator", oldest=True)
    assert "Tidak dijalankan" in answer
    assert "Diverifikasi" in answer
    assert kept(house) == before


def test_every_button_fits_into_telegrams_64_bytes(house):
    files_activation(house)
    for chat in house.chats.values():
        for message in chat.messages:
            for row in message.keyboard:
                for key in row:
                    assert len(key.data.encode()) <= 64
                    assert bool(key.data) + bool(key.url) + bool(key.copy) == 1


def test_the_longest_buttons_still_fit_when_there_are_billions_of_tickets(house):
    subject = f"t{base36(10**12)}"
    for service in house.books.catalogue.services.values():
        for one in service.asks:
            for code in REASONS:
                write(Press("reason", subject, f"{one.id}.{code}", 999), 1, b"k")


# Numbers


def test_unknown_foreign_and_other_office_numbers_get_one_and_the_same_sentence(house):
    number = files(house)
    wrong = number[:-1] + ("A" if number[-1] != "A" else "B")
    answers = [
        house.says("Andi", f"/status {wrong}").text,
        house.says("Siti", f"/status {number}").text,
        house.says("Siti", number).text,
        house.says("Siti", "/status 12345").text,
        house.says("Dewi", f"/tiket {number}").text,
        house.says("Dewi", number).text,
        house.says("Dewi", f"/teruskan {number}").text,
    ]
    assert len(set(answers)) == 1
    assert "Nomor tiket itu tidak ditemukan" in answers[0]


@pytest.mark.parametrize(
    "typed", ["{n}", "/status {n}", "{lower}", "#{n}", "{n}.", "{gaps}", "{short}"]
)
def test_an_own_number_is_understood_however_it_is_typed(house, typed):
    number = files(house)
    said = typed.format(
        n=number,
        lower=number.lower(),
        gaps=number.replace("-", " "),
        short=re.sub(r"-0+", "-", number),
    )
    assert f"{number} · Diterima" in house.says("Andi", said)


# Staff commands


@pytest.mark.parametrize(
    "command",
    ["ambil", "lepas", "teruskan", "disposisi", "kembalikan", "tolak", "selesai", "mintadata",
     "catatan", "arsip", "tiket", "berkas"],
)  # fmt: skip
def test_a_staff_command_is_refused_to_everybody_else(house, command):
    number = files(house)
    before = kept(house)
    for who in ("Andi", "Siti", "Budi"):
        assert "hanya untuk petugas" in house.says(who, f"/{command} {number} x")
    assert {**kept(house), "person": []} == {**before, "person": []}


def test_a_staff_command_without_a_number_says_how_it_is_written(house):
    assert "/teruskan BJM-2026-000123-K" in house.says("Joko", "/teruskan")


def test_a_staff_command_may_reply_to_the_message_that_carries_the_number(house):
    number = files(house)
    house.says("Joko", f"/tiket {number}")
    assert "diteruskan kepada" in house.says("Joko", "/teruskan", to=number)


def test_the_queue_is_for_officers_and_shows_their_roles_tickets_only(house):
    number = files(house)
    assert "hanya untuk petugas" in house.says("Siti", "/antrian")
    assert number in house.says("Joko", "/antrian")
    for other in ("Dewi", "Kartika", "Lukman"):
        assert "Tidak ada tiket yang menunggu" in house.says(other, "/antrian")


def test_what_is_not_possible_is_refused_with_what_is(house):
    number = files(house)
    answer = house.says("Joko", f"/selesai {number}")
    assert "Selesaikan tidak dapat dilakukan sekarang. Yang mungkin: Teruskan" in answer


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
    assert "belum memahami" in house.says("Andi", "tolong dipercepat ya pak")
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
