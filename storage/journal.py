"""The journal: insert-only, one chain of keyed hashes per office."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, insert, or_, select

from flows.duties import Approval
from storage.counters import next_value
from storage.link import Row
from storage.moments import from_ms, to_ms
from storage.tables import journal
from storage.traffic import counter
from storage.tx import Tx
from storage.vault import Vault

_PAGE: Final = 1_000


APPROVALS: Final = ("ticket_forwarded", "ticket_disposed", "ticket_finished", "ticket_answered")
"""The entries by which a file went on, or its work ended, with somebody's approval."""
TAKEN_UP: Final = ("close_disputed", "ticket_reopened")
"""The entries by which an applicant has the work begin anew."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened: `kind` is a past event, `data` holds codes and numbers, never personal data.

    `sealed` is free text under the ticket's key; `version` is that of the ticket after it.
    """

    id: int
    office: str
    seq: int
    at: datetime
    ticket_id: int | None
    version: int | None
    kind: str
    actor_id: int | None
    role: str
    data: Mapping[str, Any]
    sealed: bytes | None


_J = journal.c
_HASH = select(_J.hash).where(_J.office == bindparam("of_office"), _J.seq == bindparam("nth"))
_WRITE = (
    insert(journal)
    .values(
        office=bindparam("of_office"),
        seq=bindparam("nth"),
        prev=bindparam("its_prev"),
        hash=bindparam("its_hash"),
        at=bindparam("when"),
        ticket_id=bindparam("of_ticket"),
        version=bindparam("its_version"),
        kind=bindparam("its_kind"),
        actor_id=bindparam("actor"),
        role=bindparam("as_role"),
        data=bindparam("its_data"),
        sealed=bindparam("its_sealed"),
    )
    .returning(_J.id)
)
_HISTORY = select(journal).where(_J.ticket_id == bindparam("of_ticket")).order_by(_J.id)
_LAST_MOVE = (
    select(journal)
    .where(_J.ticket_id == bindparam("of_ticket"), _J.version.is_not(None))
    .order_by(_J.version.desc())
    .limit(1)
)
_LAST_OF = (
    select(journal)
    .where(
        _J.ticket_id == bindparam("of_ticket"),
        or_(_J.kind == bindparam("one_kind"), _J.kind == bindparam("other_kind")),
    )
    .order_by(_J.id.desc())
    .limit(1)
)
_LAST_APPROVAL = (
    select(_J.kind, _J.actor_id, _J.role)
    .where(
        _J.ticket_id == bindparam("of_ticket"),
        or_(*(_J.kind == one for one in (*APPROVALS, *TAKEN_UP))),
    )
    .order_by(_J.id.desc())
    .limit(1)
)
_PART = (
    select(journal)
    .where(_J.office == bindparam("of_office"), _J.seq > bindparam("after"))
    .order_by(_J.seq)
    .limit(_PAGE)
)
_LAST = select(counter.c.value).where(counter.c.name == bindparam("which"))


def write(
    tx: Tx,
    office: str,
    kind: str,
    at: datetime,
    *,
    ticket_id: int | None = None,
    version: int | None = None,
    actor_id: int | None = None,
    role: str = "",
    data: Mapping[str, object] | None = None,
    sealed: bytes | None = None,
) -> int:
    """Add an entry at the end of the office's chain and return its id.

    Fails when an entry of the same ticket and version stands already.
    """
    seq = next_value(tx, _series(office))
    prev: bytes = b"" if seq == 1 else tx.value(_HASH, of_office=office, nth=seq - 1)
    text = _canonical(data or {})
    when = to_ms(at)
    body = _body(office, seq, when, ticket_id, version, kind, actor_id, role, text, sealed)
    made: int = tx.value(
        _WRITE,
        of_office=office,
        nth=seq,
        its_prev=prev,
        its_hash=tx.vault.journal_mac(prev + body),
        when=when,
        of_ticket=ticket_id,
        its_version=version,
        its_kind=kind,
        actor=actor_id,
        as_role=role,
        its_data=text,
        its_sealed=sealed,
    )
    return made


def history(tx: Tx, ticket_id: int) -> list[Entry]:
    """Return everything that happened to a ticket, in order."""
    return [_entry(row) for row in tx.all(_HISTORY, of_ticket=ticket_id)]


def last_move(tx: Tx, ticket_id: int) -> Entry | None:
    """Return the entry that made a ticket's present version."""
    row = tx.one(_LAST_MOVE, of_ticket=ticket_id)
    return None if row is None else _entry(row)


def last_of(tx: Tx, ticket_id: int, kinds: tuple[str, str]) -> Entry | None:
    """Return the latest entry about a ticket that is of one of two kinds."""
    row = tx.one(_LAST_OF, of_ticket=ticket_id, one_kind=kinds[0], other_kind=kinds[1])
    return None if row is None else _entry(row)


def last_approval(tx: Tx, ticket_id: int) -> Approval | None:
    """Return who approved a ticket last; None when nobody did since its work began (anew)."""
    row = tx.one(_LAST_APPROVAL, of_ticket=ticket_id)
    if row is None or row.kind in TAKEN_UP or row.actor_id is None:
        return None
    return Approval(row.actor_id, row.role)


def verify(tx: Tx, office: str) -> int | None:
    """Recompute an office's chain; returns the first number that is missing or altered.

    A cut tail shows against the running number; a whole rebuilt chain only against an anchor
    kept elsewhere.
    """
    seq, prev = 0, b""
    while rows := tx.all(_PART, of_office=office, after=seq):
        for row in rows:
            seq += 1
            if row.seq != seq or not _holds(tx.vault, row, prev):
                return seq
            prev = row.hash
    last: int | None = tx.value(_LAST, which=_series(office))
    return seq + 1 if seq != (last or 0) else None


def _holds(vault: Vault, row: Row, prev: bytes) -> bool:
    body = _body(
        row.office,
        row.seq,
        row.at,
        row.ticket_id,
        row.version,
        row.kind,
        row.actor_id,
        row.role,
        row.data,
        row.sealed,
    )
    return row.prev == prev and vault.journal_proves(prev + body, row.hash)


def _series(office: str) -> str:
    return f"journal:{office}"


def _canonical(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _body(*columns: str | int | bytes | None) -> bytes:
    """Return the row as one unmistakable text; a sealed value counts by its hash."""
    plain = [hashlib.sha256(c).hexdigest() if isinstance(c, bytes) else c for c in columns]
    return _canonical(plain).encode()


def _entry(row: Row) -> Entry:
    return Entry(
        row.id,
        row.office,
        row.seq,
        from_ms(row.at),
        row.ticket_id,
        row.version,
        row.kind,
        row.actor_id,
        row.role,
        json.loads(row.data),
        row.sealed,
    )
