"""The ways to people's powers: commands, buttons, and the questions they have open."""

from collections.abc import Callable, Mapping

from desk import dismissals
from desk.delegations import orders as delegations
from desk.visit import Reply, Visit

WithWords = Callable[[Visit, str], Reply]

COMMANDS: Mapping[str, WithWords] = {"delegasi": delegations.command}

PRESSES: Mapping[str, WithWords] = {
    "dismiss": lambda visit, arg: dismissals.decide(visit, int(arg), accepted=True),
    "keep_officer": lambda visit, arg: dismissals.decide(visit, int(arg), accepted=False),
    "delegate": delegations.ask_whom,
    "delegate_to": delegations.ask_days,
    "delegate_end": delegations.end,
}

STEPS: Mapping[str, WithWords] = {delegations.STEP: delegations.said}
"""What a typed text answers, by the beginning of the conversation's step."""
