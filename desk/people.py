"""Who works here: first administrators, one-time invitations, appointments and their end."""

import secrets
from collections.abc import Iterable
from typing import Protocol

from desk import pushes
from desk.desk import Desk
from desk.visit import Reply, Visit, card
from flows.say import Button, Say, Style, Value
from flows.words import Language
from storage import invitations, journal, people
from storage.moments import to_ms

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


def _record(desk: Desk, office: str, kind: str, actor: int, person: int, role: str) -> int:
    data = {"person": person, "role": role}
    return journal.write(
        desk.tx, office, kind, desk.now, actor_id=actor, role="administrator", data=data
    )


# Inviting


def invite(visit: Visit, words: str) -> Reply:
    """`/undang OFFICE ROLE`: make a one-time link; its bearer still waits for a confirmation."""
    if not visit.is_administrator:
        return Reply((card(Say("people.administrators_only")),))
    office, role = _read_post(visit, words)
    if not role:
        return Reply((card(Say("people.invite_how", {"posts": _all_roles(visit)})),))
    token = secrets.token_urlsafe(16)
    hashed = visit.desk.tx.vault.token_hash(token)
    until = visit.now + INVITATION_LASTS
    invitations.add(visit.desk.tx, hashed, office, role, visit.person.id, visit.now, until)
    link = f"https://t.me/{visit.desk.books.bot_name}?start={PREFIX}{token}"
    values: dict[str, Value] = {"role": Say(f"role.{role}"), "office": office, "link": link}
    rows = ((Button(Say("button.copy_link"), copy=link),),)
    return Reply((card(Say("people.invited", values), rows=rows),))


def _read_post(visit: Visit, words: str) -> tuple[str, str]:
    parts = words.casefold().split()
    if len(parts) != 2 or parts[0] not in visit.desk.books.catalogue.offices:
        return "", ""
    roles = visit.desk.books.catalogue.office(parts[0]).roles
    return (parts[0], parts[1]) if parts[1] in roles else ("", "")


def _all_roles(visit: Visit) -> tuple[Value, ...]:
    catalogue = visit.desk.books.catalogue
    return tuple(
        Say("people.post_line", {"office": office, "role": role.id, "title": role.title})
        for office in sorted(catalogue.served)
        for role in catalogue.office(office).roles.values()
    )


def accept(visit: Visit, token: str) -> Reply:
    """The bearer of a link asks for the role; an administrator must confirm."""
    hashed = visit.desk.tx.vault.token_hash(token)
    used = invitations.use(visit.desk.tx, hashed, visit.person.id, visit.now)
    if used is None:
        return Reply((card(Say("people.link_dead")),))
    name = people.name_of(visit.desk.tx, visit.person.id)
    values: dict[str, Value] = {
        "name": name,
        "id": str(visit.person.telegram_id),
        "role": Say(f"role.{used.role}"),
        "office": used.office,
    }
    rows = (
        (
            Button(Say("button.appoint"), "appoint", str(used.id), Style.SUCCESS),
            Button(Say("button.decline"), "decline", str(used.id), Style.DANGER),
        ),
    )
    for telegram_id in sorted(visit.desk.books.administrators - {visit.person.telegram_id}):
        administrator = people.by_telegram(visit.desk.tx, telegram_id)
        if administrator is not None:
            key = f"invitation:{used.id}"
            pushes.push(visit.desk, administrator, (Say("people.asks", values),), key, rows=rows)
    return Reply((card(Say("people.wait", values)),))


def decide(visit: Visit, invitation_id: int, *, accepted: bool) -> Reply:
    """An administrator confirms or declines; never for himself."""
    asked = invitations.by_id(visit.desk.tx, invitation_id)
    if not visit.is_administrator or asked is None or asked.used_by is None:
        return Reply((card(Say("people.administrators_only")),))
    if asked.used_by == visit.person.id:
        return Reply((card(Say("people.not_yourself")),))
    tx = visit.desk.tx
    if not invitations.decide(tx, invitation_id, visit.person.id, visit.now, accepted=accepted):
        return Reply((card(Say("people.decided_before")),))
    who = people.by_id(tx, asked.used_by)
    values: dict[str, Value] = {
        "name": people.name_of(tx, who.id),
        "role": Say(f"role.{asked.role}"),
        "office": asked.office,
    }
    if accepted:
        people.appoint(
            tx, who.id, asked.office, asked.role, visit.now, asked.made_by, visit.person.id
        )
    word = "officer_appointed" if accepted else "officer_declined"
    entry = _record(visit.desk, asked.office, word, visit.person.id, who.id, asked.role)
    told = Say("people.appointed_you" if accepted else "people.declined_you", values)
    pushes.push(visit.desk, who, (told,), f"journal:{entry}:officer")
    return Reply((card(Say("people.appointed" if accepted else "people.declined", values)),))


# Looking and ending


def officers(visit: Visit, words: str) -> Reply:
    """`/petugas`: who holds which role now; `/petugas lepas 12` ends a post at once."""
    if not visit.is_administrator:
        return Reply((card(Say("people.administrators_only")),))
    parts = words.casefold().split()
    if len(parts) == 2 and parts[0] in {"lepas", "remove"} and parts[1].isdecimal():
        return dismiss(visit, int(parts[1]))
    posts = people.all_posts(visit.desk.tx, visit.now)
    lines = tuple(
        Say(
            "people.officer_line",
            {
                "post": str(post.staff_id),
                "name": people.name_of(visit.desk.tx, post.person_id),
                "role": Say(f"role.{post.role}"),
                "office": post.office,
            },
        )
        for post in posts
    )
    return Reply((card(Say("people.officers", {"lines": lines})),))


def dismiss(visit: Visit, staff_id: int) -> Reply:
    """End a post; its holder's next press is refused."""
    post = next(
        (p for p in people.all_posts(visit.desk.tx, visit.now) if p.staff_id == staff_id), None
    )
    if post is None or not people.dismiss(visit.desk.tx, staff_id, visit.now):
        return Reply((card(Say("people.no_such_post")),))
    _record(
        visit.desk, post.office, "officer_dismissed", visit.person.id, post.person_id, post.role
    )
    values: dict[str, Value] = {
        "name": people.name_of(visit.desk.tx, post.person_id),
        "role": Say(f"role.{post.role}"),
        "office": post.office,
    }
    return Reply((card(Say("people.dismissed", values)),))
