"""`/batas`: keep somebody who abuses the counter from new matters, with a reason and a term."""

import re

from desk import cards, pushes
from desk.complaints.circle import reads_identity
from desk.guard.appeals import record, values_of
from desk.visit import Reply, Visit, card
from flows.number import split_number
from flows.say import Button, Say, Value
from storage import blocks, people
from storage.moments import DAY

LONGEST_DAYS = 90
"""Days a block may last; after that its reason is looked at anew."""
_TERM = re.compile(r"(\d{1,3})\s*(?:hari|days?)\s+(\S.{2,499})", re.IGNORECASE | re.DOTALL)
_LIFT = re.compile(r"(?:cabut|lift)\s+(\d{1,9})", re.IGNORECASE)

Post = tuple[str, str]
"""An office and a role."""


def command(visit: Visit, words: str) -> Reply:
    """`/batas NUMBER N hari REASON`, `/batas cabut N`, `/batas`: the list and how."""
    if not visit.posts and not visit.is_administrator:
        return Reply((card(Say("staff.only")),))
    lifted = _LIFT.fullmatch(words.strip())
    if lifted:
        return lift(visit, int(lifted[1]))
    number, rest = split_number(words)
    telegram, _, after = words.strip().partition(" ")
    if not number and telegram.isdecimal() and visit.is_administrator:
        return _block(
            visit, people.by_telegram(visit.desk.tx, int(telegram)), _admin(visit), after
        )
    if not number:
        return overview(visit)
    ticket = cards.found(visit, number)
    if ticket is None or not reads_identity(visit, ticket):
        return Reply((card(Say("ticket.unknown")),))
    post = next(p for p in sorted(visit.posts) if p[1] == cards.reading_role(visit, ticket))
    return _block(visit, people.by_id(visit.desk.tx, ticket.person_id), post, rest)


def _admin(visit: Visit) -> Post:
    """An administrator acts for the first office served, in no role of it."""
    return sorted(visit.desk.books.catalogue.served)[0], "administrator"


def _block(visit: Visit, who: people.Person | None, post: Post, words: str) -> Reply:
    term = _TERM.fullmatch(words.strip())
    if who is None or who.telegram_id is None:
        return Reply((card(Say("block.nobody")),))
    if who.id == visit.person.id or people.posts(visit.desk.tx, who.id, visit.now):
        return Reply((card(Say("block.officer")),))
    if who.telegram_id in visit.desk.books.administrators:
        return Reply((card(Say("block.officer")),))
    if term is None or not 1 <= int(term[1]) <= LONGEST_DAYS:
        return Reply((card(Say("block.how", {"days": LONGEST_DAYS})),))
    if blocks.of_person(visit.desk.tx, who.id, visit.now) is not None:
        return Reply((card(Say("block.blocked_before")),))
    until = visit.now + int(term[1]) * DAY
    tx, by = visit.desk.tx, visit.person.id
    made = blocks.add(tx, who.id, post, by, (visit.now, until), term[2].strip())
    entry = record(visit, made, "person_blocked", post[1])
    values = values_of(visit.desk, made)
    rows = ((Button(Say("block.appeal_button"), "appeal"),),)
    pushes.push(visit.desk, who, (Say("block.you", values),), f"journal:{entry}:block", rows=rows)
    return Reply((card(Say("block.done", values), rows=(_lift_row(made.id),)),))


def _lift_row(number: int) -> tuple[Button, ...]:
    return (Button(Say("block.lift_early", {"number": str(number)}), "block_end", str(number)),)


def overview(visit: Visit) -> Reply:
    """Show the blocks of the person's offices that hold now, and how to make one."""
    shown = [one for one in blocks.running(visit.desk.tx, visit.now) if _may_lift(visit, one)]
    lines: tuple[Value, ...] = tuple(
        Say("block.line", values_of(visit.desk, one)) for one in shown
    )
    head = Say("block.list", {"lines": lines}) if lines else Say("block.none")
    rows = [_lift_row(one.id) for one in shown]
    return Reply((card(head, Say("block.how", {"days": LONGEST_DAYS}), rows=rows),))


def lift(visit: Visit, number: int) -> Reply:
    """End a block before its time; any officer of the office may, and the person is told."""
    block = blocks.by_id(visit.desk.tx, number)
    if block is None or not _may_lift(visit, block):
        return Reply((card(Say("block.not_yours")),))
    if not blocks.lift(visit.desk.tx, block, visit.now):
        return Reply((card(Say("block.decided_before")),))
    role = next((role for office, role in sorted(visit.posts) if office == block.office), "")
    entry = record(visit, block, "block_lifted", role or "administrator")
    values = values_of(visit.desk, block)
    owner = people.by_id(visit.desk.tx, block.person_id)
    pushes.push(visit.desk, owner, (Say("block.lifted_you", values),), f"journal:{entry}:block")
    return Reply((card(Say("block.lifted", values)),))


def _may_lift(visit: Visit, block: blocks.Block) -> bool:
    return visit.is_administrator or any(office == block.office for office, _ in visit.posts)
