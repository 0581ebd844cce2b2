"""Named queries about the answers that staff write: editions of an entry, one of them in force."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import bindparam, insert, or_, select, update

from flows.words import Words
from storage import counters
from storage.learning import answer
from storage.link import Row
from storage.tx import Tx

SERIES: Final = "answers"
"""The counter that moves with every change of what is in force."""


class EditionState(StrEnum):
    """Where an edition stands; of the editions of one entry at most one is published."""

    WRITING = "writing"
    DRAFT = "draft"
    PUBLISHED = "published"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Content:
    """What an edition says; days are ISO dates ("": none). `settles` are questions it answers."""

    title: Words
    short: Words
    details: Words
    phrasings: tuple[str, ...]
    service: str = ""
    component: str = ""
    source: str = ""
    valid_from: str = ""
    valid_until: str = ""
    settles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """The nth edition of an entry, of one office ("": of all)."""

    id: int
    entry: str
    nth: int
    office: str
    state: EditionState
    content: Content
    written_by: int
    written_at: int
    decided_by: int | None
    decided_at: int | None


_A = answer.c
_COLUMNS = (
    _A.id,
    _A.entry,
    _A.nth,
    _A.office,
    _A.state,
    _A.content,
    _A.written_by,
    _A.written_at,
    _A.decided_by,
    _A.decided_at,
)
_ADD = (
    insert(answer)
    .values(
        entry=bindparam("of_entry"),
        nth=bindparam("number"),
        office=bindparam("of_office"),
        state=EditionState.WRITING.value,
        content=bindparam("sealed"),
        written_by=bindparam("by"),
        written_at=bindparam("at"),
    )
    .returning(_A.id)
)
_BY_ID = select(*_COLUMNS).where(_A.id == bindparam("which"))
_IN_STATE = select(*_COLUMNS).where(_A.state == bindparam("standing")).order_by(_A.id)
_IN_FORCE = select(*_COLUMNS).where(
    _A.entry == bindparam("of_entry"), _A.state == EditionState.PUBLISHED.value
)
_EDITIONS = select(*_COLUMNS).where(_A.entry == bindparam("of_entry")).order_by(_A.nth)
_SAVE = (
    update(answer)
    .where(_A.id == bindparam("which"), _A.state == EditionState.WRITING.value)
    .values(content=bindparam("sealed"), office=bindparam("of_office"))
)
_HAND_IN = (
    update(answer)
    .where(_A.id == bindparam("which"), _A.state == EditionState.WRITING.value)
    .values(state=EditionState.DRAFT.value)
)
_REPLACE = (
    update(answer)
    .where(
        _A.entry == bindparam("of_entry"),
        _A.id != bindparam("which"),
        _A.state == EditionState.PUBLISHED.value,
    )
    .values(state=EditionState.REPLACED.value)
)
_PUBLISH = (
    update(answer)
    .where(
        _A.id == bindparam("which"),
        _A.state == EditionState.DRAFT.value,
        _A.written_by != bindparam("by"),
    )
    .values(
        state=EditionState.PUBLISHED.value,
        decided_by=bindparam("by"),
        decided_at=bindparam("at"),
    )
)
_WITHDRAW = (
    update(answer)
    .where(_A.id == bindparam("which"), _A.state == EditionState.PUBLISHED.value)
    .values(
        state=EditionState.WITHDRAWN.value,
        decided_by=bindparam("by"),
        decided_at=bindparam("at"),
    )
)
_DISCARD = (
    update(answer)
    .where(
        _A.id == bindparam("which"),
        or_(
            _A.state == EditionState.WRITING.value,
            _A.state == EditionState.DRAFT.value,
        ),
    )
    .values(
        state=EditionState.DISCARDED.value,
        decided_by=bindparam("by"),
        decided_at=bindparam("at"),
    )
)


def version(tx: Tx) -> int:
    """Return a number that moves with every change of what is in force: one row read."""
    return counters.value(tx, SERIES)


def begin(tx: Tx, entry: str, office: str, content: Content, by: int, at: int) -> Edition:
    """Begin the next edition of an entry; entry "" makes a new one."""
    entry = entry or f"own/{counters.next_value(tx, 'answer')}"
    nth = counters.next_value(tx, f"answer:{entry}")
    made = tx.value(
        _ADD,
        of_entry=entry,
        number=nth,
        of_office=office,
        sealed=_pack(tx, entry, nth, content),
        by=by,
        at=at,
    )
    assert isinstance(made, int)
    state = EditionState.WRITING
    return Edition(made, entry, nth, office, state, content, by, at, None, None)


def by_id(tx: Tx, edition_id: int) -> Edition | None:
    """Return an edition, None if there is none."""
    row = tx.one(_BY_ID, which=edition_id)
    return None if row is None else _edition(tx, row)


def in_force(tx: Tx, entry: str) -> Edition | None:
    """Return the published edition of an entry, None if there is none."""
    row = tx.one(_IN_FORCE, of_entry=entry)
    return None if row is None else _edition(tx, row)


def all_in(tx: Tx, state: EditionState) -> Sequence[Edition]:
    """Return every edition that stands so, the oldest first."""
    return [_edition(tx, row) for row in tx.all(_IN_STATE, standing=state.value)]


def editions(tx: Tx, entry: str) -> Sequence[Edition]:
    """Return every edition of an entry, the first one first."""
    return [_edition(tx, row) for row in tx.all(_EDITIONS, of_entry=entry)]


def save(tx: Tx, edition: Edition) -> bool:
    """Keep what an edition says while it is being written; False when it was handed in."""
    sealed = _pack(tx, edition.entry, edition.nth, edition.content)
    return tx.run(_SAVE, which=edition.id, sealed=sealed, of_office=edition.office) == 1


def hand_in(tx: Tx, edition: Edition) -> bool:
    """Make a draft of it that a second person may publish; False when it is none any more."""
    return tx.run(_HAND_IN, which=edition.id) == 1


def publish(tx: Tx, edition: Edition, by: int, at: int) -> bool:
    """Put a draft into force; False if it is no draft any more, or `by` wrote it."""
    # The counter's row is locked until the commit: two editions never pass each other.
    counters.next_value(tx, SERIES)
    if tx.run(_PUBLISH, which=edition.id, by=by, at=at) != 1:
        return False
    tx.send(_REPLACE, of_entry=edition.entry, which=edition.id)
    return True


def withdraw(tx: Tx, edition: Edition, by: int, at: int) -> bool:
    """Take an edition out of force; False if it was not in force."""
    counters.next_value(tx, SERIES)
    return tx.run(_WITHDRAW, which=edition.id, by=by, at=at) == 1


def discard(tx: Tx, edition: Edition, by: int, at: int) -> bool:
    """Throw away what was never published; False if it is something else by now."""
    return tx.run(_DISCARD, which=edition.id, by=by, at=at) == 1


def _pack(tx: Tx, entry: str, nth: int, content: Content) -> bytes:
    data = json.dumps(asdict(content), ensure_ascii=False, separators=(",", ":"))
    return tx.vault.seal_house(data.encode(), f"answer:{entry}:{nth}")


def _edition(tx: Tx, row: Row) -> Edition:
    data = json.loads(tx.vault.open_house(row.content, f"answer:{row.entry}:{row.nth}"))
    for name in ("title", "short", "details"):
        data[name] = Words(**data[name])
    for name in ("phrasings", "settles"):
        data[name] = tuple(data[name])
    return Edition(
        row.id,
        row.entry,
        row.nth,
        row.office,
        EditionState(row.state),
        Content(**data),
        row.written_by,
        row.written_at,
        row.decided_by,
        row.decided_at,
    )
