"""The simulator's page in a real browser: a provider and the helpdesk, from hello to the visit."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Page

from tests.browser.seat import Seat
from tests.browser.town import town
from tests.browser.window import PHONE, WIDE, chromium, window

MONDAY = datetime(2026, 8, 3, 1, 30, tzinfo=UTC)
SITI, DEWI = 700000001, 700000011
NUMBER = "BJM-2026-000001-L"


@pytest.mark.xdist_group("browser")
async def test_a_provider_and_the_helpdesk_meet_on_the_page(tmp_path: Path):
    executable = chromium()
    shots = Path(os.environ.get("LOKET_SCREENSHOTS", tmp_path)).resolve()
    async with (
        town(tmp_path, MONDAY) as address,
        window(executable, tmp_path / "last.png") as (page, complaints),
    ):
        await page.goto(f"{address}/#{SITI},{DEWI}")
        siti, dewi = Seat(page, "left"), Seat(page, "right")
        await _fill_in(siti, page, shots)
        await _hand_over(siti)
        await _invite(siti, dewi, page, shots)
        await _visit(siti, dewi, page, shots)
        loads = await page.evaluate("performance.getEntriesByType('navigation').length")
    assert loads == 1
    assert complaints == []
    log = (tmp_path / "run.log").read_text("utf-8")
    assert "Traceback" not in log
    assert "Warning:" not in log


async def _fill_in(siti: Seat, page: Page, shots: Path) -> None:
    """Siti greets, finds the service in her own words, and answers with words and buttons.

    Hers is the shortest way: after 20 messages in 20 seconds the bot would have to hold back.
    """
    await siti.start()
    await siti.sees("Selamat datang")
    await siti.say("aktivasi user id")
    await siti.sees("Jangka waktu")
    await siti.press("Mulai permohonan")
    await siti.sees("Pendaftaran di web LPSE")
    await siti.press("Sudah")
    await siti.asks("Email terdaftar", "siti@contoh.example")
    await siti.asks("Nama perusahaan", "UD Rahmah Jaya")
    await siti.sees("Bentuk usaha")
    await page.set_viewport_size(PHONE)
    await page.screenshot(path=shots / "phone.png", animations="disabled")
    await page.set_viewport_size(WIDE)
    await siti.press("Perorangan/UD")
    await siti.asks("Nomor NPWP", "01.312.166.0-091.000")
    await siti.asks("Nama pimpinan", "Siti Rahmah")
    await siti.asks("Nomor telepon", "0812 3456 7890")
    await siti.sees("Yang datang ke LPSE")
    await siti.press("Pimpinan perusahaan")


async def _hand_over(siti: Seat) -> None:
    """Siti hands over PDFs and two photos through the file input, and submits."""
    for title in ("Form pendaftaran", "Formulir keikutsertaan", "KTP Direktur"):
        await siti.sees(f"/.*{title}")
        await siti.hand("pdf")
    await siti.sees("· NPWP")
    await siti.hand("png", "png")
    await siti.sees("2 foto diterima")
    await siti.press("Lanjut")
    await siti.sees("Izin usaha")
    await siti.press("NIB")
    await siti.sees("Pilihan: NIB")
    await siti.hand("pdf")
    await siti.sees("Mohon periksa kembali")
    await siti.press("Kirim permohonan")
    await siti.sees("Permohonan diterima")


async def _invite(siti: Seat, dewi: Seat, page: Page, shots: Path) -> None:
    """Dewi is told at once, checks the sheet, and invites Siti, who is told at once."""
    await dewi.sees(f"Tiket baru {NUMBER}")
    await dewi.press("Buka tiket")
    await dewi.sees("Pemohon: Siti")
    await page.screenshot(path=shots / "two-chats.png", animations="disabled")
    await dewi.press("Berkas")
    await dewi.sees("belum diperiksa")
    await dewi.press("Sesuai 1")
    await dewi.sees("1. Form pendaftaran – .*: lengkap, benar, valid")
    await dewi.look(shots / "sheet.png")
    await dewi.press("Sisanya sesuai semua")
    await dewi.sees("5. .*: lengkap, benar, valid")
    await dewi.press("Berkas siap, undang datang")
    await siti.sees("membawa dokumen asli")


async def _visit(siti: Seat, dewi: Seat, page: Page, shots: Path) -> None:
    """A day later Siti comes with the originals; the due moment counts from that day."""
    await page.get_by_role("button", name="+1 hari").click()
    await page.get_by_text("Sel, 4 Agu 2026").wait_for()
    await dewi.press("Pemohon hadir, buku tamu diisi")
    await dewi.sees("Dokumen asli dilihat")
    await siti.sees("sedang diverifikasi")
    await dewi.say(f"/berkas {NUMBER} semua")
    await dewi.sees("lengkap, benar, valid.*\n.*")
    await dewi.say(f"/teruskan {NUMBER}")
    await siti.sees("Paling lambat: Selasa, 4 Agustus 2026 pukul 10.0")
    await siti.press("Lihat status")
    await siti.sees("▶ 11")
    await siti.look(shots / "status.png")
