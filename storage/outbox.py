"""Named queries about the outbox: what is to be sent, in what order, and what became of it.

Per chat only the oldest open row goes out. A row whose fate is unknown is sent once more and then
given up, so that nobody gets more than two copies.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import (
    ColumnElement,
    FromClause,
    bindparam,
    case,
    delete,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from flows.sending import Sending
from storage.link import Row, Value
from storage.moments import to_ms
from storage.outcome import Failed, Result, RetryLater, Sent, Status, Unknown, Unreachable
from storage.sendings import pack, unpack
from storage.traffic import outbox, sending_pause
from storage.tx import Tx

LEASE: Final = timedelta(seconds=60)
CONTENT_KEPT: Final = timedelta(hours=72)
EVERY_CHAT: Final = 0
"""As the chat of a pause: all of Telegram."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row taken for sending.

    `attempts` counts this one, `doubtful` says that a copy may have gone out before, `status` is
    that of the row after the query.
    """

    id: int
    key: str
    sending: Sending
    language: str
    ticket_id: int | None
    journal_id: int | None
    status: Status
    attempts: int
    doubtful: bool
    lease: str


_O = outbox.c
_PUT = (
    insert(outbox)
    .values(
        key=bindparam("its_key"),
        chat_id=bindparam("to_chat"),
        method=bindparam("its_method"),
        content=bindparam("sealed"),
        language=bindparam("lang"),
        ticket_id=bindparam("about_ticket"),
        journal_id=bindparam("about_entry"),
        status=Status.WAITING.value,
        open=True,
        not_before=bindparam("not_earlier"),
        attempts=0,
        doubts=0,
        created_at=bindparam("at"),
    )
    .on_conflict_do_nothing(index_elements=[_O.key])
)

_due = outbox.alias("due")
_older = outbox.alias("older")


def _goes_first(row: FromClause) -> ColumnElement[bool]:
    """Whether a row has its turn: not one that was put for later (quiet hours) and never tried."""
    return or_(row.c.not_before <= bindparam("at"), row.c.attempts > 0)


_HAS_OPEN = (
    select(_O.id).where(_O.open, _O.chat_id == bindparam("to_chat"), _goes_first(outbox)).limit(1)
)
_DUE = (
    select(_due.c.id)
    .where(
        _due.c.open,
        or_(_due.c.status == Status.WAITING.value, _due.c.status == Status.UNKNOWN.value),
        _due.c.not_before <= bindparam("at"),
        ~exists().where(
            _older.c.open,
            _older.c.chat_id == _due.c.chat_id,
            _older.c.id < _due.c.id,
            _goes_first(_older),
        ),
        ~exists().where(
            sending_pause.c.chat_id == _due.c.chat_id, sending_pause.c.until_at > bindparam("at")
        ),
    )
    .order_by(_due.c.not_before, _due.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=_due)
)
_CLAIM = (
    update(outbox)
    .where(_O.id.in_(_DUE))
    .values(
        status=Status.LEASED.value,
        lease=bindparam("taken"),
        leased_until=bindparam("until"),
        attempts=_O.attempts + 1,
    )
    .returning(outbox)
)

_HELD = (
    _O.id == bindparam("which"),
    _O.lease == bindparam("held"),
    _O.status == Status.LEASED.value,
)
_CLOSE = (
    update(outbox)
    .where(*_HELD)
    .values(
        status=bindparam("to_status"),
        open=False,
        lease=None,
        leased_until=None,
        message_id=bindparam("its_message"),
        error=bindparam("why"),
        sent_at=bindparam("went_at"),
    )
    .returning(_O.status)
)
_AGAIN = (
    update(outbox)
    .where(*_HELD)
    .values(
        status=Status.WAITING.value,
        lease=None,
        leased_until=None,
        not_before=bindparam("until"),
        error=bindparam("why"),
    )
    .returning(_O.status)
)
_IN_DOUBT = update(outbox).values(
    status=case((_O.doubts == 0, Status.UNKNOWN.value), else_=Status.FAILED.value),
    open=_O.doubts == 0,
    doubts=_O.doubts + 1,
    lease=None,
    leased_until=None,
    not_before=bindparam("until"),
    error=bindparam("why"),
)
_DOUBT = _IN_DOUBT.where(*_HELD).returning(_O.status)
_EXPIRE = _IN_DOUBT.where(
    _O.open, _O.status == Status.LEASED.value, _O.leased_until <= bindparam("at")
).returning(outbox)

_WITHDRAW = delete(outbox).where(
    _O.open,
    _O.status == Status.WAITING.value,
    _O.attempts == 0,
    _O.not_before > bindparam("at"),
    _O.ticket_id == bindparam("about_ticket"),
    _O.key.like(bindparam("keys")),
)
_MOVE = (
    update(outbox)
    .where(_O.open, _O.chat_id == bindparam("from_chat"))
    .values(chat_id=bindparam("to_chat"))
)
_SHED = (
    update(outbox)
    .where(_O.content.is_not(None), _O.created_at < bindparam("before"), _O.open.is_(False))
    .values(content=None)
)

_PAUSE = (
    insert(sending_pause)
    .values(chat_id=bindparam("which_chat"), until_at=bindparam("until"))
    .on_conflict_do_update(
        index_elements=[sending_pause.c.chat_id],
        set_={"until_at": bindparam("until")},
        where=sending_pause.c.until_at < bindparam("until"),
    )
)
_IS_PAUSED = select(sending_pause.c.chat_id).where(
    or_(sending_pause.c.chat_id == bindparam("which_chat"), sending_pause.c.chat_id == EVERY_CHAT),
    sending_pause.c.until_at > bindparam("at"),
)
_PAUSES = select(sending_pause).where(sending_pause.c.until_at > bindparam("at"))


def put(
    tx: Tx,
    sending: Sending,
    key: str,
    now: datetime,
    *,
    language: str,
    ticket_id: int | None = None,
    journal_id: int | None = None,
    not_before: datetime | None = None,
) -> None:
    """Put a message into the outbox; a second one with the same key changes nothing.

    One put for later (`not_before`) holds up nothing that is put after it. Sets `tx.pushed`.
    """
    tx.pushed = True
    tx.send(
        _PUT,
        its_key=key,
        to_chat=sending.chat_id,
        its_method=sending.method.value,
        sealed=tx.vault.seal_house(pack((sending,)), f"outbox:{key}"),
        lang=str(language),
        about_ticket=ticket_id or sending.ticket_id or None,
        about_entry=journal_id,
        at=to_ms(now),
        not_earlier=to_ms(not_before or now),
    )


def withdraw(tx: Tx, ticket_id: int, beginning: str, now: datetime) -> int:
    """Take back what was put for later about a ticket, of keys that begin so; returns how many."""
    return tx.run(_WITHDRAW, about_ticket=ticket_id, keys=f"{beginning}%", at=to_ms(now))


def has_open(tx: Tx, chat_id: int, now: datetime) -> bool:
    """Whether something waits for this chat, so that a direct answer must queue behind it."""
    return tx.one(_HAS_OPEN, to_chat=chat_id, at=to_ms(now)) is not None


def claim(tx: Tx, owner: str, now: datetime, limit: int) -> list[Claimed]:
    """Lease what may be sent now, at most one row per chat, for a minute, the longest due first.

    Nothing while all of Telegram pauses. Expired leases come back through `expire`.
    """
    at = to_ms(now)
    if EVERY_CHAT in pauses(tx, now):
        return []
    taken = f"{owner}:{secrets.token_hex(8)}"
    rows = tx.all(_CLAIM, at=at, most=limit, taken=taken, until=to_ms(now + LEASE))
    return [_claimed(tx, row) for row in sorted(rows, key=_urgency)]


def record(tx: Tx, row_id: int, lease: str, result: Result, now: datetime) -> Status | None:
    """Note what an attempt came to; returns what became of the row, None if the lease was lost.

    UNREACHABLE and FAILED want a task for staff in the same transaction.
    """
    held: dict[str, Value] = {"which": row_id, "held": lease}
    match result:
        case Sent(message_id):
            status = tx.value(
                _CLOSE, **held, **_end(Status.SENT, message_id=message_id, at=to_ms(now))
            )
        case Unreachable(error):
            status = tx.value(_CLOSE, **held, **_end(Status.UNREACHABLE, error=error))
        case Failed(error):
            status = tx.value(_CLOSE, **held, **_end(Status.FAILED, error=error))
        case RetryLater(until, error):
            status = tx.value(_AGAIN, **held, until=to_ms(until), why=error)
        case Unknown(until, error):
            status = tx.value(_DOUBT, **held, until=to_ms(until), why=error)
    return None if status is None else Status(status)


def expire(tx: Tx, now: datetime) -> list[Claimed]:
    """Take back leases whose sender fell silent: such rows may have gone out.

    They are sent once more; returned are those that had been sent once more already and are now
    given up (FAILED): each wants a task for staff in the same transaction.
    """
    rows = tx.all(_EXPIRE, at=to_ms(now), until=to_ms(now), why="lease_expired")
    return [_claimed(tx, row) for row in rows if row.status == Status.FAILED.value]


def pause(tx: Tx, chat_id: int, until: datetime) -> None:
    """Send nothing to a chat (or `EVERY_CHAT`) before `until`; a longer pause stays."""
    tx.send(_PAUSE, which_chat=chat_id, until=to_ms(until))


def is_paused(tx: Tx, chat_id: int, at: datetime) -> bool:
    """Whether nothing may go to a chat at this moment, as another process may have learnt."""
    return tx.one(_IS_PAUSED, which_chat=chat_id, at=to_ms(at)) is not None


def pauses(tx: Tx, now: datetime) -> dict[int, int]:
    """Return the pauses that are not over: by chat, until when in milliseconds since 1970."""
    return {row.chat_id: row.until_at for row in tx.all(_PAUSES, at=to_ms(now))}


def move_chat(tx: Tx, from_chat: int, to_chat: int) -> int:
    """Follow a chat that Telegram gave a new id (migrate_to_chat_id); returns how many rows."""
    return tx.run(_MOVE, from_chat=from_chat, to_chat=to_chat)


def prune(tx: Tx, now: datetime) -> int:
    """Remove the contents of closed rows after 72 hours; what became of them stays."""
    return tx.run(_SHED, before=to_ms(now - CONTENT_KEPT))


def _end(
    status: Status,
    *,
    message_id: int | None = None,
    at: int | None = None,
    error: str | None = None,
) -> dict[str, Value]:
    return {
        "to_status": status.value,
        "its_message": message_id,
        "went_at": at,
        "why": error,
    }


def _urgency(row: Row) -> tuple[int, int]:
    return row.not_before, row.id


def _claimed(tx: Tx, row: Row) -> Claimed:
    (sending,) = unpack(tx.vault.open_house(row.content, f"outbox:{row.key}"))
    return Claimed(
        row.id,
        row.key,
        replace(sending, chat_id=row.chat_id),
        row.language,
        row.ticket_id,
        row.journal_id,
        Status(row.status),
        row.attempts,
        row.doubts > 0,
        row.lease or "",
    )
