"""Forged, foreign and stale buttons: answered, never executed."""

from desk.sheets import REASONS
from flows.press import Press, base36, write
from tests.desk.filed import begins, files, files_activation, kept
from tests.people import PEOPLE


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
        data = write(Press(action, "t1", "", 1), PEOPLE["Siti"].id, house.store.vault.button_key)
        assert "Nomor tiket itu tidak ditemukan" in house.presses_data("Siti", data)
    assert kept(house) == before


def test_a_button_of_a_foreign_draft_is_answered_even_if_it_is_signed(house):
    begins(house, "Andi")
    house.says("Siti", "halo")
    before = kept(house)
    for action in ("submit", "cancel_yes", "option", "later"):
        data = write(
            Press(action, "d1", "bpk", 1), PEOPLE["Siti"].id, house.store.vault.button_key
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
