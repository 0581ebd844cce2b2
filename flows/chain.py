"""The chain of a ticket: what a role may do at its step, and why not."""

from flows import discretion, duties
from flows.moves import CARRY_OUT, closing_step, ends_here, hands_over
from flows.say import Say, Value
from flows.standard import APPLICANT, Action, Standard, State
from flows.whereabouts import (
    APPLICANT_OWES,
    CLOSED,
    Actor,
    Deed,
    Move,
    Refused,
    Whereabouts,
    holder,
    refused,
    step_office,
)
from flows.whereabouts import targets as open_targets


def allowed(standard: Standard, at: Whereabouts, actor: Actor) -> tuple[Action, ...]:
    """Return what this actor may do now, in the order of the step's own list."""
    if at.state in CLOSED:
        again = actor.owner and at.state is State.DONE and closing_step(standard, at)
        return (Action.REOPEN,) if again else ()
    return (*_by_place(standard, at, actor), *discretion.allowed(standard, at, actor))


def _by_place(standard: Standard, at: Whereabouts, actor: Actor) -> tuple[Action, ...]:
    if at.state in APPLICANT_OWES:
        owed = Action.COMPLETE if at.state is State.NEEDS_COMPLETION else Action.ANSWER
        return (owed, Action.CANCEL) if actor.owner else ()
    if actor.owner:
        return _owner_may(standard, at)
    step = standard.step(at.step)
    post = step_office(step, at), step.role
    assign = (Action.ASSIGN,) if post in actor.above else ()
    if post not in actor.posts:
        return assign
    if at.claimed_by and at.claimed_by != actor.person:
        return ((Action.NOTE,) if Action.NOTE in step.may else ()) + assign
    hold = Action.RELEASE if at.claimed_by else Action.CLAIM
    barred = duties.BARRED if actor.barred is not None else frozenset()
    possible = (*step.may, hold, Action.ASSIGN)
    return tuple(action for action in possible if action not in barred)


def _owner_may(standard: Standard, at: Whereabouts) -> tuple[Action, ...]:
    step = standard.step(at.step)
    if step.role == APPLICANT:
        return tuple(step.may)
    early = (Action.CONFIRM,) if at.handed_over and not at.confirmed else ()
    may = (*early, *step.applicant_may)
    begun = at.complete or Action.FINISH in step.applicant_may
    return may if begun else (*may, Action.CANCEL)


def act(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move | Refused:
    """Carry out one deed, or say why not; authority, state and target are all checked here."""
    refusal = _refusal(standard, at, deed, actor)
    if refusal is not None:
        return refusal
    carry_out = discretion.CARRY_OUT.get(deed.action) or CARRY_OUT[deed.action]
    return carry_out(standard, at, deed, actor)


# Why not


def _refusal(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Refused | None:
    possible = allowed(standard, at, actor)
    if at.state in CLOSED and deed.action not in possible:
        return refused("closed", state=_state(at.state))
    if deed.action not in possible:
        return _not_possible(standard, at, deed, actor, possible)
    if deed.action in discretion.CARRY_OUT:
        return discretion.refusal(standard, at, deed)
    step = standard.step(at.step)
    targets = open_targets(standard, at, deed.action)
    if deed.target and deed.target not in targets:
        return refused("target", targets=_titles(standard, targets))
    if len(targets) > 1 and not deed.target and deed.action is not Action.RETURN:
        return refused("which_target", targets=_titles(standard, targets))
    if deed.action in _NEEDS_REASON and not deed.reason:
        return refused("reason")
    if ends_here(standard, at, deed) and not deed.reason:
        return refused("answer")
    if hands_over(step, deed) and deed.channel not in step.hands_over:
        channels = tuple(Say(f"channel.{channel}") for channel in step.hands_over)
        return refused("channel", channels=channels)
    return None


_NEEDS_REASON = frozenset(
    {Action.REJECT, Action.DISPUTE, Action.REOPEN, Action.ESCALATE, Action.DE_ESCALATE}
)
"""A file goes to another level only with a note for whoever takes it over there."""


def _not_possible(
    standard: Standard, at: Whereabouts, deed: Deed, actor: Actor, possible: tuple[Action, ...]
) -> Refused:
    office, role = holder(standard, at)
    mine = (office, role) in actor.posts
    if mine and at.claimed_by and at.claimed_by != actor.person:
        return refused("claimed")
    if mine and actor.barred is not None and deed.action in duties.BARRED:
        return Refused(*duties.why(actor.barred))
    if not possible and not actor.owner:
        return refused("not_holder", role=Say(f"role.{role}"), state=_state(at.state))
    words = tuple(Say(f"action.{action.value}") for action in possible)
    return refused("not_at_this_step", action=Say(f"action.{deed.action.value}"), possible=words)


def _state(state: State) -> Say:
    return Say(f"state.{state.value}")


def _titles(standard: Standard, steps: tuple[str, ...]) -> tuple[Value, ...]:
    return tuple(standard.step(step).title for step in steps)
