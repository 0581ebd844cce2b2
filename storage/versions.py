"""Named queries about the versions of service standards that drafts and tickets are pinned to."""

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.store import Tx
from storage.traffic import standard_version

_V = standard_version.c
_KEEP = (
    insert(standard_version)
    .values(
        hash=bindparam("its_hash"),
        service=bindparam("of_service"),
        content=bindparam("its_content"),
        first_seen_at=bindparam("at"),
    )
    .on_conflict_do_nothing(index_elements=[_V.hash])
)
_CONTENT = select(_V.content).where(_V.hash == bindparam("its_hash"))


def keep(tx: Tx, version: str, service: str, content: str, at: int) -> None:
    """Keep the canonical content of a version, unless it is known."""
    tx.send(_KEEP, its_hash=version, of_service=service, its_content=content, at=at)


def content(tx: Tx, version: str) -> str | None:
    """Return the canonical content of a version, None if it was never in force here."""
    found = tx.value(_CONTENT, its_hash=version)
    return None if found is None else str(found)
