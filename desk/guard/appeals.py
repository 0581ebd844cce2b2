"""An appeal against a block: heard by another officer than the one who blocked."""

from dataclasses import replace

from desk import pushes
from desk.desk import Desk
from desk.superiors import administrators, superiors
from desk.tickets import local
from desk.visit import Reply, Visit, card
from flows.say import Button, Say, Style, Value
from storage import blocks, conversations, journal, people
from storage.blocks import Block
from storage.people import Person

STEP = "appeal"
"""The conversation's step that waits for the words of an appeal."""
LONGEST = 1_000


def command(visit: Visit, words: str) -> Reply:
    """`/keberatan WORDS`: appeal against one's own block; without words they are asked for."""
    block = blocks.of_person(visit.desk.tx, visit.person.id, visit.now)
    if block is None:
        return Reply((card(Say("block.not_blocked")),))
    if block.appeal:
        return Reply((card(Say("block.appealed_before")),), at=conversations.NOWHERE)
    if not words.strip():
        place = replace(conversations.NOWHERE, step=STEP)
        return Reply((card(Say("block.appeal_how")),), at=place)
    return _appeal(visit, block, words.strip()[:LONGEST])


def _appeal(visit: Visit, block: Block, words: str) -> Reply:
    blocks.appeal(visit.desk.tx, block, words, visit.now)
    entry = record(visit, block, "block_appealed", "applicant")
    values: dict[str, Value] = {**values_of(visit.desk, block), "appeal": words}
    rows = (
        (
            Button(Say("block.lift_button"), "block_lift", str(block.id), Style.SUCCESS),
            Button(Say("block.keep_button"), "block_keep", str(block.id)),
        ),
    )
    for judge in judges(visit.desk, block):
        pushes.push(
            visit.desk, judge, (Say("block.appeal", values),), f"appeal:{entry}", rows=rows
        )
    return Reply((card(Say("block.appealed")),), at=conversations.NOWHERE)


def judges(desk: Desk, block: Block) -> list[Person]:
    """Return who hears an appeal: the nearest superior of the role, else the administrators.

    Never the officer who blocked, nor the person himself.
    """
    out = {block.made_by, block.person_id}
    for _, held in superiors(desk, block.office, block.role):
        others = [one for one in held if one.id not in out]
        if others:
            return others
    return [one for one in administrators(desk) if one.id not in out]


def decide(visit: Visit, block_id: int, *, lifted: bool) -> Reply:
    """One of those who hear it lifts the block or lets it stand; the person is told."""
    block = blocks.by_id(visit.desk.tx, block_id)
    if block is None or visit.person.id not in {one.id for one in judges(visit.desk, block)}:
        return Reply((card(Say("block.not_yours")),))
    if not blocks.decide(visit.desk.tx, block, visit.person.id, visit.now):
        return Reply((card(Say("block.decided_before")),))
    if lifted:
        blocks.lift(visit.desk.tx, block, visit.now)
    word = "block_lifted" if lifted else "block_upheld"
    role = next((role for office, role in sorted(visit.posts) if office == block.office), "")
    entry = record(visit, block, word, role or "administrator")
    values = values_of(visit.desk, block)
    told = Say("block.lifted_you" if lifted else "block.upheld_you", values)
    owner = people.by_id(visit.desk.tx, block.person_id)
    pushes.push(visit.desk, owner, (told,), f"journal:{entry}:block")
    return Reply((card(Say("block.lifted" if lifted else "block.upheld", values)),))


def values_of(desk: Desk, block: Block) -> dict[str, Value]:
    """Return what every sentence about a block may use."""
    return {
        "number": str(block.id),
        "name": people.name_of(desk.tx, block.person_id),
        "by": people.name_of(desk.tx, block.made_by),
        "reason": block.reason,
        "until": local(desk, block.until_at, block.office),
    }


def record(visit: Visit, block: Block, kind: str, role: str) -> int:
    """Write one journal entry about a block; reason and appeal stay sealed in its row."""
    data = {"block": block.id, "person": block.person_id, "until": block.until_at}
    desk = visit.desk
    return journal.write(
        desk.tx, block.office, kind, desk.now, actor_id=visit.person.id, role=role, data=data
    )
