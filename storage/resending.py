"""Named queries for a start: what the run before may have sent."""

from datetime import datetime

from sqlalchemy import bindparam, update

from storage import outbox as queries
from storage.moments import to_ms
from storage.outbox import Claimed
from storage.outcome import Status
from storage.traffic import outbox
from storage.tx import Tx

_O = outbox.c
_END_LEASES = (
    update(outbox)
    .where(_O.open, _O.status == Status.LEASED.value, _O.leased_until > bindparam("at"))
    .values(leased_until=bindparam("at"))
)
_DOUBT = (
    update(outbox)
    .where(_O.key == bindparam("its_key"), _O.status == Status.WAITING.value, _O.doubts == 0)
    .values(status=Status.UNKNOWN.value, doubts=1)
)


def take_back(tx: Tx, now: datetime) -> list[Claimed]:
    """End all leases at once: their holder is known to be gone (one process on one SQLite file).

    Returns, as `outbox.expire`, the rows that are given up now.
    """
    tx.send(_END_LEASES, at=to_ms(now))
    return queries.expire(tx, now)


def doubt(tx: Tx, key: str) -> None:
    """Note of a row just put that it may have gone out already: it is sent once at most."""
    tx.send(_DOUBT, its_key=key)
