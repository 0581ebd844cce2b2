"""What waits for an officer: the files of all his roles in one order, filtered, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desk.claims import post_of
from desk.complaints.circle import kept_out, name_for
from desk.daily import filters
from desk.daily.filters import Filter
from desk.tickets import facts, local, standard_of
from desk.visit import Reply, Visit, card
from flows.press import base36
from flows.say import Button, Place, Say, Value
from flows.standard import APPLICANT
from storage import conversations, people, tickets
from storage.queue import COUNTED, next_one, size
from storage.tickets import FIRST, Ticket
from storage.tickets import Place as Spot

PAGE = 10
_LOOKED_AT = 500
"""So many of what lies with applicants, or was taken by one officer, is looked through."""


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


def command(visit: Visit, words: str) -> Reply:
    """`/antrian`, `/antrian saya`, `/antrian hari ini`, `/antrian Diverifikasi`: filtered."""
    chosen = filters.typed(visit, words)
    if isinstance(chosen, str):
        return choose(visit, "", Say("queue.unknown_filter", {"words": chosen}))
    return queue(visit, filters.write(visit, chosen))


def choose(visit: Visit, written: str, *says: Say) -> Reply:
    """Offer what the queue can be filtered by; what is chosen already stays chosen."""
    if not visit.posts:
        return Reply((card(Say("staff.only")),))
    now = filters.read(visit, written)
    several: list[tuple[Value, Filter]] = [
        (Say("queue.mine"), replace(now, mine=not now.mine)),
        (Say("queue.today"), replace(now, today=not now.today)),
        (Say("queue.returned"), replace(now, returned=not now.returned)),
        *((Say(f"state.{one.value}"), replace(now, state=one.value)) for one in filters.STATES),
    ]
    catalogue = visit.desk.books.catalogue
    offered = filters.services(visit)
    several.extend((catalogue.service(one).title, replace(now, service=one)) for one in offered)
    rows = [
        (Button(Say("queue.filter", {"nth": nth, "what": what}), "queue", _arg(visit, meant)),)
        for nth, (what, meant) in enumerate(several, 1)
    ]
    rows.append((Button(Say("queue.everything"), "queue", _arg(visit, Filter())),))
    shown = card(*says, Say("queue.choose"), rows=rows, place=Place.PRESSED)
    return Reply((shown,), at=conversations.NOWHERE, numbered=True)


def queue(visit: Visit, written: str = "") -> Reply:
    """What waits for the person's roles: complete files first, in the order they became so.

    `written` is the filter and the place of the last file of the page before, "" for all and the
    first page. Pages and filters replace the card that they were pressed on.
    """
    if not visit.posts:
        return Reply((card(Say("staff.only")),))
    parts = written.split(".")
    chosen = filters.read(visit, ".".join(parts[:3]))
    page = _page(visit, chosen, _spot(parts[3:]))
    if not page.waiting:
        page = _page(visit, chosen, FIRST)
    rows: list[tuple[Button, ...]] = [
        (Button(Say("queue.button", {"nth": n, "number": t.number}), "card", str(t.id)),)
        for n, t in enumerate(page.waiting, 1)
    ]
    if page.last < page.count:
        more = f"{_arg(visit, chosen)}.{_written(page.waiting[-1].place)}"
        rows.append((Button(Say("button.more_queue"), "queue", more),))
    again = Button(Say("button.refresh"), "queue", _arg(visit, chosen))
    sift = Button(Say("button.filter"), "queue_filter", _arg(visit, chosen))
    rows.append((sift, again, Button(Say("button.menu"), "menu")))
    place = Place.PRESSED if written else Place.NEW
    shown = card(*_says(visit, chosen, page), rows=rows, place=place)
    return Reply((shown,), at=conversations.NOWHERE, numbered=True)


def _page(visit: Visit, chosen: Filter, after: Spot) -> _Page:
    if chosen.returned or chosen.mine:
        return _page_of_few(visit, chosen, after)
    return _merged(visit, chosen, after)


def _merged(visit: Visit, chosen: Filter, after: Spot) -> _Page:
    """Merge the queues of all posts, each read from the same place on."""
    tx, who = visit.desk.tx, visit.person.id
    ahead: list[Ticket] = []
    before, count = 0, 0
    for office, role in visit.posts:
        conditions = filters.sieve(visit, chosen, office)
        ahead.extend(tickets.queue(tx, office, role, PAGE, after, who, conditions))
        so_far, all_of_it = size(tx, office, role, after, who, conditions)
        before, count = before + so_far, count + all_of_it
    waiting = tuple(sorted(ahead, key=lambda ticket: ticket.place)[:PAGE])
    return _Page(waiting, before, count)


def _page_of_few(visit: Visit, chosen: Filter, after: Spot) -> _Page:
    """What was taken by the officer, or lies with applicants: few, and in no role's queue."""
    meant = looked_through(visit, chosen)
    ahead = tuple(one for one in meant if one.place > after)[:PAGE]
    return _Page(ahead, sum(one.place <= after for one in meant), len(meant))


def looked_through(visit: Visit, chosen: Filter) -> list[Ticket]:
    """Return what was taken by the officer, or lies with applicants, in the queue's order."""
    few = _returned(visit) if chosen.returned else _taken(visit)
    rest = replace(chosen, returned=False)
    meant = [one for one in few if filters.means(visit, rest, one)]
    return sorted(meant, key=lambda ticket: ticket.place)


def _taken(visit: Visit) -> Sequence[Ticket]:
    return tickets.claimed_by(visit.desk.tx, visit.person.id)


def _returned(visit: Visit) -> Sequence[Ticket]:
    """What the applicant owes something on, at a step of one of the officer's posts."""
    tx, who = visit.desk.tx, visit.person.id
    catalogue = visit.desk.books.catalogue
    offices = {office for office, _ in visit.posts}
    offices |= {catalogue.service(one).office for one in filters.services(visit)}
    owed = [
        ticket
        for office in sorted(offices)
        for ticket in tickets.queue(tx, office, APPLICANT, _LOOKED_AT, FIRST, who)
    ]
    return [
        one
        for one in owed
        if post_of(visit.desk, one) in visit.posts and who not in kept_out(visit.desk, one)
    ]


def _arg(visit: Visit, chosen: Filter) -> str:
    return filters.write(visit, chosen)


def _spot(parts: Sequence[str]) -> Spot:
    if len(parts) != 2:
        return FIRST
    return int(parts[0], 36), int(parts[1], 36)


def _written(place: Spot) -> str:
    return ".".join(base36(part) for part in place)


def _says(visit: Visit, chosen: Filter, page: _Page) -> tuple[Say, ...]:
    roles = tuple(Say(f"role.{role}") for _, role in sorted(visit.posts))
    only = Say("queue.only", {"what": filters.told(visit, chosen)})
    if not page.waiting:
        if chosen.empty:
            return (Say("queue.empty", {"roles": roles}),)
        return (Say("queue.none", {"roles": roles}), only)
    turns = _turns(visit)
    lines = tuple(_line(visit, n, t, turns) for n, t in enumerate(page.waiting, 1))
    listed: tuple[Say, ...] = (Say("queue.list", {"roles": roles, "lines": lines}),)
    if not chosen.empty:
        listed = (*listed, only)
    if page.count <= PAGE:
        return listed
    part = {"first": page.before + 1, "last": page.last, "count": page.count}
    if page.count > COUNTED:
        return (*listed, Say("queue.pages_many", {"count": COUNTED}))
    return (*listed, Say("queue.pages", part))


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
