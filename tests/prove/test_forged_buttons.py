"""S2: nobody gets anything done with a button that was not shown to him for what it says."""

from functools import partial

import pytest

from desk import front
from flows.press import MAC_LENGTH
from storage import people
from storage.moments import to_ms
from tests.desk.filed import begins, files, files_activation, kept, rows
from tests.people import PEOPLE
from tests.prove.tried import tried

FORGED = "tidak berlaku untuk Bapak/Ibu"
ALPHABET = "ABCxyz019:_-tdm éا🙂\x00\u202e\ud800 \n/"


@pytest.fixture
def shown(house):
    """Every button that anybody has on his screen: (who, data), with tickets at two offices."""
    first, other = files(house, "Andi"), files_activation(house, "Siti")
    begins(house, "Budi")
    for who, number in (("Joko", first), ("Dewi", other), ("Andi", first), ("Siti", other)):
        house.says(who, f"/status {number}")
        house.says(who, "/menu")
    for who, number in (("Joko", first), ("Dewi", other)):
        house.says(who, f"/berkas {number}")
        house.says(who, f"/tiket {number}")
        house.says(who, "/antrian")
    return [
        (who, key.data)
        for who, chat in house.chats.items()
        for message in chat.messages
        for row in message.keyboard
        for key in row
        if key.data
    ]


def nonsense(dice, shown):
    who = dice.choice(list(PEOPLE))
    return who, "".join(dice.choices(ALPHABET, k=dice.randrange(70)))


def flipped(dice, shown):
    who, data = dice.choice(shown)
    at = dice.randrange(len(data))
    return who, data[:at] + chr(ord(data[at]) ^ (1 << dice.randrange(7))) + data[at + 1 :]


def somebody_elses(dice, shown):
    who, data = dice.choice(shown)
    return dice.choice([one for one in PEOPLE if one != who]), data


def _changed(dice, shown, part, value):
    who, data = dice.choice([one for one in shown if one[1][MAC_LENGTH:].split(":")[1]])
    parts = data[MAC_LENGTH:].split(":")
    if parts[part] == value:
        value += "1"
    parts[part] = value
    return who, data[:MAC_LENGTH] + ":".join(parts)


def other_ticket(dice, shown):
    return _changed(dice, shown, 1, f"{dice.choice('td')}{dice.randrange(1, 40)}")


def other_version(dice, shown):
    return _changed(dice, shown, 3, str(dice.randrange(12)))


def other_action(dice, shown):
    actions = ("forward", "finish", "reject", "sure_reject", "open", "appoint", "submit", "card")
    return _changed(dice, shown, 0, dice.choice(actions))


def too_long(dice, shown):
    who, data = dice.choice(shown)
    return who, data + "0" * (65 - len(data) + dice.randrange(4_000))


ATTACKS = (
    nonsense, flipped, somebody_elses, other_ticket, other_version, other_action, too_long,
)  # fmt: skip


def test_a_forged_button_does_nothing_whatever_was_forged(house, shown, proof):
    dice, many = proof.dice("forged"), proof.many(350, 100_000)
    before = kept(house)
    for nth in range(many):
        who, data = ATTACKS[nth % len(ATTACKS)](dice, shown)
        outcome = tried(house, PEOPLE[who], partial(front.pressed, data=data))
        assert FORGED in outcome.text, (who, data)
        assert not outcome.written - {"person"}, (who, data)
    assert kept(house) == before
    proof.record("S2", "forged", {"pressed": many, "accepted": 0, "exceptions": 0})


def test_an_old_button_or_one_of_a_post_lost_moves_nothing(house, shown, proof):
    dice = proof.dice("old")
    for who in ("Joko", "Dewi"):
        number = next(n for n, office in rows(house, "ticket", "number, office")
                      if office == PEOPLE[who].office)  # fmt: skip
        house.says(who, f"/teruskan {number}")
    old = [one for one in shown if one[0] in ("Joko", "Dewi", "Andi", "Siti")]
    moves = lose(house, old, dice, "ticket")
    for staff_id, office, role in rows(house, "staff", "id, office, role"):
        if (office, role) in {(PEOPLE[who].office, PEOPLE[who].role) for who in ("Joko", "Dewi")}:
            house.write(lambda tx, one=staff_id: people.dismiss(tx, one, to_ms(house.now)))
    refused = [one for one in old if one[0] in ("Joko", "Dewi")]
    lost = lose(house, refused, dice, None)
    proof.record("S2", "old", {"old buttons": moves, "after a post lost": lost, "accepted": 0})


def lose(house, pressed, dice, table):
    """Press every one; nothing is written to `table` (None: nothing at all)."""
    for who, data in pressed:
        outcome = tried(house, PEOPLE[who], partial(front.pressed, data=data))
        written = outcome.written if table is None else outcome.written & {table}
        assert not written, (who, data, outcome.text)
    return len(pressed)
