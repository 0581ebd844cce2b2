"""Named queries about filings on behalf: who recorded, for whom, by which channel."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, update

from storage.drafts import Draft
from storage.own_keys import open_own, seal_own
from storage.store import Row, Tx
from storage.tables import document, draft, ticket
from storage.visits import on_behalf


@dataclass(frozen=True, slots=True)
class Filing:
    """A draft an officer fills in for a person; `contact` is how the person is reached."""

    id: int
    draft_id: int
    person_id: int
    officer_id: int
    office: str
    role: str
    channel: str
    contact: str


_F = on_behalf.c
_ADD = (
    insert(on_behalf)
    .values(
        draft_id=bindparam("of_draft"),
        person_id=bindparam("who"),
        officer_id=bindparam("by"),
        office=bindparam("at_office"),
        role=bindparam("as_role"),
        channel=bindparam("by_channel"),
        made_at=bindparam("at"),
    )
    .returning(_F.id)
)
_CONTACT = update(on_behalf).where(_F.id == bindparam("which")).values(contact=bindparam("sealed"))
_HAND_OVER = (
    update(on_behalf)
    .where(_F.draft_id == bindparam("of_draft"))
    .values(
        officer_id=bindparam("by"),
        office=bindparam("at_office"),
        role=bindparam("as_role"),
        channel=bindparam("by_channel"),
    )
)
_CHANNEL = (
    update(on_behalf).where(_F.id == bindparam("which")).values(channel=bindparam("by_channel"))
)
_KEY = select(draft.c.key).where(draft.c.id == bindparam("of_draft"))
_WHOLE = select(on_behalf, draft.c.key).join(draft, draft.c.id == _F.draft_id)
_OF_DRAFT = _WHOLE.where(_F.draft_id == bindparam("of_draft"))
_OF_PERSON = (
    _WHOLE.where(_F.person_id == bindparam("who"), _F.contact.is_not(None))
    .order_by(_F.id.desc())
    .limit(1)
)
_OPEN = _WHOLE.where(_F.officer_id == bindparam("by"), draft.c.state == "open").order_by(
    _F.id.desc()
)
_MOVES = tuple(
    update(table)
    .where(table.c.person_id == bindparam("who"))
    .values(person_id=bindparam("to_person"))
    for table in (ticket, draft, document, on_behalf)
)
_TICKETS = select(ticket.c.id).where(ticket.c.person_id == bindparam("who")).order_by(ticket.c.id)


def add(
    tx: Tx,
    draft_id: int,
    person_id: int,
    officer_id: int,
    post: tuple[str, str],
    channel: str,
    at: int,
) -> Filing:
    """Note that an officer (in an office and role) fills in a draft for somebody."""
    made: int = tx.value(
        _ADD,
        of_draft=draft_id,
        who=person_id,
        by=officer_id,
        at_office=post[0],
        as_role=post[1],
        by_channel=channel,
        at=at,
    )
    return Filing(made, draft_id, person_id, officer_id, *post, channel, "")


def record(
    tx: Tx, kept: Draft, officer_id: int, post: tuple[str, str], channel: str, at: int
) -> None:
    """Note who fills in a draft now; whoever did before does so no more."""
    done = tx.run(
        _HAND_OVER,
        of_draft=kept.id,
        by=officer_id,
        at_office=post[0],
        as_role=post[1],
        by_channel=channel,
    )
    if not done:
        add(tx, kept.id, kept.person_id, officer_id, post, channel, at)


def set_channel(tx: Tx, kept: Filing, channel: str) -> None:
    """Note by which channel the person reached us this time."""
    tx.run(_CHANNEL, which=kept.id, by_channel=channel)


def set_contact(tx: Tx, kept: Filing, contact: str) -> None:
    """Keep how the person is reached, sealed."""
    key = tx.value(_KEY, of_draft=kept.draft_id)
    sealed = seal_own(tx, key, contact, f"on_behalf:{kept.id}")
    tx.send(_CONTACT, which=kept.id, sealed=sealed)


def of_draft(tx: Tx, draft_id: int) -> Filing | None:
    """Return the filing of a draft, None when the applicant fills it in himself."""
    row = tx.one(_OF_DRAFT, of_draft=draft_id)
    return None if row is None else _filing(tx, row)


def of_person(tx: Tx, person_id: int) -> Filing | None:
    """Return the latest filing for a person that says how to reach him, None without one."""
    row = tx.one(_OF_PERSON, who=person_id)
    return None if row is None else _filing(tx, row)


def open_ones(tx: Tx, officer_id: int) -> Sequence[Filing]:
    """Return the filings of an officer whose drafts are open, the latest first."""
    return [_filing(tx, row) for row in tx.all(_OPEN, by=officer_id)]


def move_person(tx: Tx, old: int, new: int) -> Sequence[int]:
    """Give all a person has to the person he turned out to be; returns the ids of the tickets."""
    found = [row.id for row in tx.all(_TICKETS, who=old)]
    for statement in _MOVES:
        tx.send(statement, who=old, to_person=new)
    return found


def _filing(tx: Tx, row: Row) -> Filing:
    contact = open_own(tx, row.key, row.contact, f"on_behalf:{row.id}")
    return Filing(
        row.id,
        row.draft_id,
        row.person_id,
        row.officer_id,
        row.office,
        row.role,
        row.channel,
        contact,
    )
