"""How the house is: numbers for an operator's eye, none of them about a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import and_, bindparam, func, select

from storage.outcome import Status
from storage.tables import clock, ticket
from storage.traffic import counter, inbox, outbox
from storage.tx import Tx

_INBOX: Final = (
    select(inbox.c.state, func.count().label("many"), func.min(inbox.c.received_at).label("first"))
    .where(inbox.c.open)
    .group_by(inbox.c.state)
)
_OUTBOX: Final = (
    select(
        outbox.c.status, func.count().label("many"), func.min(outbox.c.not_before).label("first")
    )
    .where(outbox.c.open)
    .group_by(outbox.c.status)
)
_HELD: Final = select(func.count()).select_from(outbox).where(outbox.c.status == Status.HELD.value)
_QUARANTINED: Final = (
    select(func.count())
    .select_from(inbox)
    .where(inbox.c.state == "quarantined", inbox.c.content.is_not(None))
)
_TICKETS: Final = (
    select(ticket.c.holder_office, ticket.c.state, func.count().label("many"))
    .where(ticket.c.open)
    .group_by(ticket.c.holder_office, ticket.c.state)
)
_OVERDUE: Final = (
    select(ticket.c.holder_office, func.count(ticket.c.id.distinct()).label("many"))
    .join(clock, clock.c.ticket_id == ticket.c.id)
    .where(
        and_(
            clock.c.stopped_at.is_(None),
            clock.c.due_at < bindparam("at"),
            clock.c.bound != "at_least",
        )
    )
    .group_by(ticket.c.holder_office)
)
_JOURNAL: Final = select(counter.c.name, counter.c.value).where(
    counter.c.name.startswith("journal:", autoescape=True)
)


@dataclass(frozen=True, slots=True)
class Vitals:
    """Counts and ages; ages in milliseconds, 0 where nothing waits.

    `tickets` are the open ones by (office that holds them, state), `overdue` those past a due
    moment by office, `journal` the entries ever written by office.
    """

    received: int
    received_age: int
    unanswered: int
    quarantined: int
    waiting: Mapping[str, int]
    waiting_age: int
    held: int
    tickets: Mapping[tuple[str, str], int]
    overdue: Mapping[str, int]
    journal: Mapping[str, int]


def vitals(tx: Tx, at: int) -> Vitals:
    """Return the vitals at a moment (ms since 1970)."""
    inbox_rows = {row.state: row for row in tx.all(_INBOX)}
    outbox_rows = tx.all(_OUTBOX)
    received, done = inbox_rows.get("received"), inbox_rows.get("done")
    due = [row.first for row in outbox_rows]
    return Vitals(
        received=received.many if received else 0,
        received_age=at - received.first if received else 0,
        unanswered=done.many if done else 0,
        quarantined=tx.value(_QUARANTINED),
        waiting={row.status: row.many for row in outbox_rows},
        # What waits for the morning waits on purpose.
        waiting_age=max(0, at - min(due)) if due else 0,
        held=tx.value(_HELD),
        tickets={(row.holder_office, row.state): row.many for row in tx.all(_TICKETS)},
        overdue={row.holder_office: row.many for row in tx.all(_OVERDUE, at=at)},
        journal={row.name.removeprefix("journal:"): row.value for row in tx.all(_JOURNAL)},
    )
