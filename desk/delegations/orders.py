"""`/delegasi`: what is handed over now, handing a post over step by step, and ending it."""

from dataclasses import replace

from desk.delegations.ending import end_early
from desk.delegations.giving import Post, colleagues, give
from desk.delegations.terms import read_term, told
from desk.visit import Reply, Visit, card
from flows.say import Button, Say, Style, Value
from storage import conversations, delegations

STEP = "delegation"
"""The beginning of the conversation's step that waits for the days."""
_END = frozenset({"akhiri", "end"})


def command(visit: Visit, words: str) -> Reply:
    """`/delegasi`, `/delegasi POST OFFICER dari DATE sampai DATE`, `/delegasi akhiri N`."""
    if not visit.posts and not visit.is_administrator:
        return Reply((card(Say("staff.only")),))
    first, _, rest = words.casefold().partition(" ")
    if first in _END and rest.strip().isdecimal():
        return _end(visit, rest.strip())
    second, _, days = rest.strip().partition(" ")
    if not (first.isdecimal() and second.isdecimal()):
        return overview(visit)
    posts = sorted(visit.posts)
    if not 1 <= int(first) <= len(posts):
        return overview(visit)
    return _hand_over(visit, posts[int(first) - 1], int(second), days)


def overview(visit: Visit) -> Reply:
    """Show what is handed over, by and to whom, and the posts that could be."""
    tx = visit.desk.tx
    running = delegations.of_person(tx, visit.person.id, visit.now)
    if visit.is_administrator:
        running = delegations.open_ones(tx, visit.now)
    lines: tuple[Value, ...] = tuple(
        Say("delegation.line", told(visit.desk, one)) for one in running
    )
    posts = sorted(visit.posts)
    numbered: tuple[Value, ...] = tuple(
        Say("delegation.post", {"nth": nth, **_post(visit, post)})
        for nth, post in enumerate(posts, 1)
    )
    says = [Say("delegation.running", {"lines": lines}) if lines else Say("delegation.none")]
    if posts:
        says.append(Say("delegation.how", {"posts": numbered}))
    rows = [
        (Button(Say("delegation.give_button", _post(visit, post)), "delegate", ".".join(post)),)
        for post in posts
    ]
    ending = [
        (Button(Say("delegation.end_button", told(visit.desk, one)), "delegate_end", str(one.id)),)
        for one in running
    ]
    return Reply((card(*says, rows=[*rows, *ending]),), at=conversations.NOWHERE, numbered=True)


def _post(visit: Visit, post: Post) -> dict[str, Value]:
    office = visit.desk.books.catalogue.office(post[0])
    return {"role": Say(f"role.{post[1]}"), "office": office.name}


def ask_whom(visit: Visit, arg: str) -> Reply:
    """A post was chosen: to which colleague?"""
    post = _read(arg)
    if post not in visit.posts:
        return overview(visit)
    found = colleagues(visit, post[0])
    if not found:
        return Reply((card(Say("delegation.no_colleague")),))
    rows = [
        (Button(Say("delegation.officer", {"name": name}), "delegate_to", f"{arg}.{one}"),)
        for one, name in found
    ]
    lines = tuple(
        Say("delegation.officer_line", {"number": str(one), "name": name}) for one, name in found
    )
    asked = Say("delegation.whom", {**_post(visit, post), "lines": lines})
    return Reply((card(asked, rows=rows),), numbered=True)


def ask_days(visit: Visit, arg: str) -> Reply:
    """A colleague was chosen: from when until when?"""
    place = replace(conversations.NOWHERE, step=f"{STEP}.{arg}")
    return Reply((card(Say("delegation.days")),), at=place)


def said(visit: Visit, text: str) -> Reply:
    """Take the days that were asked for."""
    office, role, holder = visit.at.step.removeprefix(f"{STEP}.").rsplit(".", 2)
    return _hand_over(visit, (office, role), int(holder), text)


def _hand_over(visit: Visit, post: Post, holder_id: int, days: str) -> Reply:
    term = read_term(visit.desk, post[0], days)
    if term is None:
        return Reply((card(Say("delegation.days_unclear")),))
    if post not in visit.posts:
        return Reply((card(Say("delegation.not_yours")),), at=conversations.NOWHERE)
    given = give(visit, post, holder_id, term)
    if isinstance(given, Say):
        return Reply((card(given),), at=conversations.NOWHERE)
    shown = card(Say("delegation.done", told(visit.desk, given)), rows=_rows(given.id))
    return Reply((shown,), at=conversations.NOWHERE)


def _rows(number: int) -> tuple[tuple[Button, ...], ...]:
    return ((Button(Say("delegation.take_back"), "delegate_end", str(number), Style.DANGER),),)


def _end(visit: Visit, arg: str) -> Reply:
    return Reply((card(end_early(visit, int(arg))),))


def end(visit: Visit, arg: str) -> Reply:
    """The button that ends a delegation."""
    return _end(visit, arg)


def _read(arg: str) -> Post:
    office, _, role = arg.partition(".")
    return office, role
