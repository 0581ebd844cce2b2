"""Named queries about the document wallet: a person's checked documents, and consents to reuse."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import and_, bindparam, func, insert, or_, select
from sqlalchemy.dialects.postgresql import insert as upsert

from storage.personal import wallet_item, wallet_use
from storage.store import Tx
from storage.tables import document, sheet

UNDATED: Final = "-"
"""As a validity date: the paper carries none."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that an officer found good; `valid_until` is an ISO day, `UNDATED`, or ""."""

    ticket_id: int
    item: str
    checked_at: int
    valid_until: str


_D, _W = document.c, wallet_item.c
_GOOD = (
    select(
        _D.ticket_id,
        _D.item,
        func.max(sheet.c.at).label("checked_at"),
        func.coalesce(func.max(_W.valid_until), "").label("valid_until"),
    )
    .join(sheet, and_(sheet.c.ticket_id == _D.ticket_id, sheet.c.item == _D.item))
    .join(
        wallet_item,
        and_(_W.ticket_id == _D.ticket_id, _W.item == _D.item),
        isouter=True,
    )
    .where(
        _D.person_id == bindparam("who"),
        _D.removed_at.is_(None),
        _D.key.is_not(None),
        sheet.c.complete,
        sheet.c.correct,
        or_(sheet.c.valid, sheet.c.valid.is_(None)),
        func.coalesce(sheet.c.reason, "") == "",
        _W.dropped_at.is_(None),
    )
    .group_by(_D.ticket_id, _D.item)
    .order_by(func.max(sheet.c.at).desc(), _D.ticket_id.desc())
)
_INSERT = upsert(wallet_item).values(
    person_id=bindparam("who"),
    ticket_id=bindparam("of_ticket"),
    item=bindparam("of_item"),
    valid_until=bindparam("until"),
    noted_at=bindparam("at"),
    dropped_at=bindparam("dropped"),
)
_NOTE = _INSERT.on_conflict_do_update(
    index_elements=[_W.ticket_id, _W.item],
    set_={
        "valid_until": _INSERT.excluded.valid_until,
        "noted_at": _INSERT.excluded.noted_at,
        "dropped_at": _INSERT.excluded.dropped_at,
    },
)
_USE = insert(wallet_use).values(
    person_id=bindparam("who"),
    ticket_id=bindparam("of_ticket"),
    item=bindparam("of_item"),
    draft_id=bindparam("for_draft"),
    consented_at=bindparam("at"),
)


def of_person(tx: Tx, person_id: int) -> Sequence[Kept]:
    """Return a person's documents that were found good, the latest checked first."""
    return [
        Kept(row.ticket_id, row.item, row.checked_at, row.valid_until)
        for row in tx.all(_GOOD, who=person_id)
    ]


def note_date(tx: Tx, person_id: int, kept: Kept, until: str, at: int) -> None:
    """Note until when a document holds; it is asked for once."""
    _note(tx, person_id, kept, until, at, None)


def drop(tx: Tx, person_id: int, kept: Kept, at: int) -> None:
    """Never offer a document again; the ticket's own dossier is another matter."""
    _note(tx, person_id, kept, kept.valid_until, at, at)


def _note(tx: Tx, person_id: int, kept: Kept, until: str, at: int, dropped: int | None) -> None:
    tx.run(
        _NOTE,
        who=person_id,
        of_ticket=kept.ticket_id,
        of_item=kept.item,
        until=until,
        at=at,
        dropped=dropped,
    )


def record_use(tx: Tx, person_id: int, kept: Kept, draft_id: int, at: int) -> None:
    """Keep the proof of a consent (UU 27/2022 art. 24): who, which document, for which draft."""
    tx.run(
        _USE,
        who=person_id,
        of_ticket=kept.ticket_id,
        of_item=kept.item,
        for_draft=draft_id,
        at=at,
    )
