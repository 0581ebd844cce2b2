"""Named queries about the satisfaction survey: once a ticket, answers that lead to nobody."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from flows.satisfaction import COMMENT, Element, Tally, Trait
from storage.link import Value
from storage.opinions import survey_answer, survey_mark
from storage.tx import Tx

Answers = dict[str, int | str | None]
"""By question: 1 to 4, a code of the profile, or free words; None where it was left out."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a ticket's owner has given: the one rating, the whole survey."""

    rated: bool = False
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Opinion:
    """What was answered about one service: how many, and each element's tally."""

    service: str
    respondents: int
    overall: Tally
    elements: Mapping[Element, Tally]


_M = survey_mark.c
_A = survey_answer.c
_MARK = select(_M.rated, _M.filled).where(_M.ticket_id == bindparam("of_ticket"))
_CONTENT = select(_M.content).where(_M.ticket_id == bindparam("of_ticket"))
_OPEN = (
    upsert(survey_mark)
    .values(ticket_id=bindparam("of_ticket"), rated=False, filled=False)
    .on_conflict_do_nothing(index_elements=[_M.ticket_id])
)
_RATE = (
    update(survey_mark).where(_M.ticket_id == bindparam("of_ticket"), ~_M.rated).values(rated=True)
)
_FILL = (
    update(survey_mark)
    .where(_M.ticket_id == bindparam("of_ticket"), ~_M.filled)
    .values(filled=True, content=None)
)
_KEEP = (
    update(survey_mark)
    .where(_M.ticket_id == bindparam("of_ticket"), ~_M.filled)
    .values(content=bindparam("sealed"))
)
_GIVE = insert(survey_answer).values(
    id=bindparam("its_id"),
    office=bindparam("of_office"),
    service=bindparam("of_service"),
    month=bindparam("in_month"),
    overall=bindparam("as_a_whole"),
    comment=bindparam("sealed"),
    **{one.value: bindparam(f"its_{one.value}") for one in (*Element, *Trait)},
)
_PERIOD = (
    _A.office == bindparam("of_office"),
    _A.month >= bindparam("first_month"),
    _A.month <= bindparam("last_month"),
)
_SUMS = (
    select(
        _A.service,
        func.count(func.coalesce(*(_A[one.value] for one in Element))).label("respondents"),
        func.count(_A.overall).label("n_overall"),
        func.coalesce(func.sum(_A.overall), 0).label("s_overall"),
        *(func.count(_A[one.value]).label(f"n_{one.value}") for one in Element),
        *(func.coalesce(func.sum(_A[one.value]), 0).label(f"s_{one.value}") for one in Element),
    )
    .where(*_PERIOD)
    .group_by(_A.service)
    .order_by(_A.service)
)
_TRAITS = {
    one: select(_A[one.value], func.count())
    .where(*_PERIOD, _A[one.value].is_not(None))
    .group_by(_A[one.value])
    for one in Trait
}
_COMMENTS = (
    select(_A.id, _A.service, _A.comment)
    .where(*_PERIOD, _A.comment.is_not(None))
    .order_by(_A.id)
    .limit(bindparam("most"))
)


def mark(tx: Tx, ticket_id: int) -> Mark:
    """Return what was given about a ticket already."""
    row = tx.one(_MARK, of_ticket=ticket_id)
    return Mark() if row is None else Mark(row.rated, row.filled)


def rate(tx: Tx, ticket_id: int, office: str, service: str, month: str, score: int) -> bool:
    """Take the one rating, 1 to 4; False if the ticket has one. `month` is written 2026-08."""
    tx.run(_OPEN, of_ticket=ticket_id)
    if not tx.run(_RATE, of_ticket=ticket_id):
        return False
    _give(tx, office, service, month, {}, score)
    return True


def begun(tx: Tx, ticket_id: int, key: bytes) -> Answers:
    """Return the answers of a survey that is not finished."""
    sealed: bytes | None = tx.value(_CONTENT, of_ticket=ticket_id)
    if sealed is None:
        return {}
    found: Answers = json.loads(tx.vault.open(key, sealed, f"survey:{ticket_id}"))
    return found


def keep(tx: Tx, ticket_id: int, key: bytes, answers: Answers) -> bool:
    """Keep the answers of a survey on its way, sealed; False if it was given already."""
    tx.run(_OPEN, of_ticket=ticket_id)
    sealed = tx.vault.seal(key, json.dumps(answers).encode(), f"survey:{ticket_id}")
    return tx.run(_KEEP, of_ticket=ticket_id, sealed=sealed) > 0


def fill(tx: Tx, ticket_id: int, office: str, service: str, month: str, answers: Answers) -> bool:
    """Take a finished survey and forget whose it is; False if it was given already."""
    tx.run(_OPEN, of_ticket=ticket_id)
    if not tx.run(_FILL, of_ticket=ticket_id):
        return False
    if any(value is not None for value in answers.values()):
        _give(tx, office, service, month, answers, None)
    return True


def _give(
    tx: Tx, office: str, service: str, month: str, answers: Answers, overall: int | None
) -> None:
    answer_id = secrets.token_hex(16)
    words = answers.get(COMMENT)
    sealed = tx.vault.seal_house(str(words).encode(), f"opinion:{answer_id}") if words else None
    given: dict[str, Value] = {
        f"its_{one.value}": answers.get(one.value) for one in (*Element, *Trait)
    }
    tx.run(
        _GIVE,
        its_id=answer_id,
        of_office=office,
        of_service=service,
        in_month=month,
        as_a_whole=overall,
        sealed=sealed,
        **given,
    )


def opinions(tx: Tx, office: str, first_month: str, last_month: str) -> Sequence[Opinion]:
    """Return the tallies of each service of an office, of whole months."""
    rows = tx.all(_SUMS, of_office=office, first_month=first_month, last_month=last_month)
    return [
        Opinion(
            row.service,
            row.respondents,
            Tally(row.n_overall, int(row.s_overall)),
            {
                one: Tally(getattr(row, f"n_{one.value}"), int(getattr(row, f"s_{one.value}")))
                for one in Element
            },
        )
        for row in rows
    ]


def profile(
    tx: Tx, office: str, first_month: str, last_month: str
) -> Mapping[Trait, Mapping[str, int]]:
    """Return how many respondents said what of themselves."""
    period: dict[str, Value] = {
        "of_office": office,
        "first_month": first_month,
        "last_month": last_month,
    }
    return {one: {row[0]: row[1] for row in tx.all(_TRAITS[one], **period)} for one in Trait}


def comments(
    tx: Tx, office: str, first_month: str, last_month: str, most: int = 500
) -> Sequence[tuple[str, str]]:
    """Return services and what was said of them in free words, in no order of time."""
    rows = tx.all(
        _COMMENTS, of_office=office, first_month=first_month, last_month=last_month, most=most
    )
    return [
        (row.service, tx.vault.open_house(row.comment, f"opinion:{row.id}").decode())
        for row in rows
    ]
