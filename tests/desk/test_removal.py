"""Whoever loses a post is refused at the next press: 1,000 interleavings of removal and press."""

import random

import pytest

from storage import people, tickets
from storage.moments import to_ms
from tests.desk.filed import files, rows
from tests.desk.test_sweeps import appoint
from tests.people import PEOPLE

SEEDS = range(20)
ROUNDS = 50
WORDS = ("/teruskan {0}", "/ambil {0}", "/kembalikan {0} x", "/catatan {0} x", "/tiket {0}")


def removed(house, how):
    """End, suspend, or let run out what Joko holds, as another writer would."""

    def job(tx):
        person = people.by_telegram(tx, PEOPLE["Joko"].id)
        now = to_ms(house.now)
        for post in people.own_posts(tx, person.id, now):
            if how == "suspended":
                people.suspend(tx, post.staff_id, now)
            else:
                people.dismiss(tx, post.staff_id, now)

    house.write(job)


def state(house):
    return rows(house, "ticket", "id, step, state, version, claimed_by"), rows(house, "journal")


@pytest.mark.parametrize("seed", SEEDS)
def test_no_press_after_a_removal_changes_or_shows_anything(house, seed):
    chance = random.Random(seed)
    number = files(house)
    for turn in range(ROUNDS):
        for _ in range(chance.randrange(2)):
            house.says("Joko", chance.choice(("/antrian", f"/berkas {number}", "halo")))
        labels = house.says("Joko", f"/tiket {number}").labels
        removed(house, chance.choice(("ended", "suspended")))
        before = state(house)
        word = chance.choice((*labels, *WORDS))
        pressed = word in labels
        answer = (house.presses if pressed else house.says)("Joko", word.format(number))
        assert state(house) == before, (turn, word)
        assert "Inspektorat" not in answer, (turn, word)
        appoint(house, "Joko", "belitung", "lpse_helpdesk")
    assert house.write(lambda tx: tickets.by_number(tx, number)).at.step == "receive"
