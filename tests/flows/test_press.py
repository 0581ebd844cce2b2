"""Callback data: short, tied to a person, and never an exception when forged."""

import pytest

from flows.press import Press, base36, read, write

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
BUDI, ANI = 700_000_001, 700_000_002
PRESS = Press("forward", base36(2**63 - 1), "dispose_chair", 12)
DATA = write(PRESS, BUDI, KEY)


def test_a_press_comes_back_as_it_was_written():
    assert read(DATA, BUDI, KEY) == PRESS
    assert read(write(Press("menu"), BUDI, KEY), BUDI, KEY) == Press("menu")


def test_data_fits_into_64_bytes_with_the_longest_id_and_a_long_step():
    assert len(write(Press("de_escalate", base36(2**63 - 1), "a" * 20, 999), BUDI, KEY)) <= 64


def test_a_button_of_another_person_is_not_understood():
    assert read(DATA, ANI, KEY) is None


def test_a_button_signed_with_another_key_is_not_understood():
    assert read(DATA, BUDI, OTHER_KEY) is None


def test_no_character_can_be_changed():
    for place, right in enumerate(DATA):
        for char in {"0", "a", "Z", ":"} - {right}:
            assert read(DATA[:place] + char + DATA[place + 1 :], BUDI, KEY) is None


@pytest.mark.parametrize("data", ["", ":", "menu", "x" * 64, DATA + "x" * 99, "é" * 20, "\ud800:"])
def test_forged_data_is_none_and_no_error(data):
    assert read(data, BUDI, KEY) is None


@pytest.mark.parametrize(
    "press",
    [
        Press("forward", "1", "x" * 50),
        Press("for:ward"),
        Press("menü"),
        Press("menu", version=-1),
    ],
)
def test_what_cannot_be_written_is_refused_with_its_parts(press):
    with pytest.raises(ValueError, match="Press") as error:
        write(press, BUDI, KEY)
    assert repr(press) in str(error.value)


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (35, "z"), (36, "10"), (46655, "zzz")])
def test_an_id_is_short_in_base_36(number, text):
    assert base36(number) == text
    assert int(text, 36) == number


def test_a_negative_id_is_refused():
    with pytest.raises(ValueError, match="never negative"):
        base36(-1)
