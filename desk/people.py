"""Who works here: first administrators, one-time invitations, appointments and their end."""

import secrets
from collections.abc import Callable, Iterable
from functools import partial
from typing import Protocol

from desk import dismissals, pushes
from desk.desk import Desk
from desk.posts import read_post, term
from desk.superiors import administrators, only_one
from desk.visit import Reply, Visit, card
from flows.say import Button, Say, Style, Value
from flows.words import Language
from storage import invitations, journal, people
from storage.invitations import Invitation
from storage.moments import to_ms
from storage.people import Post

INVITATION_LASTS = 15 * 60_000
"""Milliseconds an invitation link is good for."""
PREFIX = "inv_"
"""What the start payload of an invitation begins with."""


class Appointee(Protocol):
    """A persona of the simulator: a Telegram account with a role, or an administrator."""

    @property
    def id(self) -> int:
        """The Telegram id."""

    @property
    def first_name(self) -> str:
        """The name shown to staff."""

    @property
    def office(self) -> str:
        """The office, "" for applicants and administrators."""

    @property
    def role(self) -> str:
        """The role, "" for applicants and administrators."""


def appoint_personas(desk: Desk, personas: Iterable[Appointee]) -> int:
    """Appoint the simulator's staff when the house is empty; returns how many were appointed."""
    if not people.nobody_yet(desk.tx):
        return 0
    now = to_ms(desk.now)
    system = people.add(desk.tx, None, Language.ID, "Simulator", now)
    appointed = 0
    for persona in personas:
        if not persona.role:
            continue
        person = people.add(desk.tx, persona.id, Language.ID, persona.first_name, now)
        people.appoint(desk.tx, person.id, persona.office, persona.role, now, system.id, system.id)
        _record(desk, persona.office, "officer_appointed", system.id, person.id, persona.role)
        appointed += 1
    return appointed


def _record(
    desk: Desk, office: str, kind: str, actor: int, person: int, role: str, *, by: int = 0
) -> int:
    """Write what became of a post; `by` asked for it, the only one alone if he decides too."""
    data: dict[str, object] = {"person": person, "role": role}
    if by:
        data |= {"asked_by": by, "alone": by == actor}
    return journal.write(
        desk.tx, office, kind, desk.now, actor_id=actor, role="administrator", data=data
    )


# Inviting


def invite(visit: Visit, words: str) -> Reply:
    """`/undang OFFICE ROLE [sampai DATE]`: make a one-time link; its bearer must be confirmed."""
    if not visit.is_administrator:
        return Reply((card(Say("people.administrators_only")),))
    post = read_post(visit, words)
    if isinstance(post, Say):
        return Reply((card(post),))
    token = secrets.token_urlsafe(16)
    hashed = visit.desk.tx.vault.token_hash(token)
    until = visit.now + INVITATION_LASTS
    invitations.add(
        visit.desk.tx,
        hashed,
        post.office,
        post.role,
        visit.person.id,
        visit.now,
        until,
        post_until=post.until_at,
    )
    link = f"https://t.me/{visit.desk.books.bot_name}?start={PREFIX}{token}"
    values: dict[str, Value] = {
        "role": Say(f"role.{post.role}"),
        "office": post.office,
        "term": term(visit.desk, post.office, post.until_at),
        "link": link,
    }
    rows = ((Button(Say("button.copy_link"), copy=link),),)
    return Reply((card(Say("people.invited", values), rows=rows),))


def accept(visit: Visit, token: str) -> Reply:
    """The bearer of a link asks for the role; an administrator must confirm."""
    hashed = visit.desk.tx.vault.token_hash(token)
    used = invitations.use(visit.desk.tx, hashed, visit.person.id, visit.now)
    if used is None:
        return Reply((card(Say("people.link_dead")),))
    values: dict[str, Value] = {
        **_told(visit.desk, used, visit.person.id),
        "id": str(visit.person.telegram_id),
        "invitation": str(used.id),
    }
    asked = _ask_administrators(visit, used, values)
    return Reply((card(Say("people.wait" if asked else "people.wait_alone", values)),))


def _told(desk: Desk, asked: Invitation, bearer: int) -> dict[str, Value]:
    return {
        "name": people.name_of(desk.tx, bearer),
        "role": Say(f"role.{asked.role}"),
        "office": asked.office,
        "term": term(desk, asked.office, asked.until_at),
    }


def _ask_administrators(visit: Visit, used: Invitation, values: dict[str, Value]) -> int:
    """Ask every other administrator who ever wrote to the bot; returns how many these are."""
    rows = (
        (
            Button(Say("button.appoint"), "appoint", str(used.id), Style.SUCCESS),
            Button(Say("button.decline"), "decline", str(used.id), Style.DANGER),
        ),
    )
    barred = {visit.person.id} if only_one(visit.desk) else {visit.person.id, used.made_by}
    others = [one for one in administrators(visit.desk) if one.id not in barred]
    for one in others:
        key = f"invitation:{used.id}"
        pushes.push(visit.desk, one, (Say("people.asks", values),), key, rows=rows)
    return len(others)


def decide(visit: Visit, invitation_id: int, *, accepted: bool) -> Reply:
    """An administrator confirms or declines: never for himself, nor what he asked for himself.

    Two persons for each change of role (safety, 4.8); who is the only administrator there is
    decides alone, and the journal marks it.
    """
    if not visit.is_administrator:
        return Reply((card(Say("people.administrators_only")),))
    asked = invitations.by_id(visit.desk.tx, invitation_id)
    if asked is None or asked.used_by is None:
        return Reply((card(Say("people.no_such_invitation")),))
    if asked.used_by == visit.person.id:
        return Reply((card(Say("people.not_yourself")),))
    if accepted and asked.made_by == visit.person.id and not only_one(visit.desk):
        return Reply((card(Say("people.second_person")),))
    tx = visit.desk.tx
    if not invitations.decide(tx, invitation_id, visit.person.id, visit.now, accepted=accepted):
        return Reply((card(Say("people.decided_before")),))
    who = people.by_id(tx, asked.used_by)
    values = _told(visit.desk, asked, who.id)
    if accepted:
        _appoint(visit, asked, who.id)
    word = "officer_appointed" if accepted else "officer_declined"
    entry = _record(
        visit.desk,
        asked.office,
        word,
        visit.person.id,
        who.id,
        asked.role,
        by=asked.made_by,
    )
    told = Say("people.appointed_you" if accepted else "people.declined_you", values)
    pushes.push(visit.desk, who, (told,), f"journal:{entry}:officer")
    return Reply((card(Say("people.appointed" if accepted else "people.declined", values)),))


def _appoint(visit: Visit, asked: Invitation, bearer: int) -> None:
    """Give the post; it takes the place of the same post with another end."""
    tx = visit.desk.tx
    for post in people.all_posts(tx, visit.now):
        if (post.person_id, post.office, post.role) == (bearer, asked.office, asked.role):
            people.dismiss(tx, post.staff_id, visit.now)
    people.appoint(
        tx,
        bearer,
        asked.office,
        asked.role,
        visit.now,
        asked.made_by,
        visit.person.id,
        until=asked.until_at,
    )


# Looking and ending


def officers(visit: Visit, words: str) -> Reply:
    """`/petugas`: who holds which role now; `lepas 12` ends a post, `setuju 3` confirms."""
    if not visit.is_administrator:
        return Reply((card(Say("people.administrators_only")),))
    verb, _, number = words.casefold().strip().partition(" ")
    order = _ORDERS.get(verb)
    if order is not None and number.strip().isdecimal():
        return order(visit, int(number))
    posts = people.all_posts(visit.desk.tx, visit.now)
    lines = tuple(_officer_line(visit, post) for post in posts)
    return Reply((card(Say("people.officers", {"lines": lines})),))


def _officer_line(visit: Visit, post: Post) -> Say:
    values: dict[str, Value] = {
        "post": str(post.staff_id),
        "name": people.name_of(visit.desk.tx, post.person_id),
        "role": Say(f"role.{post.role}"),
        "office": post.office,
        "term": term(visit.desk, post.office, post.until_at),
    }
    return Say("people.officer_line", values)


_ORDERS: dict[str, Callable[[Visit, int], Reply]] = {
    **dict.fromkeys(("lepas", "remove"), dismissals.ask),
    **dict.fromkeys(("bekukan", "suspend"), dismissals.suspend),
    **dict.fromkeys(("akhiri", "end"), partial(dismissals.decide, accepted=True)),
    **dict.fromkeys(("pulihkan", "keep"), partial(dismissals.decide, accepted=False)),
    **dict.fromkeys(("setuju", "setujui", "approve"), partial(decide, accepted=True)),
    **dict.fromkeys(("tolak", "decline"), partial(decide, accepted=False)),
}
"""What may follow `/petugas`, each with a number."""
