"""A silent applicant: what closes by rule, and that nothing does while staff owe."""

import pytest

from flows.say import Audience
from flows.silence import close_unconfirmed, lapse, owes_papers, owes_word
from flows.standard import State
from flows.whereabouts import CLOSED, Whereabouts
from standards.load import load_catalogue


@pytest.fixture(scope="module")
def standard():
    return load_catalogue().service("belitung-userid-auditor")


def at(step: str, state: State, **more) -> Whereabouts:
    return Whereabouts(step, state, "belitung", "belitung", **more)


@pytest.mark.parametrize("state", [State.NEEDS_COMPLETION, State.AWAITING_REPORTER])
def test_a_file_that_waits_for_its_applicant_lapses(standard, state):
    here = at("verify", state, back_to="verify", claimed_by=7)
    assert owes_papers(here)
    move = lapse(standard, here)
    assert move.to.state is State.LAPSED
    assert move.to.claimed_by == 0
    assert move.journal == "ticket_lapsed"
    assert {notice.to for notice in move.notices} == {Audience.APPLICANT, Audience.HOLDER}
    assert "service" in move.stopped


def test_a_result_that_waits_for_a_word_closes_as_done(standard):
    here = at("receipt", State.AWAITING_CONFIRMATION, handed_over=True, complete=True)
    assert owes_word(standard, here)
    move = close_unconfirmed(standard, here)
    assert move.to.state is State.DONE
    assert not move.to.confirmed
    assert move.journal == "ticket_closed_by_rule"


def test_nothing_closes_by_rule_while_staff_owe(standard):
    for step in standard.steps:
        here = at(step.id, step.state)
        if step.role != "applicant":
            assert not owes_papers(here)
            assert not owes_word(standard, here)
            with pytest.raises(ValueError, match="closed by rule"):
                close_unconfirmed(standard, here)
        with pytest.raises(ValueError, match="lapse"):
            lapse(standard, here)


@pytest.mark.parametrize("state", sorted(CLOSED))
def test_what_is_closed_stays_closed(standard, state):
    here = at("receipt", state)
    assert not owes_word(standard, here)
    assert not owes_papers(here)
