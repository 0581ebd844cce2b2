"""Which tickets of a queue are meant: the conditions of a filter, each of which may be absent.

The conditions stand in every queue query, so that these stay constants and keep their index; an
absent one is true for every row.
"""

from dataclasses import dataclass

from sqlalchemy import BigInteger, Text, bindparam, or_
from sqlalchemy.sql import ColumnElement

from storage.tables import ticket

_T = ticket.c


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a ticket must be: "" and 0 ask for nothing; `due_until` is a moment (ms)."""

    state: str = ""
    service: str = ""
    claimed_by: int = 0
    due_until: int = 0

    def values(self) -> dict[str, str | int]:
        """Return the values of the conditions of `sifted`."""
        return {
            "only_state": self.state,
            "only_service": self.service,
            "only_claimed_by": self.claimed_by,
            "only_due_until": self.due_until,
        }

    def means(self, state: str, service: str, claimed_by: int, due_at: int | None) -> bool:
        """Whether a ticket of these facts is meant; the same conditions, without a database."""
        return (
            self.state in ("", state)
            and self.service in ("", service)
            and self.claimed_by in (0, claimed_by)
            and (not self.due_until or (due_at is not None and due_at <= self.due_until))
        )


ALL = Sieve()
"""Asks for nothing."""


def sifted() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions; their values come from `Sieve.values`."""
    state, service = bindparam("only_state", type_=Text), bindparam("only_service", type_=Text)
    claimed = bindparam("only_claimed_by", type_=BigInteger)
    until = bindparam("only_due_until", type_=BigInteger)
    return (
        or_(state == "", _T.state == state),
        or_(service == "", _T.service == service),
        or_(claimed == 0, _T.claimed_by == claimed),
        or_(until == 0, _T.due_at <= until),
    )
