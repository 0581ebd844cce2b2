"""What an order of the desk would answer and write: tried in a transaction that is undone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desk.desk import Desk, Speaker
from flows.sending import Sending

_WRITES = re.compile(
    r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE
)
TRAFFIC = frozenset({"inbox", "conversation", "counter"})
"""What any update may write, a refused one too: where somebody is, and how often he tried."""


@dataclass(frozen=True)
class Tried:
    """The answers, the statements that ran, and what the transaction would have kept."""

    answers: Sequence[Sending]
    statements: tuple[str, ...]

    @property
    def text(self) -> str:
        """All that was answered."""
        return "\n".join(one.text for one in self.answers)

    @property
    def written(self) -> frozenset[str]:
        """The tables written to, without the traffic."""
        found = (_WRITES.match(one) for one in self.statements)
        return frozenset(one[1] for one in found if one) - TRAFFIC


class Undone(Exception):
    """Carries the outcome out of the transaction and rolls it back."""

    def __init__(self, tried: Tried) -> None:
        super().__init__()
        self.tried = tried


def tried(house, person, *orders) -> Tried:
    """Run orders of `person` one after the other in one transaction, and undo it."""
    return tried_as(house, *((speaking(person), order) for order in orders))


def speaking(person) -> Speaker:
    """Return a person of the tests as who presses a button."""
    return Speaker(person.id, person.first_name, "id", 7, 0, pressed=True)


def tried_as(house, *spoken) -> Tried:
    """Run (speaker, order) pairs in one transaction, undo it; only the last one is told of."""

    def job(tx):
        link = tx.connection.connection.driver_connection
        statements, answers = [], ()
        link.set_trace_callback(statements.append)
        try:
            for speaker, order in spoken:
                statements.clear()
                answers = order(Desk(tx, house.now, house.books, speaker))
        finally:
            link.set_trace_callback(None)
        raise Undone(Tried(answers, tuple(statements)))

    try:
        house.write(job)
    except Undone as undone:
        return undone.tried
    raise AssertionError("the transaction was kept")
