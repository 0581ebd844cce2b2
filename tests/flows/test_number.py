"""Ticket numbers: made, read loosely, found, and every slip of a finger noticed."""

import random

import pytest

from flows.number import LETTERS, find, make, read

NUMBER = make("BJM", 2026, 123)
CHECK = NUMBER[-1]


def test_a_number_names_office_year_and_running_number():
    assert NUMBER.startswith("BJM-2026-000123-")
    assert CHECK in LETTERS


def test_a_full_series_makes_longer_numbers_rather_than_an_end():
    assert read(make("LKPP", 2026, 1_000_000)) == make("LKPP", 2026, 1_000_000)


@pytest.mark.parametrize(
    ("code", "year", "running"),
    [("BI", 2026, 1), ("BOM", 2026, 1), ("bjm", 2026, 1), ("BJM", 26, 1), ("BJM", 2026, 0)],
)
def test_what_cannot_be_a_number_is_refused(code, year, running):
    with pytest.raises(ValueError, match=r"office code|no ticket number"):
        make(code, year, running)


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER,
        NUMBER.lower(),
        f"bjm 2026 123 {CHECK}",
        f"BJM2026000123{CHECK}",
        f"bjm2026123{CHECK.lower()}",
        f"  #BJM-2026-000123-{CHECK}.\n",
        f"BJM - 2026 - 000123 - {CHECK}",
        f"BJM\u20132026\u2013000123\u2013{CHECK}",
        f"BJM/2026/000123/{CHECK}",
        f"BJM-2O26-OOO123-{CHECK}",
        f"bjm 2026 000l23 {CHECK}",
        f"bjm_2026.I23 {CHECK}",
    ],
)
def test_a_number_typed_loosely_is_understood(typed):
    assert read(typed) == NUMBER


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "123",
        "BJM-2026-000123",
        f"BJM-2026-000000-{CHECK}",
        f"2026-000123-{CHECK}",
        f"tiket {NUMBER}",
        f"{NUMBER} ya",
        "BJM-2026-000123-O",
        "\u0661\u0662\u0663",
    ],
)
def test_what_is_no_number_reads_as_none(typed):
    assert read(typed) is None


def test_the_first_number_with_a_right_check_character_is_found():
    wrong = f"BJM-2026-000124-{CHECK}"
    text = (
        f"Yth. petugas LPSE 2026, tiket {wrong} salah, yang benar {NUMBER.lower()}, terima kasih"
    )
    assert find(text) == NUMBER
    assert find(f"({NUMBER})") == NUMBER
    assert find(f"{wrong} dan X{NUMBER}Z") is None
    assert find("tahun 2026 ada 3 tender") is None


def thousand_numbers():
    dice = random.Random(2026)
    for _ in range(1000):
        code = "".join(dice.choices(LETTERS, k=dice.choice((3, 4))))
        yield make(code, dice.randrange(2000, 2100), dice.randrange(1, 1_000_000))


def test_every_swap_of_neighbours_in_a_thousand_numbers_is_noticed():
    for number in thousand_numbers():
        plain = number.replace("-", "")
        for place in range(len(plain) - 1):
            one, two = plain[place : place + 2]
            if one != two:
                assert read(plain[:place] + two + one + plain[place + 2 :]) is None


def test_every_single_wrong_character_in_a_thousand_numbers_is_noticed():
    dice = random.Random(23)
    for number in thousand_numbers():
        place = dice.choice([place for place, char in enumerate(number) if char != "-"])
        for char in LETTERS if number[place].isalpha() else "0123456789":
            if char != number[place]:
                assert read(number[:place] + char + number[place + 1 :]) is None


def test_every_single_wrong_character_at_every_place_is_noticed():
    for number in list(thousand_numbers())[:60]:
        for place, right in enumerate(number):
            for char in (LETTERS if right.isalpha() else "0123456789") if right != "-" else "":
                if char != right:
                    assert read(number[:place] + char + number[place + 1 :]) is None
