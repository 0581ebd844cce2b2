"""The sweep that does deeds on many tickets, a few at a time, and tells the officer the result."""

import logging
from collections.abc import Sequence

from desk import pushes
from desk.daily import one_of_many
from desk.daily.one_of_many import ManyDeed
from desk.desk import Desk
from desk.visit import Visit
from flows.say import Say, Value
from storage import bulk, conversations, people, tickets
from storage.bulk import Bulk, Item
from storage.moments import DAY, to_ms

AT_ONCE = 25
"""Tickets of one transaction: others get their turn in between."""
_PART = 40
"""Failed tickets of one message of the result."""
_log = logging.getLogger("loket.bulk")


def carry_on(desk: Desk, after: int, most: int, *, over: bool) -> tuple[int, int | None]:
    """Do the items behind the id `after`; returns how many, and where the next page begins.

    `over`: the first of them could not be done at all; it is noted as failed, so that the others
    and the result do not wait for it.
    """
    items = bulk.open_items(desk.tx, after, min(most, AT_ONCE))
    for item in items:
        _note(desk, item, Say("bulk.failed") if over else _done(desk, item))
    full = bool(items) and len(items) == min(most, AT_ONCE)
    if not full:
        _tell_finished(desk)
        bulk.forget_unconfirmed(desk.tx, to_ms(desk.now) - DAY)
    return len(items), items[-1].id if full else None


def _task(desk: Desk, item: Item) -> Bulk:
    task = bulk.by_id(desk.tx, item.bulk_id)
    assert task is not None
    return task


def _done(desk: Desk, item: Item) -> Say | None:
    """Do one item in the officer's name, by the rights he has now."""
    task = _task(desk, item)
    ticket = tickets.by_id(desk.tx, item.ticket_id)
    if ticket is None:
        return Say("ticket.unknown")
    visit = Visit(desk, people.by_id(desk.tx, task.person_id), conversations.NOWHERE)
    return one_of_many.do(visit, ticket, ManyDeed(task.deed), task.words, task.assignee_id)


def _note(desk: Desk, item: Item, why: Say | None) -> None:
    officer = people.by_id(desk.tx, _task(desk, item).person_id)
    told = desk.books.texts.plain(why, officer.language) if why is not None else ""
    bulk.mark(desk.tx, item.id, to_ms(desk.now), told)
    if why is not None:
        _log.info("bulk %d: item %d not done (%s)", item.bulk_id, item.id, why.key)


def _tell_finished(desk: Desk) -> None:
    for bulk_id in bulk.finished(desk.tx):
        task = bulk.by_id(desk.tx, bulk_id)
        if task is not None and bulk.begin_telling(desk.tx, bulk_id, to_ms(desk.now)):
            _tell(desk, task)


def _tell(desk: Desk, task: Bulk) -> None:
    failed = bulk.failed(desk.tx, task.id)
    count = bulk.count(desk.tx, task.id)
    values: dict[str, Value] = {
        "deed": Say(f"bulk.deed_{task.deed}"),
        "count": count,
        "good": count - len(failed),
        "bad": len(failed),
    }
    lines = [Say("bulk.line", {"number": one.number, "why": one.why}) for one in failed]
    parts: Sequence[Say] = [
        Say("bulk.failed_list", {"lines": tuple(lines[start : start + _PART])})
        for start in range(0, len(lines), _PART)
    ]
    officer = people.by_id(desk.tx, task.person_id)
    pushes.push(desk, officer, (Say("bulk.result", values), *parts), f"bulk:{task.id}")
