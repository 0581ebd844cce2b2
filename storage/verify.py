"""Looks over what must always hold: the journal's chains, and a file for every document row."""

from functools import partial
from typing import Final

from sqlalchemy import func, select

from storage import journal
from storage.store import Store
from storage.tables import document
from storage.tables import journal as rows
from storage.tx import Tx
from storage.vault import Sealed

_OFFICES: Final = select(rows.c.office).distinct().order_by(rows.c.office)
_DOCUMENTS: Final = (
    select(
        func.coalesce(document.c.sealed_as, document.c.id).label("id"),
        document.c.file,
        document.c.key,
    )
    .where(document.c.removed_at.is_(None), document.c.key.is_not(None))
    .order_by(document.c.id)
)


def verify(store: Store) -> list[str]:
    """Return what does not hold, in words; empty when all does. Blocking: reads every file."""
    faults = []
    for office in store.read_now(_offices):
        broken = store.read_now(partial(journal.verify, office=office))
        if broken is not None:
            faults.append(f"journal of {office}: entry {broken} is missing or altered")
    for document_id, file, key in store.read_now(_documents):
        try:
            store.documents.read(document_id, file, key)
        except FileNotFoundError:
            faults.append(f"document {document_id}: its file {file} is missing")
        except Sealed:
            faults.append(f"document {document_id}: its file {file} is altered")
    return faults


def _offices(tx: Tx) -> list[str]:
    return [row.office for row in tx.all(_OFFICES)]


def _documents(tx: Tx) -> list[tuple[str, str, bytes]]:
    return [(row.id, row.file, row.key) for row in tx.all(_DOCUMENTS)]
