"""The ways a ticket ends: rejected, cancelled, confirmed, disputed and done again."""

from dataclasses import replace

import pytest

from flows.chain import act, allowed
from flows.say import Audience
from flows.standard import Action, State
from flows.whereabouts import CLOSED, Actor, Deed, Move, Refused, Whereabouts
from tests.flows.holding import AUDITOR_PATH, OWNER, after, audiences, does, keys, officer
from tests.flows.little import SUPPORT

# Rejected, cancelled


def test_a_rejection_needs_a_reason_and_closes_the_ticket(auditor):
    at = after(auditor, "forward")
    refused = act(auditor, at, Deed(Action.REJECT), officer(auditor, at))
    assert isinstance(refused, Refused)
    assert refused.code == "reason"
    move = does(auditor, at, "reject")
    assert (move.to.state, keys(move)) == (State.REJECTED, ["notice.applicant.rejected"])
    assert move.notices[0].say.values["reason"] == "a reason"


def test_the_applicant_may_cancel_until_the_file_is_complete(auditor):
    at = after(auditor, "forward")
    move = does(auditor, at, "cancel", OWNER)
    assert (move.to.state, audiences(move)) == (State.CANCELLED, [Audience.HOLDER])
    complete = after(auditor, "forward", "forward")
    assert isinstance(act(auditor, complete, Deed(Action.CANCEL), OWNER), Refused)


@pytest.mark.parametrize("owed", ["return", "ask"])
def test_the_applicant_may_cancel_instead_of_giving_what_he_owes(auditor, owed):
    at = after(auditor, "forward", owed)
    assert does(auditor, at, "cancel", OWNER).to.state is State.CANCELLED


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_nothing_happens_to_a_closed_ticket(auditor, state):
    at = Whereabouts("verify", state, "belitung", "belitung")
    for action in Action:
        for actor in (OWNER, Actor(7, frozenset({("belitung", "verifier")}))):
            refused = act(auditor, at, Deed(action, reason="x"), actor)
            assert isinstance(refused, Refused)
            assert refused.code == "closed"


# Handed over, confirmed, disputed


def test_handing_over_needs_a_known_channel_and_tells_it(auditor):
    at = after(auditor, "forward", "forward", "dispose", "dispose")
    for channel in ("", "telegram"):
        refused = act(auditor, at, Deed(Action.FORWARD, channel=channel), officer(auditor, at))
        assert isinstance(refused, Refused)
        assert refused.code == "channel"
    move = act(auditor, at, Deed(Action.FORWARD, channel="sms"), officer(auditor, at))
    assert isinstance(move, Move)
    assert move.to.handed_over
    assert move.notices[0].say.values["channel"].key == "channel.sms"


def test_an_early_confirmation_is_noted_and_archiving_then_ends_the_ticket(auditor):
    at = after(auditor, "forward", "forward", "dispose", "dispose", "forward")
    early = does(auditor, at, "confirm", OWNER)
    assert (early.to.step, early.to.confirmed) == ("archive", True)
    assert audiences(early) == [Audience.HOLDER]
    again = act(auditor, early.to, Deed(Action.CONFIRM), OWNER)
    assert isinstance(again, Refused)
    assert does(auditor, early.to, "archive").to.state is State.DONE


def test_nothing_can_be_confirmed_before_it_was_handed_over(auditor):
    at = after(auditor, "forward", "forward", "dispose", "dispose")
    assert isinstance(act(auditor, at, Deed(Action.CONFIRM), OWNER), Refused)


def test_a_dispute_needs_a_reason_and_goes_back_to_who_made_the_result(auditor):
    at = after(auditor, *AUDITOR_PATH[:-1])
    assert at.state is State.AWAITING_CONFIRMATION
    refused = act(auditor, at, Deed(Action.DISPUTE), OWNER)
    assert isinstance(refused, Refused)
    assert refused.code == "reason"
    back = does(auditor, at, "dispute", OWNER)
    assert (back.to.step, back.to.handed_over, back.to.confirmed) == ("create", False, False)
    assert back.notices[0].say.values["reason"] == "a reason"
    at = back.to
    for action in ("forward", "archive", "confirm"):
        at = does(auditor, at, action).to
    assert at.state is State.DONE


# Ended for good, reopened


def test_a_clock_that_ended_for_good_never_starts_again(auditor):
    steps = tuple(
        replace(step, ends_clocks=("service",)) if step.id == "dispose_bureau" else step
        for step in auditor.steps
    )
    standard = replace(auditor, steps=steps)
    at = after(standard, "forward", "forward", "dispose")
    assert at.ended == {"service"}
    move = does(standard, at, "return")
    started = []
    for action in ("complete", "forward", "dispose", "dispose", "forward", "archive"):
        move = does(standard, move.to, action)
        started += [clock.id for clock in move.started]
    again = does(standard, does(standard, move.to, "confirm", OWNER).to, "reopen", OWNER)
    assert "service" not in {*started, *(clock.id for clock in again.started)}


def test_a_level_handed_back_or_closed_does_not_end_a_clock_for_good():
    standard = replace(SUPPORT, steps=tuple(
        replace(step, ends_clocks=("service",)) if step.role != "applicant" else step
        for step in SUPPORT.steps
    ))  # fmt: skip
    at = after(standard, "finish")
    assert at.ended == frozenset()
    up = after(standard, "escalate")
    assert does(standard, replace(up, ended=frozenset()), "de_escalate").to.ended == frozenset()


def test_a_done_ticket_is_reopened_where_it_was_closed_by_its_owner_alone(auditor):
    done = after(auditor, *AUDITOR_PATH)
    assert allowed(auditor, done, OWNER) == (Action.REOPEN,)
    stranger = Actor(7, frozenset({("belitung", "ppe_admin")}))
    assert allowed(auditor, done, stranger) == ()
    back = act(auditor, done, Deed(Action.REOPEN, reason="x", officer=7), OWNER)
    assert isinstance(back, Move)
    assert (back.to.step, back.to.claimed_by, back.journal) == ("create", 7, "ticket_reopened")
    assert audiences(back) == [Audience.CLAIMER]


def test_a_reopening_needs_a_reason(auditor):
    refused = act(auditor, after(auditor, *AUDITOR_PATH), Deed(Action.REOPEN), OWNER)
    assert isinstance(refused, Refused)
    assert refused.code == "reason"
