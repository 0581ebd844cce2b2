"""Steps of offices that are not served here: their answers are recorded by whoever passed on."""

from collections.abc import Mapping
from dataclasses import replace

from flows.standard import DESK_OFFICE, DESK_QUESTION, Action, Ask, Standard, Step

_PASSING_ON = (Action.ESCALATE, Action.FORWARD, Action.DISPOSE)


def at_hand(standard: Standard, served: frozenset[str]) -> Standard:
    """Return the standard with each step of an office not served in the hands of one that is.

    Such a step keeps its title, state and time; its role becomes that of the step that passes
    files on to it, and `external` names the office that really works on it. Of the LPSEs only
    those served are offered as the applicant's own, where there are any.
    """
    asks = tuple(_offering(ask, served) for ask in standard.asks)
    if asks == standard.asks and all(_here(step, served) for step in standard.steps):
        return standard
    known: dict[str, Step] = {}
    for step in standard.steps:
        known[step.id] = _recorded(step, known, served)
    return replace(standard, asks=asks, steps=tuple(known.values()))


def _offering(ask: Ask, served: frozenset[str]) -> Ask:
    options = tuple(option for option in ask.options if option.id in served)
    narrowed = ask.id == DESK_QUESTION and options and options != ask.options
    return replace(ask, options=options) if narrowed else ask


def _here(step: Step, served: frozenset[str]) -> bool:
    return step.office in {"", DESK_OFFICE, *served}


def _recorded(step: Step, earlier: Mapping[str, Step], served: frozenset[str]) -> Step:
    if _here(step, served):
        return step
    for before in earlier.values():
        if any(step.id in before.may.get(action, ()) for action in _PASSING_ON):
            return replace(step, office=before.office, role=before.role, external=step.office)
    return step
