"""Limits at the counter: blocks with an appeal to somebody else, missed numbers, tickets a day."""

from dataclasses import replace

import pytest

from desk.guard import daily
from flows.number import make
from tests.desk.filed import begins, files, fills_in, rows
from tests.desk.sweeping import returned
from tests.people import PEOPLE


@pytest.fixture
def town(house):
    for who in ("Joko", "Kartika", "Maya", "Oki", "Putri", "Andi"):
        house.says(who, "halo")
    return house


def blocks(house, who="Joko"):
    number = files(house)
    answer = house.says(who, f"/batas {number} 7 hari berkali-kali mengirim kata kasar")
    return number, answer


def test_an_officer_blocks_with_a_reason_and_a_term_and_the_person_is_told_how_to_appeal(town):
    house = town
    _, answer = blocks(house)
    assert "dibatasi sampai" in answer
    told = house.news("Andi")
    assert "berkali-kali mengirim kata kasar" in told
    assert "/keberatan" in told
    for words in ("/layanan", "halo", "/start belitung-userid-auditor", "BLT-2026-000001"):
        assert "belum dapat kami terima" in house.says("Andi", words)
    assert "belum dapat kami terima" in house.hands("Andi", "pdf letter")
    assert "belum dapat kami terima" in house.sends("Andi", "sticker")
    sealed = [row[1] for row in rows(house, "block", "id, reason")]
    assert b"kasar" not in sealed[0]
    assert "kasar" not in str(rows(house, "journal"))


def test_somebody_blocked_keeps_his_running_tickets(town):
    house = town
    number, _ = blocks(house)
    house.news("Andi")
    assert number in house.says("Andi", "/status")
    house.says("Joko", f"/mintadata {number} nomor surat")
    assert "nomor surat" in house.news("Andi")
    house.presses("Andi", "Jawab sekarang")
    house.says("Andi", "800/12/2026")
    assert rows(house, "ticket", "state") == [("received",)]


def test_somebody_blocked_completes_a_returned_file(town):
    house = town
    number = returned(house)
    house.says("Kartika", f"/batas {number} 7 hari kata kasar")
    house.presses("Andi", "Lengkapi sekarang")
    assert "belum dapat kami terima" not in house.hands("Andi", "pdf letter")


def test_a_block_ends_by_itself(town):
    house = town
    blocks(house)
    house.after(days=6, hours=23)
    assert "belum dapat kami terima" in house.says("Andi", "/menu")
    house.after(hours=2)
    assert "belum dapat kami terima" not in house.says("Andi", "/menu")


def test_an_appeal_goes_to_another_officer_who_lifts_the_block(town):
    house = town
    blocks(house)
    house.presses("Andi", "Ajukan keberatan")
    assert "petugas lain" in house.says("Andi", "Itu dikirim anak saya")
    told = house.news("Maya")
    assert "Itu dikirim anak saya" in told
    assert house.news("Joko") == ""
    assert "dicabut" in house.presses("Maya", "Cabut pembatasan")
    assert "Pembatasan dicabut" in house.news("Andi")
    assert "belum dapat kami terima" not in house.says("Andi", "/menu")
    assert "sudah dicabut" in house.says("Maya", "/batas cabut 1")


def test_an_appeal_that_is_turned_down_is_told_and_made_once(town):
    house = town
    blocks(house)
    house.says("Andi", "/keberatan saya tidak merasa begitu")
    house.presses("Maya", "Tetap berlaku")
    assert "tetap berlaku sampai" in house.news("Andi")
    assert "sudah kami terima" in house.says("Andi", "/keberatan sekali lagi")
    kinds = [row[1] for row in rows(house, "journal", "id, kind") if "block" in row[1]]
    assert kinds == ["person_blocked", "block_appealed", "block_upheld"]


def test_who_blocked_never_decides_the_appeal(town):
    house = town
    blocks(house, "Maya")
    house.says("Andi", "/keberatan mohon ditinjau")
    assert house.news("Maya") == ""
    assert "mohon ditinjau" in house.news("Lukman")


@pytest.mark.parametrize("words", ["", "hari", "7 hari", "0 hari kasar", "91 hari kasar", "kasar"])
def test_a_block_without_term_or_reason_is_explained(town, words):
    number = files(town)
    assert "JUMLAH hari ALASAN" in town.says("Joko", f"/batas {number} {words}")
    assert rows(town, "block") == []


def test_officers_are_not_blocked_and_others_do_not_block(town):
    house = town
    own = files(house, "Kartika")
    assert "/petugas bekukan" in house.says("Joko", f"/batas {own} 7 hari kasar")
    number = files(house)
    assert "hanya untuk petugas" in house.says("Siti", f"/batas {number} 7 hari kasar")
    assert "Nomor" in house.says("Dewi", f"/batas {number} 7 hari kasar")
    assert rows(house, "block") == []


def test_an_administrator_blocks_somebody_who_has_no_ticket_and_anybody_there_sees_it(town):
    house = town
    house.says("Budi", "halo")
    assert "Budi" in house.says("Oki", f"/batas {PEOPLE['Budi'].id} 3 hari banjir pesan")
    assert "banjir pesan" in house.says("Putri", "/batas")
    assert "tidak ada yang dibatasi" in house.says("Joko", "/batas")
    house.presses("Putri", "Cabut pembatasan 1")
    assert "Pembatasan dicabut" in house.news("Budi")


# Missed numbers


def test_ten_numbers_missed_in_ten_minutes_stop_the_search_for_right_ones_too(town):
    house = town
    number = files(house)
    for running in range(100, 110):
        wrong = make("BLT", 2026, running)
        assert "tidak kami cari" not in house.says("Andi", f"/status {wrong}")
    for words in (f"/status {number}", number, f"/unggah {number}"):
        assert "tidak kami cari untuk beberapa menit" in house.says("Andi", words)
    assert number in house.says("Andi", "/status")
    house.after(minutes=10, seconds=1)
    assert "tidak kami cari" not in house.says("Andi", number)


def test_a_new_window_begins_with_nothing_missed(town):
    house = town
    for running in range(100, 109):
        house.says("Siti", make("BLT", 2026, running))
    house.after(minutes=11)
    for running in range(109, 118):
        assert "tidak kami cari" not in house.says("Siti", make("BLT", 2026, running))


# Tickets a day


def test_only_so_many_tickets_are_filed_within_a_day_and_the_draft_is_kept(town, monkeypatch):
    house = town
    monkeypatch.setattr(daily, "TICKETS_A_DAY", 1)
    house.books = replace(house.books, rehearsal=False)
    files(house)
    fills_in(house, "Andi")
    assert "paling banyak" in house.presses("Andi", "Kirim permohonan")
    assert len(rows(house, "ticket")) == 1
    house.after(hours=24, seconds=1)
    house.presses("Andi", "Kirim permohonan")
    assert len(rows(house, "ticket")) == 2
    begins(house, "Andi")
