"""Removes files of the document store that no row refers to: an upload that never got its row."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

from sqlalchemy import select

from storage.store import Store
from storage.tables import document
from storage.tx import Tx

_AT_ONCE: Final = 500


def sweep_orphans(store: Store, clock: datetime) -> int:
    """Remove files older than a day that no row names; returns how many.

    `clock` is the machine's own time, never a moved one, for the files' times are the machine's.
    Blocking: for a thread of its own, and not while a backup copies the files.
    """
    removed = 0
    old = store.documents.old_files(clock)
    for first in range(0, len(old), _AT_ONCE):
        files = old[first : first + _AT_ONCE]
        named = store.read_now(partial(_named, files=files))
        for file in files:
            if file not in named:
                store.documents.remove(file)
                removed += 1
    return removed


def _named(tx: Tx, files: Sequence[str]) -> frozenset[str]:
    statement = select(document.c.file).where(document.c.file.in_(files))
    return frozenset(tx.connection.execute(statement).scalars())
