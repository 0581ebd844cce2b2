"""The ways to one's own data: commands, buttons, and the question that is open."""

from collections.abc import Callable, Mapping

from desk.own_data import asking, deciding
from desk.visit import Reply, Visit

WithWords = Callable[[Visit, str], Reply]

COMMANDS: Mapping[str, WithWords] = {
    "data": asking.command,
    "permintaandata": deciding.command,
}

PRESSES: Mapping[str, WithWords] = {
    "own_data": asking.asked,
    "own_data_erase": lambda visit, arg: asking.erase_now(visit),
    "own_data_open": deciding.show,
    "own_data_do": deciding.carry_out,
}

STEPS: Mapping[str, WithWords] = {asking.STEP: asking.said}
"""What a typed text answers, by the beginning of the conversation's step."""
