"""Steps at which the applicant hands something in, sends his file on, or ends his case."""

from dataclasses import replace

from flows.chain import act, allowed
from flows.intake import path
from flows.moves import submitted
from flows.say import Audience
from flows.standard import Action, AskKind, Bound, Clock, ClockKind, ClockStart, OnReturn, State
from flows.whereabouts import Actor, Deed, Refused
from tests.flows.little import ask, standard, step, words

FIVE_DAYS = Clock(
    "answer",
    ClockKind.WORKING_DAYS,
    5,
    Bound.AT_MOST,
    ClockStart.RECEIVED,
    OnReturn.RESTART,
    "art. 1",
    words("Paling lama 5 hari kerja"),
)
TRADE = standard(
    ask("company", check="company_name"),
    ask("letter", AskKind.DOCUMENT, at="letter_due"),
    ask("proof", AskKind.DOCUMENT, at="trading", repeat=True),
    steps=(
        step("desk", "verifier", "received", {"forward": ["letter_due"]}, declares_complete=True),
        step(
            "letter_due",
            "verifier",
            "in_progress",
            {"forward": ["answer"]},
            applicant_may=(Action.FORWARD,),
        ),
        step("answer", "verifier", "in_progress", {"forward": ["trading"]}, clock=FIVE_DAYS),
        step("trading", "verifier", "in_progress", {"finish": []}, applicant_may=(Action.FINISH,)),
    ),
)
OFFICER = Actor(7, frozenset({("banjarmasin", "verifier")}))
OWNER = Actor(8, frozenset(), owner=True)
FORWARD = Deed(Action.FORWARD)


def at(*deeds):
    """Return the last move of deeds, done one after the other."""
    move = submitted(TRADE, "banjarmasin", "")
    for deed, actor in deeds:
        result = act(TRADE, move.to, deed, actor)
        assert not isinstance(result, Refused), result
        move = result
    return move


def test_what_is_asked_at_a_step_is_no_part_of_the_intake():
    assert [one.id for one in path(TRADE, {})] == ["company"]
    assert [one.id for one in TRADE.asks_at("trading")] == ["proof"]


def test_the_applicant_is_told_what_he_may_hand_in_when_the_file_gets_there():
    told = [one for one in at((FORWARD, OFFICER)).notices if one.to is Audience.APPLICANT]
    assert [one.say.key for one in told][-1] == "notice.applicant.hand_in"
    assert told[-1].say.values["items"] == (words("letter"),)


def test_the_applicant_sends_his_file_on_only_where_the_standard_lets_him():
    assert isinstance(act(TRADE, at().to, FORWARD, OWNER), Refused)
    move = at((FORWARD, OFFICER), (FORWARD, OWNER))
    assert move.to.step == "answer"
    assert [clock.id for clock in move.started] == ["answer"]
    assert Audience.HOLDER in {one.to for one in move.notices}


def test_a_file_that_waits_for_its_applicant_loses_its_place_and_gets_a_new_one():
    assert not at((FORWARD, OFFICER)).to.complete
    assert at((FORWARD, OFFICER), (FORWARD, OWNER)).to.complete


def test_a_case_the_applicant_may_end_he_does_not_cancel():
    move = at((FORWARD, OFFICER), (FORWARD, OWNER), (FORWARD, OFFICER))
    assert allowed(TRADE, move.to, OWNER) == (Action.FINISH,)
    ended = act(TRADE, move.to, Deed(Action.FINISH), OWNER)
    assert not isinstance(ended, Refused)
    assert ended.to.state is State.DONE
    assert [one.to for one in ended.notices] == [Audience.HOLDER]


def test_while_data_are_asked_for_the_applicant_only_answers_or_cancels():
    move = at((FORWARD, OFFICER))
    waiting = replace(move.to, state=State.AWAITING_REPORTER)
    assert allowed(TRADE, waiting, OWNER) == (Action.ANSWER, Action.CANCEL)


def test_a_service_without_a_clock_of_its_own_promises_those_of_its_steps():
    assert TRADE.promises == (FIVE_DAYS,)
