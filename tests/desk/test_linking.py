"""Link codes: whoever stands behind a recorded ticket comes to Telegram, once, nobody else."""

import re

import pytest

from tests.desk.filed import files, rows
from tests.desk.test_on_behalf import records

CODE = re.compile(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b")


def code_for(house, number, who="Joko"):
    """Let an officer make a code after he has checked who it is."""
    house.says(who, f"/tautan {number}")
    made = house.presses(who, "Identitas sudah diperiksa")
    return CODE.search(made.text).group()


def test_the_tickets_go_to_whoever_brings_the_code_and_so_does_the_news(house):
    number = records(house)
    code = code_for(house, number)
    assert "tidak ditemukan" in house.says("Andi", f"/status {number}")
    linked = house.says("Andi", f"/tautan {code}")
    assert number in linked
    assert "sudah dipakai" in house.news("Joko")
    assert number in house.says("Andi", "/status")
    house.says("Joko", f"/teruskan {number}")
    assert number in house.news("Andi")
    house.says("Joko", f"/tiket {number}")
    history = house.presses("Joko", "Riwayat")
    assert "Kode tautan dibuat, identitas diperiksa – Joko" in history
    assert "Terhubung dengan Telegram pemohon – Andi (Pemohon)" in history
    assert "Pemohon tanpa Telegram" not in house.says("Joko", f"/tiket {number}")


def test_a_link_does_the_same_as_the_typed_code(house):
    number = records(house)
    code = code_for(house, number).replace("-", "")
    assert number in house.says("Andi", f"/start tautan_{code}")


def test_only_a_hash_of_the_code_is_kept(house):
    code = code_for(house, records(house))
    assert all(code.replace("-", "") not in str(row) for row in rows(house, "link_code"))


@pytest.mark.parametrize("typed", ["ABCD-2345", "apa saja", "-", "𝔸𝔹"])
def test_a_wrong_code_gets_one_kind_sentence(house, typed):
    assert "tidak dapat dipakai" in house.says("Andi", f"/tautan {typed}")


def test_a_used_a_replaced_and_an_expired_code_get_the_same_sentence(house):
    number = records(house)
    replaced, expired = code_for(house, number), code_for(house, number)
    first = house.says("Andi", f"/tautan {replaced}").text
    house.after(days=8)
    assert house.says("Andi", f"/tautan {expired}").text == first
    good = code_for(house, number)
    house.says("Andi", f"/tautan {good.lower().replace('-', ' ')}")
    assert house.says("Siti", f"/tautan {good}").text == first
    assert number in house.says("Andi", "/status")


def test_guessing_is_limited_by_person_and_day(house):
    code = code_for(house, records(house))
    for _ in range(5):
        house.says("Andi", "/tautan AAAA-AAAA")
    assert "tidak dapat dipakai" in house.says("Andi", f"/tautan {code}")
    house.after(days=1)
    assert "Berhasil" in house.says("Andi", f"/tautan {code}")


def test_an_officer_cannot_take_a_case_that_he_recorded(house):
    code = code_for(house, records(house))
    assert "bukan untuk petugas" in house.says("Joko", f"/tautan {code}")
    assert "Berhasil" in house.says("Andi", f"/tautan {code}")


def test_no_code_is_made_for_somebody_who_has_telegram_or_by_who_may_not_record(house):
    own = files(house)
    assert "bukan tiket seperti itu" in house.says("Joko", f"/tautan {own}")
    number = records(house)
    assert "bukan tiket seperti itu" in house.says("Maya", f"/tautan {number}")
    assert "tidak ditemukan" in house.says("Dewi", f"/tautan {number}")
    assert "ketik /tautan diikuti kodenya" in house.says("Siti", "/tautan")


def test_a_question_to_the_holder_is_answered_and_the_applicant_hears_nothing(house):
    number = records(house)
    house.says("Joko", f"/teruskan {number}")
    house.news("Kartika")
    assert "dikirim kepada Verifikator" in house.says("Joko", f"/tanyakan {number} sampai mana?")
    assert "sampai mana?" in house.news("Kartika")
    assert "sampai mana?" in house.says("Kartika", f"/jawab {number}")
    house.says("Kartika", f"/jawab {number} besok selesai")
    answer = house.news("Joko")
    assert "besok selesai" in answer
    assert "sampai mana?" in answer
    assert "Tidak ada pertanyaan" in house.says("Kartika", f"/jawab {number} lagi")
    assert house.news("Andi") == ""


def test_a_question_needs_words_a_ticket_and_somebody_else_who_holds_it(house):
    number = records(house)
    assert "nomor tiketnya" in house.says("Joko", "/tanyakan")
    assert "tuliskan pertanyaannya" in house.says("Kartika", f"/tanyakan {number}")
    assert "tidak ada pada petugas lain" in house.says("Joko", f"/tanyakan {number} apa?")
    assert "tidak ditemukan" in house.says("Dewi", f"/tanyakan {number} apa?")
    assert "hanya untuk petugas" in house.says("Siti", f"/jawab {number} apa?")
