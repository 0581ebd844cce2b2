"""What a reader cannot see is dropped: from names, answers and every message."""

import pytest

from flows.checks import Fault, check
from flows.seen import all_seen, only_seen, whole
from texts.render import clean


@pytest.mark.parametrize(
    "text", ["", "Andi", "José & İş", "baris\nbaris", "❤️ 👍", "العربية", "2 000 m²"]
)
def test_what_is_seen_stays(text):
    assert all_seen(text)
    assert only_seen(text) == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Ad\u200bmin\u202e", "Admin"),
        ("\u3164\u115f\u2800", ""),
        ("satu\u2028dua", "satu dua"),
        ("a\ud800b\x00", "ab"),
    ],
)
def test_what_is_not_seen_is_dropped(text, seen):
    assert not all_seen(text)
    assert only_seen(text) == clean(text) == seen


def test_a_name_of_blank_letters_is_no_name():
    assert check("name", "\u3164\u3164\u115f") == Fault("empty")


def test_half_a_character_is_dropped_and_all_else_stays():
    assert whole("a\ud83db 👍 \u200b\n") == "ab 👍 \u200b\n"
