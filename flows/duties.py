"""Separation of duties: who, having had a hand in a case already, must leave its next approval."""

from dataclasses import dataclass
from enum import StrEnum

from flows.say import Say, Value
from flows.standard import APPLICANT, Action, Step

APPROVING = frozenset({Action.FORWARD, Action.DISPOSE, Action.FINISH})
"""The deeds that approve: the file goes on with a clean sheet, or its work ends."""
BARRED = APPROVING | {Action.CLAIM}
"""What somebody barred may not do; taking the file would only keep it from the others."""


class Duty(StrEnum):
    """Why an approval is not for this person."""

    CONSECUTIVE = "consecutive"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class Approval:
    """The latest approval of a ticket: who gave it, and in which role."""

    person: int
    role: str


@dataclass(frozen=True, slots=True)
class Barred:
    """An officer who must leave the approval to somebody else; `instead` are their names."""

    duty: Duty
    role: str
    instead: tuple[str, ...] = ()


def duty_against(step: Step, person: int, last: Approval | None, recorder: int) -> Duty | None:
    """Return the duty that keeps a person from approving at a step, None if none does.

    Nobody gives two consecutive approvals of one ticket in different roles; at a step that is
    `apart`, nor does the person (id `recorder`, 0: nobody) who recorded the case for another.
    """
    if last is not None and last.person == person and last.role not in (step.role, APPLICANT):
        return Duty.CONSECUTIVE
    if step.apart and recorder == person:
        return Duty.RECORDED
    return None


def why(barred: Barred) -> tuple[str, Say]:
    """Return the code and the words of a refusal: the reason, and who could instead."""
    names: dict[str, Value] = {"names": barred.instead}
    who = Say("duty.instead", names) if barred.instead else Say("duty.nobody")
    values: dict[str, Value] = {"role": Say(f"role.{barred.role}"), "who": who}
    if barred.duty is Duty.RECORDED:
        return barred.duty.value, Say("duty.recorded", values)
    return barred.duty.value, Say("duty.consecutive", values)
