"""Named queries of the search: the words of a ticket as keyed hashes, and who may find it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import bindparam, delete, literal_column, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.circles import open_to
from storage.store import Row, Tx
from storage.tables import ticket, ticket_word
from storage.tickets import COLUMNS, Ticket, as_ticket
from storage.traffic import counter

LEFT = "words_left"
"""The running number that names the last ticket whose words are still to be gathered."""

_T, _W = ticket.c, ticket_word.c
_KEEP = (
    insert(ticket_word)
    .values(hash=bindparam("word"), ticket_id=bindparam("of_ticket"))
    .on_conflict_do_nothing()
)
_FORGET = delete(ticket_word).where(_W.ticket_id == bindparam("of_ticket"))
_BEHIND = (
    select(*COLUMNS)
    .where(_T.id <= bindparam("upto"), _T.destroyed_at.is_(None))
    .order_by(_T.id.desc())
    .limit(bindparam("most"))
)
_SET_LEFT = update(counter).where(counter.c.name == LEFT).values(value=bindparam("upto"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: hashes of words, all of which must stand in a ticket, and its facts.

    "" and 0 ask for nothing; `since` and `until` are moments (ms) of its submission.
    """

    hashes: tuple[int, ...] = ()
    state: str = ""
    service: str = ""
    since: int = 0
    until: int = 0


def keep(tx: Tx, ticket_id: int, words: Iterable[str]) -> None:
    """Keep the words of a ticket, in the transaction that writes them; those kept before stay."""
    hashes = sorted(tx.vault.word_hash(word) for word in words)
    tx.send_each(_KEEP, [{"word": one, "of_ticket": ticket_id} for one in hashes])


def forget(tx: Tx, ticket_id: int) -> None:
    """Forget the words of a ticket: when it is erased, or has others now."""
    tx.send(_FORGET, of_ticket=ticket_id)


def find(
    tx: Tx, wanted: Wanted, offices: Iterable[str], viewer: int, before: int, most: int
) -> Sequence[Ticket]:
    """Return tickets of these offices that are meant, the newest first, below the id `before`.

    Neither those of the person `viewer` himself nor those kept from him.
    """
    mine = sorted(offices)
    conditions = [
        or_(_T.office.in_(mine), _T.desk_office.in_(mine), _T.holder_office.in_(mine)),
        _T.destroyed_at.is_(None),
        _T.person_id != viewer,
        open_to(_T.id, bindparam("viewer", viewer)),
        *(
            _T.id.in_(select(_W.ticket_id).where(_W.hash == one))
            for one in wanted.hashes
        ),
    ]  # fmt: skip
    if before:
        conditions.append(_T.id < before)
    if wanted.state:
        conditions.append(_T.state == wanted.state)
    if wanted.service:
        conditions.append(_T.service == wanted.service)
    if wanted.since:
        conditions.append(_T.submitted_at >= wanted.since)
    if wanted.until:
        conditions.append(_T.submitted_at <= wanted.until)
    asked = (
        select(*COLUMNS).where(*conditions).order_by(_T.id.desc()).limit(literal_column(str(most)))
    )
    return [as_ticket(cast(Row, row)) for row in tx.connection.execute(asked)]


def behind(tx: Tx, upto: int, most: int) -> Sequence[Ticket]:
    """Return tickets up to an id, the newest first, whose words may not be kept yet."""
    return [as_ticket(row) for row in tx.all(_BEHIND, upto=upto, most=most)]


def set_left(tx: Tx, upto: int) -> None:
    """Note that only tickets up to this id are left; 0: none."""
    tx.send(_SET_LEFT, upto=upto)
