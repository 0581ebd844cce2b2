"""What must always hold (I1-I10), each a query that names by its id what does not.

I7 and I8 read files and keys: `storage/verify`. Both engines; nothing personal is returned.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select

from flows.standard import APPLICANT
from storage.inbox import InboxState
from storage.moments import to_ms
from storage.outbox import CONTENT_KEPT, EVERY_CHAT
from storage.outcome import Status
from storage.powers import delegation
from storage.tables import document, draft, journal, person, staff, ticket
from storage.traffic import inbox, outbox, sending_pause
from storage.tx import Tx
from storage.visits import on_behalf

PATIENCE: Final = timedelta(minutes=15)
"""How long an update or a push may lie open without a reason."""
SLACK: Final = timedelta(days=1)
"""How much later than its term a content may be removed: the sweep comes daily."""
_MOST: Final = 20
"""Of each kind so many are named."""
_SILENT: Final = ("ticket_claimed", "ticket_released", "ticket_assigned")
"""Entries that change the version and are told to nobody."""

_I, _O, _J, _T, _D = inbox.c, outbox.c, journal.c, ticket.c, draft.c
_earlier = outbox.alias("earlier")
_linked = journal.alias("linked")


@dataclass(frozen=True, slots=True)
class Law:
    """One invariant: a statement whose rows (one id each) are what breaks it."""

    name: str
    words: str
    statement: Select[tuple[object]]


_OPEN_UPDATES = Law(
    "I1",
    "update {}: neither done nor quarantined after a quarter of an hour",
    select(_I.update_id).where(
        _I.open, _I.state == InboxState.RECEIVED.value, _I.received_at < bindparam("patience")
    ),
)
_TICKETLESS = Law(
    "I2",
    "draft {}: submitted, and there is no ticket of it",
    select(_D.id).where(
        _D.state == "submitted",
        _D.ticket_id.is_(None),
        _D.id.not_in(select(_T.draft_id).where(_T.draft_id.is_not(None))),
    ),
)
_HISTORY = (
    select(_J.ticket_id, func.count().label("many"), func.max(_J.version).label("last"))
    .where(_J.version.is_not(None))
    .group_by(_J.ticket_id)
    .subquery()
)
_VERSIONS = Law(
    "I3",
    "ticket {}: its version is not the number of its moves in the journal",
    select(_T.id)
    .outerjoin(_HISTORY, _HISTORY.c.ticket_id == _T.id)
    .where(
        or_(
            _HISTORY.c.many.is_(None),
            _HISTORY.c.many != _T.version,
            _HISTORY.c.last != _T.version,
        )
    ),
)
_HELD = and_(
    staff.c.role == _J.role,
    staff.c.from_at <= _J.at,
    or_(staff.c.until_at.is_(None), staff.c.until_at >= _J.at),
)
_HANDED = and_(
    delegation.c.holder_id == _J.actor_id,
    delegation.c.from_at <= _J.at,
    delegation.c.until_at >= _J.at,
    or_(delegation.c.ended_at.is_(None), delegation.c.ended_at >= _J.at),
)
_POWERS = Law(
    "I4",
    "journal entry {}: who moved the ticket did not hold that role then",
    select(_J.id).where(
        _J.version.is_not(None),
        _J.actor_id.is_not(None),
        _J.role.not_in(["", APPLICANT]),
        ~exists().where(staff.c.person_id == _J.actor_id, _HELD),
        ~exists().where(_HANDED, delegation.c.staff_id == staff.c.id, _HELD),
    ),
)
_UNTOLD = Law(
    "I5",
    "journal entry {}: an officer moved the ticket and its applicant was not told",
    select(_J.id)
    .join(ticket, _T.id == _J.ticket_id)
    .join(person, person.c.id == _T.person_id)
    .where(
        _J.version > 1,
        _J.actor_id.is_not(None),
        _J.actor_id != _T.person_id,
        _J.kind.not_in(_SILENT),
        person.c.telegram_id.is_not(None),
        # Who was recorded for by an officer may have come to Telegram only after that move.
        ~exists().where(on_behalf.c.draft_id == _T.draft_id),
        _J.id.not_in(select(_O.journal_id).where(_O.journal_id.is_not(None))),
        # Before that the applicant had no account, and was a task to phone.
        ~exists().where(
            _linked.c.ticket_id == _J.ticket_id,
            _linked.c.kind == "person_linked",
            _linked.c.id > _J.id,
        ),
    ),
)
_UNSENT = Law(
    "I6",
    "push {}: waits for over a quarter of an hour without a reason",
    select(_O.id).where(
        _O.open,
        or_(
            and_(_O.status == Status.LEASED.value, _O.leased_until < bindparam("patience")),
            and_(
                _O.status != Status.LEASED.value,
                _O.error.is_(None),
                _O.not_before < bindparam("patience"),
                ~exists().where(
                    _earlier.c.open, _earlier.c.chat_id == _O.chat_id, _earlier.c.id < _O.id
                ),
            ),
        ),
        ~exists().where(
            or_(sending_pause.c.chat_id == _O.chat_id, sending_pause.c.chat_id == EVERY_CHAT),
            sending_pause.c.until_at > bindparam("at"),
        ),
    ),
)
_KEPT_TOO_LONG = (
    Law(
        "I10",
        "update {}: its content is kept past its term",
        select(_I.update_id).where(
            _I.open.is_(False), _I.content.is_not(None), _I.received_at < bindparam("term")
        ),
    ),
    Law(
        "I10",
        "push {}: its content is kept past its term",
        select(_O.id).where(
            _O.open.is_(False), _O.content.is_not(None), _O.created_at < bindparam("term")
        ),
    ),
    Law(
        "I10",
        "draft {}: given up, and what it held is still there",
        select(_D.id).where(_D.state.in_(["cancelled", "lapsed"]), func.length(_D.content) > 0),
    ),
)

LASTING: Final = (_TICKETLESS, _VERSIONS, _POWERS, _UNTOLD)
"""Hold after every commit, also in a house that stands still and in a backup."""
TIMELY: Final = (_OPEN_UPDATES, _UNSENT, *_KEPT_TOO_LONG)
"""Hold while the bot runs."""

_SEALED: Final = (
    ("person", select(person.c.id, person.c.name.label("kept"))),
    ("ticket", select(_T.id, _T.content.label("kept"))),
    ("draft", select(_D.id, _D.content.label("kept"))),
    ("document", select(document.c.id, document.c.name.label("kept"))),
    ("journal entry", select(_J.id, _J.sealed.label("kept"))),
    ("update", select(_I.update_id.label("id"), _I.content.label("kept"))),
    ("push", select(_O.id, _O.content.label("kept"))),
)


def lasting(tx: Tx) -> list[str]:
    """Return what does not hold of what must hold after every commit (I2-I5, I9), in words."""
    return [*_broken(tx, LASTING, {}), *_readable(tx)]


def timely(tx: Tx, now: datetime) -> list[str]:
    """Return what lies longer than it may (I1, I6, I10), in words."""
    moments = {
        "at": to_ms(now),
        "patience": to_ms(now - PATIENCE),
        "term": to_ms(now - CONTENT_KEPT - SLACK),
    }
    return _broken(tx, TIMELY, moments)


def _broken(tx: Tx, laws: tuple[Law, ...], moments: Mapping[str, int]) -> list[str]:
    told = []
    for law in laws:
        found = tx.connection.execute(law.statement.limit(_MOST), _asked(law, moments)).scalars()
        told += [f"{law.name}: {law.words.format(one)}" for one in found]
    return told


def _asked(law: Law, moments: Mapping[str, int]) -> dict[str, int]:
    """Only what the statement names: a driver may refuse more."""
    named = law.statement.compile().params
    return {name: value for name, value in moments.items() if name in named}


def _readable(tx: Tx) -> list[str]:
    """I9: what is kept sealed is never a text; a ciphertext of 28 bytes and more is none."""
    told = []
    for what, statement in _SEALED:
        for which, kept in tx.connection.execute(statement):
            if kept and _is_text(bytes(kept)):
                told.append(f"I9: {what} {which}: lies there unsealed")
    return told[:_MOST]


def _is_text(kept: bytes) -> bool:
    try:
        kept.decode()
    except UnicodeDecodeError:
        return False
    return True
