"""Answers that go through the outbox, because they could not be said at once."""

from collections.abc import Iterable
from datetime import datetime

from flows.sending import Sending
from flows.words import Language
from storage import inbox, outbox
from storage.sendings import unpack
from storage.tx import Tx


def put_answer(tx: Tx, update_id: int, answer: Sending, now: datetime, name: str) -> None:
    """Put an answer of an update into the outbox, once; `name` tells apart those of one update."""
    outbox.put(tx, answer, f"answer:{update_id}:{name}", now, language=Language.ID)


def recover(tx: Tx, now: datetime) -> int:
    """Put into the outbox what was done and perhaps not answered; returns how many updates.

    Done at the start, before anything is worked on: newer answers then queue behind them.
    """
    left = inbox.unanswered(tx)
    for row in left:
        for number, answer in enumerate(unpack(row.answer)):
            put_answer(tx, row.update_id, answer, now, f"again{number}")
    inbox.answered(tx, [row.update_id for row in left])
    return len(left)


def rest(tx: Tx, update_id: int, left: Iterable[Sending], now: datetime) -> None:
    """Put what is left of an update's answers into the outbox and mark it as answered."""
    for number, answer in enumerate(left):
        put_answer(tx, update_id, answer, now, f"rest{number}")
    inbox.answered(tx, (update_id,))
