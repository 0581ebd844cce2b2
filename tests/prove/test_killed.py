"""R1: kill -9 while applicants fill in, upload and submit: no ticket, file or push is lost."""

import asyncio
from contextlib import closing

import pytest

from storage.invariants import lasting
from storage.store import open_store
from storage.vault import Secret
from storage.verify import verify
from tests.bot.conftest import town
from tests.bot.test_kill import mother
from tests.bot.working import SECRET, rows
from tests.desk.filed import AUDITOR
from tests.papers import samples
from tests.people import PEOPLE

__all__ = ["town"]

APPLICANTS = 6
PATIENCE = 120
ITEMS = len(AUDITOR) + 2


async def files_one(person, nth):
    """Fill in one application, upload its two letters, submit it."""
    await person.start("belitung-userid-auditor")
    await person.wait_for(lambda one: "Mulai permohonan" in one.labels, PATIENCE)
    await person.press("Mulai permohonan")
    for number, words in enumerate(AUDITOR, 1):
        await person.wait_for(f"{number}/{ITEMS}", PATIENCE)
        await person.say(words)
    for number in (ITEMS - 1, ITEMS):
        await person.wait_for(f"{number}/{ITEMS}", PATIENCE)
        letter = samples.letter(2, f"Surat {person.id} {nth} {number}")
        await person.upload((f"{number}.pdf", letter), kind="document")
    await person.wait_for(lambda one: "Kirim permohonan" in one.labels, PATIENCE)
    await person.press("Kirim permohonan")
    await person.wait_for("BLT-2026-", PATIENCE)


async def files_until(person, over):
    """File one application after the other; returns how many."""
    nth = 0
    while not over.is_set():
        nth += 1
        await files_one(person, nth)
    return nth


async def people(town):
    """Applicants who pressed Start, and the officer who is told."""
    made = []
    for one in (PEOPLE["Joko"], *(None for _ in range(APPLICANTS))):
        wish = {"first_name": "Warga"} if one is None else {"id": one.id, "first_name": "Joko"}
        known = one is not None and one.id in town.simulator.world.people
        made.append(town.person(one.id if known else (await town.order("people", **wish))["id"]))
    await made[0].start()
    return made[1:]


async def pushed(town, folder):
    """Return of each ticket how often its officer was told of it."""
    heard = [one.text for one in await town.person(PEOPLE["Joko"].id).messages() if one.by_bot]
    numbers = [number for (number,) in rows(folder, "SELECT number FROM ticket")]
    return [sum(number in text for text in heard) for number in numbers]


async def idle(folder):
    """Wait until nothing is open."""
    async with asyncio.timeout(PATIENCE):
        while any(  # noqa: ASYNC110 - the bot is another process
            rows(folder, f"SELECT count(*) FROM {table} WHERE open")[0][0]
            for table in ("inbox", "outbox")
        ):
            await asyncio.sleep(0.2)


@pytest.mark.prove
@pytest.mark.prove_long
async def test_kills_while_people_apply_lose_nothing(tmp_path, town, proof):
    dice, kills = proof.dice("kills"), proof.many(0, 200)
    town.simulator.world.limits.on = False
    over, interrupted = asyncio.Event(), 0
    applicants = await people(town)
    async with mother(tmp_path, town, "tests.prove.desk_mother") as nurse:
        filing = [asyncio.ensure_future(files_until(one, over)) for one in applicants]
        for _ in range(kills):
            await nurse.start()
            await asyncio.sleep(dice.uniform(0.2, 2.0))
            await nurse.kill()
            interrupted += rows(tmp_path, "SELECT count(*) FROM inbox WHERE open")[0][0]
        over.set()
        await nurse.start()
        filed = sum(await asyncio.gather(*filing))
        await idle(tmp_path)
        await nurse.kill()
    summary = (await town.summary())["total"]
    kept = rows(tmp_path, "SELECT count(*) FROM inbox")[0][0]
    assert interrupted
    assert kept == summary["created"]
    assert rows(tmp_path, "SELECT count(*) FROM ticket") == [(filed,)]
    assert rows(tmp_path, "SELECT count(*) FROM document") == [(2 * filed,)]
    assert rows(tmp_path, "SELECT DISTINCT state FROM inbox") == [("answered",)]
    address = f"sqlite:///{tmp_path}/var/loket.sqlite"
    documents = str(tmp_path / "var" / "documents")
    with closing(open_store(address, Secret.parse(SECRET), documents)) as store:
        assert verify(store) == []
        assert store.read_now(lasting) == []
    told = await pushed(town, tmp_path)
    assert set(told) <= {1, 2}
    twice = told.count(2)
    assert twice <= kills
    figures = {"kills": kills, "updates": kept, "interrupted": interrupted, "tickets": filed}
    proof.record("R1", "applications", {**figures, "lost": 0, "pushed twice": twice})
