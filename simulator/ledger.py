"""The ledger: what was created, delivered, confirmed and asked, and what was answered."""

import hashlib
import json
from dataclasses import dataclass

from simulator.keeper import Keeper
from simulator.refusal import Json

COLUMNS = (
    "seq", "at", "kind", "update_id", "person", "chat", "method", "digest", "message_id",
    "effect", "outcome", "body",
)  # fmt: skip
ADD = "INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
PAGE = 1000


@dataclass(frozen=True, slots=True)
class Called:
    """One call of the bot: what it asked and what came of it.

    `effect` says whether it was carried out, `outcome` what was answered ("200", "400 Bad
    Request: …", "reset" …): weather can make the two differ.
    """

    at: float
    method: str
    chat: int | None
    params: Json
    message_id: int | None
    effect: bool
    outcome: str


class Ledger:
    """Adds to the ledger and reads it. Times are the simulator's, in seconds since 1970."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        highest = keeper.read("SELECT COALESCE(MAX(seq), 0) FROM ledger")[0][0]
        self._seq = int(str(highest))

    def update(
        self, kind: str, at: float, update_id: int, person: int | None, body: str = ""
    ) -> None:
        """Note that an update was `created`, `delivered`, `confirmed` or `expired`."""
        self._seq += 1
        self._keeper.write(
            ADD, (self._seq, at, kind, update_id, person, None, None, None, None, None, None, body)
        )

    def call(self, called: Called) -> None:
        """Note one call of the bot."""
        self._seq += 1
        body = json.dumps(called.params, ensure_ascii=False, separators=(",", ":"))
        digest = hashlib.sha256(_said(called.params, body).encode()).hexdigest()[:32]
        self._keeper.write(
            ADD,
            (self._seq, called.at, "call", None, None, called.chat, called.method, digest,
             called.message_id, int(called.effect), called.outcome, body),
        )  # fmt: skip

    def read(self, kind: str | None, chat: int | None, after: int) -> list[Json]:
        """Return at most 1,000 entries after a sequence number, oldest first."""
        rows = self._keeper.read(
            "SELECT * FROM ledger WHERE seq > ? AND (? IS NULL OR kind = ?)"
            " AND (? IS NULL OR COALESCE(chat, person) = ?) ORDER BY seq LIMIT ?",
            (after, kind, kind, chat, chat, PAGE),
        )
        return [dict(zip(COLUMNS, row, strict=True)) for row in rows]

    def summary(self) -> Json:
        """Return the counts per person and in all: what was lost, what came twice."""
        people: dict[int, Json] = {}
        for statement, names in ((UPDATES, UPDATE_COUNTS), (ASKED, CALL_COUNTS)):
            for person, *counts in self._keeper.read(statement):
                counted = dict(zip(names, counts, strict=True))
                people.setdefault(int(str(person)), {}).update(counted)
        total: dict[str, int] = {}
        for counted in people.values():
            for name, count in counted.items():
                total[name] = total.get(name, 0) + int(str(count))
        methods = {str(method): count for method, count in self._keeper.read(METHODS)}
        return {
            "people": {str(person): counted for person, counted in people.items()},
            "total": total,
            "methods": methods,
        }


def _said(params: Json, whole: str) -> str:
    """What makes two messages the same to a reader: the text, or all parameters without one."""
    for name in ("text", "caption"):
        text = params.get(name)
        if isinstance(text, str) and text:
            return text
    return whole


UPDATE_COUNTS = ("created", "delivered", "redelivered", "confirmed", "expired")
CALL_COUNTS = ("asked", "sent", "refused", "duplicates")
UPDATES = """
SELECT person,
       SUM(kind = 'created'), COUNT(DISTINCT CASE WHEN kind = 'delivered' THEN update_id END),
       SUM(kind = 'delivered') - COUNT(DISTINCT CASE WHEN kind = 'delivered' THEN update_id END),
       COUNT(DISTINCT CASE WHEN kind = 'confirmed' THEN update_id END), SUM(kind = 'expired')
FROM ledger WHERE person IS NOT NULL GROUP BY person
"""
ASKED = """
SELECT chat, COUNT(*), SUM(effect), SUM(effect = 0),
       SUM(effect) - COUNT(DISTINCT CASE WHEN effect THEN digest END)
FROM ledger
WHERE kind = 'call' AND chat IS NOT NULL
  AND (method LIKE 'send%' OR method IN ('copyMessage', 'forwardMessage'))
  AND method <> 'sendChatAction'
GROUP BY chat
"""
METHODS = "SELECT method, COUNT(*) FROM ledger WHERE kind = 'call' GROUP BY method"
