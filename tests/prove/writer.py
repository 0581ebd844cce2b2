"""A process that keeps things and says so: run under strace, to have its power cut on paper."""

import os
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from flows.sending import Method, Sending
from storage import inbox, journal, outbox
from storage.documents import Kept
from storage.store import Store, Tx, open_store
from storage.vault import Secret

NOW = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)
CHECKPOINT = 7
"""Commits between two checkpoints: the moments at which the main file is written."""
ROW = (
    "INSERT INTO document (id, person_id, item, position, media_type, size, pages, fingerprint,"
    " file, key, created_at) VALUES (?, 1, 'letter', 0, 'application/pdf', 1, 1, 'f', ?, ?, 0)"
)


def opened(folder: Path) -> Store:
    """Open the store that lies in a folder."""
    address = f"sqlite:///{folder}/loket.sqlite"
    return open_store(address, Secret.parse("ab" * 32), str(folder / "documents"))


def keep(store: Store, nth: int) -> None:
    """Keep a file, then all rows of one update in one transaction, as the bot does."""
    kept = store.documents.keep(f"d{nth}", bytes([nth % 251]) * 3_000)
    store.write_now(lambda tx: _rows(tx, nth, kept))


def _rows(tx: Tx, nth: int, kept: Kept) -> None:
    inbox.receive(tx, [(nth, 1, b"{}" * 400)], NOW)
    tx.connection.connection.driver_connection.execute(ROW, (f"d{nth}", kept.file, kept.key))
    entry = journal.write(tx, "belitung", "ticket_noted", NOW, data={"nth": nth})
    push = Sending(1, Method.MESSAGE, "x" * 200)
    outbox.put(tx, push, f"push:{nth}", NOW, language="id", journal_id=entry)
    inbox.done(tx, nth, None, NOW)


def main(folder: Path, many: int) -> None:
    """Keep `many` things; after each commit, and only then, say so."""
    store = opened(folder)
    os.write(1, b"ack 0\n")
    with closing(sqlite3.connect(folder / "loket.sqlite")) as beside:
        for nth in range(1, many + 1):
            keep(store, nth)
            os.write(1, f"ack {nth}\n".encode())
            if nth % CHECKPOINT == 0:
                beside.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
