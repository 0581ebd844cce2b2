"""What a restore holds back: the pushes that were waiting when the backup was made."""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, func, select, update

from storage.moments import to_ms
from storage.outcome import Status
from storage.traffic import outbox
from storage.tx import Tx

_HELD: Final = outbox.c.status == Status.HELD.value
_COUNT = select(func.count()).select_from(outbox).where(_HELD)
_RELEASE = (
    update(outbox)
    .where(_HELD)
    .values(status=Status.WAITING.value, open=True, not_before=bindparam("from_now"))
)
_DROP = update(outbox).where(_HELD).values(status=Status.FAILED.value, error="dropped: restored")


def count(tx: Tx) -> int:
    """Return how many pushes are held."""
    return int(tx.value(_COUNT))


def release(tx: Tx, now: datetime) -> int:
    """Let every held push go out, in its order; returns how many."""
    return tx.run(_RELEASE, from_now=to_ms(now))


def drop(tx: Tx) -> int:
    """Give every held push up: the people were told before the restore; returns how many."""
    return tx.run(_DROP)
