"""Named queries about deeds on many tickets: the task, and each item with its own result."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, delete, func, insert, select, update

from storage.many import bulk, bulk_item
from storage.store import Row, Tx
from storage.tables import ticket


@dataclass(frozen=True, slots=True)
class Bulk:
    """A deed on many tickets as an officer (`person_id`) ordered it; moments in ms.

    It is carried out once `confirmed_at` stands; `words` are what is told with it.
    """

    id: int
    person_id: int
    deed: str
    assignee_id: int | None
    problem_id: int | None
    words: str
    confirmed_at: int | None


@dataclass(frozen=True, slots=True)
class Item:
    """One ticket of a deed on many that waits for its turn."""

    id: int
    bulk_id: int
    ticket_id: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A ticket of a deed on many that could not be done, and why, as the officer reads it."""

    number: str
    why: str


_B, _I = bulk.c, bulk_item.c
_ADD = (
    insert(bulk)
    .values(
        person_id=bindparam("who"),
        deed=bindparam("its_deed"),
        assignee_id=bindparam("to_whom"),
        problem_id=bindparam("its_problem"),
        words=bindparam("sealed"),
        made_at=bindparam("at"),
    )
    .returning(_B.id)
)
_ADD_ITEM = insert(bulk_item).values(
    bulk_id=bindparam("of_bulk"), ticket_id=bindparam("of_ticket")
)
_BY_ID = select(bulk).where(_B.id == bindparam("which"))
_CONFIRM = (
    update(bulk)
    .where(_B.id == bindparam("which"), _B.confirmed_at.is_(None))
    .values(confirmed_at=bindparam("at"))
)
_OPEN = (
    select(_I.id, _I.bulk_id, _I.ticket_id)
    .join(bulk, _B.id == _I.bulk_id)
    .where(
        _B.confirmed_at.is_not(None),
        _B.told_at.is_(None),
        _I.done_at.is_(None),
        _I.id > bindparam("after"),
    )
    .order_by(_I.id)
    .limit(bindparam("most"))
)
_MARK = (
    update(bulk_item)
    .where(_I.id == bindparam("which"), _I.done_at.is_(None))
    .values(done_at=bindparam("at"), why=bindparam("sealed"))
)
_FINISHED = (
    select(_B.id)
    .where(
        _B.confirmed_at.is_not(None),
        _B.told_at.is_(None),
        ~select(_I.id).where(_I.bulk_id == _B.id, _I.done_at.is_(None)).exists(),
    )
    .order_by(_B.id)
)
_TELL = (
    update(bulk)
    .where(_B.id == bindparam("which"), _B.told_at.is_(None))
    .values(told_at=bindparam("at"), words=b"")
)
_OLD = and_(_B.confirmed_at.is_(None), _B.made_at < bindparam("before"))
_FORGET_ITEMS = delete(bulk_item).where(_I.bulk_id.in_(select(_B.id).where(_OLD)))
_FORGET = delete(bulk).where(_OLD)
_COUNT = select(func.count()).where(_I.bulk_id == bindparam("which"))
_FAILED = (
    select(_I.id, _I.why, ticket.c.number)
    .join(ticket, ticket.c.id == _I.ticket_id)
    .where(_I.bulk_id == bindparam("which"), _I.why.is_not(None))
    .order_by(_I.id)
)


def add(
    tx: Tx,
    person_id: int,
    deed: str,
    words: str,
    ticket_ids: Sequence[int],
    at: int,
    *,
    assignee_id: int | None = None,
    problem_id: int | None = None,
) -> int:
    """Write down what is to be done to which tickets, in this order; returns the task's id."""
    sealed = tx.vault.seal_house(words.encode(), "bulk")
    made: int = tx.value(
        _ADD,
        who=person_id,
        its_deed=deed,
        to_whom=assignee_id,
        its_problem=problem_id,
        sealed=sealed,
        at=at,
    )
    tx.send_each(_ADD_ITEM, [{"of_bulk": made, "of_ticket": one} for one in ticket_ids])
    return made


def by_id(tx: Tx, bulk_id: int) -> Bulk | None:
    """Return a task, None if there is none."""
    row = tx.one(_BY_ID, which=bulk_id)
    return None if row is None else _bulk(tx, row)


def _bulk(tx: Tx, row: Row) -> Bulk:
    words = tx.vault.open_house(row.words, "bulk").decode() if row.words else ""
    return Bulk(
        row.id,
        row.person_id,
        row.deed,
        row.assignee_id,
        row.problem_id,
        words,
        row.confirmed_at,
    )


def confirm(tx: Tx, bulk_id: int, at: int) -> bool:
    """Set a task going; False if it goes already."""
    return tx.run(_CONFIRM, which=bulk_id, at=at) == 1


def open_items(tx: Tx, after: int, most: int) -> Sequence[Item]:
    """Return items whose turn it is, behind the id `after`."""
    rows = tx.all(_OPEN, after=after, most=most)
    return [Item(row.id, row.bulk_id, row.ticket_id) for row in rows]


def mark(tx: Tx, item_id: int, at: int, why: str = "") -> bool:
    """Note an item as done, or why it could not be; False if that was noted before."""
    sealed = tx.vault.seal_house(why.encode(), f"bulk_item:{item_id}") if why else None
    return tx.run(_MARK, which=item_id, at=at, sealed=sealed) == 1


def finished(tx: Tx) -> Sequence[int]:
    """Return the tasks of which every item is noted, and whose officer was not told."""
    return [row.id for row in tx.all(_FINISHED)]


def begin_telling(tx: Tx, bulk_id: int, at: int) -> bool:
    """Note that the officer is told, and forget the words; False if he was told before."""
    return tx.run(_TELL, which=bulk_id, at=at) == 1


def forget_unconfirmed(tx: Tx, before: int) -> None:
    """Forget the tasks that were only looked at, made before a moment (ms)."""
    tx.send(_FORGET_ITEMS, before=before)
    tx.send(_FORGET, before=before)


def count(tx: Tx, bulk_id: int) -> int:
    """Return how many tickets a task has."""
    return int(tx.value(_COUNT, which=bulk_id))


def failed(tx: Tx, bulk_id: int) -> Sequence[Failed]:
    """Return what could not be done, in order."""
    return [
        Failed(row.number, tx.vault.open_house(row.why, f"bulk_item:{row.id}").decode())
        for row in tx.all(_FAILED, which=bulk_id)
    ]
