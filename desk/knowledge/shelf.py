"""The search as it is now in this process: made anew, whole, when an answer or the day changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from desk.knowledge.corpus import entries
from faq.entry import Context, Entry, Result
from standards.catalogue import Catalogue

if TYPE_CHECKING:
    from faq.search import Search


@dataclass(frozen=True, slots=True)
class Edition:
    """Which answers are in force: the number that moves with each change of them, and the day."""

    version: int
    day: date


@dataclass(frozen=True, slots=True)
class _Held:
    edition: Edition
    search: "Search"


class Shelf:
    """One process's search; safe to use from any thread.

    `holds` is asked beside the question in the database; where it says no, `take` brings the
    published answers. The search is replaced by one assignment: who asks meanwhile gets the old.
    """

    def __init__(self) -> None:
        self._built_in: dict[str, Entry] = {}
        self._held: _Held | None = None
        self._building = Lock()

    def holds(self, edition: Edition) -> bool:
        """Whether the search is made of these answers."""
        return self._held is not None and self._held.edition == edition

    def take(self, catalogue: Catalogue, edition: Edition, edited: Iterable[Entry]) -> None:
        """Make the search anew (tens of milliseconds), unless another thread just did."""
        from faq.search import Search  # noqa: PLC0415 - numpy costs 0.1 s, at the first question

        with self._building:
            if self.holds(edition):
                return
            search = Search(entries(catalogue, edition.day, edited))
            self._held = _Held(edition, search)
            self.built_in(catalogue, "")

    def ask(self, text: str, context: Context) -> Result:
        """Answer a question (about a millisecond); LookupError before the first `take`."""
        if self._held is None:
            raise LookupError("the shelf is empty")
        return self._held.search.ask(text, context)

    def built_in(self, catalogue: Catalogue, entry_id: str) -> Entry | None:
        """Return an answer of the standards or the written set, None if there is none."""
        if not self._built_in:
            self._built_in = {entry.id: entry for entry in entries(catalogue)}
        return self._built_in.get(entry_id)
