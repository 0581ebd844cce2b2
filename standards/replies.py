"""Canned replies: replies.toml, typed and checked; a variable that nobody can fill is refused."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from string import Formatter

from flows.words import Language, Words
from standards.problems import one_of
from standards.table import Table

VARIABLES = frozenset({"number", "service", "company", "state", "when", "office"})
"""What a canned reply may speak of: facts of the ticket that its applicant knows anyway."""


@dataclass(frozen=True, slots=True)
class CannedReply:
    """A reply that is written once; `services` are those it fits, none of them means all."""

    id: str
    title: Words
    text: Words
    services: tuple[str, ...] = ()

    def fits(self, service: str) -> bool:
        """Whether it is offered for tickets of a service."""
        return not self.services or service in self.services

    def filled(self, values: Mapping[str, str], language: Language) -> str:
        """Return the text with its variables filled in."""
        return self.text.in_(language).format_map(dict(values))


def read_replies(table: Table, services: Collection[str]) -> tuple[CannedReply, ...]:
    """Read replies.toml; what cannot be meant is noted with its key and a remedy."""
    entries = table.table("reply")
    replies = tuple(_reply(key, entries.table(key), services) for key in entries.ids())
    table.close()
    return replies


def _reply(key: str, table: Table, services: Collection[str]) -> CannedReply:
    reply = CannedReply(key, table.words("title"), table.words("text"), table.names("services"))
    table.close()
    for one in reply.services:
        if one not in services:
            table.problem("services", f"no service is called `{one}`", one_of(sorted(services)))
    for unknown in sorted(_variables(table, reply) - VARIABLES):
        table.problem("text", f"nothing fills `{{{unknown}}}`", one_of(sorted(VARIABLES)))
    return reply


def _variables(table: Table, reply: CannedReply) -> frozenset[str]:
    found: set[str] = set()
    for text in (reply.text.id, reply.text.en):
        try:
            parts = list(Formatter().parse(text))
        except ValueError:
            table.problem("text", "a brace is not closed", "Write variables as in {number}.")
            continue
        for _, field, form, conversion in parts:
            if field is not None:
                found.add(field if not (form or conversion) else f"{field}:{form}")
    return frozenset(found)
