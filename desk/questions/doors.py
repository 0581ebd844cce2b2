"""The ways to the answers: the command, and the buttons under them."""

from collections.abc import Callable, Mapping

from desk.questions import asking, handing, offering
from desk.visit import Reply, Visit

WithWords = Callable[[Visit, str], Reply]

COMMANDS: Mapping[str, WithWords] = {"tanya": asking.command, "ask": asking.command}

PRESSES: Mapping[str, WithWords] = {
    "question_ask": lambda visit, arg: asking.prompt(visit),
    "question_more": asking.more,
    "question_pick": asking.pick,
    "question_yes": asking.helped,
    "question_no": asking.no_help,
    "question_person": handing.to_person,
    "question_office": handing.at_office,
    "question_solved": offering.solved,
    "question_unsolved": offering.unsolved,
}
