"""Named queries about who is kept out of a ticket: the officers a complaint is about."""

from collections.abc import Iterable

from sqlalchemy import bindparam, exists, insert, select
from sqlalchemy.sql import ColumnElement

from storage.tables import shut_out
from storage.tx import Tx

_S = shut_out.c
_ADD = insert(shut_out).values(ticket_id=bindparam("of_ticket"), person_id=bindparam("who"))
_OF_TICKET = select(_S.person_id).where(_S.ticket_id == bindparam("of_ticket"))


def shut(tx: Tx, ticket_id: int, people: Iterable[int]) -> None:
    """Keep these people out of a new ticket, for good."""
    for person_id in sorted(set(people)):
        tx.run(_ADD, of_ticket=ticket_id, who=person_id)


def shut_out_of(tx: Tx, ticket_id: int) -> frozenset[int]:
    """Return the ids of the people who may neither see nor touch a ticket."""
    return frozenset(row.person_id for row in tx.all(_OF_TICKET, of_ticket=ticket_id))


def open_to(ticket_id: ColumnElement[int], who: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a ticket is not hidden from a person."""
    return ~exists().where(_S.ticket_id == ticket_id, _S.person_id == who)
