"""Named queries about what people ask about their own data, and how each was decided."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import bindparam, insert, select, update

from storage.link import Row
from storage.moments import HOUR
from storage.personal import subject_request
from storage.tx import Tx
from storage.vault import Sealed

TERM: Final = 72 * HOUR
"""3 x 24 hours by the clock (UU 27/2022 art. 30, 32, 40, 41)."""


class RequestKind(StrEnum):
    """What may be asked (UU 27/2022 art. 30, 32, 43, 40)."""

    ACCESS = "access"
    CORRECT = "correct"
    ERASE = "erase"
    WITHDRAW = "withdraw"


class RequestState(StrEnum):
    """How a request stands."""

    OPEN = "open"
    DONE = "done"
    PARTLY = "partly"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SubjectRequest:
    """One request to one office ("": the house itself); `asked` holds what was asked for."""

    id: int
    person_id: int
    office: str
    kind: RequestKind
    state: RequestState
    ticket_id: int
    made_at: int
    due_at: int
    stage: int
    asked: Mapping[str, str]


_S = subject_request.c
_ADD = (
    insert(subject_request)
    .values(
        person_id=bindparam("who"),
        office=bindparam("of_office"),
        kind=bindparam("its_kind"),
        state=bindparam("in_state"),
        ticket_id=bindparam("of_ticket"),
        key=bindparam("wrapped"),
        made_at=bindparam("at"),
        due_at=bindparam("due"),
        stage=0,
        decided_at=bindparam("decided"),
    )
    .returning(_S.id)
)
_CONTENT = (
    update(subject_request).where(_S.id == bindparam("which")).values(content=bindparam("sealed"))
)
_BY_ID = select(subject_request).where(_S.id == bindparam("which"))
_OPEN = (
    select(subject_request)
    .where(_S.state == RequestState.OPEN.value, _S.due_at <= bindparam("until"))
    .order_by(_S.due_at, _S.id)
    .limit(200)
)
_OF_PERSON = (
    select(subject_request)
    .where(_S.person_id == bindparam("who"))
    .order_by(_S.id.desc())
    .limit(20)
)
_DECIDE = (
    update(subject_request)
    .where(_S.id == bindparam("which"), _S.state == RequestState.OPEN.value)
    .values(state=bindparam("new_state"), decided_by=bindparam("by"), decided_at=bindparam("at"))
)
_STAGE = (
    update(subject_request)
    .where(_S.id == bindparam("which"), _S.stage < bindparam("new_stage"))
    .values(stage=bindparam("new_stage"))
)
_FORGET = (
    update(subject_request).where(_S.person_id == bindparam("who")).values(key=None, content=None)
)


def add(
    tx: Tx,
    person_id: int,
    kind: RequestKind,
    at: int,
    *,
    office: str = "",
    ticket_id: int | None = None,
    asked: Mapping[str, str] | None = None,
    state: RequestState = RequestState.OPEN,
) -> SubjectRequest:
    """Record a request; its 72 hours begin now. One that is answered at once is "done"."""
    key = tx.vault.new_key()
    made: int = tx.value(
        _ADD,
        who=person_id,
        of_office=office,
        its_kind=kind.value,
        in_state=state.value,
        of_ticket=ticket_id,
        wrapped=key,
        at=at,
        due=at + TERM,
        decided=None if state is RequestState.OPEN else at,
    )
    words = json.dumps(dict(asked or {}), ensure_ascii=False).encode()
    tx.send(_CONTENT, which=made, sealed=tx.vault.seal(key, words, f"subject:{made}"))
    kept = by_id(tx, made)
    assert kept is not None
    return kept


def by_id(tx: Tx, request_id: int) -> SubjectRequest | None:
    """Return a request, None if there is none."""
    row = tx.one(_BY_ID, which=request_id)
    return None if row is None else _request(tx, row)


def open_until(tx: Tx, until: int) -> Sequence[SubjectRequest]:
    """Return the open requests that are due at or before a moment, the most urgent first."""
    return [_request(tx, row) for row in tx.all(_OPEN, until=until)]


def of_person(tx: Tx, person_id: int) -> Sequence[SubjectRequest]:
    """Return what somebody asked, the latest first."""
    return [_request(tx, row) for row in tx.all(_OF_PERSON, who=person_id)]


def decide(tx: Tx, kept: SubjectRequest, state: RequestState, by: int, at: int) -> bool:
    """End a request; False if it was decided before."""
    return tx.run(_DECIDE, which=kept.id, new_state=state.value, by=by, at=at) == 1


def mark(tx: Tx, kept: SubjectRequest, stage: int) -> bool:
    """Note that the office was told at a stage (1: nearly due, 2: overdue); once each."""
    return tx.run(_STAGE, which=kept.id, new_stage=stage) == 1


def forget(tx: Tx, person_id: int) -> None:
    """Destroy what somebody asked in his own words; that he asked stays."""
    tx.run(_FORGET, who=person_id)


def _request(tx: Tx, row: Row) -> SubjectRequest:
    try:
        opened = tx.vault.open(row.key, row.content or b"", f"subject:{row.id}")
        asked = json.loads(opened)
    except Sealed:
        asked = {}
    return SubjectRequest(
        row.id,
        row.person_id,
        row.office,
        RequestKind(row.kind),
        RequestState(row.state),
        row.ticket_id or 0,
        row.made_at,
        row.due_at,
        row.stage,
        asked,
    )
