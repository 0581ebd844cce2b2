"""Named queries about people: who speaks, who works where, who was invited."""

from dataclasses import dataclass

from sqlalchemy import FromClause, and_, bindparam, exists, insert, or_, select, union, update
from sqlalchemy.sql import ColumnElement

from flows.words import Language
from storage.own_keys import open_own, seal_own
from storage.powers import delegation
from storage.store import Row, Tx
from storage.tables import person, staff


@dataclass(frozen=True, slots=True)
class Person:
    """A person: an own id; the Telegram id may be absent (filed on behalf).

    New matters of his are not taken until `blocked_until` (ms), None: not blocked.
    """

    id: int
    telegram_id: int | None
    language: Language
    unreachable: bool
    blocked_until: int | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A role a person holds in an office now, until `until_at` (None: no end)."""

    staff_id: int
    person_id: int
    office: str
    role: str
    until_at: int | None = None


PERSON_COLUMNS = (
    person.c.id,
    person.c.telegram_id,
    person.c.language,
    person.c.unreachable_at,
    person.c.blocked_until,
)
_BY_TELEGRAM = select(*PERSON_COLUMNS).where(person.c.telegram_id == bindparam("who"))
_BY_ID = select(*PERSON_COLUMNS).where(person.c.id == bindparam("who"))
_ADD = (
    insert(person)
    .values(
        telegram_id=bindparam("telegram"),
        language=bindparam("lang"),
        name=bindparam("sealed_name"),
        key=bindparam("wrapped"),
        created_at=bindparam("at"),
    )
    .returning(person.c.id)
)
_NAME = select(person.c.name, person.c.key).where(person.c.id == bindparam("who"))
_RENAME = (
    update(person).where(person.c.id == bindparam("who")).values(name=bindparam("sealed_name"))
)
_LANGUAGE = (
    update(person).where(person.c.id == bindparam("who")).values(language=bindparam("lang"))
)
_REACHABLE = (
    update(person).where(person.c.id == bindparam("who")).values(unreachable_at=bindparam("at"))
)
_ANYBODY = select(person.c.id).limit(1)


def held(post: FromClause) -> ColumnElement[bool]:
    """Return the condition that a post is held at the moment `at`."""
    return and_(
        post.c.from_at <= bindparam("at"),
        or_(post.c.until_at.is_(None), post.c.until_at > bindparam("at")),
        post.c.confirmed_at.is_not(None),
        post.c.suspended_at.is_(None),
    )


_HELD = held(staff)
_OWN = staff.alias("own")
# A post that was handed over counts only while its first holder holds it, and while whoever has
# it now is an officer of the same office himself.
DELEGATED = and_(
    delegation.c.from_at <= bindparam("at"),
    delegation.c.until_at > bindparam("at"),
    delegation.c.ended_at.is_(None),
    _HELD,
    exists().where(
        _OWN.c.person_id == delegation.c.holder_id, _OWN.c.office == staff.c.office, held(_OWN)
    ),
)
"""The condition that a post was handed over to somebody who has it at the moment `at`."""
_POST_COLUMNS = (staff.c.id, staff.c.person_id, staff.c.office, staff.c.role, staff.c.until_at)
_OWN_POSTS = select(*_POST_COLUMNS).where(staff.c.person_id == bindparam("who"), _HELD)
_POSTS = union(
    select(staff.c.office, staff.c.role).where(staff.c.person_id == bindparam("who"), _HELD),
    select(staff.c.office, staff.c.role)
    .join(delegation, delegation.c.staff_id == staff.c.id)
    .where(delegation.c.holder_id == bindparam("who"), DELEGATED),
)
_OF_ROLE = and_(staff.c.office == bindparam("at_office"), staff.c.role == bindparam("as_role"))
_HOLDERS = union(
    select(*PERSON_COLUMNS).join(staff, staff.c.person_id == person.c.id).where(_OF_ROLE, _HELD),
    select(*PERSON_COLUMNS)
    .join(delegation, delegation.c.holder_id == person.c.id)
    .join(staff, staff.c.id == delegation.c.staff_id)
    .where(_OF_ROLE, DELEGATED),
)
_ALL_POSTS = select(*_POST_COLUMNS).where(_HELD).order_by(staff.c.office, staff.c.role, staff.c.id)
_APPOINT = (
    insert(staff)
    .values(
        person_id=bindparam("who"),
        office=bindparam("at_office"),
        role=bindparam("as_role"),
        from_at=bindparam("at"),
        until_at=bindparam("until"),
        appointed_by=bindparam("by"),
        confirmed_by=bindparam("confirmer"),
        confirmed_at=bindparam("at"),
    )
    .returning(staff.c.id)
)
_DISMISS = (
    update(staff)
    .where(
        staff.c.id == bindparam("post"),
        or_(staff.c.until_at.is_(None), staff.c.until_at > bindparam("at")),
    )
    .values(until_at=bindparam("at"))
)


_BY_POST = select(*_POST_COLUMNS).where(
    staff.c.id == bindparam("post"), staff.c.confirmed_at.is_not(None)
)
_SUSPEND = (
    update(staff).where(staff.c.id == bindparam("post")).values(suspended_at=bindparam("at"))
)


def as_person(row: Row) -> Person:
    """Return the person of a row that holds `PERSON_COLUMNS`."""
    reached = row.unreachable_at is None
    language = Language(row.language)
    return Person(row.id, row.telegram_id, language, not reached, row.blocked_until)


def _post(row: Row) -> Post:
    return Post(row.id, row.person_id, row.office, row.role, row.until_at)


def by_telegram(tx: Tx, telegram_id: int) -> Person | None:
    """Return the person with a Telegram account, None when he never wrote."""
    row = tx.one(_BY_TELEGRAM, who=telegram_id)
    return None if row is None else as_person(row)


def by_id(tx: Tx, person_id: int) -> Person:
    """Return a person; LookupError if there is none."""
    row = tx.one(_BY_ID, who=person_id)
    if row is None:
        raise LookupError(f"person {person_id}")
    return as_person(row)


def add(tx: Tx, telegram_id: int | None, language: Language, name: str, at: int) -> Person:
    """Add a person; `name` is kept sealed, `at` is milliseconds since 1970."""
    key = tx.vault.new_key()
    person_id = tx.value(
        _ADD, telegram=telegram_id, lang=language.value, sealed_name=b"", wrapped=key, at=at
    )
    assert isinstance(person_id, int)
    _keep_name(tx, person_id, key, name)
    return Person(person_id, telegram_id, language, unreachable=False)


def name_of(tx: Tx, person_id: int) -> str:
    """Return a person's display name, unsealed; "" when it was erased."""
    row = tx.one(_NAME, who=person_id)
    assert row is not None
    return open_own(tx, row.key, row.name, f"person:{person_id}")


def rename(tx: Tx, person_id: int, name: str) -> None:
    """Keep a person's display name, sealed by the person's own key."""
    row = tx.one(_NAME, who=person_id)
    assert row is not None
    _keep_name(tx, person_id, row.key, name)


def _keep_name(tx: Tx, person_id: int, key: bytes | None, name: str) -> None:
    sealed = seal_own(tx, key, name, f"person:{person_id}")
    tx.send(_RENAME, who=person_id, sealed_name=sealed)


def speak(tx: Tx, person_id: int, language: Language) -> None:
    """Note the language a person wants."""
    tx.send(_LANGUAGE, who=person_id, lang=language.value)


def set_unreachable(tx: Tx, person_id: int, at: int | None) -> None:
    """Note since when a person cannot be reached (he blocked the bot); None: he can again."""
    tx.send(_REACHABLE, who=person_id, at=at)


def nobody_yet(tx: Tx) -> bool:
    """Whether the house has no person at all."""
    return tx.one(_ANYBODY) is None


def posts(tx: Tx, person_id: int, at: int) -> frozenset[tuple[str, str]]:
    """Return the (office, role) pairs a person holds at this moment; never cached.

    His own, and those that were handed over to him for this time (`storage/delegations`).
    """
    return frozenset((row.office, row.role) for row in tx.all(_POSTS, who=person_id, at=at))


def holders(tx: Tx, office: str, role: str, at: int) -> list[Person]:
    """Return everybody who holds a role in an office now, his own or handed over to him."""
    rows = tx.all(_HOLDERS, at_office=office, as_role=role, at=at)
    return sorted(map(as_person, rows), key=lambda one: one.id)


def all_posts(tx: Tx, at: int) -> list[Post]:
    """Return all roles held now, by office and role."""
    return [_post(row) for row in tx.all(_ALL_POSTS, at=at)]


def own_posts(tx: Tx, person_id: int, at: int) -> list[Post]:
    """Return the posts a person was appointed to and holds now."""
    return [_post(row) for row in tx.all(_OWN_POSTS, who=person_id, at=at)]


def post_by_id(tx: Tx, staff_id: int) -> Post | None:
    """Return a post, also one that has ended or is suspended."""
    row = tx.one(_BY_POST, post=staff_id)
    return None if row is None else _post(row)


def suspend(tx: Tx, staff_id: int, at: int | None) -> None:
    """Suspend a post from this moment on; None: it is held again."""
    tx.send(_SUSPEND, post=staff_id, at=at)


def appoint(
    tx: Tx,
    person_id: int,
    office: str,
    role: str,
    at: int,
    by: int,
    confirmer: int,
    *,
    until: int | None = None,
) -> int:
    """Give a person a role from now on, until `until` (None: no end); returns the post's id."""
    staff_id = tx.value(
        _APPOINT,
        who=person_id,
        at_office=office,
        as_role=role,
        at=at,
        until=until,
        by=by,
        confirmer=confirmer,
    )
    assert isinstance(staff_id, int)
    return staff_id


def dismiss(tx: Tx, staff_id: int, at: int) -> bool:
    """End a post now; False if it had ended already."""
    return tx.run(_DISMISS, post=staff_id, at=at) == 1
