"""S13: a right that was taken away is gone at the very next press or word."""

from functools import partial

import pytest

from desk import front
from flows.press import read as read_press
from storage import people
from storage.moments import to_ms
from tests.desk.filed import files, files_activation, rows, verifying
from tests.people import PEOPLE
from tests.prove.tried import TRAFFIC, speaking, tried_as

WORDS = (
    "/ambil", "/teruskan", "/kembalikan", "/tolak", "/selesai", "/mintadata", "/catatan",
    "/berkas", "/tiket", "/tanyakan", "/surat", "/bukutamu", "/catat", "/antrian",
)  # fmt: skip
OFFICERS = ("Joko", "Kartika", "Dewi")


@pytest.fixture
def numbers(house):
    """A ticket on each officer's desk, with its card and sheet on the screen."""
    held = {"Joko": files(house, "Andi"), "Dewi": files_activation(house, "Siti")}
    house.says("Andi", "/menu")
    held["Kartika"] = verifying(house, "Budi")
    for who, number in held.items():
        house.says(who, f"/berkas {number}")
        house.says(who, f"/tiket {number}")
    return held


def posts_of(house, who):
    return [
        staff_id
        for staff_id, office, role in rows(house, "staff", "id, office, role")
        if (office, role) == (PEOPLE[who].office, PEOPLE[who].role)
    ]


def ending(ids, desk):
    """End posts as whoever may does it, with nobody told yet."""
    for staff_id in ids:
        people.dismiss(desk.tx, staff_id, to_ms(desk.now))
    return ()


def moving(ids, person_id, desk):
    """Give the person another post at another office instead."""
    ending(ids, desk)
    now = to_ms(desk.now)
    people.appoint(desk.tx, person_id, "lkpp", "training_organiser", now, person_id, person_id)
    return ()


def test_what_is_on_the_screen_is_worth_nothing_after_the_right_is_gone(house, numbers, proof):
    dice, many = proof.dice("lost"), proof.many(120, 1_000)
    posts = {who: posts_of(house, who) for who in OFFICERS}
    ids = {who: people_id(house, who) for who in OFFICERS}
    buttons = {who: on_screen(house, who) for who in OFFICERS}
    accepted = granted = 0
    for _ in range(many):
        who = dice.choice(OFFICERS)
        order = partial(front.pressed, data=dice.choice(buttons[who]))
        if dice.random() < 0.4:
            text = f"{dice.choice(WORDS)} {numbers[who]} alasan yang cukup panjang"
            order = partial(front.said, text=text)
        change = partial(ending, posts[who])
        if dice.random() < 0.3:
            change = partial(moving, posts[who], ids[who])
        me, boss = speaking(PEOPLE[who]), speaking(PEOPLE["Oki"])
        granted += bool(tried_as(house, (me, order)).written)
        outcome = tried_as(house, (boss, change), (me, order))
        accepted += bool(outcome.written - TRAFFIC)
        assert not accepted, (who, order)
        assert "Ahmad Fauzi" not in outcome.text
        assert "Andi Wijaya" not in outcome.text
    assert granted  # with the right some of these do something
    figures = {"interleavings": many, "granted before": granted, "accepted after": accepted}
    proof.record("S13", "lost", figures)


def people_id(house, who):
    return house.write(lambda tx: people.by_telegram(tx, PEOPLE[who].id).id)


def on_screen(house, who):
    """Return the buttons about tickets that somebody has on his screen."""
    found = []
    for message in house.chats[who].messages:
        for row in message.keyboard:
            for key in row:
                press = read_press(key.data, PEOPLE[who].id, house.store.vault.button_key)
                if press is not None and press.subject.startswith("t"):
                    found.append(key.data)
    return found
