"""Named queries about data requests: what an officer asked for, item by item."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, insert, select, update

from storage.store import Row, Tx
from storage.tables import data_request


@dataclass(frozen=True, slots=True)
class Request:
    """One requested item: a text or a document, and whether it was given."""

    id: int
    position: int
    kind: str
    wording: str
    answer: str
    answered: bool

    @property
    def item(self) -> str:
        """What a file given as the answer is kept under."""
        return f"request_{self.position}"


_R = data_request.c
_ADD = insert(data_request).values(
    ticket_id=bindparam("of_ticket"),
    position=bindparam("nth"),
    kind=bindparam("its_kind"),
    wording=bindparam("sealed"),
    asked_by=bindparam("by"),
    asked_role=bindparam("as_role"),
    asked_at=bindparam("at"),
)
_LAST = select(func.coalesce(func.max(_R.position), 0)).where(
    _R.ticket_id == bindparam("of_ticket")
)
_OF_TICKET = (
    select(_R.id, _R.position, _R.kind, _R.wording, _R.answer, _R.answered_at)
    .where(_R.ticket_id == bindparam("of_ticket"))
    .order_by(_R.position)
)
_ANSWER = (
    update(data_request)
    .where(_R.id == bindparam("request_id"), _R.answered_at.is_(None))
    .values(answer=bindparam("sealed"), answered_at=bindparam("at"))
)


def add(
    tx: Tx,
    ticket_id: int,
    key: bytes,
    items: Sequence[tuple[str, str]],
    *,
    by: int,
    role: str,
    at: int,
) -> None:
    """Ask for several items, each (kind, wording) a slot of its own."""
    last = tx.value(_LAST, of_ticket=ticket_id)
    assert isinstance(last, int)
    for position, (kind, wording) in enumerate(items, last + 1):
        sealed = tx.vault.seal(key, wording.encode(), f"request:{ticket_id}:{position}")
        tx.send(
            _ADD,
            of_ticket=ticket_id,
            nth=position,
            its_kind=kind,
            sealed=sealed,
            by=by,
            as_role=role,
            at=at,
        )


def of_ticket(tx: Tx, ticket_id: int, key: bytes) -> Sequence[Request]:
    """Return all items ever asked about a ticket, in order."""
    return [_request(tx, ticket_id, key, row) for row in tx.all(_OF_TICKET, of_ticket=ticket_id)]


def _request(tx: Tx, ticket_id: int, key: bytes, row: Row) -> Request:
    wording = tx.vault.open(key, row.wording, f"request:{ticket_id}:{row.position}").decode()
    answer = ""
    if row.answer is not None:
        answer = tx.vault.open(key, row.answer, f"answer:{ticket_id}:{row.position}").decode()
    return Request(row.id, row.position, row.kind, wording, answer, row.answered_at is not None)


def answer(tx: Tx, ticket_id: int, key: bytes, asked: Request, given: str, at: int) -> bool:
    """Keep the answer to one item; False if it was answered before."""
    sealed = tx.vault.seal(key, given.encode(), f"answer:{ticket_id}:{asked.position}")
    return tx.run(_ANSWER, request_id=asked.id, sealed=sealed, at=at) == 1
