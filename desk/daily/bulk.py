"""`/massal`: one deed on many tickets; shown first for each, then done one by one.

`/massal DEED; SELECTION; WORDS`. Each ticket is done by the same rules as alone and has its own
result; a restart goes on where it stopped.
"""

from collections.abc import Sequence

from desk.daily import one_of_many
from desk.daily.one_of_many import ManyDeed
from desk.daily.selection import MOST, Selection, select
from desk.visit import Reply, Visit, card, spoken
from flows.say import Button, Say, Style, Value
from storage import bulk, people, problems
from storage.people import Person
from storage.tickets import Ticket

NAMED = 20
"""So many of those that cannot be done are named on the card; the result names all."""
_DEEDS = {
    "tugaskan": ManyDeed.ASSIGN,
    "assign": ManyDeed.ASSIGN,
    "beritahu": ManyDeed.NOTIFY,
    "notify": ManyDeed.NOTIFY,
    "kembalikan": ManyDeed.RETURN,
    "return": ManyDeed.RETURN,
    "selesaikan": ManyDeed.FINISH,
    "tutup": ManyDeed.FINISH,
    "finish": ManyDeed.FINISH,
    "close": ManyDeed.FINISH,
}


def command(visit: Visit, typed: str) -> Reply:
    """`/massal tugaskan NAME; FILTER`, `/massal beritahu; FILTER; words`, and so on."""
    if not visit.posts:
        return Reply((card(Say("staff.only")),))
    first, chosen, words = [*(part.strip() for part in typed.split(";", 2)), "", ""][:3]
    name, _, whom = first.partition(" ")
    deed = _DEEDS.get(name.casefold())
    if deed is None:
        return _how()
    if deed is not ManyDeed.ASSIGN and not words:
        return _how(Say("bulk.needs_words"))
    assignee = _colleague(visit, whom) if deed is ManyDeed.ASSIGN else None
    if isinstance(assignee, Say):
        return _how(assignee)
    selection = select(visit, chosen)
    if isinstance(selection, Say):
        return _how(selection)
    return dry_run(visit, deed, selection, words, assignee)


def _how(*says: Say) -> Reply:
    return Reply((card(*says, Say("bulk.how", {"most": MOST})),))


def _colleague(visit: Visit, name: str) -> Person | Say:
    """Return the one officer of the offices one works in who is called so, or say why none is."""
    said, tx = spoken(name), visit.desk.tx
    offices = {office for office, _ in visit.posts}
    held = {post.person_id for post in people.all_posts(tx, visit.now) if post.office in offices}
    named = [one for one in sorted(held) if said and said in spoken(people.name_of(tx, one))]
    if len(named) == 1:
        return people.by_id(tx, named[0])
    return Say("bulk.several_people" if named else "bulk.nobody", {"name": name})


def dry_run(
    visit: Visit,
    deed: ManyDeed,
    selection: Selection,
    words: str,
    assignee: Person | None = None,
    problem_id: int | None = None,
) -> Reply:
    """Show what would happen to each ticket; nothing is changed before the officer says so.

    `problem_id`: the problem that is closed with it.
    """
    if not selection.tickets:
        return _how(Say("bulk.nothing"), *_unknown(selection))
    whom = assignee.id if assignee else None
    failing = [
        (ticket, why)
        for ticket in selection.tickets
        if (why := one_of_many.against(visit, ticket, deed, words, whom)) is not None
    ]
    ids = [ticket.id for ticket in selection.tickets]
    made = bulk.add(
        visit.desk.tx,
        visit.person.id,
        deed.value,
        words,
        ids,
        visit.now,
        assignee_id=whom,
        problem_id=problem_id,
    )
    values: dict[str, Value] = {
        "deed": Say(f"bulk.deed_{deed.value}"),
        "count": len(ids),
        "good": len(ids) - len(failing),
        "bad": len(failing),
        "words": words or (people.name_of(visit.desk.tx, whom) if whom else ""),
    }
    says = [Say("bulk.dry_run", values), *_unknown(selection)]
    if selection.more:
        says.append(Say("bulk.more", {"most": MOST}))
    if failing:
        says.append(Say("bulk.would_fail", {"lines": _lines(failing[:NAMED])}))
    rows: list[Sequence[Button]] = [[Button(Say("button.menu"), "menu")]]
    if len(failing) < len(ids):
        go = Say("bulk.go", {"count": len(ids) - len(failing)})
        rows.insert(0, [Button(go, "bulk_go", str(made), Style.DANGER)])
    return Reply((card(*says, rows=rows),))


def _unknown(selection: Selection) -> tuple[Say, ...]:
    unknown = selection.unknown
    return (Say("bulk.unknown", {"numbers": unknown}),) if unknown else ()


def _lines(failing: Sequence[tuple[Ticket, Say]]) -> tuple[Value, ...]:
    return tuple(Say("bulk.line", {"number": one.number, "why": why}) for one, why in failing)


def go(visit: Visit, arg: str) -> Reply:
    """Set a task going on the officer's word; another person's task is nobody's."""
    task = bulk.by_id(visit.desk.tx, int(arg))
    if task is None:
        return _how(Say("bulk.gone"))
    if task.person_id != visit.person.id or not visit.posts:
        return Reply((card(Say("press.not_yours")),))
    if not bulk.confirm(visit.desk.tx, task.id, visit.now):
        return Reply((card(Say("bulk.goes_already")),))
    if task.problem_id is not None:
        problems.close(visit.desk.tx, task.problem_id, visit.now)
    return Reply((card(Say("bulk.going", {"count": bulk.count(visit.desk.tx, task.id)})),))
