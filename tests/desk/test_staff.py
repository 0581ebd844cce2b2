"""Numbers and staff commands: for the owner, for the office, and for nobody else."""

import re

import pytest

from tests.desk.filed import files, kept

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
