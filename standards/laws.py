"""Laws that were replaced or amended after a source had cited them: laws.toml, typed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flows.standard import Standard
from flows.words import Words
from standards.problems import Findings, Located
from standards.table import Table

_BASIS = ("component", "legal_basis", "text")


class Change(StrEnum):
    """What happened to a law."""

    REPLACED = "replaced"
    AMENDED = "amended"


@dataclass(frozen=True, slots=True)
class Law:
    """A cited law that has changed since `since`, and by what.

    `cited` finds it in a printed text; `checked` says whether the newer text was opened;
    `still_cited_by` are services whose source is known to cite it after its end.
    """

    id: str
    cited: re.Pattern[str]
    change: Change
    since: date
    by: Words
    checked: bool
    still_cited_by: tuple[str, ...] = ()


def read_laws(table: Table) -> tuple[Law, ...]:
    """Read laws.toml; what cannot be meant is noted with its key and a remedy."""
    entries = table.table("law")
    laws = tuple(_law(key, entries.table(key)) for key in entries.ids())
    table.close()
    return laws


def _law(key: str, table: Table) -> Law:
    names = "|".join(re.escape(name) for name in table.names("printed", needed=True))
    number, year = table.whole("number"), table.whole("year")
    law = Law(
        key,
        re.compile(rf"\b(?:{names}) +(?:No\.?|Nomor) *{number} +Tahun +{year}\b", re.IGNORECASE),
        table.choice("change", Change),
        table.day("since", needed=True) or date.min,
        table.words("by"),
        table.flag("checked", default=False),
        table.names("still_cited_by"),
    )
    table.close()
    return law


def changed_since(standard: Standard, laws: Iterable[Law]) -> tuple[Law, ...]:
    """Return the laws of a standard's legal basis that have changed since it cited them."""
    basis = standard.components["legal_basis"].text.id
    return tuple(law for law in laws if law.cited.search(basis))


def check_laws(
    services: Mapping[str, tuple[Standard, Located]], laws: Iterable[Law], findings: Findings
) -> None:
    """Warn of a standard that is younger than the end of a law it stands on."""
    for standard, where in services.values():
        for law in changed_since(standard, laws):
            if standard.id not in law.still_cited_by and _outlived(standard, law):
                what = f"valid from {standard.valid_from}, but `{law.id}` ended on {law.since}"
                remedy = f"Cite {law.by.en}, or name the service in still_cited_by of laws.toml."
                findings.warn(where, _BASIS, what, remedy)


def _outlived(standard: Standard, law: Law) -> bool:
    begun = standard.valid_from
    return law.change is Change.REPLACED and begun is not None and begun > law.since
