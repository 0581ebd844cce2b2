"""Discretion: the head of an office waives or adds a requirement (Perwali 67/2018 art. 6)."""

from dataclasses import replace

from flows.moves import move_on
from flows.say import Audience, Notice, Say, Value
from flows.standard import APPLICANT, Action, Ask, AskKind, Standard, State, Step
from flows.whereabouts import CLOSED, Actor, Deed, Move, Refused, Whereabouts, refused

STEP = "step."
"""How a target begins that is a step of the procedure; any other is an item of the intake."""


def allowed(standard: Standard, at: Whereabouts, actor: Actor) -> tuple[Action, ...]:
    """Return what discretion lets this actor do now, wherever in the chain the file lies.

    It belongs to one role of the office whose standard it is (art. 6(1)), so it is no verb of a
    step: whoever decides need not hold the file.
    """
    role = standard.discretion
    entitled = role and not actor.owner and (at.office, role) in actor.posts
    if not entitled or at.state in CLOSED or standard.step(at.step).role == APPLICANT:
        return ()
    adding = () if at.state is State.NEEDS_COMPLETION else (Action.REQUIRE,)
    return (Action.WAIVE, *adding)


def waivable(standard: Standard) -> tuple[Ask, ...]:
    """Return the requirements that discretion reaches: documents, but for those a law demands."""
    return tuple(ask for ask in standard.asks if ask.kind is AskKind.DOCUMENT and not ask.by_law)


def waivable_step(standard: Standard, at: Whereabouts) -> Step | None:
    """Return the step of the procedure that can be waived now, None if this one cannot.

    Never one that declares completeness, hands a result over or is another office's, and only
    while the file waits there.
    """
    step = standard.step(at.step)
    onward = step.may.get(Action.FORWARD, ())
    here = at.state is step.state and not step.office
    plain = not (step.declares_complete or step.hands_over or step.ends_clocks)
    return step if here and plain and len(onward) == 1 else None


def refusal(standard: Standard, at: Whereabouts, deed: Deed) -> Refused | None:
    """Say why discretion does not reach so far, or what it still needs; None if it is well."""
    if deed.action is Action.WAIVE:
        out_of_reach = _out_of_reach(standard, at, deed.target)
        if out_of_reach is not None:
            return out_of_reach
    if not deed.reason:
        return refused("reason")
    if not deed.evidence:
        return refused("evidence")
    return None if deed.attested else refused("unattested")


def _out_of_reach(standard: Standard, at: Whereabouts, target: str) -> Refused | None:
    asks = {ask.id: ask for ask in standard.asks}
    if target in asks and asks[target].by_law:
        return refused("by_law", title=asks[target].title)
    step = waivable_step(standard, at)
    possible: list[tuple[str, Value]] = [(ask.id, ask.title) for ask in waivable(standard)]
    if step is not None:
        possible.append((f"{STEP}{step.id}", step.title))
    if target in dict(possible):
        return None
    return refused("not_waivable", possible=tuple(title for _, title in possible))


def _waive(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    if deed.target.startswith(STEP):
        return _waive_step(standard, at, deed, actor)
    told: dict[str, Value] = {"title": standard.ask(deed.target).title, "reason": deed.reason}
    notices = (
        Notice(Audience.APPLICANT, Say("notice.applicant.requirement_waived", told)),
        Notice(Audience.HOLDER, Say("notice.holder.requirement_waived", told)),
    )
    return Move(at, "requirement_waived", notices)


def _waive_step(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    """Art. 6 reaches the procedure too: the file goes on as if this step had been taken."""
    told: dict[str, Value] = {"title": standard.step(at.step).title, "reason": deed.reason}
    onward = Deed(Action.FORWARD, standard.step(at.step).may[Action.FORWARD][0])
    move = move_on(standard, at, onward, actor)
    notice = Notice(Audience.APPLICANT, Say("notice.applicant.step_waived", told))
    others = (one for one in move.notices if one.to is not Audience.APPLICANT)
    return replace(move, journal="step_waived", notices=(notice, *others))


def _require(standard: Standard, at: Whereabouts, deed: Deed, actor: Actor) -> Move:
    """A requirement added by discretion is a data request that names its basis."""
    to = replace(at, state=State.AWAITING_REPORTER, back_to=at.back_to or at.step)
    told: dict[str, Value] = {"reason": deed.reason}
    notices = (Notice(Audience.APPLICANT, Say("notice.applicant.requirement_added", told)),)
    return Move(to, "requirement_added", notices, paused=True)


CARRY_OUT = {Action.WAIVE: _waive, Action.REQUIRE: _require}
"""How discretion is carried out, once it is allowed and well grounded."""
