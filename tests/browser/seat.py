"""A person at one side of the simulator's page: types, presses, hands over files, and looks."""

import re
from pathlib import Path

from playwright.async_api import FilePayload, Locator, Page

from simulator import specimen

PATIENCE = 20_000
"""Milliseconds until an answer or a push must be on the page: the bot may still be starting."""


class Seat:
    """The left or the right chat of the page."""

    def __init__(self, page: Page, side: str) -> None:
        self.pane = page.locator(f"#pane-{side}")
        self._handed = 0

    async def say(self, text: str) -> None:
        """Type a text and send it with Enter."""
        field = self.pane.get_by_role("textbox", name="Pesan")
        await field.fill(text)
        await field.press("Enter")

    async def start(self) -> None:
        """Press the button that an empty chat shows."""
        await self.pane.locator(".welcome").get_by_role("button").click()

    async def press(self, label: str) -> None:
        """Press the newest button under a message with exactly these words."""
        await self.pane.locator(".key").filter(has_text=re.compile(f"^{label}$")).last.click()

    async def hand(self, *kinds: str) -> None:
        """Choose files ("pdf" or "png") with the page's file input, and send them."""
        await self.pane.locator("input[type=file]").set_input_files([self._file(k) for k in kinds])
        await self.pane.get_by_role("button", name="Kirim", exact=True).click()

    async def sees(self, words: str) -> Locator:
        """Wait for a message of the bot like the regular expression; returns the newest."""
        said = self.pane.locator(".message.theirs").filter(has_text=re.compile(words)).last
        await said.wait_for(timeout=PATIENCE)
        return said

    async def asks(self, question: str, answer: str) -> None:
        """Wait for a question and type the answer."""
        await self.sees(question)
        await self.say(answer)

    async def look(self, file: Path) -> None:
        """Keep a picture of this chat."""
        await self.pane.screenshot(path=file, animations="disabled")

    def _file(self, kind: str) -> FilePayload:
        self._handed += 1
        name = f"contoh-{self._handed}.{kind}"
        if kind == "pdf":
            content, media_type = specimen.pdf(f"dokumen {self._handed}"), "application/pdf"
        else:
            content, media_type = specimen.png(180 + self._handed), "image/png"
        return {"name": name, "mimeType": media_type, "buffer": content}
