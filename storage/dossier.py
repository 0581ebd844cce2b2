"""Named queries about a dossier: the files of its documents, and the sheet of what was found."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, func, insert, select, update

from flows.heard import Paper
from storage.own_keys import open_own, seal_own
from storage.store import Row, Tx
from storage.tables import document, sheet


@dataclass(frozen=True, slots=True)
class Part:
    """One stored file of a document; `file` and `key` open it in the document store.

    `sealed_as` is the id it was sealed under: its own, or that of the document it is a copy of.
    """

    id: str
    item: str
    media_type: str
    name: str
    pages: int
    size: int
    flag: str
    file: str
    key: bytes
    fingerprint: str
    album: str
    sealed_as: str


WAIVED = "waived"
"""The reason of a mark that settles a document by discretion."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What an officer found about one document; `reason` is a code, "" when all is well.

    A document waived by discretion is settled: good, with the reason `WAIVED`.
    """

    item: str
    complete: bool
    correct: bool
    valid: bool
    reason: str

    @property
    def good(self) -> bool:
        """Whether nothing is wrong with it."""
        return self.complete and self.correct and self.valid


_D = document.c
_ADD = insert(document).values(
    id=bindparam("document_id"),
    person_id=bindparam("who"),
    draft_id=bindparam("of_draft"),
    ticket_id=bindparam("of_ticket"),
    item=bindparam("for_item"),
    position=bindparam("nth"),
    media_type=bindparam("media"),
    size=bindparam("bytes_"),
    pages=bindparam("page_count"),
    fingerprint=bindparam("print_"),
    file=bindparam("its_file"),
    key=bindparam("wrapped"),
    name=bindparam("sealed_name"),
    album=bindparam("its_album"),
    flag=bindparam("its_flag"),
    sealed_as=bindparam("sealed_under"),
    created_at=bindparam("at"),
)
_ATTACH = (
    update(document)
    .where(_D.id == bindparam("document_id"))
    .values(
        ticket_id=bindparam("of_ticket"), item=bindparam("for_item"), position=bindparam("nth")
    )
)
_REMOVE = (
    update(document)
    .where(
        _D.ticket_id == bindparam("of_ticket"),
        _D.item == bindparam("for_item"),
        _D.removed_at.is_(None),
    )
    .values(removed_at=bindparam("at"))
)
_COLUMNS = (
    *(_D.id, _D.item, _D.media_type, _D.name, _D.pages, _D.size, _D.flag, _D.file, _D.key),
    *(_D.fingerprint, _D.album, func.coalesce(_D.sealed_as, _D.id).label("sealed_as")),
)
_OF_TICKET = (
    select(*_COLUMNS)
    .where(_D.ticket_id == bindparam("of_ticket"), _D.removed_at.is_(None))
    .order_by(_D.item, _D.position)
)
_BY_ID = select(*_COLUMNS).where(_D.id == bindparam("document_id"))
_TODAY = select(func.count(), func.coalesce(func.sum(_D.size), 0)).where(
    _D.person_id == bindparam("who"), _D.created_at >= bindparam("since")
)
_MARKS = select(
    sheet.c.item, sheet.c.complete, sheet.c.correct, sheet.c.valid, sheet.c.reason
).where(sheet.c.ticket_id == bindparam("of_ticket"))
_UNMARK = delete(sheet).where(
    sheet.c.ticket_id == bindparam("of_ticket"), sheet.c.item == bindparam("for_item")
)
_MARK = insert(sheet).values(
    ticket_id=bindparam("of_ticket"),
    item=bindparam("for_item"),
    complete=bindparam("is_complete"),
    correct=bindparam("is_correct"),
    valid=bindparam("is_valid"),
    reason=bindparam("why"),
    by_person=bindparam("by"),
    at=bindparam("at"),
)


def add(
    tx: Tx,
    paper: Paper,
    file: str,
    key: bytes,
    *,
    person_id: int,
    draft_id: int | None,
    ticket_id: int | None,
    item: str,
    at: int,
    sealed_as: str | None = None,
) -> None:
    """Keep the row of a stored file; the file was written before.

    `sealed_as` is the document whose file a copy shares.
    """
    tx.send(
        _ADD,
        document_id=paper.id,
        who=person_id,
        of_draft=draft_id,
        of_ticket=ticket_id,
        for_item=item,
        nth=0,
        media=paper.media_type,
        bytes_=paper.size,
        page_count=paper.pages,
        print_=paper.fingerprint,
        its_file=file,
        wrapped=key,
        sealed_name=seal_own(tx, key, paper.name, f"document:{paper.id}"),
        its_album=paper.album,
        its_flag=paper.flag,
        sealed_under=sealed_as,
        at=at,
    )


def attach(tx: Tx, document_id: str, ticket_id: int, item: str, position: int) -> None:
    """Bind a file to its ticket and document when the intake is submitted."""
    tx.send(_ATTACH, document_id=document_id, of_ticket=ticket_id, for_item=item, nth=position)


def set_aside(tx: Tx, ticket_id: int, item: str, at: int) -> None:
    """Take the files of a document out of the dossier, because new ones replace them."""
    tx.send(_REMOVE, of_ticket=ticket_id, for_item=item, at=at)


def of_ticket(tx: Tx, ticket_id: int) -> Sequence[Part]:
    """Return the files of a ticket, document by document."""
    return [_part(tx, row) for row in tx.all(_OF_TICKET, of_ticket=ticket_id)]


def by_id(tx: Tx, document_id: str) -> Part | None:
    """Return one stored file, None if there is none."""
    row = tx.one(_BY_ID, document_id=document_id)
    return None if row is None else _part(tx, row)


def _part(tx: Tx, row: Row) -> Part:
    name = open_own(tx, row.key, row.name, f"document:{row.id}")
    return Part(
        *(row.id, row.item, row.media_type, name, row.pages, row.size, row.flag, row.file),
        *(row.key, row.fingerprint, row.album, row.sealed_as),
    )


def taken_since(tx: Tx, person_id: int, since: int) -> tuple[int, int]:
    """Return how many files and bytes a person has sent since a moment."""
    row = tx.one(_TODAY, who=person_id, since=since)
    assert row is not None
    return int(row[0]), int(row[1])


def marks(tx: Tx, ticket_id: int) -> dict[str, Mark]:
    """Return the sheet of a ticket by item."""
    return {
        row.item: Mark(
            row.item, bool(row.complete), bool(row.correct), bool(row.valid), row.reason or ""
        )
        for row in tx.all(_MARKS, of_ticket=ticket_id)
    }


def mark(tx: Tx, ticket_id: int, found: Mark, by: int, at: int) -> None:
    """Write one line of the sheet anew."""
    unmark(tx, ticket_id, found.item)
    tx.send(
        _MARK,
        of_ticket=ticket_id,
        for_item=found.item,
        is_complete=found.complete,
        is_correct=found.correct,
        is_valid=found.valid,
        why=found.reason,
        by=by,
        at=at,
    )


def unmark(tx: Tx, ticket_id: int, item: str) -> None:
    """Forget a line of the sheet, because its document is new."""
    tx.send(_UNMARK, of_ticket=ticket_id, for_item=item)
