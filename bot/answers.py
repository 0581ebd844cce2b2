"""Answers that go through the outbox, because they could not be said at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from flows.sending import Sending
from flows.words import Language
from storage import inbox, outbox, resending
from storage.sendings import unpack
from storage.tx import Tx


def put_answer(
    tx: Tx, update_id: int, answer: Sending, now: datetime, name: str, *, doubtful: bool = False
) -> None:
    """Put an answer of an update into the outbox, once; `name` tells apart those of one update.

    A doubtful one may have gone out already, so that it is sent once at most.
    """
    key = f"answer:{update_id}:{name}"
    outbox.put(tx, answer, key, now, language=Language.ID)
    if doubtful:
        resending.doubt(tx, key)


def recover(tx: Tx, now: datetime) -> int:
    """Put into the outbox what was done and perhaps not answered; returns how many updates.

    Done at the start, before anything is worked on: newer answers then queue behind them. What
    another process is saying just now is left to it.
    """
    return _put_all(tx, inbox.unanswered(tx, now), now)


def recover_in(tx: Tx, lane: int, now: datetime) -> int:
    """Do the same for a lane that was just taken over, so that its answers keep their order."""
    return _put_all(tx, inbox.unanswered_in(tx, lane), now)


def _put_all(tx: Tx, left: Sequence[inbox.Unanswered], now: datetime) -> int:
    for row in left:
        for number, answer in enumerate(unpack(row.answer)):
            put_answer(tx, row.update_id, answer, now, f"again{number}", doubtful=True)
    inbox.answered(tx, [row.update_id for row in left])
    return len(left)


def rest(
    tx: Tx, update_id: int, left: Iterable[Sending], now: datetime, *, doubtful: bool
) -> None:
    """Put what is left of an update's answers into the outbox and mark it as answered.

    Unless another process did, which took this one for dead. `doubtful` is the first of them,
    when nobody knows whether it went out.
    """
    if not inbox.settle(tx, update_id):
        return
    for number, answer in enumerate(left):
        first = doubtful and number == 0
        put_answer(tx, update_id, answer, now, f"rest{number}", doubtful=first)
