"""Separation of duties: over every chain, nobody approves twice in a row in two roles."""

import pytest

from flows.chain import act
from flows.duties import APPROVING, Approval, Barred, Duty, duty_against
from flows.moves import submitted
from flows.standard import APPLICANT, Action
from flows.whereabouts import CLOSED, Actor, Deed, Move, Refused, holder, targets
from standards.load import load_catalogue
from storage.journal import APPROVALS, TAKEN_UP

SERVICES = sorted(load_catalogue().services)
EVERYTHING = tuple(Action(one) for one in (
    "forward", "dispose", "finish", "archive", "escalate", "de_escalate", "return", "reject",
    "ask", "complete", "answer", "confirm", "dispute", "reopen", "cancel",
))  # fmt: skip
OWNER, BUSY, OTHER = 1, 7, 8


def deeds(standard, at):
    step = standard.step(at.step)
    channel = step.hands_over[0] if step.hands_over else ""
    for action in EVERYTHING:
        for target in targets(standard, at, action) or ("",):
            yield Deed(action, target, "a reason", channel)


def actor(standard, at, person, last):
    """Somebody who holds every post at once; the owner is never an officer as well."""
    if person == OWNER:
        return Actor(OWNER, frozenset(), owner=True)
    step = standard.step(at.step)
    duty = duty_against(step, person, last, 0)
    barred = Barred(duty, last.role) if duty else None
    return Actor(person, frozenset({holder(standard, at)}), barred=barred)


def approval(move, person, role, last):
    if move.journal in TAKEN_UP:
        return None
    return Approval(person, role) if move.journal in APPROVALS else last


def walked(standard):
    """Take every way through a chain with officers who hold every post; returns the counts.

    (whereabouts with their last approval, deeds tried, those refused as a second approval)
    """
    begun = (submitted(standard, standard.office, standard.office).to, None)
    seen, open_ones, tried, refused = {begun}, [begun], 0, 0
    while open_ones:
        at, last = open_ones.pop()
        if at.state in CLOSED and at.confirmed:
            continue
        for person in (OWNER, BUSY, OTHER):
            who = actor(standard, at, person, last)
            for deed in deeds(standard, at):
                tried += 1
                made = act(standard, at, deed, who)
                if isinstance(made, Refused):
                    refused += made.code == Duty.CONSECUTIVE
                    continue
                role = APPLICANT if person == OWNER else standard.step(at.step).role
                check(made, deed, person, role, last)
                after = (made.to, approval(made, person, role, last))
                if after not in seen:
                    seen.add(after)
                    open_ones.append(after)
    return len(seen), tried, refused


def check(made, deed, person, role, last):
    """Fail where an approval follows one of the same person in another role."""
    if deed.action not in APPROVING:
        return
    assert made.journal in APPROVALS
    if person == OWNER:
        return
    twice = last is not None and last.person == person
    assert not (twice and last.role not in (role, APPLICANT))


@pytest.mark.parametrize("service", SERVICES)
def test_no_way_through_a_chain_lets_one_person_approve_twice_in_a_row(all_services, service):
    standard = all_services.service(service)
    states, _, refused = walked(standard)
    roles = {step.role for step in standard.steps} - {APPLICANT}
    assert states > len(standard.steps) // 2
    assert refused or len(roles) == 1


@pytest.mark.parametrize("deed", ["forward", "claim"])
def test_who_is_barred_is_told_why_and_who_could_instead(auditor, deed):
    at = submitted(auditor, "belitung", "belitung").to
    posts = frozenset({holder(auditor, at)})
    who = Actor(7, posts, barred=Barred(Duty.CONSECUTIVE, "verifier", ("Maya",)))
    refused = act(auditor, at, Deed(Action(deed)), who)
    assert isinstance(refused, Refused)
    assert refused.code == "consecutive"
    assert refused.say.values["who"].values == {"names": ("Maya",)}


@pytest.mark.parametrize("deed", ["return", "ask"])
def test_who_is_barred_may_still_return_the_file_and_ask(auditor, deed):
    at = submitted(auditor, "belitung", "belitung").to
    posts = frozenset({holder(auditor, at)})
    who = Actor(7, posts, barred=Barred(Duty.CONSECUTIVE, "verifier"))
    assert isinstance(act(auditor, at, Deed(Action(deed), reason="x"), who), Move)


def test_the_same_role_may_go_on_with_its_own_work(auditor):
    step = auditor.step("verify")
    assert duty_against(step, 7, Approval(7, "verifier"), 0) is None
    assert duty_against(step, 7, Approval(8, "lpse_helpdesk"), 0) is None
    assert duty_against(step, 7, Approval(7, "lpse_helpdesk"), 0) is Duty.CONSECUTIVE


def test_who_recorded_a_case_leaves_the_steps_that_are_apart_to_others(auditor):
    assert duty_against(auditor.step("verify"), 7, None, 7) is Duty.RECORDED
    assert duty_against(auditor.step("receive"), 7, None, 7) is None
    assert duty_against(auditor.step("verify"), 7, None, 8) is None
