"""Fills in the little intake, so that a test begins where it wants to."""

from flows.hear import begin, hear
from tests.flows.little import INTAKE, handed, paper, text

ANSWERS = {
    "ready": text("yes"),
    "name": text("Siti Rahmawati"),
    "form": text("pt"),
    "tax_number": text("01.312.166.0-091.000"),
    "nickname": text("Siti"),
    "deed": None,
    "amended": text("no"),
}


def key_of(turn):
    """The first sentence of a turn's last card."""
    return turn.cards[-1].says[0].key


def first_key(turn):
    return turn.cards[0].says[0].key


def actions(card):
    return [button.action for row in card.rows for button in row]


def at(item, intake=None, **more):
    """An intake that is at `item`, everything before it answered."""
    intake = intake or begin(INTAKE).intake
    while intake.asked != item:
        intake = answer(intake, **more)
    return intake


def answer(intake, **more):
    """Answer the open item in a plain way, or with the word given for it."""
    item = intake.asked
    if item in more:
        return hear(INTAKE, intake, text(more[item])).intake
    if ANSWERS.get(item) is not None:
        return hear(INTAKE, intake, ANSWERS[item]).intake
    if item == "licence" and item not in intake.answers:
        intake = hear(INTAKE, intake, text("nib")).intake
    return hear(INTAKE, intake, handed(paper())).intake


def finished(**more):
    return at("", **more)
