"""Named queries about invitations: one-time links into a role, confirmed by an administrator."""

from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, update

from storage.store import Row, Tx
from storage.tables import invitation


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time way into a role; `used_by` waits for an administrator's word.

    The role is then given until `until_at`, None: without an end.
    """

    id: int
    office: str
    role: str
    made_by: int
    expires_at: int
    used_by: int | None
    decided: bool
    until_at: int | None = None


_INVITE = (
    insert(invitation)
    .values(
        token_hash=bindparam("hashed"),
        office=bindparam("at_office"),
        role=bindparam("as_role"),
        made_by=bindparam("by"),
        made_at=bindparam("at"),
        expires_at=bindparam("until"),
        until_at=bindparam("post_until"),
    )
    .returning(invitation.c.id)
)
_INVITATION_COLUMNS = (
    invitation.c.id,
    invitation.c.office,
    invitation.c.role,
    invitation.c.made_by,
    invitation.c.expires_at,
    invitation.c.used_by,
    invitation.c.decided_at,
    invitation.c.until_at,
)
_USE = (
    update(invitation)
    .where(
        invitation.c.token_hash == bindparam("hashed"),
        invitation.c.used_by.is_(None),
        invitation.c.expires_at > bindparam("at"),
    )
    .values(used_by=bindparam("who"), used_at=bindparam("at"))
    .returning(*_INVITATION_COLUMNS)
)
_INVITATION = select(*_INVITATION_COLUMNS).where(invitation.c.id == bindparam("invitation_id"))
_DECIDE = (
    update(invitation)
    .where(invitation.c.id == bindparam("invitation_id"), invitation.c.decided_at.is_(None))
    .values(decided_by=bindparam("by"), decided_at=bindparam("at"), accepted=bindparam("yes"))
)


def _invitation(row: Row) -> Invitation:
    return Invitation(
        row.id,
        row.office,
        row.role,
        row.made_by,
        row.expires_at,
        row.used_by,
        row.decided_at is not None,
        row.until_at,
    )


def add(
    tx: Tx,
    hashed: str,
    office: str,
    role: str,
    by: int,
    at: int,
    until: int,
    *,
    post_until: int | None = None,
) -> int:
    """Keep an invitation by the hash of its token; returns its id.

    The link is good until `until`, the post it leads to until `post_until` (None: no end).
    """
    made = tx.value(
        _INVITE,
        hashed=hashed,
        at_office=office,
        as_role=role,
        by=by,
        at=at,
        until=until,
        post_until=post_until,
    )
    assert isinstance(made, int)
    return made


def use(tx: Tx, hashed: str, person_id: int, at: int) -> Invitation | None:
    """Use a token once; None when it is unknown, used or expired."""
    row = tx.one(_USE, hashed=hashed, who=person_id, at=at)
    return None if row is None else _invitation(row)


def by_id(tx: Tx, invitation_id: int) -> Invitation | None:
    """Return an invitation."""
    row = tx.one(_INVITATION, invitation_id=invitation_id)
    return None if row is None else _invitation(row)


def decide(tx: Tx, invitation_id: int, by: int, at: int, *, accepted: bool) -> bool:
    """Note an administrator's decision; False if somebody decided before."""
    return tx.run(_DECIDE, invitation_id=invitation_id, by=by, at=at, yes=accepted) == 1
