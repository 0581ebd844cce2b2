"""Named queries about the inbox: every update once, from its receipt to its answer.

An update goes received -> done -> answered, or is quarantined. Ids are compared for equality
only: they are not a clock, and "the highest id seen" means nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import Text, bindparam, cast, delete, exists, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.link import Row, Value
from storage.moments import NOT_YET, to_ms
from storage.traffic import inbox, lease
from storage.tx import Tx

LANE: Final = "lane:"
"""Of several processes, the one that works on a person holds the lease of this name and his id."""
CONTENT_KEPT: Final = timedelta(hours=72)
IDS_KEPT: Final = timedelta(days=30)


class InboxState(StrEnum):
    """Where an update is on its way."""

    RECEIVED = "received"
    DONE = "done"
    ANSWERED = "answered"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An update that was received and not yet handled; `content` is its raw JSON."""

    update_id: int
    lane: int
    attempts: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An update that was handled and whose answer may not have gone out."""

    update_id: int
    lane: int
    answer: bytes


_I = inbox.c
_RECEIVE = (
    insert(inbox)
    .values(
        update_id=bindparam("which"),
        lane=bindparam("in_lane"),
        state=InboxState.RECEIVED.value,
        open=True,
        attempts=0,
        content=bindparam("sealed"),
        received_at=bindparam("at"),
    )
    .on_conflict_do_nothing(index_elements=[_I.update_id])
    .returning(_I.update_id)
)
_RECEIVED = select(_I.update_id).where(
    _I.update_id == bindparam("which"), _I.state == InboxState.RECEIVED.value
)
_BEGIN = _RECEIVED.with_for_update()
_DONE = (
    update(inbox)
    .where(_I.update_id == bindparam("which"), _I.state == InboxState.RECEIVED.value)
    .values(
        state=bindparam("to_state"),
        open=bindparam("still_open"),
        answer=bindparam("sealed"),
        done_at=bindparam("at"),
    )
)
_ANSWERED = (
    update(inbox)
    .where(_I.update_id == bindparam("which"), _I.state == InboxState.DONE.value)
    .values(state=InboxState.ANSWERED.value, open=False)
)
_ATTEMPT = (
    update(inbox)
    .where(_I.update_id == bindparam("which"), _I.state == InboxState.RECEIVED.value)
    .values(attempts=_I.attempts + 1)
    .returning(_I.attempts)
)
_QUARANTINE = (
    update(inbox)
    .where(_I.update_id == bindparam("which"), _I.state == InboxState.RECEIVED.value)
    .values(state=InboxState.QUARANTINED.value, open=False, error=bindparam("why"))
)
_FORGET_ONE = update(inbox).where(_I.update_id == bindparam("which")).values(content=None)
_UNFINISHED = (
    select(_I.update_id, _I.lane, _I.attempts, _I.content)
    .where(_I.open, _I.state == InboxState.RECEIVED.value, _I.received_at <= bindparam("before"))
    .order_by(_I.received_at, _I.update_id)
)
_FIRST = (
    select(_I.update_id, _I.state)
    .where(_I.open, _I.lane == bindparam("in_lane"))
    .order_by(_I.received_at, _I.update_id)
    .limit(1)
)
_CONTENT = select(_I.content).where(
    _I.update_id == bindparam("which"), _I.state == InboxState.RECEIVED.value
)
_UNANSWERED = (
    select(_I.update_id, _I.lane, _I.answer)
    .where(
        _I.open,
        _I.state == InboxState.DONE.value,
        ~exists().where(
            lease.c.name == literal(LANE) + cast(_I.lane, Text), lease.c.until_at > bindparam("at")
        ),
    )
    .order_by(_I.received_at, _I.update_id)
)
_UNANSWERED_IN = (
    select(_I.update_id, _I.lane, _I.answer)
    .where(_I.open, _I.state == InboxState.DONE.value, _I.lane == bindparam("in_lane"))
    .order_by(_I.received_at, _I.update_id)
)
_SHED = (
    update(inbox)
    .where(_I.content.is_not(None), _I.received_at < bindparam("before"), _I.open.is_(False))
    .values(content=None, answer=None)
)
_FORGET_OLD = delete(inbox).where(
    _I.content.is_(None), _I.received_at < bindparam("before"), _I.open.is_(False)
)


def receive(tx: Tx, updates: Sequence[tuple[int, int, bytes]], now: datetime) -> set[int]:
    """Keep a batch of updates, each (update id, lane, raw JSON); returns the ids that are new."""
    at = to_ms(now)
    rows: list[dict[str, Value]] = [
        {"which": which, "in_lane": lane, "sealed": _seal(tx, which, raw), "at": at}
        for which, lane, raw in updates
    ]
    return {row[0] for row in tx.each(_RECEIVE, rows)}


def begin(tx: Tx, update_id: int) -> bool:
    """Whether this transaction may handle the update: it was received and not yet handled."""
    return tx.one(_BEGIN, which=update_id) is not None


def done(tx: Tx, update_id: int, answer: bytes | None, now: datetime) -> None:
    """Note in the same transaction that the update was handled, and what is to be answered.

    None says that nothing is to be answered, so that the row is closed at once.
    """
    waits = answer is not None
    tx.send(
        _DONE,
        which=update_id,
        to_state=(InboxState.DONE if waits else InboxState.ANSWERED).value,
        still_open=waits,
        sealed=None if answer is None else tx.vault.seal_house(answer, f"answer:{update_id}"),
        at=to_ms(now),
    )


def answered(tx: Tx, update_ids: Iterable[int]) -> None:
    """Note that the answers of these updates went out, or lie in the outbox."""
    tx.send_each(_ANSWERED, [{"which": which} for which in update_ids])


def settle(tx: Tx, update_id: int) -> bool:
    """Note that what is left to say of an update lies in the outbox; False if it does already."""
    return tx.run(_ANSWERED, which=update_id) == 1


def attempt(tx: Tx, update_id: int) -> int:
    """Count a try at an update before its work; returns how many there were, this one included.

    Returns 0 when it is no longer to be handled.
    """
    count: int | None = tx.value(_ATTEMPT, which=update_id)
    return count or 0


def quarantine(tx: Tx, update_id: int, error: str) -> bool:
    """Put an update aside for good; `error` is a code, never data. False if it was handled."""
    return tx.run(_QUARANTINE, which=update_id, why=error) == 1


def forget(tx: Tx, update_id: int) -> None:
    """Remove the content of an update at once, in the transaction that handles it (a secret)."""
    tx.send(_FORGET_ONE, which=update_id)


def unfinished(tx: Tx, before: datetime | None = None) -> list[Unfinished]:
    """Return what was received (until `before`) and not handled, in the order of receipt."""
    until = NOT_YET if before is None else to_ms(before)
    return [
        Unfinished(
            row.update_id,
            row.lane,
            row.attempts,
            tx.vault.open_house(row.content, f"inbox:{row.update_id}"),
        )
        for row in tx.all(_UNFINISHED, before=until)
    ]


def is_received(tx: Tx, update_id: int) -> bool:
    """Whether an update was received and is not yet handled."""
    return tx.one(_RECEIVED, which=update_id) is not None


def first_of(tx: Tx, lane: int) -> tuple[int, InboxState] | None:
    """Return the update of a lane that was received first of those that are open."""
    row = tx.one(_FIRST, in_lane=lane)
    return None if row is None else (row.update_id, InboxState(row.state))


def content(tx: Tx, update_id: int) -> bytes | None:
    """Return the raw JSON of an update that is not yet handled."""
    sealed = tx.value(_CONTENT, which=update_id)
    return None if sealed is None else tx.vault.open_house(sealed, f"inbox:{update_id}")


def unanswered(tx: Tx, now: datetime) -> list[Unanswered]:
    """Return what was handled and perhaps not answered, in the order of receipt.

    What lies in a lane that another process holds is that one's to answer.
    """
    return _open_answers(tx, tx.all(_UNANSWERED, at=to_ms(now)))


def unanswered_in(tx: Tx, lane: int) -> list[Unanswered]:
    """Return the same of one lane, for the one who holds it."""
    return _open_answers(tx, tx.all(_UNANSWERED_IN, in_lane=lane))


def prune(tx: Tx, now: datetime) -> tuple[int, int]:
    """Remove contents after 72 hours and ids after 30 days; returns how many of each.

    Rows still open stay: something is wrong with them, and they are all that is left.
    """
    shed = tx.run(_SHED, before=to_ms(now - CONTENT_KEPT))
    return shed, tx.run(_FORGET_OLD, before=to_ms(now - IDS_KEPT))


def _open_answers(tx: Tx, rows: Iterable[Row]) -> list[Unanswered]:
    return [
        Unanswered(
            row.update_id, row.lane, tx.vault.open_house(row.answer, f"answer:{row.update_id}")
        )
        for row in rows
    ]


def _seal(tx: Tx, update_id: int, raw: bytes) -> bytes:
    return tx.vault.seal_house(raw, f"inbox:{update_id}")
