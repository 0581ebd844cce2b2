"""Who acts in whose place: both names, for the journal and for officers' eyes."""

from collections.abc import Collection, Mapping

from desk.desk import Desk
from flows.say import Say, Value
from storage import delegations, people
from storage.moments import to_ms

FOR = "for"
"""The journal's key for the officer in whose place somebody acted, by his id."""
VIA = "via"
"""The journal's key for the officer who handed the post on to him."""


def standing_in(
    desk: Desk, person_id: int, role: str, offices: Collection[str]
) -> Mapping[str, int]:
    """Return in whose place a person acts in a role of these offices, {} in his own post.

    Read in the acting transaction, as the post itself is.
    """
    now = to_ms(desk.now)
    held = [
        one
        for one in delegations.held_now(desk.tx, person_id, now)
        if one.role == role and one.office in offices
    ]
    own = people.own_posts(desk.tx, person_id, now) if held else []
    if not held or any(post.role == role and post.office in offices for post in own):
        return {}
    one = held[0]
    return {FOR: one.owner_id} if one.parent_id is None else {FOR: one.owner_id, VIA: one.giver_id}


def named(desk: Desk, name: Value, stands_for: Mapping[str, object]) -> Value:
    """Return a name with that of the officer in whose place he acts, if he does."""
    owner = stands_for.get(FOR)
    if not isinstance(owner, int):
        return name
    return Say("delegation.acting", {"name": name, "owner": people.name_of(desk.tx, owner)})
