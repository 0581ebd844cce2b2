"""Checks the chain of a service: roles, actions, targets, and that every file gets to an end."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.standard import (
    APPLICANT,
    DESK_OFFICE,
    DESK_QUESTION,
    Action,
    Standard,
    Step,
    TicketKind,
)
from flows.whereabouts import APPLICANT_OWES, CLOSED
from standards.offices import Office
from standards.problems import Findings, KeyPath, Located, one_of

CHANNELS = frozenset(
    {"email", "sms", "phone", "letter", "in_person", "application", "fax", "courier", "other"}
)
"""How a result can be handed over (`step.hands_over`); the bot itself never carries a secret."""

OFFICER_MAY = frozenset(
    {
        Action.FORWARD,
        Action.DISPOSE,
        Action.RETURN,
        Action.REJECT,
        Action.FINISH,
        Action.ESCALATE,
        Action.DE_ESCALATE,
        Action.ASK,
        Action.ARCHIVE,
        Action.NOTE,
    }
)
APPLICANT_MAY = frozenset({Action.CONFIRM, Action.DISPUTE, Action.CANCEL})
NOT_FOR: Mapping[TicketKind, frozenset[Action]] = {
    TicketKind.APPLICATION: frozenset({Action.ESCALATE, Action.DE_ESCALATE}),
    TicketKind.PROBLEM: frozenset(),
    TicketKind.COMPLAINT: frozenset(),
    TicketKind.REQUEST: frozenset({Action.ESCALATE, Action.DE_ESCALATE}),
}
MOVES = frozenset(
    {Action.FORWARD, Action.DISPOSE, Action.ARCHIVE, Action.ESCALATE, Action.DE_ESCALATE}
)
NEEDS_TARGET = MOVES | {Action.DISPUTE}
MAY_TARGET = NEEDS_TARGET | {Action.RETURN, Action.FINISH}


@dataclass(frozen=True, slots=True)
class _Chain:
    """The chain under inspection and where to note its faults."""

    standard: Standard
    offices: Mapping[str, Office]
    where: Located
    findings: Findings

    def note(self, path: KeyPath, what: str, remedy: str) -> None:
        self.findings.add(self.where, path, what, remedy)


def check_chain(
    standard: Standard, offices: Mapping[str, Office], where: Located, findings: Findings
) -> None:
    """Note every step that nobody could take, and every way that leads nowhere."""
    chain = _Chain(standard, offices, where, findings)
    for step in standard.steps:
        _check_role(chain, step)
        _check_state(chain, step)
        _check_actions(chain, step)
        _check_extras(chain, step)
        _check_applicant_may(chain, step)
    _check_complaints(chain)
    _check_originals(chain)
    _check_discretion(chain)
    _check_closing(chain)
    _check_desk(chain)
    if not findings.touches(where, "step"):
        _check_ways(chain)


def _check_role(chain: _Chain, step: Step) -> None:
    if step.role == APPLICANT:
        return
    if step.office not in {"", DESK_OFFICE, *chain.offices}:
        what = f"no office is called `{step.office}`"
        chain.note(("step", step.id, "office"), what, one_of([DESK_OFFICE, *chain.offices]))
        return
    for office in _offices_of(chain, step):
        if step.role not in office.roles:
            what = f"the office `{office.id}` has no role `{step.role}`"
            remedy = f"{one_of(office.roles)} Or add it to offices.toml."
            chain.note(("step", step.id, "role"), what, remedy)


def _offices_of(chain: _Chain, step: Step) -> list[Office]:
    """An applicant's own LPSE may be any office that has one above it."""
    if step.office == DESK_OFFICE:
        return [office for office in chain.offices.values() if office.parent]
    return [chain.offices[step.office or chain.standard.office]]


def _check_state(chain: _Chain, step: Step) -> None:
    if step.state in CLOSED | APPLICANT_OWES:
        what = f"`{step.state.value}` comes from an action, a step cannot have it"
        chain.note(("step", step.id, "state"), what, "Use a state in which the step is worked on.")


def _check_actions(chain: _Chain, step: Step) -> None:
    steps = {other.id for other in chain.standard.steps}
    fitting = APPLICANT_MAY if step.role == APPLICANT else OFFICER_MAY
    fitting = fitting - NOT_FOR[chain.standard.kind]
    for action, targets in step.may.items():
        path = ("step", step.id, "may", action.value)
        if action is Action.WAIVE:
            what = "discretion is no verb of a step: it belongs to one role, wherever a file lies"
            chain.note(path, what, 'Write discretion = "<role>" at the head of the file.')
        elif action not in fitting:
            who = "the applicant" if step.role == APPLICANT else "an officer"
            what = f"`{action.value}` is nothing {who} does to a ticket of kind "
            chain.note(path, f"{what}{chain.standard.kind.value}", one_of(fitting))
        if targets and action not in MAY_TARGET:
            chain.note(path, f"`{action.value}` leads to no step", f"Write {action.value} = [].")
        if not targets and action in NEEDS_TARGET:
            chain.note(path, f"`{action.value}` needs a step to lead to", one_of(steps))
        for target in targets:
            if target not in steps:
                chain.note(path, f"there is no step `{target}`", one_of(steps))


def _check_extras(chain: _Chain, step: Step) -> None:
    for action in step.labels:
        if action not in step.may:
            what = f"a label for `{action.value}`, which this step may not do"
            remedy = f"Remove it, or add {action.value} to `may`."
            chain.note(("step", step.id, "labels", action.value), what, remedy)
    for channel in step.hands_over:
        if channel not in CHANNELS:
            what = f"no channel is called `{channel}`"
            chain.note(("step", step.id, "hands_over"), what, one_of(CHANNELS))
    clocks = {clock.id for clock in chain.standard.clocks}
    for key, named in (("ends_clocks", step.ends_clocks), ("pauses_clocks", step.pauses_clocks)):
        for clock in named:
            if clock not in clocks:
                what = f"there is no clock `{clock}`"
                chain.note(("step", step.id, key), what, one_of(clocks))


def _check_applicant_may(chain: _Chain, step: Step) -> None:
    """The applicant can send his own file on, or end it, where one way leads and nothing lacks."""
    for action in step.applicant_may:
        one_way = action in {Action.FORWARD, Action.FINISH} and len(step.may.get(action, ())) < 2
        if action not in step.may or not one_way or step.hands_over or step.role == APPLICANT:
            what = f"`{action.value}` cannot be the applicant's at this step"
            remedy = "Name forward or finish, with one target, of an officer's step's `may`."
            chain.note(("step", step.id, "applicant_may"), what, remedy)


def _check_complaints(chain: _Chain) -> None:
    """Only roles that handle complaints get one, and only a filing limit makes anything late."""
    for step in chain.standard.steps:
        if step.late and chain.standard.filing is None:
            what = "this step is for late files, but nothing limits when one is filed"
            chain.note(("step", step.id, "late"), what, "Add filing, or remove `late`.")
        if chain.standard.kind is not TicketKind.COMPLAINT or step.role == APPLICANT:
            continue
        for office in _offices_of(chain, step):
            role = office.roles.get(step.role)
            if role is not None and not role.complaints:
                what = f"`{step.role}` of `{office.id}` would read who complained"
                remedy = "Use a role with complaints = true in offices.toml."
                chain.note(("step", step.id, "role"), what, remedy)


def _check_originals(chain: _Chain) -> None:
    brought = any(ask.brought for ask in chain.standard.asks)
    seeing = [step.id for step in chain.standard.steps if step.sees_originals]
    if seeing and not brought:
        what = "originals are to be seen, but no document has to be brought"
        remedy = 'Give a document form = "original", or remove sees_originals.'
        chain.note(("step", seeing[0], "sees_originals"), what, remedy)
    if brought and not seeing:
        what = "originals have to be brought, but no step sees them"
        chain.note(("step",), what, "Write sees_originals = true in the step at the counter.")


def _check_discretion(chain: _Chain) -> None:
    """Perwali 67/2018 art. 6(1): it adapts requirements and procedure of a service, no more."""
    role, roles = chain.standard.discretion, chain.offices[chain.standard.office].roles
    if not role:
        return
    if role not in roles:
        what = f"the office `{chain.standard.office}` has no role `{role}`"
        chain.note(("discretion",), what, one_of(roles))
    if chain.standard.kind is TicketKind.COMPLAINT:
        what = "discretion adapts a service, never the handling of a complaint"
        chain.note(("discretion",), what, "Remove it.")


def _check_closing(chain: _Chain) -> None:
    confirming = [step.id for step in chain.standard.steps if Action.CONFIRM in step.may]
    if chain.standard.closes == "reporter" and not confirming:
        what = "the reporter closes, but no step of the applicant may confirm"
        chain.note(("closes",), what, 'Add a step with role = "applicant" and may.confirm.')
    if chain.standard.closes == "officer" and confirming:
        what = "the applicant confirms, but an officer closes"
        chain.note(("closes",), what, 'Write closes = "reporter".')


def _check_desk(chain: _Chain) -> None:
    """A step at the applicant's own LPSE needs the answer which one that is."""
    at_desk = [step.id for step in chain.standard.steps if step.office == DESK_OFFICE]
    options = {
        option.id
        for ask in chain.standard.asks
        if ask.id == DESK_QUESTION
        for option in ask.options
    }
    if at_desk and not options:
        what = "this step is at the applicant's own LPSE, which nobody asks for"
        remedy = f"Add a choice `{DESK_QUESTION}` whose options are offices."
        chain.note(("step", at_desk[0], "office"), what, remedy)
    for option in sorted(options - set(chain.offices)):
        path = ("ask", DESK_QUESTION, "options", option)
        chain.note(path, f"no office is called `{option}`", one_of(chain.offices))


def _check_ways(chain: _Chain) -> None:
    """Every step can be reached, can be left, and lets a file come to a good end."""
    steps = {step.id: step for step in chain.standard.steps}
    first = chain.standard.steps[0]
    if first.role == APPLICANT:
        chain.note(("step", first.id, "role"), "a chain begins with an officer", "Reorder it.")
    reached = _closure({first.id}, {key: _targets(step) for key, step in steps.items()})
    back: dict[str, set[str]] = {key: set() for key in steps}
    for key, step in steps.items():
        for target in _targets(step):
            back[target].add(key)
    ending = _closure({key for key, step in steps.items() if _ends(step)}, back)
    dead = [key for key, step in steps.items() if _is_dead_end(step)]
    for key in steps:
        if key not in reached:
            remedy = "Let a step before it lead here, or remove it."
            chain.note(("step", key), f"no way leads to the step `{key}`", remedy)
        elif key in dead:
            what = f"dead end: `{key}` can neither pass the file on nor end it"
            chain.note(("step", key, "may"), what, "Add forward, finish or confirm.")
    lost = [key for key in steps if key in reached and key not in ending]
    if lost and not dead:
        what = f"the file goes round {', '.join(lost)} without ever coming to an end"
        chain.note(("step", lost[0], "may"), what, "Add finish or confirm somewhere on the way.")


def _is_dead_end(step: Step) -> bool:
    return not (_targets(step) - {step.id} or _ends(step) or Action.REJECT in step.may)


def _targets(step: Step) -> set[str]:
    return {target for targets in step.may.values() for target in targets}


def _ends(step: Step) -> bool:
    return Action.CONFIRM in step.may or step.may.get(Action.FINISH) == ()


def _closure(start: set[str], onward: Mapping[str, set[str]]) -> set[str]:
    found, waiting = set(start), list(start)
    while waiting:
        fresh = onward[waiting.pop()] - found
        found |= fresh
        waiting.extend(fresh)
    return found
