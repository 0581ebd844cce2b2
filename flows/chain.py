"""The chain of a ticket: what a role may do at its step, and where that leads."""

from dataclasses import dataclass, replace

from flows.say import Audience, Notice, Say, Value
from flows.standard import APPLICANT, DESK_OFFICE, Action, Clock, ClockStart, Standard, State, Step

CLOSED = frozenset({State.DONE, State.REJECTED, State.CANCELLED, State.LAPSED})
"""The states in which nothing more happens."""
APPLICANT_OWES = frozenset({State.NEEDS_COMPLETION, State.AWAITING_REPORTER})
"""The states in which the file waits for something from the applicant."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a ticket stands: the facts that `act` decides on.

    `office` is the office whose standard it is, `desk_office` the applicant's own LPSE;
    `back_to` the step that waits while the applicant owes; `closed_step` who closed it last;
    `claimed_by` the person id of the officer who took it, 0 when nobody did.
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


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person, the (office, role) pairs held now, whether the ticket is theirs."""

    person: int
    posts: frozenset[tuple[str, str]]
    owner: bool = False


@dataclass(frozen=True, slots=True)
class Deed:
    """What is asked for: the action, and what it needs (target step, reason, channel)."""

    action: Action
    target: str = ""
    reason: str = ""
    channel: str = ""


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


def holder(standard: Standard, at: Whereabouts) -> tuple[str, str]:
    """Return the (office, role) that holds the ticket; the role may be the applicant."""
    if at.state in APPLICANT_OWES:
        return (at.office, APPLICANT)
    step = standard.step(at.step)
    return (step_office(step, at), step.role)


def step_office(step: Step, at: Whereabouts) -> str:
    """Return the office that carries out a step of this ticket."""
    if step.office == DESK_OFFICE:
        return at.desk_office
    return step.office or at.office


def submitted(standard: Standard, office: str, desk_office: str) -> Move:
    """Return the first move: the file arrives at the first step of the chain."""
    step = standard.steps[0]
    to = Whereabouts(step.id, step.state, office, desk_office or office)
    clocks = _starting(standard, step, ClockStart.SUBMITTED)
    notice = Notice(Audience.HOLDER, Say("notice.holder.new"))
    return Move(to, "ticket_submitted", (notice,), started=clocks)


def allowed(standard: Standard, at: Whereabouts, actor: Actor) -> tuple[Action, ...]:
    """Return what this actor may do now, in the order of the step's own list."""
    if at.state in CLOSED:
        return ()
    if at.state in APPLICANT_OWES:
        owed = Action.COMPLETE if at.state is State.NEEDS_COMPLETION else Action.ANSWER
        return (owed, Action.CANCEL) if actor.owner else ()
    if actor.owner:
        return _owner_may(standard, at)
    step = standard.step(at.step)
    if (step_office(step, at), step.role) not in actor.posts:
        return ()
    if at.claimed_by and at.claimed_by != actor.person:
        return (Action.NOTE,) if Action.NOTE in step.may else ()
    hold = Action.RELEASE if at.claimed_by else Action.CLAIM
    return (*step.may, hold)


def _owner_may(standard: Standard, at: Whereabouts) -> tuple[Action, ...]:
    step = standard.step(at.step)
    if step.role == APPLICANT:
        return tuple(step.may)
    early = (Action.CONFIRM,) if at.handed_over and not at.confirmed else ()
    return early if at.complete else (*early, Action.CANCEL)


def act(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move | Refused:
    """Carry out one deed, or say why not; authority, state and target are all checked here."""
    refusal = _refusal(standard, at, deed, actor)
    return refusal if refusal is not None else _CARRY_OUT[deed.action](standard, at, deed, actor)


# Why not


def _refusal(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Refused | None:
    if at.state in CLOSED:
        return _refused("closed", state=_state(at.state))
    possible = allowed(standard, at, actor)
    if deed.action not in possible:
        return _not_possible(standard, at, deed, actor, possible)
    step = standard.step(at.step)
    targets = step.may.get(deed.action, ())
    if deed.target and deed.target not in targets:
        return _refused("target", targets=_titles(standard, targets))
    if len(targets) > 1 and not deed.target and deed.action is not Action.RETURN:
        return _refused("which_target", targets=_titles(standard, targets))
    if deed.action in _NEEDS_REASON and not deed.reason:
        return _refused("reason")
    if _hands_over(step, deed) and deed.channel not in step.hands_over:
        channels = tuple(Say(f"channel.{channel}") for channel in step.hands_over)
        return _refused("channel", channels=channels)
    return None


_NEEDS_REASON = frozenset({Action.REJECT, Action.DISPUTE})
_ONWARD = frozenset({Action.FORWARD, Action.DISPOSE, Action.FINISH})


def _hands_over(step: Step, deed: Deed) -> bool:
    return bool(step.hands_over) and deed.action in _ONWARD


def _not_possible(
    standard: Standard, at: Whereabouts, deed: Deed, actor: Actor, possible: tuple[Action, ...]
) -> Refused:
    office, role = holder(standard, at)
    mine = (office, role) in actor.posts
    if mine and at.claimed_by and at.claimed_by != actor.person:
        return _refused("claimed")
    if not possible and not actor.owner:
        return _refused("not_holder", role=Say(f"role.{role}"), state=_state(at.state))
    words = tuple(Say(f"action.{action.value}") for action in possible)
    return _refused("not_at_this_step", action=Say(f"action.{deed.action.value}"), possible=words)


def _refused(code: str, **values: Value) -> Refused:
    return Refused(code, Say(f"refused.{code}", values))


def _state(state: State) -> Say:
    return Say(f"state.{state.value}")


def _titles(standard: Standard, steps: tuple[str, ...]) -> tuple[Value, ...]:
    return tuple(standard.step(step).title for step in steps)


# Carrying out


def _move_on(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    """Forward, dispose, archive, escalate, de-escalate: the file goes to the target step."""
    step = standard.step(at.step)
    target = standard.step(deed.target or step.may[deed.action][0])
    handed = at.handed_over or _hands_over(step, deed)
    if target.role == APPLICANT and at.confirmed:
        return _done(standard, replace(at, step=target.id), _WORD[deed.action])
    completed = step.declares_complete and not at.complete
    to = replace(
        at,
        step=target.id,
        state=target.state,
        claimed_by=0,
        handed_over=handed,
        complete=at.complete or completed,
    )
    started = _starting(standard, target, ClockStart.COMPLETE if completed else None)
    notices = _told(step, target, deed, to)
    stopped = (*_step_clock(step), *step.ends_clocks)
    return Move(to, _WORD[deed.action], notices, completed, started, stopped)


def _told(step: Step, target: Step, deed: Deed, to: Whereabouts) -> tuple[Notice, ...]:
    """Tell the applicant each change of status, and whoever holds the file next."""
    notices = [Notice(Audience.APPLICANT, Say(f"notice.applicant.{to.state.value}"))]
    if _hands_over(step, deed):
        values: dict[str, Value] = {"channel": Say(f"channel.{deed.channel}")}
        notices = [Notice(Audience.APPLICANT, Say("notice.applicant.handed_over", values))]
    elif target.role == APPLICANT:
        notices = [Notice(Audience.APPLICANT, Say("notice.applicant.please_confirm"))]
    if target.role not in {APPLICANT, step.role}:
        notices.append(Notice(Audience.HOLDER, Say("notice.holder.forwarded")))
    return tuple(notices)


def _return(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    """Perwali 67/2018 annex, step 10: an incomplete file goes back to be completed."""
    step = standard.step(at.step)
    targets = step.may[Action.RETURN]
    back_to = deed.target or (targets[0] if targets else step.id)
    to = replace(at, state=State.NEEDS_COMPLETION, back_to=back_to, claimed_by=0, complete=False)
    notice = Notice(Audience.APPLICANT, Say("notice.applicant.needs_completion"))
    return Move(to, "ticket_returned", (notice,), stopped=_step_clock(step), paused=True)


def _ask(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    to = replace(at, state=State.AWAITING_REPORTER, back_to=at.step)
    notice = Notice(Audience.APPLICANT, Say("notice.applicant.awaiting_reporter"))
    return Move(to, "data_requested", (notice,), paused=True)


def _complete(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    target = standard.step(at.back_to)
    to = replace(at, step=target.id, state=target.state, back_to="")
    notice = Notice(Audience.HOLDER, Say("notice.holder.completed"))
    return Move(to, "ticket_completed", (notice,), started=_starting(standard, target, None))


def _answer(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    target = standard.step(at.back_to)
    to = replace(at, step=target.id, state=target.state, back_to="")
    audience = Audience.CLAIMER if at.claimed_by else Audience.HOLDER
    notice = Notice(audience, Say("notice.holder.answered"))
    return Move(to, "data_answered", (notice,), resumed=True)


def _reject(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    to = replace(at, state=State.REJECTED, closed_step=at.step, claimed_by=0)
    notice = Notice(Audience.APPLICANT, Say("notice.applicant.rejected", {"reason": deed.reason}))
    return Move(to, "ticket_rejected", (notice,), stopped=_all_clocks(standard))


def _finish(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    """The officer is done; where the reporter closes, he is asked to confirm first."""
    step = standard.step(at.step)
    targets = step.may[Action.FINISH]
    if targets:
        return _move_on(standard, replace(at, closed_step=at.step), deed, actor)
    return _done(standard, replace(at, closed_step=at.step), "ticket_finished")


def _confirm(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    step = standard.step(at.step)
    if step.role == APPLICANT:
        return _done(standard, replace(at, confirmed=True), "receipt_confirmed")
    to = replace(at, confirmed=True)
    return Move(
        to, "receipt_confirmed", (Notice(Audience.HOLDER, Say("notice.holder.confirmed")),)
    )


def _done(standard: Standard, at: Whereabouts, journal: str) -> Move:
    to = replace(at, state=State.DONE, claimed_by=0)
    notice = Notice(Audience.APPLICANT, Say("notice.applicant.done"))
    return Move(to, journal, (notice,), stopped=_all_clocks(standard))


def _dispute(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    """A disputed close goes back to whoever closed it, at that level (seed 004, step 12)."""
    step = standard.step(at.step)
    back = at.closed_step or step.may[Action.DISPUTE][0]
    target = standard.step(back)
    to = replace(at, step=back, state=target.state, handed_over=False, confirmed=False)
    notice = Notice(Audience.HOLDER, Say("notice.holder.disputed", {"reason": deed.reason}))
    return Move(to, "close_disputed", (notice,), started=_starting(standard, target, None))


def _cancel(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    to = replace(at, state=State.CANCELLED, claimed_by=0)
    notice = Notice(Audience.HOLDER, Say("notice.holder.cancelled"))
    return Move(to, "ticket_cancelled", (notice,), stopped=_all_clocks(standard))


def _claim(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    return Move(replace(at, claimed_by=actor.person), "ticket_claimed", ())


def _release(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    return Move(replace(at, claimed_by=0), "ticket_released", ())


def _note(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    return Move(at, "note_written", ())


# Clocks


def _starting(standard: Standard, step: Step, event: ClockStart | None) -> tuple[Clock, ...]:
    service = tuple(clock for clock in standard.clocks if clock.start is event)
    return (*service, step.clock) if step.clock is not None else service


def _step_clock(step: Step) -> tuple[str, ...]:
    return (step.clock.id,) if step.clock is not None else ()


def _all_clocks(standard: Standard) -> tuple[str, ...]:
    steps = (step.clock.id for step in standard.steps if step.clock is not None)
    return (*(clock.id for clock in standard.clocks), *steps)


_WORD = {
    Action.FORWARD: "ticket_forwarded",
    Action.DISPOSE: "ticket_disposed",
    Action.ARCHIVE: "ticket_archived",
    Action.ESCALATE: "ticket_escalated",
    Action.DE_ESCALATE: "ticket_de_escalated",
    Action.FINISH: "ticket_finished",
}

_CARRY_OUT = {
    Action.FORWARD: _move_on,
    Action.DISPOSE: _move_on,
    Action.ARCHIVE: _move_on,
    Action.ESCALATE: _move_on,
    Action.DE_ESCALATE: _move_on,
    Action.RETURN: _return,
    Action.ASK: _ask,
    Action.COMPLETE: _complete,
    Action.ANSWER: _answer,
    Action.REJECT: _reject,
    Action.FINISH: _finish,
    Action.CONFIRM: _confirm,
    Action.DISPUTE: _dispute,
    Action.CANCEL: _cancel,
    Action.CLAIM: _claim,
    Action.RELEASE: _release,
    Action.NOTE: _note,
}
