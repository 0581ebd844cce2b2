"""Genuine papers are never refused: three hundred, as scanners, offices and phones write them."""

import random

import pikepdf
import pytest

from papers.inspect import Paper
from papers.inspector import Inspector
from tests.papers import samples
from tests.papers.samples_active import HARMLESS

BUNCHES = range(10)
A_BUNCH = 30


def genuine(dice: random.Random, number: int) -> bytes:
    """One paper; every sixth is a photo or a screenshot."""
    kind = number % 6
    if kind == 0:
        return samples.photo(
            dice.randint(60, 900),
            dice.randint(60, 900),
            grey=dice.random() < 0.3,
            orientation=dice.randint(0, 8),
            gps=dice.random() < 0.5,
            progressive=dice.random() < 0.5,
            quality=dice.randint(30, 98),
        )
    if kind == 1:
        mode = dice.choice(["RGB", "RGBA", "L", "P", "1"])
        return samples.screenshot(dice.randint(10, 900), dice.randint(10, 900), mode)
    if kind == 2:
        return samples.scan(
            dice.randint(1, 4), grey=dice.random() < 0.5, dots=dice.randint(20, 60)
        )
    if kind == 3:
        return samples.letter(dice.randint(1, 40), compressed=dice.random() < 0.5) + padding(dice)
    return processed(dice) + padding(dice)


def processed(dice: random.Random) -> bytes:
    """A letter that went through another program: packed, linearized, protected, amended."""
    changes = dice.sample([*HARMLESS.values()], k=dice.randint(0, 4))

    def change(pdf: pikepdf.Pdf) -> None:
        for one in changes:
            one(pdf)

    how: dict[str, object] = {
        "object_stream_mode": dice.choice([*pikepdf.ObjectStreamMode.__members__.values()]),
        "linearize": dice.random() < 0.3,
        "force_version": dice.choice(["1.3", "1.4", "1.5", "1.6", "1.7", "2.0"]),
        "compress_streams": dice.random() < 0.7,
    }
    if dice.random() < 0.2:
        how["encryption"] = pikepdf.Encryption(user="", owner="pemilik", R=dice.choice([4, 6]))
    return samples.altered(change, **how)


def padding(dice: random.Random) -> bytes:
    """What scanners and mail leave behind the end."""
    return dice.choice([b"", b"\n", b"\r\n", b"\r\n\r\n", bytes(512), b"\x1a"])


@pytest.mark.parametrize("bunch", BUNCHES)
def test_no_genuine_paper_is_refused(inspector: Inspector, bunch: int):
    dice = random.Random(bunch)
    refused = {}
    for number in range(A_BUNCH):
        verdict = inspector.inspect(genuine(dice, number))
        if not isinstance(verdict, Paper):
            refused[number] = verdict
    assert refused == {}
