"""The service charter of an office (maklumat pelayanan), as offices.toml gives it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flows.standard import Source
from flows.words import Words
from standards.table import Table


@dataclass(frozen=True, slots=True)
class Charter:
    """The service charter (maklumat pelayanan): what an office promises in public.

    `signer` is the role that signs it; `signed` the day, None while the office has not given it.
    """

    statements: tuple[Words, ...]
    signer: str
    signed: date | None
    source: Source


def read_charter(table: Table, roles: Collection[str]) -> Charter:
    """Read an office's charter; a signer who is none of its `roles` is noted."""
    charter = Charter(
        tuple(_statement(entry) for entry in table.tables("statement", needed=True)),
        table.text("signer"),
        table.day("signed"),
        table.source("source"),
    )
    table.close()
    if charter.signer and charter.signer not in roles:
        what = f"this office has no role `{charter.signer}`"
        table.problem("signer", what, f"Roles here: {', '.join(sorted(roles))}.")
    return charter


def _statement(table: Table) -> Words:
    statement = table.words("text")
    table.close()
    return statement
