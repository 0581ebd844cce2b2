"""What waits for an officer: the files of all his roles in one order, page by page."""

from dataclasses import dataclass

from desk.complaints.circle import name_for
from desk.tickets import facts, local, standard_of
from desk.visit import Reply, Visit, card
from flows.press import base36
from flows.say import Button, Say
from storage import conversations, people, tickets
from storage.queue import next_one, size
from storage.tickets import FIRST, Place, Ticket

PAGE = 10


@dataclass(frozen=True, slots=True)
class _Page:
    """Some files of a queue: how many come before them, and how many there are in all."""

    waiting: tuple[Ticket, ...]
    before: int
    count: int

    @property
    def last(self) -> int:
        """The number of the page's last file in the whole queue."""
        return self.before + len(self.waiting)


def queue(visit: Visit, after: str = "") -> Reply:
    """What waits for the person's roles: complete files first, in the order they became so.

    `after` is the place of the last file of the page before, "" for the first page.
    """
    if not visit.posts:
        return Reply((card(Say("staff.only")),))
    page = _page(visit, _place(after))
    if not page.waiting:
        page = _page(visit, FIRST)
    rows: list[tuple[Button, ...]] = [
        (Button(Say("queue.button", {"nth": n, "number": t.number}), "card", str(t.id)),)
        for n, t in enumerate(page.waiting, 1)
    ]
    if page.last < page.count:
        rows.append((Button(Say("button.more_queue"), "queue", _written(page.waiting[-1].place)),))
    rows.append((Button(Say("button.refresh"), "queue"), Button(Say("button.menu"), "menu")))
    shown = card(*_says(visit, page), rows=rows)
    return Reply((shown,), at=conversations.NOWHERE, numbered=True)


def _page(visit: Visit, after: Place) -> _Page:
    """Merge the queues of all posts, each read from the same place on."""
    tx = visit.desk.tx
    ahead = [
        ticket
        for office, role in visit.posts
        for ticket in tickets.queue(tx, office, role, PAGE, after, visit.person.id)
    ]
    who = visit.person.id
    sizes = [size(tx, office, role, after, who) for office, role in visit.posts]
    waiting = tuple(sorted(ahead, key=lambda ticket: ticket.place)[:PAGE])
    return _Page(waiting, sum(before for before, _ in sizes), sum(count for _, count in sizes))


def _place(written: str) -> Place:
    if not written:
        return FIRST
    complete_at, ticket_id = written.split(".")
    return int(complete_at, 36), int(ticket_id, 36)


def _written(place: Place) -> str:
    return ".".join(base36(part) for part in place)


def _says(visit: Visit, page: _Page) -> tuple[Say, ...]:
    roles = tuple(Say(f"role.{role}") for _, role in sorted(visit.posts))
    if not page.waiting:
        return (Say("queue.empty", {"roles": roles}),)
    turns = _turns(visit)
    lines = tuple(_line(visit, n, t, turns) for n, t in enumerate(page.waiting, 1))
    listed = Say("queue.list", {"roles": roles, "lines": lines})
    if page.count <= PAGE:
        return (listed,)
    part = {"first": page.before + 1, "last": page.last, "count": page.count}
    return (listed, Say("queue.pages", part))


def _turns(visit: Visit) -> frozenset[int | None]:
    """The ids of the files whose turn it is, one for each post of the officer."""
    posts, who = visit.posts, visit.person.id
    return frozenset(next_one(visit.desk.tx, office, role, who) for office, role in posts)


def _line(visit: Visit, nth: int, ticket: Ticket, turns: frozenset[int | None]) -> Say:
    values = facts(visit.desk, standard_of(visit.desk, ticket), ticket)
    taken = Say("queue.free")
    if ticket.at.claimed_by:
        taken = Say("queue.taken", {"name": people.name_of(visit.desk.tx, ticket.at.claimed_by)})
    who = ticket.company or name_for(visit, ticket, ticket.person_id)
    line = Say("queue.line", {**values, "nth": nth, "taken": taken, "company": who})
    if ticket.complete_at is None:
        return line
    since = local(visit.desk, ticket.complete_at, ticket.at.office)
    key = "waiting.next" if ticket.id in turns else "waiting.line"
    return Say(key, {"line": line, "since": since})
