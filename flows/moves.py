"""The moves of a ticket: what each deed makes of its whereabouts, clocks and notices."""

from dataclasses import replace

from flows.say import Audience, Notice, Say, Value
from flows.standard import APPLICANT, Action, Clock, ClockStart, Standard, State, Step
from flows.whereabouts import Actor, Deed, Move, Whereabouts, step_office, targets


def submitted(standard: Standard, office: str, desk_office: str, *, late: bool = False) -> Move:
    """Return the first move: the file arrives at the first step of the chain."""
    step = standard.steps[0]
    to = Whereabouts(step.id, step.state, office, desk_office or office, late=late)
    clocks = _starting(standard, to, ClockStart.SUBMITTED)
    notice = Notice(Audience.HOLDER, Say("notice.holder.new"))
    return Move(to, "ticket_submitted", (notice,), started=clocks)


_ONWARD = frozenset({Action.FORWARD, Action.DISPOSE, Action.FINISH})
_AWAY = frozenset({Action.FORWARD, Action.DISPOSE, Action.ARCHIVE, Action.ESCALATE})
"""The deeds that pass a file on, so that the `ends_clocks` of its step end for good."""


def hands_over(step: Step, deed: Deed) -> bool:
    """Whether a deed hands the result over to the applicant, so that a channel must be named."""
    return bool(step.hands_over) and deed.action in _ONWARD


def move_on(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    """Forward, dispose, archive, escalate, de-escalate: the file goes to the target step."""
    step = standard.step(at.step)
    target = standard.step(deed.target or targets(standard, at, deed.action)[0])
    handed = at.handed_over or hands_over(step, deed)
    if target.role == APPLICANT and at.confirmed:
        return _done(standard, replace(at, step=target.id), _WORD[deed.action])
    completed = step.declares_complete and not at.complete
    # Where the applicant sends the file on, it waits for him and stands in nobody's queue; with
    # what he sent it takes its place anew.
    complete = not target.applicant_may and (at.complete or completed or bool(step.applicant_may))
    ended = frozenset(step.ends_clocks) if deed.action in _AWAY else frozenset()
    to = replace(
        at,
        step=target.id,
        state=target.state,
        claimed_by=0,
        handed_over=handed,
        complete=complete,
        ended=at.ended | ended,
    )
    started = _starting(standard, to, ClockStart.COMPLETE if completed else None)
    notices = (*_told(step, target, deed, to, actor), *_to_hand_in(standard, target))
    # Whoever waits for the applicant's word has kept his time.
    done = target.role == APPLICANT
    stopped = all_clock_ids(standard) if done else (*_step_clock(step), *sorted(ended))
    return Move(to, _WORD[deed.action], notices, completed, started, stopped)


def ends_here(standard: Standard, at: Whereabouts, deed: Deed) -> bool:
    """Whether a deed ends the work at a step that owes the applicant a written answer."""
    if not standard.step(at.step).answers or deed.action not in _ONWARD:
        return False
    onward = (deed.target,) if deed.target else targets(standard, at, deed.action)
    return not onward or standard.step(onward[0]).role == APPLICANT


def _forward(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    move = _answered if ends_here(standard, at, deed) else move_on
    return move(standard, at, deed, actor)


def _answered(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    """The applicant is told the answer, and whoever waits for his word has kept his time."""
    onward = (deed.target,) if deed.target else targets(standard, at, deed.action)
    to = replace(at, closed_step=at.step, claimed_by=0)
    if onward and not at.confirmed:
        to = replace(to, step=onward[0], state=standard.step(onward[0]).state)
    else:
        to = replace(to, state=State.DONE)
    notice = Notice(Audience.APPLICANT, Say("answer.told", {"answer": deed.reason}))
    return Move(to, "ticket_answered", (notice,), stopped=all_clock_ids(standard))


def _told(
    step: Step, target: Step, deed: Deed, to: Whereabouts, actor: Actor
) -> tuple[Notice, ...]:
    """Tell the applicant each change of status, and whoever holds the file next."""
    notices = [Notice(Audience.APPLICANT, Say(_LEVEL.get(deed.action) or _status(to.state)))]
    if hands_over(step, deed):
        values: dict[str, Value] = {"channel": Say(f"channel.{deed.channel}")}
        notices = [Notice(Audience.APPLICANT, Say("notice.applicant.handed_over", values))]
    elif target.role == APPLICANT:
        asked = "solved" if deed.action is Action.FINISH else "please_confirm"
        notices = [Notice(Audience.APPLICANT, Say(f"notice.applicant.{asked}"))]
    new = actor.owner or _post(target, to) != _post(step, to)
    if target.role != APPLICANT and new:
        key = "notice.holder.handed_on" if deed.action in _LEVEL else "notice.holder.forwarded"
        notices.append(Notice(Audience.HOLDER, Say(key)))
    return tuple(notices)


def _to_hand_in(standard: Standard, target: Step) -> tuple[Notice, ...]:
    """What the applicant may hand in at a step he is told when the file gets there."""
    titles = tuple(ask.title for ask in standard.asks_at(target.id))
    if not titles:
        return ()
    return (Notice(Audience.APPLICANT, Say("notice.applicant.hand_in", {"items": titles})),)


_LEVEL = {
    Action.ESCALATE: "notice.applicant.escalated",
    Action.DE_ESCALATE: "notice.applicant.de_escalated",
}
"""A change of level is told as one: level and office, never the note that goes with it."""


def _status(state: State) -> str:
    return f"notice.applicant.{state.value}"


def _post(step: Step, at: Whereabouts) -> tuple[str, str]:
    return step_office(step, at), step.role


def _return(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    """Perwali 67/2018 annex, step 10: an incomplete file goes back to be completed."""
    step = standard.step(at.step)
    named = step.may[Action.RETURN]
    back_to = deed.target or (named[0] if named else step.id)
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
    # What runs from submission goes on, or begins anew; what runs from completeness waits for it.
    started = _starting(standard, to, ClockStart.SUBMITTED)
    return Move(to, "ticket_completed", (notice,), started=started)


def _answer(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    target = standard.step(at.back_to)
    to = replace(at, step=target.id, state=target.state, back_to="")
    audience = Audience.CLAIMER if at.claimed_by else Audience.HOLDER
    notice = Notice(audience, Say("notice.holder.answered"))
    return Move(to, "data_answered", (notice,), resumed=True)


def _reject(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    to = replace(at, state=State.REJECTED, closed_step=at.step, claimed_by=0)
    notice = Notice(Audience.APPLICANT, Say("notice.applicant.rejected", {"reason": deed.reason}))
    return Move(to, "ticket_rejected", (notice,), stopped=all_clock_ids(standard))


def _finish(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    """The officer is done; where the reporter closes, he is asked to confirm first."""
    if ends_here(standard, at, deed):
        return _answered(standard, at, deed, actor)
    ended = replace(at, closed_step=at.step)
    if targets(standard, at, Action.FINISH):
        return move_on(standard, ended, deed, actor)
    done = _done(standard, ended, "ticket_finished")
    if not actor.owner:
        return done
    return replace(done, notices=(Notice(Audience.HOLDER, Say("notice.holder.ended")),))


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
    return Move(to, journal, (notice,), stopped=all_clock_ids(standard))


def closing_step(standard: Standard, at: Whereabouts) -> str:
    """Return the step whose result a dispute or a reopening sends back, "" if nobody closed it."""
    named = standard.step(at.step).may.get(Action.DISPUTE, ())
    return at.closed_step or next(iter(named), "")


def _dispute(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    """A disputed close goes back to whoever closed it, at that level.

    LKPP, standard of SPSE support, procedure 12.
    """
    return _taken_up(standard, at, deed, "close_disputed", "notice.holder.disputed")


def _reopen(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    """A ticket that was done is not solved after all: it goes where a dispute would go."""
    return _taken_up(standard, at, deed, "ticket_reopened", "notice.holder.reopened")


def _taken_up(standard: Standard, at: Whereabouts, deed: Deed, journal: str, told: str) -> Move:
    """Whoever closed it takes it up again; if he is gone, everybody of that level is told."""
    target = standard.step(closing_step(standard, at))
    to = replace(
        at,
        step=target.id,
        state=target.state,
        claimed_by=deed.officer,
        handed_over=False,
        confirmed=False,
    )
    audience = Audience.CLAIMER if deed.officer else Audience.HOLDER
    notice = Notice(audience, Say(told, {"reason": deed.reason}))
    return Move(to, journal, (notice,), started=_starting(standard, to, ClockStart.COMPLETE))


def _cancel(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    to = replace(at, state=State.CANCELLED, claimed_by=0)
    notice = Notice(Audience.HOLDER, Say("notice.holder.cancelled"))
    return Move(to, "ticket_cancelled", (notice,), stopped=all_clock_ids(standard))


def _claim(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    return Move(replace(at, claimed_by=actor.person), "ticket_claimed", ())


def _assign(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    notice = Notice(Audience.CLAIMER, Say("notice.holder.assigned"))
    return Move(replace(at, claimed_by=deed.officer), "ticket_assigned", (notice,))


def _release(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    return Move(replace(at, claimed_by=0), "ticket_released", ())


def _note(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    return Move(at, "note_written", ())


# Clocks


def _starting(standard: Standard, to: Whereabouts, event: ClockStart | None) -> tuple[Clock, ...]:
    """Return what an event starts at the step a file comes to; what ended for good stays ended."""
    step = standard.step(to.step)
    due = (clock for clock in standard.clocks if clock.start is event)
    service = tuple(clock for clock in due if clock.id not in to.ended)
    return (*service, step.clock) if step.clock is not None else service


def _step_clock(step: Step) -> tuple[str, ...]:
    return (step.clock.id,) if step.clock is not None else ()


def all_clock_ids(standard: Standard) -> tuple[str, ...]:
    """Return the ids of all clocks of a service, to stop them for good."""
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

CARRY_OUT = {
    Action.FORWARD: _forward,
    Action.DISPOSE: move_on,
    Action.ARCHIVE: move_on,
    Action.ESCALATE: move_on,
    Action.DE_ESCALATE: move_on,
    Action.RETURN: _return,
    Action.ASK: _ask,
    Action.COMPLETE: _complete,
    Action.ANSWER: _answer,
    Action.REJECT: _reject,
    Action.FINISH: _finish,
    Action.CONFIRM: _confirm,
    Action.DISPUTE: _dispute,
    Action.REOPEN: _reopen,
    Action.CANCEL: _cancel,
    Action.CLAIM: _claim,
    Action.RELEASE: _release,
    Action.ASSIGN: _assign,
    Action.NOTE: _note,
}
"""How each action is carried out, once it is allowed."""
