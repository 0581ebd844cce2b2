"""Moves a ticket along its chain, so that a test begins where it wants to."""

from flows.chain import act
from flows.moves import submitted
from flows.standard import APPLICANT, Action
from flows.whereabouts import Actor, Deed, Move, holder

OWNER = Actor(1, frozenset(), owner=True)
SERVICES = ("belitung-userid-auditor", "bjm-aktivasi")


def begun(standard, desk_office=""):
    return submitted(standard, standard.office, desk_office).to


def officer(standard, at, person=7):
    """Somebody of the role that holds the ticket."""
    return Actor(person, frozenset({holder(standard, at)}))


def deed(standard, at, action, target=""):
    """A deed with all that it needs."""
    channels = standard.step(at.step).hands_over
    targets = standard.step(at.step).may.get(Action(action), ())
    if len(targets) > 1 and not target and action != "return":
        target = targets[0]
    return Deed(Action(action), target, "a reason", channels[0] if channels else "")


def does(standard, at, action, actor=None, target=""):
    """Carry out what must be allowed."""
    actor = actor or (OWNER if holder(standard, at)[1] == APPLICANT else officer(standard, at))
    move = act(standard, at, deed(standard, at, action, target), actor)
    assert isinstance(move, Move), move
    return move


def after(standard, *actions: str):
    at = begun(standard)
    for action in actions:
        at = does(standard, at, action).to
    return at


def audiences(move):
    return [notice.to for notice in move.notices]


def keys(move):
    return [notice.say.key for notice in move.notices]


AUDITOR_PATH = ("forward", "forward", "dispose", "dispose", "forward", "archive", "confirm")
