"""The words a text is found by: whole words, numbers however they are written."""

import pytest

from flows.search_words import MOST, search_words, wanted_words


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("01.312.166.0-091.000", "013121660091000"),
        ("0013121660091000", "01.312.166.0-091.000"),
        ("+6281234567890", "0812-3456-7890"),
        ("19860926 201505 1 001", "198609262015051001"),
        ("PT Contoh Jaya", "contoh JAYA"),
        ("Café Nénuphar", "cafe nenuphar"),
        ("andi@example.go.id", "andi@example.go.id"),
    ],
)
def test_what_is_typed_finds_what_was_written(written, typed):
    assert wanted_words(typed)
    assert wanted_words(typed) <= search_words(written)


@pytest.mark.parametrize("typed", ["", "a b", "12", "?!", "😀"])
def test_what_is_too_short_is_no_word(typed):
    assert wanted_words(typed) == frozenset()


def test_a_part_of_a_number_is_not_the_number():
    assert not wanted_words("0812") <= search_words("+6281234567890")


def test_a_text_without_end_keeps_so_many_words():
    endless = " ".join(f"kata{'x' * n}" for n in range(999))
    assert len(search_words(endless)) == MOST
