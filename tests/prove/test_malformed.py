"""R12: updates of every shape amid good ones: none ends the bot, none holds up a neighbour."""

from collections import Counter
from contextlib import closing
from sqlite3 import connect

from bot.rehearsal.house import Somebody
from tests.prove.machine import machine, message
from tests.prove.shapes import Maker

GOOD = Somebody(721_000_001, "Warga")
STRANGERS = [722_000_000 + nth for nth in range(8)]
BATCH = 20
SECONDS = 2.0


class NoFiles:
    """What is sent as a file is not to be had."""

    async def take(self, request, owner):
        return "not_fetched"


async def test_updates_of_every_shape_hold_up_nobody(house, proof):
    many = proof.many(400, 100_000)
    maker = Maker(proof.dice("shapes"), STRANGERS)
    good = set()
    async with machine(house, NoFiles()) as bot:
        for first in range(1, many + 1, BATCH):
            batch = [one(maker, nth) for nth in range(first, first + BATCH)]
            good |= {one["update_id"] for one in batch if is_good(one)}
            await bot.takes(batch)
            await bot.lanes.drain()
    waits = {number: since for _, number, _, since in bot.mouth.told}
    assert good <= set(waits)
    assert max(waits[number] for number in good) < SECONDS
    came = states(house)
    closed = Counter(state for state, _ in came)
    assert set(closed) <= {"answered", "quarantined"}
    assert len(came) == many
    # Quarantined is what is odd; that a handler failed at it would be an error of ours.
    failed = Counter(error for state, error in came if error and not error.startswith("odd"))
    assert not failed
    figures = {"updates": many, "good": len(good), "quarantined": closed["quarantined"]}
    proof.record("R12", "shapes", {**figures, "crashes": 0, "held up": 0})


def one(maker, nth):
    """Every fourth is somebody's plain word; the rest are whole or spoilt."""
    if nth % 4 == 0:
        return message(nth, GOOD, "halo")
    return maker.whole(nth) if nth % 4 == 1 else maker.spoilt(nth)


def is_good(update):
    return update["update_id"] % 4 == 0


def states(house):
    with closing(connect(house.file)) as base:
        return base.execute("SELECT state, error FROM inbox").fetchall()
