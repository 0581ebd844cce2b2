"""A page in headless Chromium for the tests of the simulator's page."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright

from tests.browser.seat import PATIENCE

WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


def chromium() -> str:
    """Return where Chromium lies; a test that asks for it is skipped where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no Chromium on this machine")
    return found


@asynccontextmanager
async def window(executable: str, last: Path) -> AsyncIterator[tuple[Page, list[str]]]:
    """Open a page in headless Chromium; the list fills with what its console complains of.

    The page as it was at the end, or when something did not come true, is kept in the file `last`.
    """
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = await browser.new_page(viewport=WIDE, locale="id-ID", reduced_motion="reduce")
        page.set_default_timeout(PATIENCE)
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda it: it.type == "error" and complaints.append(it.text))
        try:
            yield page, complaints
        finally:
            await page.screenshot(path=last)
            await browser.close()
