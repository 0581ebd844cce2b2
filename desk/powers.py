"""The ways to people's powers: commands, buttons, and the questions they have open."""

from collections.abc import Callable, Mapping

from desk import dismissals, phoning
from desk.delegations import orders as delegations
from desk.guard import appeals, blocks
from desk.visit import Reply, Visit

WithWords = Callable[[Visit, str], Reply]

COMMANDS: Mapping[str, WithWords] = {
    "delegasi": delegations.command,
    "telepon": phoning.command,
    "batas": blocks.command,
    "keberatan": appeals.command,
}

PRESSES: Mapping[str, WithWords] = {
    "dismiss": lambda visit, arg: dismissals.decide(visit, int(arg), accepted=True),
    "keep_officer": lambda visit, arg: dismissals.decide(visit, int(arg), accepted=False),
    "delegate": delegations.ask_whom,
    "delegate_to": delegations.ask_days,
    "delegate_end": delegations.end,
    "phone": phoning.pressed,
    "phone_done": phoning.pressed_result,
    "appeal": lambda visit, arg: appeals.command(visit, ""),
    "block_lift": lambda visit, arg: appeals.decide(visit, int(arg), lifted=True),
    "block_keep": lambda visit, arg: appeals.decide(visit, int(arg), lifted=False),
    "block_end": lambda visit, arg: blocks.lift(visit, int(arg)),
}

STEPS: Mapping[str, WithWords] = {
    delegations.STEP: delegations.said,
    appeals.STEP: appeals.command,
}
"""What a typed text answers, by the beginning of the conversation's step."""
