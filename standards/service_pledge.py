"""The service pledge of an office (maklumat pelayanan), as offices.toml gives it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flows.standard import Source
from flows.words import Words
from standards.table import Table


@dataclass(frozen=True, slots=True)
class ServicePledge:
    """The service pledge (maklumat pelayanan): what an office promises in public.

    `signer` is the role that signs it; `signed` the day, None while the office has not given it.
    """

    statements: tuple[Words, ...]
    signer: str
    signed: date | None
    source: Source


def read_service_pledge(table: Table, roles: Collection[str]) -> ServicePledge:
    """Read an office's pledge; a signer who is none of its `roles` is noted."""
    pledge = ServicePledge(
        tuple(_statement(entry) for entry in table.tables("statement", needed=True)),
        table.text("signer"),
        table.day("signed"),
        table.source("source"),
    )
    table.close()
    if pledge.signer and pledge.signer not in roles:
        what = f"this office has no role `{pledge.signer}`"
        table.problem("signer", what, f"Roles here: {', '.join(sorted(roles))}.")
    return pledge


def _statement(table: Table) -> Words:
    statement = table.words("text")
    table.close()
    return statement
