"""Named queries about blocks: who is kept from new matters, his appeal, tickets of a day."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, insert, select, update

from storage.limits import block
from storage.own_keys import open_own, seal_own
from storage.store import Row, Tx
from storage.tables import person, ticket


@dataclass(frozen=True, slots=True)
class Block:
    """Somebody kept from new matters until a moment (ms), by an officer of an office."""

    id: int
    person_id: int
    office: str
    role: str
    made_by: int
    until_at: int
    reason: str
    appeal: str
    decided: bool
    lifted: bool


_B, _P = block.c, person.c
_ADD = (
    insert(block)
    .values(
        person_id=bindparam("who"),
        office=bindparam("at_office"),
        role=bindparam("as_role"),
        made_by=bindparam("by"),
        reason=b"",
        from_at=bindparam("at"),
        until_at=bindparam("until"),
    )
    .returning(_B.id)
)
_REASON = update(block).where(_B.id == bindparam("which")).values(reason=bindparam("sealed"))
_PERSON = update(person).where(_P.id == bindparam("who")).values(blocked_until=bindparam("until"))
_BY_ID = select(block).where(_B.id == bindparam("which"))
_OF_PERSON = (
    select(block)
    .where(_B.person_id == bindparam("who"), _B.lifted_at.is_(None), _B.until_at > bindparam("at"))
    .order_by(_B.id.desc())
    .limit(1)
)
_RUNNING = (
    select(block)
    .where(_B.until_at > bindparam("at"), _B.lifted_at.is_(None))
    .order_by(_B.until_at, _B.id)
)
_APPEAL = (
    update(block)
    .where(_B.id == bindparam("which"), _B.appealed_at.is_(None))
    .values(appeal=bindparam("sealed"), appealed_at=bindparam("at"))
)
_DECIDE = (
    update(block)
    .where(_B.id == bindparam("which"), _B.lifted_at.is_(None), _B.decided_at.is_(None))
    .values(decided_by=bindparam("by"), decided_at=bindparam("at"))
)
_LIFT = (
    update(block)
    .where(_B.id == bindparam("which"), _B.lifted_at.is_(None))
    .values(lifted_at=bindparam("at"))
)
_KEY = select(_P.key).where(_P.id == bindparam("who"))
_FILED = select(func.count()).where(
    ticket.c.person_id == bindparam("who"), ticket.c.submitted_at > bindparam("since")
)


def add(
    tx: Tx, person_id: int, post: tuple[str, str], by: int, term: tuple[int, int], reason: str
) -> Block:
    """Keep somebody from new matters for a term (ms); the reason is sealed by the person's key."""
    made = tx.value(
        _ADD,
        who=person_id,
        at_office=post[0],
        as_role=post[1],
        by=by,
        at=term[0],
        until=term[1],
    )
    assert isinstance(made, int)
    sealed = seal_own(tx, _key(tx, person_id), reason, f"block:{made}")
    tx.send(_REASON, which=made, sealed=sealed)
    tx.send(_PERSON, who=person_id, until=term[1])
    return Block(made, person_id, *post, by, term[1], reason, "", decided=False, lifted=False)


def by_id(tx: Tx, block_id: int) -> Block | None:
    """Return a block."""
    row = tx.one(_BY_ID, which=block_id)
    return None if row is None else _block(tx, row)


def of_person(tx: Tx, person_id: int, at: int) -> Block | None:
    """Return the block that holds for a person now, None without one."""
    row = tx.one(_OF_PERSON, who=person_id, at=at)
    return None if row is None else _block(tx, row)


def running(tx: Tx, at: int) -> Sequence[Block]:
    """Return all blocks that hold now, the first to end first."""
    return [_block(tx, row) for row in tx.all(_RUNNING, at=at)]


def appeal(tx: Tx, one: Block, words: str, at: int) -> bool:
    """Keep the appeal against a block, sealed; False if there was one before."""
    sealed = seal_own(tx, _key(tx, one.person_id), words, f"appeal:{one.id}")
    return tx.run(_APPEAL, which=one.id, sealed=sealed, at=at) == 1


def decide(tx: Tx, one: Block, by: int, at: int) -> bool:
    """Note that the appeal was decided; False if it was before, or the block is lifted."""
    return tx.run(_DECIDE, which=one.id, by=by, at=at) == 1


def lift(tx: Tx, one: Block, at: int) -> bool:
    """End a block; False if it had been lifted before."""
    if not tx.run(_LIFT, which=one.id, at=at):
        return False
    tx.send(_PERSON, who=one.person_id, until=None)
    return True


def filed_since(tx: Tx, person_id: int, since: int) -> int:
    """Return how many tickets a person filed after a moment (ms)."""
    found: int = tx.value(_FILED, who=person_id, since=since)
    return found


def _key(tx: Tx, person_id: int) -> bytes | None:
    """Return the key of a person's own record: what is said of him goes with it."""
    key: bytes | None = tx.value(_KEY, who=person_id)
    return key


def _block(tx: Tx, row: Row) -> Block:
    key = _key(tx, row.person_id)
    return Block(
        row.id,
        row.person_id,
        row.office,
        row.role,
        row.made_by,
        row.until_at,
        open_own(tx, key, row.reason, f"block:{row.id}"),
        open_own(tx, key, row.appeal, f"appeal:{row.id}"),
        row.decided_at is not None,
        row.lifted_at is not None,
    )
