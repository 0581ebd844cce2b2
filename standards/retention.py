"""How long records are kept: retention.toml, typed and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.standard import Source, TicketKind
from flows.words import Words
from standards.table import Table

GUEST_BOOK = "guest_book"
_RECORDS = (GUEST_BOOK,)


@dataclass(frozen=True, slots=True)
class Term:
    """The class of one kind of record: whole years after closing, and where that stands.

    `confirmed`: the office has given it; else it stands in until it does. `wallet`: a document
    that is the same in every application, so that it may be offered again.
    """

    id: str
    title: Words
    years: int
    source: Source
    confirmed: bool
    wallet: bool = False


@dataclass(frozen=True, slots=True)
class Retention:
    """All classes: tickets by kind, documents by item, other records by name."""

    tickets: Mapping[str, Term] = field(default_factory=dict)
    documents: Mapping[str, Term] = field(default_factory=dict)
    records: Mapping[str, Term] = field(default_factory=dict)

    def offers(self, item: str) -> bool:
        """Whether a document may be offered again."""
        return item in self.documents and self.documents[item].wallet


def read_retention(table: Table) -> Retention:
    """Read retention.toml; every kind of ticket and record must have its class."""
    retention = Retention(
        _terms(table.table("ticket"), tuple(TicketKind)),
        _terms(table.table("document")),
        _terms(table.table("record"), _RECORDS),
    )
    table.close()
    return retention


def _terms(table: Table, known: tuple[str, ...] = ()) -> Mapping[str, Term]:
    """Read the classes of one sort; of the `known` kinds none may be missing, none be added."""
    terms: dict[str, Term] = {}
    for key in table.ids():
        entry = table.table(key)
        terms[key] = Term(
            key,
            entry.words("title"),
            entry.whole("years"),
            entry.source("source"),
            entry.flag("confirmed", default=True),
            entry.flag("wallet", default=False),
        )
        entry.close()
        if known and key not in known:
            entry.problem("", f"`{key}` is not kept by Loket", f"Known: {', '.join(known)}.")
    for key in known:
        if key not in terms:
            table.problem(key, f"`{key}` has no class", f"Add [{'.'.join((*table.path, key))}].")
    return terms
