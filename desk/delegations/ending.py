"""The end of a delegation: before its day by those concerned, or by itself when it has run out."""

from collections.abc import Sequence

from desk import claims, pushes
from desk.delegations.terms import told
from desk.desk import Desk
from desk.visit import Visit
from flows.say import Say
from storage import delegations, journal, people
from storage.delegations import Delegation
from storage.moments import to_ms
from storage.sweeps import Page


def end_early(visit: Visit, number: int) -> Say:
    """End a delegation for its giver, its holder, the post's owner or an administrator.

    What was handed on from it ends with it; what its holders took goes back to the queue.
    """
    one = delegations.by_id(visit.desk.tx, number)
    concerned = one is not None and visit.person.id in (one.giver_id, one.holder_id, one.owner_id)
    if one is None or not (concerned or visit.is_administrator):
        return Say("delegation.unknown")
    if not _end(visit.desk, one, actor=visit.person.id, role=_role(visit, one)):
        return Say("delegation.ended_before")
    return Say("delegation.ended", told(visit.desk, one))


def _role(visit: Visit, one: Delegation) -> str:
    return one.role if (one.office, one.role) in visit.posts else "administrator"


def _end(desk: Desk, one: Delegation, *, actor: int | None, role: str) -> bool:
    ended = delegations.end(desk.tx, one, to_ms(desk.now))
    for gone in ended:
        data = {"person": gone.holder_id, "for": gone.owner_id, "role": gone.role}
        entry = journal.write(
            desk.tx,
            gone.office,
            "delegation_ended",
            desk.now,
            actor_id=actor,
            role=role,
            data=data,
        )
        claims.release(desk, gone.holder_id, actor=actor, role=role)
        for person_id in {gone.holder_id, gone.giver_id} - {actor}:
            says = (Say("delegation.over", told(desk, gone)),)
            pushes.push(desk, people.by_id(desk.tx, person_id), says, f"delegation_over:{entry}")
    return bool(ended)


def due(desk: Desk, after: Page, most: int) -> Sequence[Delegation]:
    """Return a page of delegations that begin or end by now."""
    return delegations.due(desk.tx, to_ms(desk.now), after, most)


def go_on(desk: Desk, one: Delegation) -> bool:
    """Tell the holder that his time begins, or end what has run out; each once."""
    if one.until_at <= to_ms(desk.now):
        return _end(desk, one, actor=None, role="loket")
    if not delegations.begin(desk.tx, one, to_ms(desk.now)):
        return False
    holder = people.by_id(desk.tx, one.holder_id)
    says = (Say("delegation.begins", told(desk, one)),)
    pushes.push(desk, holder, says, f"delegation_begins:{one.id}")
    return True
