"""Named queries about preferences: a person's own zone, quiet hours, and what may wait."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.personal import preference
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class Preference:
    """How somebody wants to be told.

    `zone` is a zone name ("": that of the office concerned). `quiet` are the hours of the evening
    and the morning (None: the house's; two equal hours: no quiet hours). `news_wait`: changes of
    status wait for the morning too. `wallet`: checked documents may be offered again.
    """

    zone: str = ""
    quiet: tuple[int, int] | None = None
    news_wait: bool = False
    wallet: bool = True


PLAIN = Preference()
"""What holds for somebody who never chose."""

_P = preference.c
_READ = select(_P.zone, _P.quiet_from, _P.quiet_until, _P.news_wait, _P.wallet).where(
    _P.person_id == bindparam("who")
)
_INSERT = insert(preference).values(
    person_id=bindparam("who"),
    zone=bindparam("its_zone"),
    quiet_from=bindparam("evening"),
    quiet_until=bindparam("morning"),
    news_wait=bindparam("waits"),
    wallet=bindparam("keeps"),
    updated_at=bindparam("at"),
)
_WRITE = _INSERT.on_conflict_do_update(
    index_elements=[_P.person_id],
    set_={
        "zone": _INSERT.excluded.zone,
        "quiet_from": _INSERT.excluded.quiet_from,
        "quiet_until": _INSERT.excluded.quiet_until,
        "news_wait": _INSERT.excluded.news_wait,
        "wallet": _INSERT.excluded.wallet,
        "updated_at": _INSERT.excluded.updated_at,
    },
)


def of(tx: Tx, person_id: int) -> Preference:
    """Return how a person wants to be told."""
    row = tx.one(_READ, who=person_id)
    if row is None:
        return PLAIN
    quiet = None if row.quiet_from is None else (row.quiet_from, row.quiet_until)
    return Preference(row.zone, quiet, row.news_wait, row.wallet)


def keep(tx: Tx, person_id: int, wish: Preference, at: int) -> None:
    """Keep how a person wants to be told."""
    evening, morning = wish.quiet or (None, None)
    tx.send(
        _WRITE,
        who=person_id,
        its_zone=wish.zone,
        evening=evening,
        morning=morning,
        waits=wish.news_wait,
        keeps=wish.wallet,
        at=at,
    )
