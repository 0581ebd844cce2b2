"""The end of a post: one administrator asks, another decides; a suspension holds at once."""

from desk import claims, pushes
from desk.desk import Desk
from desk.superiors import administrators, only_one
from desk.visit import Reply, Visit, card
from flows.say import Button, Say, Style, Value
from storage import delegations, dismissals, journal, people
from storage.moments import to_ms
from storage.people import Post


def ask(visit: Visit, staff_id: int) -> Reply:
    """`/petugas lepas N`: ask the other administrators to end a post; an only one ends it."""
    post = _post(visit, staff_id)
    if post is None:
        return _nothing("people.no_such_post")
    if only_one(visit.desk):
        return _end(visit, post, visit.person.id)
    return _wanted(visit, post, suspends=False)


def suspend(visit: Visit, staff_id: int) -> Reply:
    """`/petugas bekukan N`: one may do this alone; the others are told and decide what follows."""
    post = _post(visit, staff_id)
    if post is None:
        return _nothing("people.no_such_post")
    people.suspend(visit.desk.tx, staff_id, visit.now)
    _record(visit, post, "officer_suspended", visit.person.id)
    reply = _wanted(visit, post, suspends=True)
    _let_go(visit, post)
    told = Say("dismissal.suspended_you", _values(visit.desk, post))
    pushes.push(visit.desk, people.by_id(visit.desk.tx, post.person_id), (told,), _key(visit))
    return reply


def decide(visit: Visit, dismissal_id: int, *, accepted: bool) -> Reply:
    """Another administrator ends the post, or keeps it (a suspended one is held again)."""
    if not visit.is_administrator:
        return _nothing("people.administrators_only")
    tx = visit.desk.tx
    wanted = dismissals.by_id(tx, dismissal_id)
    post = None if wanted is None else people.post_by_id(tx, wanted.staff_id)
    if wanted is None or post is None:
        return _nothing("dismissal.unknown")
    alone = wanted.made_by == visit.person.id and not only_one(visit.desk)
    if post.person_id == visit.person.id or (alone and (accepted or wanted.suspends)):
        return _nothing("people.second_person")
    if not dismissals.decide(tx, dismissal_id, visit.person.id, visit.now, accepted=accepted):
        return _nothing("people.decided_before")
    people.suspend(tx, post.staff_id, None)
    if accepted:
        return _end(visit, post, wanted.made_by)
    entry = _record(visit, post, "officer_kept", wanted.made_by)
    values = _values(visit.desk, post)
    if wanted.suspends:
        officer = people.by_id(tx, post.person_id)
        pushes.push(visit.desk, officer, (Say("dismissal.restored_you", values),), _of(entry))
    return Reply((card(Say("dismissal.kept", values)),))


def _wanted(visit: Visit, post: Post, *, suspends: bool) -> Reply:
    tx = visit.desk.tx
    waiting = dismissals.open_of(tx, post.staff_id)
    if waiting is not None and not suspends:
        return Reply((card(Say("dismissal.asked_before", {"number": str(waiting.id)})),))
    number = dismissals.ask(tx, post.staff_id, visit.person.id, visit.now, suspends=suspends)
    if not suspends:
        _record(visit, post, "dismissal_asked", visit.person.id)
    values = {
        **_values(visit.desk, post),
        "by": people.name_of(tx, visit.person.id),
        "number": str(number),
    }
    asking = Say("dismissal.suspended" if suspends else "dismissal.asks", values)
    others = [one for one in administrators(visit.desk) if one.id != visit.person.id]
    for one in others:
        pushes.push(visit.desk, one, (asking,), f"dismissal:{number}", rows=_rows(number))
    told = Say("dismissal.told" if others else "dismissal.told_nobody", values)
    first = Say("dismissal.suspended_now" if suspends else "dismissal.asked", values)
    return Reply((card(first, told),))


def _rows(number: int) -> tuple[tuple[Button, ...], ...]:
    return (
        (
            Button(Say("dismissal.end_button"), "dismiss", str(number), Style.DANGER),
            Button(Say("dismissal.keep_button"), "keep_officer", str(number)),
        ),
    )


def _end(visit: Visit, post: Post, asked_by: int) -> Reply:
    """End a post: its holder's next press is refused, what he took goes back to the queue."""
    if not people.dismiss(visit.desk.tx, post.staff_id, visit.now):
        return _nothing("people.no_such_post")
    _record(visit, post, "officer_dismissed", asked_by)
    values = {**_values(visit.desk, post), "count": _let_go(visit, post)}
    return Reply((card(Say("people.dismissed", values)),))


def _let_go(visit: Visit, post: Post) -> int:
    """Give back what he took, and what was handed over to him where he is no officer any more."""
    tx, role = visit.desk.tx, "administrator"
    at_office = {one.office for one in people.own_posts(tx, post.person_id, visit.now)}
    losers = [post.person_id]
    for one in delegations.of_person(tx, post.person_id, visit.now):
        received = one.holder_id == post.person_id and one.office not in at_office
        if one.staff_id == post.staff_id or (one.office == post.office and received):
            losers.extend(gone.holder_id for gone in delegations.end(tx, one, visit.now))
    return sum(
        claims.release(visit.desk, person, actor=visit.person.id, role=role)
        for person in dict.fromkeys(losers)
    )


def _post(visit: Visit, staff_id: int) -> Post | None:
    held = people.all_posts(visit.desk.tx, visit.now)
    return next((post for post in held if post.staff_id == staff_id), None)


def _values(desk: Desk, post: Post) -> dict[str, Value]:
    return {
        "name": people.name_of(desk.tx, post.person_id),
        "role": Say(f"role.{post.role}"),
        "office": post.office,
    }


def _record(visit: Visit, post: Post, kind: str, asked_by: int) -> int:
    by = visit.person.id
    data: dict[str, object] = {"person": post.person_id, "role": post.role}
    if asked_by != by or kind == "officer_dismissed":
        data |= {"asked_by": asked_by, "alone": asked_by == by}
    desk = visit.desk
    return journal.write(
        desk.tx, post.office, kind, desk.now, actor_id=by, role="administrator", data=data
    )


def _key(visit: Visit) -> str:
    return f"suspended:{to_ms(visit.desk.now)}"


def _of(entry: int) -> str:
    return f"journal:{entry}:officer"


def _nothing(key: str) -> Reply:
    return Reply((card(Say(key)),))
