"""Every deed that is allowed: where it leads, whom it tells, which clocks it starts and stops."""

import pytest

from flows.chain import act
from flows.moves import submitted
from flows.say import Audience
from flows.standard import APPLICANT, State
from flows.whereabouts import Actor, Refused, holder
from tests.flows.holding import (
    AUDITOR_PATH,
    OWNER,
    SERVICES,
    after,
    audiences,
    begun,
    deed,
    does,
    keys,
)

# To the end


def test_an_auditors_application_passes_six_desks_and_ends_with_the_receipt(auditor):
    at = begun(auditor)
    held = [holder(auditor, at)]
    for action in AUDITOR_PATH:
        at = does(auditor, at, action).to
        held.append(holder(auditor, at))
    assert at.state is State.DONE
    assert [role for _, role in held[:7]] == [
        "lpse_helpdesk",
        "verifier",
        "bureau_head",
        "lpse_chair",
        "ppe_admin",
        "lpse_helpdesk",
        "applicant",
    ]


def test_an_activation_goes_through_the_visit_and_ends_with_the_verifier(activation):
    at = begun(activation)
    states = [at.state]
    for action in ("forward", "forward", "forward", "finish"):
        at = does(activation, at, action).to
        states.append(at.state)
    assert states == [
        State.RECEIVED,
        State.AWAITING_VISIT,
        State.VERIFYING,
        State.IN_PROGRESS,
        State.DONE,
    ]


def test_the_service_clock_starts_when_the_file_is_complete_and_never_before(service):
    first = submitted(service, service.office, "")
    assert "service" not in {clock.id for clock in first.started}
    at = first.to
    started = []
    while not at.complete:
        move = does(service, at, "forward")
        at = move.to
        started += [clock.id for clock in move.started]
    assert move.completed
    assert started.count("service") == 1


def test_every_clock_is_stopped_at_the_end(service):
    at = begun(service)
    actions = AUDITOR_PATH if service.id == SERVICES[0] else ("forward",) * 3 + ("finish",)
    for action in actions:
        move = does(service, at, action)
        at = move.to
    clocks = {clock.id for clock in service.clocks}
    clocks |= {step.clock.id for step in service.steps if step.clock}
    assert clocks <= set(move.stopped)


def test_the_first_notice_goes_to_whoever_holds_the_file(service):
    assert audiences(submitted(service, service.office, "")) == [Audience.HOLDER]


def test_every_change_of_status_is_told_to_the_applicant_and_the_next_holder(auditor):
    move = does(auditor, begun(auditor), "forward")
    assert keys(move) == ["notice.applicant.verifying", "notice.holder.forwarded"]


def test_a_file_that_stays_with_its_role_is_not_told_to_that_role_again(activation):
    assert audiences(does(activation, begun(activation), "forward")) == [Audience.APPLICANT]


# Returned, completed


def test_a_returned_file_is_with_the_applicant_and_comes_back_to_its_step(auditor):
    at = after(auditor, "forward")
    back = does(auditor, at, "return")
    assert (back.to.state, back.to.back_to, back.paused) == (
        State.NEEDS_COMPLETION,
        "verify",
        True,
    )
    assert holder(auditor, back.to)[1] == APPLICANT
    done = does(auditor, back.to, "complete", OWNER)
    assert (done.to.step, done.to.state, done.to.back_to) == ("verify", State.VERIFYING, "")
    assert keys(done) == ["notice.holder.completed"]


def test_a_return_from_later_on_goes_back_to_where_completeness_is_checked(auditor):
    at = after(auditor, "forward", "forward", "dispose")
    back = does(auditor, at, "return").to
    assert (back.back_to, back.complete) == ("verify", False)
    assert does(auditor, back, "complete", OWNER).to.step == "verify"


def test_an_officer_chooses_where_a_returned_file_comes_back_to(activation):
    at = after(activation, "forward", "forward")
    assert does(activation, at, "return").to.back_to == "visit"
    assert does(activation, at, "return", target="precheck").to.back_to == "precheck"


def test_a_file_completed_again_starts_the_service_clock_anew(auditor):
    at = does(auditor, after(auditor, "forward", "forward"), "return").to
    at = does(auditor, at, "complete", OWNER).to
    move = does(auditor, at, "forward")
    assert move.completed
    assert "service" in {clock.id for clock in move.started}


@pytest.mark.parametrize("action", ["forward", "return", "reject", "ask", "note", "claim"])
def test_officers_can_do_nothing_while_the_applicant_owes(auditor, action):
    at = after(auditor, "forward", "return")
    refused = act(auditor, at, deed(auditor, at, action), Actor(7, frozenset(
        {("belitung", "verifier"), ("belitung", "lpse_helpdesk")}
    )))  # fmt: skip
    assert isinstance(refused, Refused)
    assert refused.code == "not_holder"


# Data asked, answered


def test_data_that_is_asked_for_pauses_and_the_answer_resumes_at_the_same_desk(auditor):
    at = after(auditor, "forward", "claim")
    asked = does(auditor, at, "ask")
    assert (asked.to.state, asked.paused, asked.to.claimed_by) == (
        State.AWAITING_REPORTER,
        True,
        7,
    )
    answered = does(auditor, asked.to, "answer", OWNER)
    assert (answered.to.step, answered.resumed) == ("verify", True)
    assert audiences(answered) == [Audience.CLAIMER]


def test_an_answer_reaches_the_whole_role_when_nobody_took_the_ticket(auditor):
    asked = does(auditor, begun(auditor), "ask").to
    assert audiences(does(auditor, asked, "answer", OWNER)) == [Audience.HOLDER]
