"""S3: whoever guesses ticket numbers learns nothing, not even whether there is such a ticket."""

import re
from functools import partial

import pytest

from desk import front, staff
from desk.commands import COMMANDS
from flows.number import make, read
from tests.desk.filed import files, files_activation, kept
from tests.people import PEOPLE
from tests.prove.tried import tried

LITERAL = re.compile(r"'[^']*'|\b[0-9]+\b|x'[0-9a-f]*'", re.IGNORECASE)
STRANGERS = ("Budi", "Emma", "Gita", "Dewi", "Wahyu", "Hesti")
"""Applicants, and officers of other offices."""


def typed(number):
    """Return every way to type a number."""
    yield number
    yield number.lower().replace("-", " ")
    yield f"Status tiket {number} bagaimana?"
    yield f"/start {number}"
    for name in sorted({*COMMANDS, *staff.COMMANDS, *staff.VIEWS} - {"undang", "petugas"}):
        yield f"/{name} {number}"
        yield f"/{name} {number} alasan yang cukup panjang"


def shape(outcome, number):
    """Return what was answered and which statements ran, without the number itself."""
    loosely = number.replace("-", "[- ]")
    answered = re.sub(loosely, "NUMBER", outcome.text, flags=re.IGNORECASE)
    statements = tuple(LITERAL.sub("?", one) for one in outcome.statements)
    return answered, statements


@pytest.fixture
def theirs(house):
    """A ticket of Andi at Belitung, of no concern to the strangers."""
    files_activation(house, "Siti")
    number = files(house, "Andi")
    for who in STRANGERS:
        house.says(who, "/menu")
    return number


def test_a_foreign_ticket_is_answered_like_none_with_the_same_statements(house, theirs, proof):
    unknown = make("BLT", 2026, 777)
    assert read(unknown) == unknown != theirs
    pairs = list(zip(typed(theirs), typed(unknown), strict=True))
    for who in STRANGERS:
        for foreign, nothing in pairs:
            there = tried(house, PEOPLE[who], partial(front.said, text=foreign))
            absent = tried(house, PEOPLE[who], partial(front.said, text=nothing))
            assert shape(there, theirs) == shape(absent, unknown), (who, foreign)
            # The guest book takes anything for a visitor's name, a problem for its title.
            free = foreign.startswith(("/bukutamu", "/masalah"))
            assert not there.written or free, (who, foreign)
        there = tried(house, PEOPLE[who], partial(front.said, text="ya", replied=theirs))
        absent = tried(house, PEOPLE[who], partial(front.said, text="ya", replied=unknown))
        assert shape(there, theirs) == shape(absent, unknown), who
    proof.record("S3", "the same", {"ways": len(pairs) + 1, "people": len(STRANGERS), "told": 0})


def test_guesses_find_nothing(house, theirs, proof):
    dice, many = proof.dice("guesses"), proof.many(200, 1_000_000)
    before = kept(house)
    answers = set()
    for _ in range(many):
        who = dice.choice(STRANGERS)
        office = dice.choice(("BLT", "BJM", "BBL", "LKP"))
        guess = dice.choice((theirs, make(office, 2026, dice.randrange(1, 40))))
        if PEOPLE[who].office == "banjarmasin" and guess.startswith("BJM"):
            continue
        outcome = tried(house, PEOPLE[who], partial(front.said, text=f"/status {guess}"))
        answers.add(outcome.text)
    assert len(answers) == 2  # one sentence in two languages
    assert kept(house) == before
    proof.record("S3", "guesses", {"guesses": many, "hits": 0, "sentences": len(answers)})


def test_after_ten_misses_in_ten_minutes_nothing_more_is_looked_up(house, theirs, proof):
    for nth in range(1, 11):
        assert "tidak ditemukan" in house.says("Budi", f"/status {make('BLT', 2026, 500 + nth)}")
    refused = house.says("Budi", f"/status {make('BLT', 2026, 600)}")
    assert "tidak ditemukan" not in refused
    assert house.says("Budi", theirs).text == refused.text
    house.after(minutes=10)
    assert "tidak ditemukan" in house.says("Budi", f"/status {make('BLT', 2026, 601)}")
    proof.record("S3", "limit", {"misses before the limit": 10, "minutes": 10})
