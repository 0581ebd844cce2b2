"""R6: the disk is full at any moment: nothing half written, nobody forgotten, and it goes on."""

import asyncio
import errno
import os

import pytest

from storage.invariants import lasting
from storage.sqlite import SqliteLink
from storage.store import NotKept
from tests.desk.filed import rows
from tests.people import PEOPLE
from tests.prove.machine import machine, message

ROOMY = 2**30
WRITERS = ("Siti", "Budi", "Andi")


@pytest.fixture
def disk(house, monkeypatch):
    """A disk whose fullness the test decides, whichever connection is open."""
    made = FullDisk(house)
    whole = SqliteLink._opened

    def opened(link):
        whole(link)
        link._driver.execute(f"PRAGMA max_page_count={made.most}")

    monkeypatch.setattr(SqliteLink, "_opened", opened)
    monkeypatch.setattr("bot.work.PAUSE", 0.02)
    monkeypatch.setattr("bot.insist.PAUSE", 0.02)
    return made


class FullDisk:
    """Lets the database grow by so many pages and no more; None: as it likes."""

    def __init__(self, house):
        self.house = house
        self.most = ROOMY

    async def room(self, pages=None):
        def job(tx):
            link = tx.connection.connection.driver_connection
            (now,) = link.execute("PRAGMA page_count").fetchone()
            self.most = ROOMY if pages is None else now + pages
            link.execute(f"PRAGMA max_page_count={self.most}").fetchall()

        await self.house.store.write(job)


async def taken(bot, batch):
    """Take a batch as the receiver does: what was not kept is not confirmed."""
    try:
        await bot.takes(batch)
    except NotKept:
        return False
    return True


async def test_a_full_disk_loses_nobody_and_the_work_goes_on(house, disk, proof):
    dice, many = proof.dice("full"), proof.many(3, 100)
    number = refused = 0
    async with machine(house) as bot:
        for _ in range(many):
            await disk.room(dice.randrange(4))
            came = []
            for _ in range(12):
                number += 1
                who = PEOPLE[dice.choice(WRITERS)]
                came.append(message(number, who, f"halo {'x' * dice.randrange(3_000)}"))
            kept = await taken(bot, came)
            await asyncio.sleep(0.05)
            await disk.room()
            if not kept:
                refused += 1
                assert await taken(bot, came)
            await bot.lanes.drain()
    assert {state for (state,) in rows(house, "inbox", "DISTINCT state")} == {"answered"}
    # Of a batch that was not kept nothing is said; once it is kept, each is answered once.
    told = sorted(one for _, one, text, _ in bot.mouth.told if text)
    assert told == list(range(1, number + 1))
    assert house.write(lasting) == []
    assert refused
    figures = {"moments": many, "updates": number, "batches not confirmed": refused, "lost": 0}
    proof.record("R6", "database", figures)


def test_a_document_for_which_there_is_no_room_leaves_nothing_behind(
    house, tmp_path, monkeypatch, proof
):
    dice, many = proof.dice("documents"), proof.many(10, 100)
    documents, whole = house.store.documents, os.write
    for nth in range(many):
        left = dice.randrange(20_000)

        def write(target, data, left=left):
            if len(data) > left:
                whole(target, bytes(data)[:left])
                raise OSError(errno.ENOSPC, "no space left")
            return whole(target, data)

        with monkeypatch.context() as patch:
            patch.setattr("storage.documents.os.write", write)
            with pytest.raises(OSError, match="no space"):
                documents.keep(f"d{nth}", bytes(20_000))
        kept = documents.keep(f"d{nth}", b"now there is room")
        assert documents.read(f"d{nth}", kept.file, kept.key) == b"now there is room"
    assert len(list((tmp_path / "documents").iterdir())) == many
    proof.record("R6", "documents", {"moments": many, "half written": 0})
