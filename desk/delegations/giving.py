"""Handing a post over: only what one holds, to a colleague, for a term, and never in a circle."""

from dataclasses import dataclass

from desk import pushes
from desk.delegations.terms import Term, told
from desk.desk import Desk
from desk.superiors import administrators
from desk.visit import Visit
from flows.say import Say, Value
from storage import delegations, journal, people
from storage.delegations import Delegation

Post = tuple[str, str]
"""An office and a role."""


@dataclass(frozen=True, slots=True)
class _Basis:
    """By what somebody has a post: whose it is, how it came, until when (None: open)."""

    staff_id: int
    parent: Delegation | None
    until_at: int | None


def give(visit: Visit, post: Post, holder_id: int, term: Term) -> Delegation | Say:
    """Hand a post over for a term, or say why not; all is read in this transaction.

    It ends with the post it comes from, and with the receiver's own, whichever is first.
    """
    basis = _basis(visit, post, term)
    if basis is None:
        return Say("delegation.not_yours")
    own = _own_end(visit.desk, holder_id, post[0], term.from_at)
    refusal = _refusal(visit, post, holder_id, term, basis, own)
    if refusal is not None:
        return refusal
    ends = [end for end in (term.until_at, basis.until_at, *own) if end is not None]
    tx, giver = visit.desk.tx, visit.person.id
    made = delegations.add(
        tx,
        basis.staff_id,
        basis.parent.id if basis.parent else None,
        (giver, holder_id),
        (term.from_at, min(ends)),
        visit.now,
    )
    one = delegations.by_id(tx, made)
    assert one is not None
    if one.from_at <= visit.now:
        delegations.begin(tx, one, visit.now)
    _tell(visit, one)
    return one


def colleagues(visit: Visit, office: str) -> list[tuple[int, str]]:
    """Return the other officers of an office, by id and name."""
    posts = people.all_posts(visit.desk.tx, visit.now)
    found = {post.person_id for post in posts if post.office == office}
    return [(one, people.name_of(visit.desk.tx, one)) for one in sorted(found - {visit.person.id})]


def _basis(visit: Visit, post: Post, term: Term) -> _Basis | None:
    tx, me = visit.desk.tx, visit.person.id
    for own in people.own_posts(tx, me, visit.now):
        if (own.office, own.role) == post:
            return _Basis(own.staff_id, None, own.until_at)
    for one in delegations.of_person(tx, me, visit.now):
        mine = one.holder_id == me and (one.office, one.role) == post
        if mine and one.from_at <= term.from_at < one.until_at and _stands(visit, one):
            return _Basis(one.staff_id, one, one.until_at)
    return None


def _stands(visit: Visit, one: Delegation) -> bool:
    """Whether the post is still held by whom it was first given, so that there is something."""
    held = people.own_posts(visit.desk.tx, one.owner_id, visit.now)
    return any(post.staff_id == one.staff_id for post in held)


def _own_end(desk: Desk, holder_id: int, office: str, at: int) -> list[int | None]:
    """Return until when somebody is an officer of an office himself; empty: he is none."""
    ends = [
        one.until_at for one in people.own_posts(desk.tx, holder_id, at) if one.office == office
    ]
    open_end = None in ends
    known = [end for end in ends if end is not None]
    return [None] if open_end else [max(known)] if known else []


def _refusal(
    visit: Visit, post: Post, holder_id: int, term: Term, basis: _Basis, own: list[int | None]
) -> Say | None:
    if holder_id == visit.person.id:
        return Say("delegation.yourself")
    if not own:
        return Say("delegation.not_colleague")
    if holder_id in _chain(visit.desk, basis):
        return Say("delegation.loop", {"name": people.name_of(visit.desk.tx, holder_id)})
    if post in people.posts(visit.desk.tx, holder_id, term.from_at):
        return Say("delegation.has_it", {"name": people.name_of(visit.desk.tx, holder_id)})
    return None


def _chain(desk: Desk, basis: _Basis) -> set[int]:
    """Return everybody through whose hands the post came."""
    through: set[int] = set()
    one = basis.parent
    while one is not None:
        through |= {one.giver_id, one.holder_id, one.owner_id}
        one = delegations.by_id(desk.tx, one.parent_id) if one.parent_id is not None else None
    return through


def _tell(visit: Visit, one: Delegation) -> None:
    """Tell the receiver, whose post it is, and the administrators; keep it in the journal."""
    desk = visit.desk
    data = {
        "person": one.holder_id,
        "for": one.owner_id,
        "role": one.role,
        "from": one.from_at,
        "until": one.until_at,
    }
    entry = journal.write(
        desk.tx,
        one.office,
        "post_delegated",
        desk.now,
        actor_id=visit.person.id,
        role=one.role,
        data=data,
    )
    values: dict[str, Value] = told(desk, one)
    holder = people.by_id(desk.tx, one.holder_id)
    pushes.push(desk, holder, (Say("delegation.given_you", values),), f"delegated:{entry}")
    others = {admin.id: admin for admin in administrators(desk)}
    others[one.owner_id] = people.by_id(desk.tx, one.owner_id)
    for person in others.values():
        if person.id not in (visit.person.id, one.holder_id):
            says = (Say("delegation.given_to", values),)
            pushes.push(desk, person, says, f"delegated:{entry}")
