"""S9: an invitation or a link code works once, in its time, for whoever brings it first."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from desk import front, people
from desk.desk import Desk
from desk.filing import linking
from tests.desk.test_linking import code_for
from tests.desk.test_on_behalf import records
from tests.desk.test_people import invites
from tests.people import PEOPLE
from tests.prove.tried import speaking, tried

DEAD = ("sudah dipakai, kedaluwarsa, atau tidak dikenal", "tidak dapat dipakai")
KEPT = {"staff", "link_code", "ticket", "filing", "journal", "outbox"}
"""What a good token changes; the invitation's own guarded update runs for a dead one too."""


def dead(text):
    return any(words in text for words in DEAD)


def mutated(dice, token):
    """Return a token with one character changed, moved, cut or added."""
    at = dice.randrange(len(token))
    other = dice.choice("ABCDEFGHJKLMNPRSTUVWXYZ23456789-_")
    return dice.choice(
        (
            token[:at] + other + token[at + 1 :],
            token[:at] + token[at + 1 :],
            token + other,
            token[::-1],
            token[:at] + token[at:].swapcase(),
            token * 4,
            " ",
        )
    )


def test_no_guess_wins(house, proof):
    dice, many = proof.dice("guess"), proof.many(300, 100_000)
    payload = invites(house)
    code = code_for(house, records(house)).replace("-", "")
    genuine = {payload, f"{linking.PREFIX}{code}"}
    wins = 0
    for nth in range(many):
        guess = people.PREFIX + secrets.token_urlsafe(16)
        if nth % 3 == 0:
            guess = people.PREFIX + mutated(dice, payload.removeprefix(people.PREFIX))
        elif nth % 3 == 1:
            guess = linking.PREFIX + mutated(dice, code)
        folded = linking.PREFIX + "".join(c for c in guess[7:].upper() if c.isalnum())
        if guess.strip() in genuine or folded in genuine:
            continue
        who = dice.choice(("Budi", "Siti", "Andi", "Gita"))
        outcome = tried(house, PEOPLE[who], partial(front.said, text=f"/start {guess}"))
        wins += bool(outcome.written & KEPT) or not dead(outcome.text)
        assert not wins, guess
    proof.record("S9", "guesses", {"tried": many, "won": wins})


def test_every_start_payload_that_is_handed_out_fits_into_64_characters(house):
    payload = invites(house)
    code = code_for(house, records(house)).replace("-", "")
    for one in (payload, f"{linking.PREFIX}{code}", *house.books.catalogue.services):
        assert len(one) <= 64


def test_used_and_expired_tokens_are_dead_for_everybody(house, proof):
    number = records(house)
    used, late = invites(house), invites(house)
    code = code_for(house, number)
    house.says("Budi", f"/start {used}")
    house.says("Andi", f"/tautan {code}")
    house.after(minutes=15)
    tries = 0
    for who in ("Budi", "Andi", "Siti", "Joko", "Oki"):
        for typed in (f"/start {used}", f"/start {late}", f"/tautan {code}"):
            outcome = tried(house, PEOPLE[who], partial(front.said, text=typed))
            assert not outcome.written & KEPT, (who, typed)
            assert dead(outcome.text), (who, typed, outcome.text)
            tries += 1
    proof.record("S9", "used and expired", {"tried": tries, "won": 0})


def test_of_people_who_bring_one_token_at_once_exactly_one_wins(house, proof):
    races = proof.many(5, 200)
    for _ in range(races):
        payload = invites(house)
        racers = ("Budi", "Siti", "Gita", "Andi")
        with ThreadPoolExecutor(len(racers)) as pool:
            answers = list(pool.map(partial(brings, house, payload), racers))
        won = [text for text in answers if not dead(text)]
        assert len(won) == 1, answers
    proof.record("S9", "races", {"races": races, "winners each": 1})


def brings(house, payload, who):
    def job(tx):
        desk = Desk(tx, house.now, house.books, speaking(PEOPLE[who]))
        return front.said(desk, f"/start {payload}")[-1].text

    return house.write(job)
