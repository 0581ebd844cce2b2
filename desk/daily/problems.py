"""`/masalah`: like tickets under one cause, all answered or closed by one word of an officer."""

from collections.abc import Callable

from desk.daily import bulk
from desk.daily.one_of_many import ManyDeed
from desk.daily.selection import of_problem, problem_of, select
from desk.tickets import write_journal
from desk.visit import Reply, Visit, card
from flows.number import find_all
from flows.say import Button, Say, Value
from storage import problems, tickets
from storage.problems import Problem

LISTED = 10
LONGEST = 200


def command(visit: Visit, typed: str) -> Reply:
    """`/masalah title`, `/masalah 3`, `/masalah 3 tambah|keluarkan|jawab|tutup …`."""
    if not visit.posts:
        return Reply((card(Say("staff.only")),))
    first, _, rest = typed.partition(" ")
    if not typed:
        return _all(visit)
    if not first.isdecimal():
        return _new(visit, typed)
    problem = problem_of(visit, int(first))
    if problem is None:
        return Reply((card(Say("problem.unknown", {"nth": first}), Say("problem.how")),))
    word, _, words = rest.strip().partition(" ")
    order = _ORDERS.get(word.casefold())
    return _show(visit, problem) if order is None else order(visit, problem, words.strip())


def show(visit: Visit, arg: str) -> Reply:
    """Show the problem of a button."""
    problem = problem_of(visit, int(arg))
    return _all(visit) if problem is None else _show(visit, problem)


def _new(visit: Visit, title: str) -> Reply:
    if len(title) > LONGEST or len(title) < 5:
        return Reply((card(Say("problem.title", {"most": LONGEST}), Say("problem.how")),))
    office = min(office for office, _ in visit.posts)
    number = problems.add(visit.desk.tx, office, title, visit.person.id, visit.now)
    made = problems.by_id(visit.desk.tx, number)
    assert made is not None
    return _show(visit, made, Say("problem.made", {"nth": number}))


def _all(visit: Visit) -> Reply:
    some = [
        one
        for office in sorted({office for office, _ in visit.posts})
        for one in problems.open_ones(visit.desk.tx, office, LISTED)
    ]
    lines = tuple(_line(visit, one) for one in some)
    says = [Say("problem.list", {"lines": lines})] if some else [Say("problem.none")]
    rows = [
        (Button(Say("problem.button", {"nth": one.id}), "problem", str(one.id)),) for one in some
    ]
    return Reply((card(*says, Say("problem.how"), rows=rows),))


def _line(visit: Visit, problem: Problem) -> Say:
    count = problems.size(visit.desk.tx, problem.id)
    return Say("problem.line", {"nth": problem.id, "title": problem.title, "count": count})


def _show(visit: Visit, problem: Problem, *says: Say) -> Reply:
    kept = [
        tickets.by_id(visit.desk.tx, one) for one in problems.ticket_ids(visit.desk.tx, problem.id)
    ]
    shown = [one for one in kept if one is not None]
    lines: tuple[Value, ...] = tuple(
        Say("problem.ticket", {"number": one.number, "state": Say(f"state.{one.at.state.value}")})
        for one in shown
    )
    values: dict[str, Value] = {
        "nth": problem.id,
        "title": problem.title,
        "count": len(shown),
        "closed": Say("problem.is_closed" if problem.closed_at else "problem.is_open"),
    }
    parts = [*says, Say("problem.card", values)]
    if lines:
        parts.append(Say("problem.tickets", {"lines": lines}))
    parts.append(Say("problem.next", {"nth": problem.id}))
    return Reply((card(*parts),))


def _add(visit: Visit, problem: Problem, words: str) -> Reply:
    """Group tickets by their numbers or by a filter; each notes it in its own journal."""
    chosen = select(visit, words)
    if isinstance(chosen, Say):
        return _show(visit, problem, chosen)
    before = set(problems.ticket_ids(visit.desk.tx, problem.id))
    new = [one for one in chosen.tickets if one.id not in before]
    problems.group(visit.desk.tx, problem.id, [one.id for one in new])
    for one in new:
        write_journal(visit, one, "problem_joined", one.holder_role, {"problem": problem.id})
    says = [Say("problem.added", {"count": len(new), "nth": problem.id})]
    if chosen.unknown:
        says.append(Say("bulk.unknown", {"numbers": chosen.unknown}))
    return _show(visit, problem, *says)


def _take_out(visit: Visit, problem: Problem, words: str) -> Reply:
    count = 0
    for number in find_all(words):
        kept = tickets.by_number(visit.desk.tx, number)
        if kept is not None and problems.take_out(visit.desk.tx, problem.id, kept.id):
            write_journal(visit, kept, "problem_left", kept.holder_role, {"problem": problem.id})
            count += 1
    return _show(visit, problem, Say("problem.taken_out", {"count": count}))


def _answer(visit: Visit, problem: Problem, words: str) -> Reply:
    """One answer to all of them, each told under its own number."""
    if not words:
        return _show(visit, problem, Say("problem.needs_words"))
    return bulk.dry_run(visit, ManyDeed.NOTIFY, of_problem(visit, problem), words)


def _close(visit: Visit, problem: Problem, words: str) -> Reply:
    """Close the problem, and finish those of its tickets that can be finished now."""
    if not words:
        return _show(visit, problem, Say("problem.needs_words"))
    selection = of_problem(visit, problem)
    if not selection.tickets:
        problems.close(visit.desk.tx, problem.id, visit.now)
        closed = problem_of(visit, problem.id) or problem
        return _show(visit, closed, Say("problem.closed", {"nth": problem.id}))
    return bulk.dry_run(visit, ManyDeed.FINISH, selection, words, problem_id=problem.id)


_ORDERS: dict[str, Callable[[Visit, Problem, str], Reply]] = {
    "tambah": _add,
    "add": _add,
    "keluarkan": _take_out,
    "remove": _take_out,
    "jawab": _answer,
    "answer": _answer,
    "tutup": _close,
    "close": _close,
}
