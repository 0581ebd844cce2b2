"""Named queries of the morning's digest: how much lies with each role of an office."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import BigInteger, bindparam, case, func, select

from storage.circles import open_to
from storage.store import Row, Tx
from storage.tables import ticket


@dataclass(frozen=True, slots=True)
class Load:
    """What lies with somebody: all of it, what is past its due moment, what is due today."""

    count: int = 0
    overdue: int = 0
    today: int = 0


_T = ticket.c
_NOW, _END = bindparam("at", type_=BigInteger), bindparam("until", type_=BigInteger)
_LOAD = (
    func.count().label("count_"),
    func.count(case((_T.due_at < _NOW, 1))).label("overdue"),
    func.count(case((_T.due_at.between(_NOW, _END), 1))).label("today"),
)
_BY_ROLE = (
    select(_T.holder_role, *_LOAD)
    .where(
        _T.open,
        _T.holder_office == bindparam("of_office"),
        open_to(_T.id, bindparam("viewer")),
    )
    .group_by(_T.holder_role)
)
_TAKEN = select(*_LOAD).where(
    _T.open,
    _T.holder_office == bindparam("of_office"),
    _T.claimed_by == bindparam("viewer"),
)


def by_role(tx: Tx, office: str, viewer: int, now: int, until: int) -> Mapping[str, Load]:
    """Return what lies with each role of an office, but for what is kept from the viewer."""
    rows = tx.all(_BY_ROLE, of_office=office, viewer=viewer, at=now, until=until)
    return {row.holder_role: _load(row) for row in rows}


def taken(tx: Tx, office: str, viewer: int, now: int, until: int) -> Load:
    """Return what somebody took and still holds."""
    row = tx.one(_TAKEN, of_office=office, viewer=viewer, at=now, until=until)
    assert row is not None
    return _load(row)


def _load(row: Row) -> Load:
    return Load(row.count_, row.overdue, row.today)
