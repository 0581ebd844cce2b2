"""Carries the answers of a draft over to a newer version of its standard."""

from dataclasses import replace

from flows.intake import SKIPPED, Intake, open_item, path
from flows.standard import Ask, Standard


def carry(old: Standard, new: Standard, intake: Intake) -> Intake:
    """Return the intake in the newer version: only what changed there is open again.

    An answer is kept where the same item is still asked in the same way; the rest is dropped.
    """
    before = {ask.id: ask for ask in old.asks}
    same = {
        ask.id
        for ask in new.asks
        if ask.id in before and asks_the_same(before[ask.id], ask) and _fits(ask, intake)
    }
    carried = replace(
        intake,
        answers={item: value for item, value in intake.answers.items() if item in same},
        papers={item: kept for item, kept in intake.papers.items() if item in same},
        warnings={item: code for item, code in intake.warnings.items() if item in same},
    )
    return replace(carried, asked=open_item(new, carried))


def asks_the_same(old: Ask, new: Ask) -> bool:
    """Whether an answer to the old item answers the new one too; titles and notes may differ."""
    return _asked(old) == _asked(new)


def _asked(ask: Ask) -> tuple[object, ...]:
    options = tuple((option.id, option.stay) for option in ask.options)
    kinds = tuple(option.id for option in ask.any_of)
    return (ask.kind, ask.check, ask.question, options, kinds, ask.form, ask.in_force)


def _fits(ask: Ask, intake: Intake) -> bool:
    """What was left out is asked again when it may not be left out any more."""
    return ask.optional or intake.answers.get(ask.id) != SKIPPED


def differing(old: Standard, new: Standard, intake: Intake) -> tuple[Ask, ...]:
    """Return the items of the newer version that carrying over would leave open."""
    carried = carry(old, new, intake)
    answered_before = set(intake.answers) | set(intake.papers)
    known = {ask.id for ask in old.asks}
    return tuple(
        ask
        for ask in path(new, carried.answers)
        if ask.id not in known
        or (ask.id in answered_before and ask.id not in {*carried.answers, *carried.papers})
    )
