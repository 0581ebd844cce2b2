"""Named queries about what people asked: what they got, whether it helped, what is still open.

A question is kept sealed and with personal data masked (`flows.masking`); as it was typed it is
kept for a day, so that it can be handed over to a person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import and_, bindparam, case, delete, func, insert, or_, select, update

from storage.learning import question
from storage.link import Row
from storage.moments import DAY
from storage.tx import Tx

TYPED_KEPT: Final = DAY
"""Milliseconds for which a question is kept as it was typed."""


class Outcome(StrEnum):
    """What a question got; `CHOSEN`: one of the answers that were offered as near."""

    ANSWERED = "answered"
    CHOICES = "choices"
    CHOSEN = "chosen"
    UNKNOWN = "unknown"


class Rating(StrEnum):
    """What the person said of the answer."""

    NONE = ""
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to be kept. `entries` are the answers shown or offered, the best first.

    `offered`: the answer was offered while a problem was being described. `masked` holds no
    personal data, `typed` is the question as it came.
    """

    outcome: Outcome
    language: str
    masked: str
    typed: str
    kind: str = ""
    entries: tuple[str, ...] = ()
    office: str = ""
    service: str = ""
    offered: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was asked, masked; as in `Asked`."""

    id: int
    asked_at: int
    outcome: Outcome
    kind: str
    entries: tuple[str, ...]
    office: str
    service: str
    offered: bool
    masked: str
    rating: Rating


@dataclass(frozen=True, slots=True)
class Rated:
    """How often an answer was said to help, and not to help."""

    entry: str
    yes: int
    no: int


_Q = question.c
_COLUMNS = (
    _Q.id,
    _Q.update_id,
    _Q.asked_at,
    _Q.outcome,
    _Q.kind,
    _Q.entries,
    _Q.office,
    _Q.service,
    _Q.offered,
    _Q.masked,
    _Q.rating,
)
_ADD = (
    insert(question)
    .values(
        update_id=bindparam("update"),
        asked_at=bindparam("at"),
        language=bindparam("spoken"),
        outcome=bindparam("got"),
        kind=bindparam("why"),
        entries=bindparam("shown"),
        office=bindparam("of_office"),
        service=bindparam("of_service"),
        offered=bindparam("beside"),
        masked=bindparam("sealed"),
        asked=bindparam("typed"),
    )
    .returning(_Q.id)
)
_BY_ID = select(*_COLUMNS).where(_Q.id == bindparam("which"))
_TYPED = select(_Q.update_id, _Q.masked, _Q.asked).where(_Q.id == bindparam("which"))
_RATE = update(question).where(_Q.id == bindparam("which")).values(rating=bindparam("said"))
_CHOOSE = (
    update(question)
    .where(_Q.id == bindparam("which"))
    .values(outcome=Outcome.CHOSEN.value, entries=bindparam("taken"))
)
_WITHOUT = and_(
    ~_Q.offered,
    _Q.settled_at.is_(None),
    or_(
        _Q.outcome == Outcome.UNKNOWN.value,
        _Q.outcome == Outcome.CHOICES.value,
        _Q.rating == Rating.NO.value,
    ),
)
_WITHOUT_ANSWER = (
    select(*_COLUMNS)
    .where(_Q.asked_at >= bindparam("since"), _WITHOUT)
    .order_by(_Q.asked_at.desc(), _Q.id.desc())
    .limit(bindparam("most"))
)
_BETWEEN = (
    select(*_COLUMNS)
    .where(_Q.asked_at >= bindparam("since"), _Q.asked_at < bindparam("until"))
    .order_by(_Q.asked_at.desc(), _Q.id.desc())
    .limit(bindparam("most"))
)
_SETTLE = (
    update(question)
    .where(_Q.id == bindparam("which"), _Q.settled_at.is_(None))
    .values(settled_at=bindparam("at"))
)
_NO = func.sum(case((_Q.rating == Rating.NO.value, 1), else_=0))
_YES = func.sum(case((_Q.rating == Rating.YES.value, 1), else_=0))
_LOW = (
    select(_Q.entries, _YES.label("yes"), _NO.label("no"))
    .where(_Q.asked_at >= bindparam("since"), _Q.rating != "", _Q.entries != "")
    .group_by(_Q.entries)
    .having(_NO > 0)
    .order_by(_NO.desc(), _Q.entries)
    .limit(bindparam("most"))
)
_SOLVED = select(func.count()).where(
    _Q.asked_at >= bindparam("since"), _Q.offered, _Q.rating == Rating.YES.value
)
_FORGET = delete(question).where(_Q.asked_at < bindparam("before"))
_UNTYPE = (
    update(question)
    .where(_Q.asked_at < bindparam("before"), _Q.asked.is_not(None))
    .values(asked=None)
)


def add(tx: Tx, update_id: int, asked: Asked, at: int) -> int:
    """Keep a question, asked at `at` (ms); returns its id."""
    made = tx.value(
        _ADD,
        update=update_id,
        at=at,
        spoken=asked.language,
        got=asked.outcome.value,
        why=asked.kind,
        shown=" ".join(asked.entries),
        of_office=asked.office,
        of_service=asked.service,
        beside=asked.offered,
        sealed=tx.vault.seal_house(asked.masked.encode(), f"question:{update_id}"),
        typed=tx.vault.seal_house(asked.typed.encode(), f"question typed:{update_id}"),
    )
    assert isinstance(made, int)
    return made


def by_id(tx: Tx, question_id: int) -> Question | None:
    """Return a question, None if it was forgotten."""
    row = tx.one(_BY_ID, which=question_id)
    return None if row is None else _question(tx, row)


def typed(tx: Tx, question_id: int) -> str:
    """Return a question as it was typed, later masked; "" if it was forgotten."""
    row = tx.one(_TYPED, which=question_id)
    if row is None:
        return ""
    if row.asked is not None:
        return tx.vault.open_house(row.asked, f"question typed:{row.update_id}").decode()
    return tx.vault.open_house(row.masked, f"question:{row.update_id}").decode()


def rate(tx: Tx, question_id: int, rating: Rating) -> None:
    """Note whether the answer helped; who changes his mind is believed."""
    tx.send(_RATE, which=question_id, said=rating.value)


def choose(tx: Tx, question_id: int, entry: str) -> None:
    """Note which of the answers offered was meant."""
    tx.send(_CHOOSE, which=question_id, taken=entry)


def without_answer(tx: Tx, since: int, most: int) -> Sequence[Question]:
    """Return the latest questions that got no good answer and nobody has settled since."""
    return [_question(tx, row) for row in tx.all(_WITHOUT_ANSWER, since=since, most=most)]


def between(tx: Tx, since: int, until: int, most: int) -> Sequence[Question]:
    """Return the latest questions asked from `since` until before `until` (ms)."""
    rows = tx.all(_BETWEEN, since=since, until=until, most=most)
    return [_question(tx, row) for row in rows]


def settle(tx: Tx, question_ids: Iterable[int], at: int) -> None:
    """Note that questions need no answer any more: one was published, or none is wanted."""
    tx.send_each(_SETTLE, [{"which": one, "at": at} for one in question_ids])


def low_rated(tx: Tx, since: int, most: int) -> Sequence[Rated]:
    """Return the answers that did not help, the most often named first."""
    rows = tx.all(_LOW, since=since, most=most)
    return [Rated(row.entries, row.yes, row.no) for row in rows]


def solved(tx: Tx, since: int) -> int:
    """Return how many problems an answer solved before a ticket: only those who said yes."""
    count: int = tx.value(_SOLVED, since=since)
    return count


def forget(tx: Tx, now: int, days: int) -> None:
    """Forget questions older than `days`, and how they were typed after a day."""
    tx.send(_FORGET, before=now - days * DAY)
    tx.send(_UNTYPE, before=now - TYPED_KEPT)


def _question(tx: Tx, row: Row) -> Question:
    masked = tx.vault.open_house(row.masked, f"question:{row.update_id}").decode()
    return Question(
        row.id,
        row.asked_at,
        Outcome(row.outcome),
        row.kind,
        tuple(row.entries.split()),
        row.office,
        row.service,
        row.offered,
        masked,
        Rating(row.rating),
    )
