"""Where a ticket stands, who acts, what is asked, what comes of it: the chain's values."""

from dataclasses import dataclass

from flows.duties import Barred
from flows.say import Notice, Say, Value
from flows.standard import APPLICANT, DESK_OFFICE, Action, Clock, Standard, State, Step

CLOSED = frozenset({State.DONE, State.REJECTED, State.CANCELLED, State.LAPSED})
"""The states in which nothing more happens."""
APPLICANT_OWES = frozenset({State.NEEDS_COMPLETION, State.AWAITING_REPORTER})
"""The states in which the file waits for something from the applicant."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a ticket stands: the facts that `act` decides on.

    `office` is the office whose standard it is, `desk_office` the applicant's own LPSE;
    `back_to` the step that waits while the applicant owes; `closed_step` who closed it last;
    `claimed_by` the person id of the officer who took it, 0 when nobody did; `ended` the clocks
    that ended for good; `late` whether it was filed after its time (`flows.filing`).
    """

    step: str
    state: State
    office: str
    desk_office: str
    back_to: str = ""
    closed_step: str = ""
    claimed_by: int = 0
    complete: bool = False
    handed_over: bool = False
    confirmed: bool = False
    ended: frozenset[str] = frozenset()
    late: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person, the (office, role) pairs held now, whether the ticket is theirs.

    `barred`: he must leave the approval to somebody else. `alone`: he would, but his office has
    no other officer for it and says so in its data; the journal marks it. `above` are the posts
    he is a superior of: he says who works on their files.
    """

    person: int
    posts: frozenset[tuple[str, str]]
    owner: bool = False
    barred: Barred | None = None
    alone: bool = False
    above: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Deed:
    """What is asked for: the action, and what it needs (target step, reason, channel).

    Discretion needs `evidence` and that the officer `attested` that no law stands against it.
    `officer` is the person who closed a ticket and takes it up again, or to whom it is assigned;
    0 for everybody of the role.
    """

    action: Action
    target: str = ""
    reason: str = ""
    channel: str = ""
    evidence: str = ""
    attested: bool = False
    officer: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """The allowed deed: the new whereabouts, the journal's word for it, and whom to tell."""

    to: Whereabouts
    journal: str
    notices: tuple[Notice, ...]
    completed: bool = False
    started: tuple[Clock, ...] = ()
    stopped: tuple[str, ...] = ()
    paused: bool = False
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Why not: a code of `texts/` (`refused.<code>`) with its values."""

    code: str
    say: Say


def refused(code: str, **values: Value) -> Refused:
    """Return a refusal with the words of `texts/` for it."""
    return Refused(code, Say(f"refused.{code}", values))


def holder(standard: Standard, at: Whereabouts) -> tuple[str, str]:
    """Return the (office, role) that holds the ticket; the role may be the applicant."""
    if at.state in APPLICANT_OWES:
        return (at.office, APPLICANT)
    step = standard.step(at.step)
    return (step_office(step, at), step.role)


def targets(standard: Standard, at: Whereabouts, action: Action) -> tuple[str, ...]:
    """Return the steps an action can lead this ticket to from where it is.

    What was filed too late takes the steps that are for late files only, all else the others.
    """
    named = standard.step(at.step).may.get(action, ())
    fitting = tuple(step for step in named if standard.step(step).late == at.late)
    return fitting or named


def step_office(step: Step, at: Whereabouts) -> str:
    """Return the office that carries out a step of this ticket."""
    if step.office == DESK_OFFICE:
        return at.desk_office
    return step.office or at.office
