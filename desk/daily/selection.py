"""Which tickets a deed on many is for: a filter of the queue, numbers, or those of a problem."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk import queues
from desk.cards import found
from desk.daily import filters
from desk.daily.filters import Filter
from desk.visit import Visit, spoken
from flows.number import find_all
from flows.say import Say
from storage import problems, tickets
from storage.problems import Problem
from storage.tickets import Ticket

MOST = 500
"""Tickets of one deed: more are left for a second one."""
_EVERYTHING = frozenset({"semua", "all"})
_PROBLEM = frozenset({"masalah", "problem"})


@dataclass(frozen=True, slots=True)
class Selection:
    """The tickets, in the order of the queue, and the typed numbers that are none of ours."""

    tickets: tuple[Ticket, ...]
    unknown: tuple[str, ...] = ()
    more: bool = False


def select(visit: Visit, words: str) -> Selection | Say:
    """Read a selection, or say what of it cannot be meant; an empty one is never everything."""
    numbers = find_all(words)
    if numbers:
        return _numbered(visit, numbers)
    said = spoken(words)
    first, _, rest = said.partition(" ")
    if first in _PROBLEM and rest.isdecimal():
        problem = problem_of(visit, int(rest))
        return of_problem(visit, problem) if problem else Say("problem.unknown", {"nth": rest})
    if not said:
        return Say("bulk.empty_filter")
    chosen = filters.typed(visit, words)
    if isinstance(chosen, str):
        return Say("queue.unknown_filter", {"words": chosen})
    if chosen.empty and said not in _EVERYTHING:
        return Say("bulk.empty_filter")
    return _filtered(visit, chosen)


def problem_of(visit: Visit, number: int) -> Problem | None:
    """Return a problem of one of the officer's offices, None for unknown and others' alike."""
    problem = problems.by_id(visit.desk.tx, number)
    ours = {office for office, _ in visit.posts}
    return problem if problem is not None and problem.office in ours else None


def of_problem(visit: Visit, problem: Problem) -> Selection:
    """Return the open tickets under a problem."""
    kept = (
        tickets.by_id(visit.desk.tx, one) for one in problems.ticket_ids(visit.desk.tx, problem.id)
    )
    return _cut([one for one in kept if one is not None and one.open])


def _numbered(visit: Visit, numbers: Sequence[str]) -> Selection:
    held = {number: found(visit, number) for number in numbers}
    ours = [one for one in held.values() if one is not None and one.person_id != visit.person.id]
    known = {one.number for one in ours}
    return Selection(_cut(ours).tickets, tuple(one for one in numbers if one not in known))


def _filtered(visit: Visit, chosen: Filter) -> Selection:
    tx, who = visit.desk.tx, visit.person.id
    if chosen.returned or chosen.mine:
        return _cut(queues.looked_through(visit, chosen))
    some: list[Ticket] = []
    for office, role in sorted(visit.posts | visit.above):
        conditions = filters.sieve(visit, chosen, office)
        some.extend(tickets.queue(tx, office, role, MOST + 1, viewer=who, sieve=conditions))
    return _cut([one for one in some if one.person_id != who])


def _cut(some: Sequence[Ticket]) -> Selection:
    ordered = sorted(some, key=lambda ticket: ticket.place)
    return Selection(tuple(ordered[:MOST]), more=len(ordered) > MOST)
