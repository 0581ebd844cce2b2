"""Steps of offices that are not served here: their answers are recorded by whoever passed on."""

from collections.abc import Mapping
from dataclasses import replace

from flows.standard import DESK_OFFICE, Action, Standard, Step

_PASSING_ON = (Action.ESCALATE, Action.FORWARD, Action.DISPOSE)


def at_hand(standard: Standard, served: frozenset[str]) -> Standard:
    """Return the standard with each step of an office not served in the hands of one that is.

    Such a step keeps its title, state and time; its role becomes that of the step that passes
    files on to it, and `external` names the office that really works on it.
    """
    if all(step.office in {"", DESK_OFFICE, *served} for step in standard.steps):
        return standard
    known: dict[str, Step] = {}
    for step in standard.steps:
        known[step.id] = _recorded(step, known, served)
    return replace(standard, steps=tuple(known.values()))


def _recorded(step: Step, earlier: Mapping[str, Step], served: frozenset[str]) -> Step:
    if step.office in {"", DESK_OFFICE, *served}:
        return step
    for before in earlier.values():
        if any(step.id in before.may.get(action, ()) for action in _PASSING_ON):
            return replace(step, office=before.office, role=before.role, external=step.office)
    return step
