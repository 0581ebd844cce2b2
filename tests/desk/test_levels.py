"""Problems that climb from level to level over two offices, with a note that goes along."""

import pytest

from flows.number import find
from tests.desk.filed import kept, rows
from tests.desk.supported import lays, reports
from tests.desk.sweeping import sweeps
from tests.desk.test_incidents import clocks_of, ticket_due

NOTE = "Sudah reset sandi, tetap error 500"


@pytest.fixture
def number(house):
    lays(house)
    return reports(house)


def escalated(house, number):
    house.says("Dewi", f"/eskalasi {number} {NOTE}")
    for who in ("Siti", "Gita"):
        house.news(who)


def at_lkpp(house, number):
    escalated(house, number)
    house.says("Gita", f"/eskalasi {number} server LKPP")
    for who in ("Siti", "Wahyu"):
        house.news(who)


def test_the_next_level_gets_the_note_and_the_reporter_only_level_and_office(house, number):
    done = house.says("Dewi", f"/eskalasi {number} {NOTE}")
    assert f"Tiket {number} dieskalasi kepada: Admin Sistem" in done
    assert NOTE in house.news("Gita")
    told = house.news("Siti")
    assert "oleh Admin Sistem, LPSE Kota Banjarmasin" in told
    assert NOTE not in told
    assert NOTE not in house.says("Siti", f"/status {number}")
    assert NOTE in house.says("Gita", f"/tiket {number}")
    assert not [row for row in rows(house, "journal") if NOTE in repr(row)]


def test_a_level_is_not_changed_without_a_note_which_is_asked_for(house, number):
    asked = house.says("Dewi", f"/eskalasi {number}")
    assert "catatan serah terima" in asked
    assert house.news("Gita") == ""
    house.says("Dewi", NOTE)
    assert NOTE in house.news("Gita")


def test_the_button_asks_for_the_note_too(house, number):
    house.says("Dewi", f"/tiket {number}")
    assert "catatan serah terima" in house.presses("Dewi", "Eskalasi")
    house.says("Dewi", NOTE)
    house.says("Gita", f"/tiket {number}")
    assert "tingkat sebelumnya" in house.presses("Gita", "Turunkan")
    house.says("Gita", "mohon cek hak akses dulu")
    assert "mohon cek hak akses dulu" in house.news("Dewi")
    assert "kembali ditangani di tingkat sebelumnya" in house.news("Siti")


def test_the_other_office_reads_and_acts_only_when_it_holds_the_ticket(house, number):
    assert "tidak ditemukan" in house.says("Wahyu", f"/tiket {number}")
    at_lkpp(house, number)
    assert "server LKPP" in house.says("Wahyu", f"/tiket {number}")
    refused = house.says("Gita", f"/turunkan {number} kembali")
    assert "di tangan Helpdesk LKPP" in refused
    house.says("Wahyu", f"/mintadata {number} Kode error")
    assert "Kode error" in house.news("Siti")


def test_a_note_that_is_given_up_changes_nothing(house, number):
    before = kept(house)
    house.says("Dewi", f"/eskalasi {number}")
    house.presses("Dewi", "Tidak jadi")
    assert kept(house) == before


# The five days


def test_the_five_days_end_for_good_once_the_other_office_is_asked(house, number):
    escalated(house, number)
    assert ticket_due(house, number) is not None
    house.says("Gita", f"/eskalasi {number} perlu LKPP")
    ended = clocks_of(house, number)["service"]
    assert ended.stopped_at is not None
    house.says("Wahyu", f"/turunkan {number} sudah diperbaiki, mohon dicoba")
    house.says("Gita", f"/kembalikan {number} layar tidak terbaca")
    house.says("Siti", f"/status {number}")
    house.presses("Siti", "Lengkapi sekarang")
    house.presses("Siti", "Kirim permohonan")
    house.says("Dewi", f"/berkas {number} semua")
    house.says("Dewi", f"/eskalasi {number} lengkap lagi")
    house.says("Gita", f"/selesai {number}")
    house.says("Siti", f"/status {number}")
    house.presses("Siti", "Belum saya terima")
    house.says("Siti", "masih error")
    assert clocks_of(house, number)["service"] == ended
    assert ticket_due(house, number) is None


def test_a_close_without_the_other_office_starts_the_five_days_again_when_disputed(house, number):
    escalated(house, number)
    house.says("Gita", f"/selesai {number}")
    house.says("Siti", f"/status {number}")
    house.presses("Siti", "Belum saya terima")
    house.says("Siti", "masih error")
    assert ticket_due(house, number) is not None


# Closed, disputed, reopened


def disputes(house, number):
    house.says("Siti", f"/status {number}")
    house.presses("Siti", "Belum saya terima")
    return house.says("Siti", "masih error")


def test_a_dispute_goes_back_to_the_officer_of_the_other_office_who_closed_it(house, number):
    at_lkpp(house, number)
    house.says("Wahyu", f"/selesai {number}")
    assert "Petugas menyatakan permasalahan ini sudah ditangani" in house.news("Siti")
    assert "kembalikan kepada petugas" in disputes(house, number)
    assert "belum sesuai: masih error" in house.news("Wahyu")
    assert house.news("Dewi") + house.news("Gita") == ""
    assert "diambil oleh Wahyu" in house.says("Wahyu", f"/tiket {number}")


def closes(house, number):
    escalated(house, number)
    house.says("Gita", f"/selesai {number}")
    house.news("Siti")
    house.says("Siti", f"/status {number}")
    return house.presses("Siti", "Ya, sudah saya terima")


def test_whoever_confirms_is_told_until_when_the_ticket_can_be_reopened(house, number):
    shown = closes(house, number)
    assert "sampai Senin, 10 Agustus 2026" in shown
    assert "Ternyata belum selesai" in shown.labels


def test_a_ticket_is_reopened_in_time_with_the_officer_who_closed_it(house, number):
    closes(house, number)
    house.after(days=5)
    assert "Apa yang masih terjadi" in house.presses("Siti", "Ternyata belum selesai")
    assert "dibuka kembali" in house.says("Siti", "error lagi")
    assert "belum selesai: error lagi" in house.news("Gita")
    assert "diambil oleh Gita" in house.says("Gita", f"/tiket {number}")
    assert ticket_due(house, number) is not None


def test_after_the_window_a_new_ticket_names_the_old_one(house, number):
    closes(house, number)
    house.after(days=10)
    assert "sudah lewat" in house.presses("Siti", "Ternyata belum selesai")
    house.presses("Siti", "Ajukan tiket baru")
    house.says("Siti", "Masih error 500")
    assert f"Lanjutan dari tiket: {number}" in house.hands("Siti", "pdf layar2")
    newer = find(house.presses("Siti", "Kirim permohonan").text)
    assert f"Lanjutan dari tiket: {number}" in house.says("Dewi", f"/tiket {newer}")


def test_a_word_that_comes_when_the_window_has_closed_reopens_nothing(house, number):
    closes(house, number)
    house.presses("Siti", "Ternyata belum selesai")
    house.after(days=10)
    assert "sudah lewat" in house.says("Siti", "error lagi")
    assert house.news("Gita") == ""


def test_silence_after_the_question_closes_the_ticket_which_can_still_be_reopened(house, number):
    at_lkpp(house, number)
    house.says("Wahyu", f"/selesai {number}")
    for _ in range(11):
        house.after(days=1)
        sweeps(house)
    told = house.news("Siti")
    assert "ditutup otomatis" in told
    assert "dapat membuka kembali tiket ini sampai" in told
    house.says("Siti", f"/status {number}")
    house.presses("Siti", "Ternyata belum selesai")
    house.says("Siti", "masih error")
    assert "belum selesai: masih error" in house.news("Wahyu")


# An office that is not served here


def test_the_answers_of_an_office_not_served_are_recorded_by_whoever_passed_on(house):
    lays(house, served=("banjarmasin", "belitung"))
    number = reports(house)
    at_lkpp(house, number)
    card = house.says("Gita", f"/tiket {number}")
    assert "Diteruskan ke LKPP" in card
    assert "Selesaikan" in card.labels
    assert "Mohon tuliskan jawaban yang diterima" in house.presses("Gita", "Selesaikan")
    house.says("Gita", "Dijawab lewat e-mail: akun sudah dibuka")
    assert "Petugas menyatakan permasalahan ini sudah ditangani" in house.news("Siti")
    house.says("Gita", f"/tiket {number}")
    assert "Dijawab lewat e-mail" in house.presses("Gita", "Riwayat")


def test_the_reporter_is_told_which_office_really_works_on_it(house):
    lays(house, served=("banjarmasin", "belitung"))
    number = reports(house)
    escalated(house, number)
    house.says("Gita", f"/eskalasi {number} perlu LKPP")
    assert "oleh LKPP (dicatat di sini oleh Admin Sistem)" in house.news("Siti")
    assert "LKPP (dicatat di sini oleh Admin Sistem)" in house.says("Siti", f"/status {number}")
