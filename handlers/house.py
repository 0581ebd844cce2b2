"""What the bot lends to a handler: one transaction, and the way in for a file."""

from collections.abc import Sequence
from typing import Protocol

from desk.desk import Order, Taken
from desk.questions.found import Looked
from flows.sending import Sending


class House(Protocol):
    """One update's access to the desk and to files."""

    async def step(self, order: Order) -> Sequence[Sending]:
        """Run `order` in the update's one transaction; return what to say after the commit."""

    async def look_up(self, text: str, replied: str) -> Looked | None:
        """Look up what was typed before the transaction, beside the writer; None: nothing to."""

    async def take_file(self, file_id: str, size: int, name: str, album: str) -> Taken | str:
        """Fetch, inspect, encrypt and store one file, before any transaction.

        `size` is the size Telegram declares, in bytes (0: unknown). Returns the stored paper, or
        the code of the refusal (`papers.inspect.RefusalReason`).
        """
