"""Leases: who alone may do a thing for a while, such as polling with the bot's token."""

from datetime import datetime

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.moments import DAY, SECOND, to_ms
from storage.traffic import lease
from storage.tx import Tx

_L = lease.c
_TAKE = (
    insert(lease)
    .values(name=bindparam("which"), owner=bindparam("by"), token=1, until_at=bindparam("until"))
    .on_conflict_do_update(
        index_elements=[_L.name],
        set_={
            "owner": bindparam("by"),
            "token": _L.token + 1,
            "until_at": bindparam("until"),
        },
        where=or_(_L.until_at <= bindparam("at"), _L.owner == bindparam("by")),
    )
    .returning(_L.token)
)
_RENEW = (
    update(lease)
    .where(
        _L.name == bindparam("which"),
        _L.owner == bindparam("by"),
        _L.token == bindparam("held"),
        _L.until_at > bindparam("at"),
    )
    .values(until_at=bindparam("until"))
)
_RELEASE = (
    update(lease)
    .where(
        _L.name == bindparam("which"), _L.owner == bindparam("by"), _L.token == bindparam("held")
    )
    .values(until_at=0)
)
_HELD = (
    select(_L.token)
    .where(
        _L.name == bindparam("which"), _L.owner == bindparam("by"), _L.token == bindparam("held")
    )
    .with_for_update()
)
_END = delete(lease).where(
    _L.name == bindparam("which"), _L.owner == bindparam("by"), _L.token == bindparam("held")
)
_PRUNE = delete(lease).where(_L.until_at < bindparam("before"))


def take(tx: Tx, name: str, owner: str, now: datetime, *, seconds: int) -> int | None:
    """Take a lease that is free, over, or one's own; returns its token, None if it is held.

    The token grows with every taking, so that a former holder is told apart. `owner` is unique to
    a process.
    """
    at = to_ms(now)
    token: int | None = tx.value(_TAKE, which=name, by=owner, at=at, until=at + seconds * SECOND)
    return token


def renew(tx: Tx, name: str, owner: str, token: int, now: datetime, *, seconds: int) -> bool:
    """Keep a lease for `seconds` from now; False when it was lost."""
    at = to_ms(now)
    until = at + seconds * SECOND
    return tx.run(_RENEW, which=name, by=owner, held=token, at=at, until=until) == 1


def release(tx: Tx, name: str, owner: str, token: int) -> bool:
    """Give a lease back; False when it was lost."""
    return tx.run(_RELEASE, which=name, by=owner, held=token) == 1


def holds(tx: Tx, name: str, owner: str, token: int) -> bool:
    """Whether a lease is still this holder's; it then stays so until the transaction ends.

    One that ran out is, as long as nobody else took it.
    """
    return tx.one(_HELD, which=name, by=owner, held=token) is not None


def end(tx: Tx, name: str, owner: str, token: int) -> None:
    """Give a lease back and forget it: there may be one for every person."""
    tx.send(_END, which=name, by=owner, held=token)


def prune(tx: Tx, now: datetime) -> int:
    """Forget the leases that ran out a day ago: their holders died; returns how many."""
    return tx.run(_PRUNE, before=to_ms(now) - DAY)
