"""Named queries about drafts: an applicant's open intakes, kept after every message."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields

from sqlalchemy import bindparam, insert, select, update

from flows.heard import Paper
from flows.intake import Intake
from storage.shredding import shred_draft
from storage.store import Row, Tx
from storage.tables import draft


@dataclass(frozen=True, slots=True)
class Draft:
    """An open intake of one person, pinned to a version of its standard.

    `turn` grows with every answer; `ticket_id` is set when the draft completes a returned ticket;
    `key` is the wrapped key of its content, which the ticket takes over.
    """

    id: int
    person_id: int
    service: str
    standard_version: str
    turn: int
    state: str
    ticket_id: int | None
    key: bytes
    intake: Intake


@dataclass(frozen=True, slots=True)
class Glance:
    """What of an open draft is not sealed: its service, and the question that is open."""

    service: str
    asked: str


_ADD = (
    insert(draft)
    .values(
        person_id=bindparam("who"),
        service=bindparam("of_service"),
        standard_version=bindparam("of_version"),
        ticket_id=bindparam("of_ticket"),
        asked="",
        turn=0,
        state="open",
        key=bindparam("wrapped"),
        content=b"",
        created_at=bindparam("at"),
        updated_at=bindparam("at"),
    )
    .returning(draft.c.id)
)
_COLUMNS = (
    draft.c.id,
    draft.c.person_id,
    draft.c.service,
    draft.c.standard_version,
    draft.c.turn,
    draft.c.state,
    draft.c.ticket_id,
    draft.c.key,
    draft.c.content,
)
_BY_ID = select(*_COLUMNS).where(draft.c.id == bindparam("draft_id"))
_GLANCE = select(draft.c.service, draft.c.asked).where(
    draft.c.id == bindparam("draft_id"), draft.c.state == "open"
)
_OPEN = (
    select(*_COLUMNS)
    .where(draft.c.person_id == bindparam("who"), draft.c.state == "open")
    .order_by(draft.c.updated_at.desc(), draft.c.id.desc())
)
_SAVE = (
    update(draft)
    .where(
        draft.c.id == bindparam("draft_id"),
        draft.c.turn == bindparam("old_turn"),
        draft.c.state == "open",
    )
    .values(
        asked=bindparam("now_asked"),
        turn=bindparam("new_turn"),
        content=bindparam("sealed"),
        updated_at=bindparam("at"),
    )
)
_RENEW = (
    update(draft)
    .where(draft.c.id == bindparam("draft_id"), draft.c.state == "open")
    .values(standard_version=bindparam("new_version"))
)
_ON_OLDER = (
    select(*_COLUMNS)
    .where(
        draft.c.service == bindparam("of_service"),
        draft.c.standard_version != bindparam("current"),
        draft.c.state == "open",
        draft.c.ticket_id.is_(None),
    )
    .order_by(draft.c.id)
)
_CLOSE = (
    update(draft)
    .where(draft.c.id == bindparam("draft_id"), draft.c.state == "open")
    .values(state=bindparam("new_state"), content=b"", updated_at=bindparam("at"))
)


_PAPER = tuple(one.name for one in fields(Paper))


def pack(intake: Intake) -> bytes:
    """Return an intake as compact JSON."""
    return json.dumps(
        {
            "asked": intake.asked,
            "answers": dict(intake.answers),
            "papers": {
                item: [_plain(paper) for paper in kept] for item, kept in intake.papers.items()
            },
            "warnings": dict(intake.warnings),
            **({"follows": intake.follows} if intake.follows else {}),
            **({"waived": dict(intake.waived)} if intake.waived else {}),
            **({"stays": intake.stays} if intake.stays else {}),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def _plain(paper: Paper) -> dict[str, str | int]:
    # dataclasses.asdict copies deeply, at ten times the price.
    return {name: getattr(paper, name) for name in _PAPER}


def unpack(content: bytes) -> Intake:
    """Return the intake that `pack` wrote."""
    data = json.loads(content)
    papers = {
        item: tuple(Paper(**paper) for paper in kept) for item, kept in data["papers"].items()
    }
    return Intake(
        data["asked"],
        data["answers"],
        papers,
        data["warnings"],
        data.get("follows", ""),
        data.get("waived", {}),
        data.get("stays", ""),
    )


def add(
    tx: Tx,
    person_id: int,
    service: str,
    version: str,
    intake: Intake,
    at: int,
    *,
    ticket_id: int | None = None,
) -> Draft:
    """Open a draft with a key of its own."""
    key = tx.vault.new_key()
    draft_id = tx.value(
        _ADD,
        who=person_id,
        of_service=service,
        of_version=version,
        of_ticket=ticket_id,
        wrapped=key,
        at=at,
    )
    assert isinstance(draft_id, int)
    made = Draft(draft_id, person_id, service, version, 0, "open", ticket_id, key, intake)
    save(tx, made, intake, at)
    return Draft(draft_id, person_id, service, version, 1, "open", ticket_id, key, intake)


def _draft(tx: Tx, row: Row) -> Draft:
    content: bytes = row.content
    aad = f"draft:{row.id}"
    intake = unpack(tx.vault.open(row.key, content, aad)) if content else Intake("")
    return Draft(
        row.id,
        row.person_id,
        row.service,
        row.standard_version,
        row.turn,
        row.state,
        row.ticket_id,
        row.key,
        intake,
    )


def by_id(tx: Tx, draft_id: int) -> Draft | None:
    """Return a draft with its intake, None if there is none."""
    row = tx.one(_BY_ID, draft_id=draft_id)
    return None if row is None else _draft(tx, row)


def glance(tx: Tx, draft_id: int) -> Glance | None:
    """Return what of an open draft is not sealed, None if it is open no more."""
    row = tx.one(_GLANCE, draft_id=draft_id)
    return None if row is None else Glance(row.service, row.asked)


def open_ones(tx: Tx, person_id: int) -> Sequence[Draft]:
    """Return a person's open drafts, the latest first."""
    return [_draft(tx, row) for row in tx.all(_OPEN, who=person_id)]


def save(tx: Tx, kept: Draft, intake: Intake, at: int) -> bool:
    """Keep the intake after one turn; False if the draft moved on meanwhile."""
    sealed = tx.vault.seal(kept.key, pack(intake), f"draft:{kept.id}")
    done = tx.run(
        _SAVE,
        draft_id=kept.id,
        old_turn=kept.turn,
        new_turn=kept.turn + 1,
        now_asked=intake.asked,
        sealed=sealed,
        at=at,
    )
    return done == 1


def renew(tx: Tx, kept: Draft, version: str, intake: Intake, at: int) -> bool:
    """Pin a draft to a newer version with the intake carried over; False as in `save`."""
    if not save(tx, kept, intake, at):
        return False
    return tx.run(_RENEW, draft_id=kept.id, new_version=version) == 1


def on_older(tx: Tx, service: str, current: str) -> Sequence[Draft]:
    """Return the open drafts of a service that are pinned to another version than `current`."""
    return [_draft(tx, row) for row in tx.all(_ON_OLDER, of_service=service, current=current)]


def close(tx: Tx, draft_id: int, state: str, at: int) -> bool:
    """End a draft as "submitted", "cancelled", "lapsed" or "solved"; its content goes with it.

    Of one that came to nothing the files and the key go as well.
    """
    done = tx.run(_CLOSE, draft_id=draft_id, new_state=state, at=at) == 1
    if done and state != "submitted":
        # Nobody has to keep what was never handed in (UU 27/2022 art. 42).
        shred_draft(tx, draft_id, at)
    return done
