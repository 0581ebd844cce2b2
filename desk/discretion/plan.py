"""A plan of discretion: what is waived or added, why, on which evidence, and what is missing."""

from dataclasses import dataclass, replace

from desk.tickets import open_note, write_journal
from desk.visit import Visit
from flows.standard import Action
from flows.whereabouts import Deed
from storage import journal
from storage.tickets import Ticket

PROPOSED = "discretion_proposed"
"""The journal's word for a plan that waits for the officer's word."""
_LINES = ("reason", "evidence", "wording")


@dataclass(frozen=True, slots=True)
class Plan:
    """Discretion being grounded; `item` is what is waived, `wording` what is added."""

    action: Action
    item: str = ""
    wording: str = ""
    reason: str = ""
    evidence: str = ""

    @property
    def lacking(self) -> str:
        """The name of what is to be asked next, "" when nothing is."""
        adding = self.action is Action.REQUIRE
        needed = ("wording", "reason", "evidence") if adding else ("reason", "evidence")
        return next((name for name in needed if not getattr(self, name)), "")

    @property
    def note(self) -> str:
        """What is kept sealed in the journal: a line each for reason, evidence and wording."""
        return "\n".join((self.reason, self.evidence, self.wording)).rstrip()


def filled(plan: Plan, words: str) -> Plan:
    """Fill what is missing with typed words, in order; a semicolon parts them."""
    for part in (" ".join(one.split()) for one in words.split(";")):
        if part and plan.lacking:
            plan = _with(plan, plan.lacking, part)
    return plan


def _with(plan: Plan, name: str, words: str) -> Plan:
    if name == "wording":
        return replace(plan, wording=words)
    return replace(plan, reason=words) if name == "reason" else replace(plan, evidence=words)


def deed(plan: Plan, *, attested: bool) -> Deed:
    """Return the deed that carries a plan out."""
    return Deed(plan.action, plan.item, plan.reason, evidence=plan.evidence, attested=attested)


def keep(visit: Visit, ticket: Ticket, role: str, plan: Plan) -> int:
    """Keep a plan sealed in the journal until the officer gives his word; returns its entry.

    No button and no conversation can carry these words: they may be personal.
    """
    data = {"action": plan.action.value, "item": plan.item}
    return write_journal(visit, ticket, PROPOSED, role, data, note=plan.note)


def kept(visit: Visit, ticket: Ticket, entry_id: int) -> Plan | None:
    """Return a plan of this officer for this ticket, None if the entry is another's."""
    for entry in journal.history(visit.desk.tx, ticket.id):
        mine = entry.id == entry_id and entry.actor_id == visit.person.id
        if mine and entry.kind == PROPOSED and entry.sealed:
            lines = open_note(visit.desk, ticket, entry.sealed).split("\n")
            said = dict(zip(_LINES, lines, strict=False))
            return Plan(Action(entry.data["action"]), entry.data.get("item", ""), **said)
    return None
