"""A due time is carried over a long weekend while the page's buttons move the clock."""

import os
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Page

from simulator import specimen
from simulator.person import Person
from tests.browser.seat import Seat
from tests.browser.town import PATIENCE, town
from tests.browser.window import chromium, window

WEDNESDAY = datetime(2026, 12, 23, 8, 0, tzinfo=UTC)
"""15.00 in Belitung, an hour before the office closes for five days."""
ANDI, JOKO, KARTIKA, LUKMAN = 700000003, 700000021, 700000022, 700000023
DUE = r"Paling lambat: Senin, 28 Desember 2026 pukul 08\.5\d WIB"
ANSWERS = (
    ("Nama", "Andi Wijaya"),
    ("NIP/NRP", "19860926 201505 1 001"),
    ("Jabatan Tim", "Ketua Tim"),
    ("No HP", "0812-3456-7890"),
    ("Email", "andi@contoh.example"),
)


@pytest.mark.xdist_group("browser")
async def test_a_due_time_reaches_over_christmas_to_monday(tmp_path: Path):
    executable = chromium()
    shots = Path(os.environ.get("LOKET_SCREENSHOTS", tmp_path)).resolve()
    async with town(tmp_path, WEDNESDAY) as address:
        async with aiohttp.ClientSession() as http:
            await _file(Person(http, address, ANDI))
            await _complete(Person(http, address, JOKO), Person(http, address, KARTIKA))
        async with window(executable, tmp_path / "last.png") as (page, complaints):
            await page.goto(f"{address}/#{ANDI},{LUKMAN}")
            andi, lukman = Seat(page, "left"), Seat(page, "right")
            await andi.sees(DUE)
            await _let_days_pass(page, lukman)
            await _explain(andi, page, shots)
    assert complaints == []
    assert "Traceback" not in (tmp_path / "run.log").read_text("utf-8")


async def _file(andi: Person) -> None:
    """Andi asks for a User ID of an auditor, with two specimen documents."""
    await andi.say("user id auditor")
    await andi.wait_for("Persyaratan", PATIENCE)
    await andi.press("Mulai permohonan")
    await andi.wait_for("Instansi")
    await andi.press("BPKP")
    for question, answer in ANSWERS:
        await andi.wait_for(question)
        await andi.say(answer)
    for title in ("Surat Permohonan", "Surat Tugas Pemeriksaan"):
        await andi.wait_for(rf"/8 · {title}")
        await andi.upload((f"{title}.pdf", specimen.pdf(title)))
    await andi.wait_for("Mohon periksa kembali")
    await andi.press("Kirim permohonan")
    await andi.wait_for("Permohonan diterima")


async def _complete(joko: Person, kartika: Person) -> None:
    """Joko passes the dossier on, and Kartika declares it complete: from here the time counts."""
    await joko.wait_for("Tiket baru")
    await joko.press("Buka tiket")
    await joko.wait_for("Penerimaan surat permohonan")
    await joko.press("Teruskan ke Verifikator")
    await kartika.wait_for("Verifikasi kelengkapan berkas")
    await kartika.press("Buka tiket")
    await kartika.wait_for("Andi Wijaya")
    await kartika.press("Berkas")
    await kartika.wait_for("belum diperiksa")
    await kartika.press("Sisanya sesuai semua")
    await kartika.wait_for("lengkap, benar, valid")
    await kartika.press("Lengkap, teruskan ke Kepala Biro")
    await kartika.wait_for("diteruskan kepada")


async def _let_days_pass(page: Page, lukman: Seat) -> None:
    """Lukman lets his half hour of Wednesday pass, and is warned on Monday of the service's end.

    On the four closed days between he hears nothing.
    """
    await lukman.sees("Disposisi Kepala Biro")
    for minute in ("15.1", "15.2"):
        await _later(page, "+10 menit", minute)
    await lukman.sees(r"Batas waktu mendekat[\s\S]*23 Desember 2026 pukul 15\.3")
    for minute in ("15.3", "15.4"):
        await _later(page, "+10 menit", minute)
    await lukman.sees("Batas waktu terlewati")
    for day in ("Kam, 24 Des", "Jum, 25 Des", "Sab, 26 Des", "Min, 27 Des"):
        await _later(page, "+1 hari", day)
    await _later(page, "Ke hari kerja 08.00 WIB", "Sen, 28 Des")
    for minute in ("08.1", "08.2", "08.3"):
        await _later(page, "+10 menit", minute)
    await lukman.sees(r"Batas waktu mendekat[\s\S]*28 Desember 2026 pukul 08\.5")
    days = await lukman.pane.locator(".day").all_inner_texts()
    assert days == ["Rabu, 23 Desember 2026", "Senin, 28 Desember 2026"]


async def _later(page: Page, button: str, reading: str) -> None:
    """Press a button of the clock, and wait until the clock reads so."""
    clock = page.locator("#clock")
    await clock.get_by_role("button", name=button).click()
    await clock.locator(".clock-face", has_text=reading).wait_for()


async def _explain(andi: Seat, page: Page, shots: Path) -> None:
    """Andi asks where his ticket is and has the time explained, with the holidays by name."""
    await andi.press("Lihat status")
    await andi.sees("sudah berjalan")
    await andi.press("Jelaskan waktu")
    explained = await (await andi.sees("Penjelasan waktu")).inner_text()
    assert "Kamis, 24 Desember 2026: libur – Cuti Bersama Hari Raya Natal" in explained
    assert "Jumat, 25 Desember 2026: libur – Hari Raya Natal" in explained
    assert "Jumlah yang dihitung: 140 menit dari 140 menit kerja" in explained
    await page.screenshot(path=shots / "weekend.png", animations="disabled")
