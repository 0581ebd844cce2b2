"""The ways to the survey: its command, its buttons, and the questions it has open."""

from collections.abc import Callable, Mapping

from desk.survey import orders
from desk.visit import Reply, Visit

WithWords = Callable[[Visit, str], Reply]

COMMANDS: Mapping[str, WithWords] = {"survei": orders.command}

PRESSES: Mapping[str, WithWords] = {
    "rate": orders.rate,
    "survey": orders.asked,
    "survey_say": orders.answer,
    "survey_end": orders.end,
}

STEPS: Mapping[str, WithWords] = {orders.STEP: orders.said}
"""What a typed text answers, by the beginning of the conversation's step."""
