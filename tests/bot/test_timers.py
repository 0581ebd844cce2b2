"""The timers: they wake the sweeps, one's trouble stays its own, and the page's clock works."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot import settings, timers
from bot.run import Plan, run
from desk.sweeps.rounds import SWEEPS, Swept
from handlers.route import handle
from simulator import personas, specimen
from storage.sweeps import START
from tests.bot.working import Town
from tests.desk.filed import files

ANDI, JOKO, MAYA, KARTIKA = 700000003, 700000021, 700000024, 700000022


# One sweep's trouble is not the others'


def rounds(house, wake=None):
    return timers.Rounds(house.store, lambda: house.now, house.books, wake or asyncio.Event())


async def test_a_round_does_every_sweep_and_wakes_the_carrier_when_there_is_news(house):
    wake = asyncio.Event()
    await rounds(house, wake).go()
    wake.clear()
    await rounds(house, wake).go()
    assert not wake.is_set()
    files(house)
    house.after(minutes=11)
    await rounds(house, wake).go()
    assert wake.is_set()
    house.deliver()
    assert "Batas waktu terlewati" in house.news("Joko")


async def test_a_sweep_that_fails_raises_the_alarm_and_the_others_go_on(
    house, monkeypatch, caplog
):
    def broken(desk, after, most, *, over=False):
        if over:
            return Swept(0, None)
        raise LookupError("somebody's data")

    monkeypatch.setattr(timers, "SWEEPS", {"broken": broken, **SWEEPS})
    files(house)
    house.after(minutes=11)
    mine = rounds(house)
    with caplog.at_level(logging.ERROR, "loket.alarm"):
        await mine.go()
        await mine.go()
    house.deliver()
    assert "Batas waktu terlewati" in house.news("Joko")
    assert "Satu pekerjaan berkala gagal" in house.news("Oki")
    assert [record.getMessage() for record in caplog.records] == [
        "the sweep 'broken' failed after (-1, 0): LookupError"
    ]


async def test_a_row_that_cannot_be_done_is_stepped_over(house, monkeypatch):
    done = []

    def rows(desk, after, most, *, over=False):
        found = [(0, number) for number in range(1, 10) if (0, number) > after][:most]
        if not over:
            if (0, 5) in found:
                raise ValueError
            done.extend(number for _, number in found)
        return Swept(len(found), found[-1] if len(found) == most else None)

    monkeypatch.setattr(timers, "SWEEPS", {"rows": rows})
    monkeypatch.setattr(timers, "PAGE", 4)
    await rounds(house).go()
    assert sorted(set(done)) == [1, 2, 3, 4, 6, 7, 8, 9]
    assert START < (0, 1)


# By the page's clock

ANSWERS = (
    ("/start belitung-userid-auditor", "Persyaratan"),
    ("Mulai permohonan", "1/8"),
    ("Inspektorat", "2/8"),
    ("Andi Wijaya", "3/8"),
    ("198609262015051001", "4/8"),
    ("Ketua Tim", "5/8"),
    ("081234567890", "6/8"),
    ("andi@contoh.example", "7/8"),
)


@asynccontextmanager
async def simulated(folder: Path, address: str) -> AsyncIterator[None]:
    """A whole bot beside the simulator at `address`, whose clock file lies in `folder`."""
    people = personas.load()
    named = frozenset(one.id for one in people if one.kind is personas.Kind.ADMINISTRATOR)
    given = settings.read(folder, {"LOKET_TELEGRAM_API": address})
    stop, ready = asyncio.Event(), asyncio.Event()
    plan = Plan(replace(given, clock_file=folder / "clock"), handle)
    plan = replace(plan, personas=people, administrators=named)
    running = asyncio.ensure_future(run(plan, stop, ready.set))
    waiting = asyncio.ensure_future(ready.wait())
    try:
        await asyncio.wait((running, waiting), return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            await running
        yield
    finally:
        waiting.cancel()
        stop.set()
        await running


async def set_clock(town: Town, text: str) -> None:
    """Move the page's clock to a moment of Belitung, such as "2026-12-23 15.55"."""
    wanted = datetime.fromisoformat(text.replace(".", ":") + "+07:00").astimezone(UTC)
    async with town.http.get(f"{town.address}/clock") as answer:
        kept = await answer.json()
    offset = wanted.timestamp() - (kept["now"] - kept["offset_seconds"])
    await town.order("clock", offset_seconds=offset)


async def file(andi) -> str:
    for text, hears in ANSWERS:
        await andi.say(text)
        await andi.wait_for(hears)
    await andi.upload(("surat.pdf", specimen.pdf("surat")))
    await andi.wait_for("8/8")
    await andi.upload(("tugas.pdf", specimen.pdf("tugas")))
    await andi.wait_for("Mohon periksa kembali")
    await andi.press("Kirim permohonan")
    return (await andi.wait_for("Permohonan diterima")).text


async def test_a_ticket_is_carried_over_a_long_weekend_by_the_pages_clock(town, tmp_path):
    """Thursday is joint leave, Friday is Christmas: what began on Wednesday is due on Monday."""
    andi, joko, maya, kartika = map(town.person, (ANDI, JOKO, MAYA, KARTIKA))
    await set_clock(town, "2026-12-23 15.55")
    async with simulated(tmp_path, town.address):
        await file(andi)
        await joko.wait_for("Tiket baru")
        await joko.mark()
        await set_clock(town, "2026-12-26 12.00")
        await joko.say("/antrian")
        await joko.wait_for("Antrean")
        await joko.mark()
        await set_clock(town, "2026-12-28 07.34")
        near = await joko.wait_for("Batas waktu mendekat")
        assert "Senin, 28 Desember 2026 pukul 07.35 WIB" in near.text
        await maya.mark()
        await set_clock(town, "2026-12-28 07.40")
        await joko.wait_for("Batas waktu terlewati")
        await maya.wait_for("kepada Ketua LPSE")
        number = near.text.split("\n")[1].split(" ")[0]
        await joko.say(f"/teruskan {number}")
        await kartika.wait_for(number)
        await kartika.say(f"/kembalikan {number} surat tugas tidak terbaca")
        await andi.wait_for("tidak terbaca")
        await andi.mark()
        await set_clock(town, "2026-12-29 07.45")
        await andi.wait_for("Pengingat")
        said = [one.text for one in await joko.messages() if one.by_bot]
        assert sum("Batas waktu mendekat" in text for text in said) == 1
        assert sum("Batas waktu terlewati" in text for text in said) == 1
