"""Words an officer typed before his last word on them: kept sealed until he gives it.

No button and no conversation can carry them: they may be personal.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from desk.cards import reading_role
from desk.tickets import open_note, write_journal
from desk.visit import Visit
from storage import journal
from storage.journal import Entry
from storage.tickets import Ticket


@dataclass(frozen=True, slots=True)
class Kept:
    """The words, and the journal entry that keeps them."""

    words: str
    entry: Entry


def keep(visit: Visit, ticket: Ticket, kind: str, words: str, data: Mapping[str, object]) -> int:
    """Keep words about a ticket sealed in its journal; returns the entry's id."""
    return write_journal(visit, ticket, kind, reading_role(visit, ticket), data, note=words)


def kept(visit: Visit, ticket: Ticket, kind: str, entry_id: str) -> Kept | None:
    """Return what this very officer kept about this ticket, None if the entry is another's."""
    for entry in journal.history(visit.desk.tx, ticket.id):
        mine = entry.kind == kind and entry.actor_id == visit.person.id
        if mine and str(entry.id) == entry_id and entry.sealed:
            return Kept(open_note(visit.desk, ticket, entry.sealed), entry)
    return None
