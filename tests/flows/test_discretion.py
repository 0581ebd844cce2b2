"""Discretion: who has it, how far it reaches, and what it needs (Perwali 67/2018 art. 6)."""

from dataclasses import replace

import pytest

from flows.chain import act, allowed
from flows.say import Audience
from flows.standard import Action, AskKind, State
from flows.whereabouts import Actor, Deed, Move, Refused
from tests.flows.holding import OWNER, after, audiences, begun, does
from tests.flows.little import ask, standard, step

LITTLE = replace(
    standard(
        ask("name", check="name"),
        ask("card", AskKind.DOCUMENT),
        ask("licence", AskKind.DOCUMENT, by_law=True),
        steps=(
            step("precheck", "lpse_helpdesk", "received",
                 {"forward": ["visit"], "return": [], "ask": []}),
            step("visit", "lpse_helpdesk", "awaiting_visit", {"forward": ["check"]}),
            step("check", "lpse_helpdesk", "verifying",
                 {"forward": ["work"], "return": []}, declares_complete=True),
            step("work", "verifier", "in_progress", {"finish": ["receipt"]}),
            step("receipt", "applicant", "awaiting_confirmation",
                 {"confirm": [], "dispute": ["work"]}),
        ),
    ),
    discretion="division_head",
)  # fmt: skip
HEAD = Actor(9, frozenset({("banjarmasin", "division_head")}))
WELL = {"reason": "KTP sedang diperpanjang", "evidence": "Resi Disdukcapil", "attested": True}


def waives(at, target="card", actor=HEAD, **deed):
    return act(LITTLE, at, Deed(Action.WAIVE, target, **{**WELL, **deed}), actor)


def test_the_head_waives_a_requirement_wherever_the_file_lies():
    for actions in ((), ("forward",), ("forward", "forward", "forward"), ("return",), ("ask",)):
        at = after(LITTLE, *actions)
        move = waives(at)
        assert isinstance(move, Move), actions
        assert (move.to, move.journal) == (at, "requirement_waived")
        assert audiences(move) == [Audience.APPLICANT, Audience.HOLDER]


def test_a_file_somebody_took_stays_with_him():
    at = does(LITTLE, begun(LITTLE), "claim").to
    assert waives(at).to.claimed_by == 7


@pytest.mark.parametrize(
    "posts",
    [
        {("banjarmasin", "lpse_helpdesk")},
        {("banjarmasin", "subdivision_head")},
        {("belitung", "division_head")},
        set(),
    ],
)
def test_nobody_else_has_it(posts):
    at = begun(LITTLE)
    assert Action.WAIVE not in allowed(LITTLE, at, Actor(9, frozenset(posts)))
    assert isinstance(waives(at, actor=Actor(9, frozenset(posts))), Refused)


def test_the_head_has_none_in_his_own_case():
    own = Actor(9, HEAD.posts, owner=True)
    assert isinstance(waives(begun(LITTLE), actor=own), Refused)


def test_a_service_that_names_no_role_knows_no_discretion(auditor):
    at = begun(auditor)
    for role in ("lpse_chair", "bureau_head", ""):
        actor = Actor(9, frozenset({("belitung", role)}))
        assert not set(allowed(auditor, at, actor)) & {Action.WAIVE, Action.REQUIRE}


def test_what_a_law_demands_is_never_waived():
    refused = waives(begun(LITTLE), "licence")
    assert (refused.code, refused.say.values["title"].id) == ("by_law", "licence")


@pytest.mark.parametrize("target", ["name", "fee", "time_standard", "service", "", "step.check"])
def test_it_reaches_requirements_and_procedure_only(target):
    refused = waives(begun(LITTLE), target)
    assert refused.code == "not_waivable"
    assert [title.id for title in refused.say.values["possible"]] == ["card", "precheck"]


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"reason": ""}, "reason"),
        ({"evidence": ""}, "evidence"),
        ({"attested": False}, "unattested"),
    ],
)
@pytest.mark.parametrize("action", [Action.WAIVE, Action.REQUIRE])
def test_it_needs_a_reason_evidence_and_the_officers_word(action, missing, code):
    deed = Deed(action, "card", **{**WELL, **missing})
    refused = act(LITTLE, begun(LITTLE), deed, HEAD)
    assert isinstance(refused, Refused)
    assert refused.code == code


def test_it_reaches_the_procedure_the_visit_is_left_out():
    at = after(LITTLE, "forward")
    move = waives(at, "step.visit")
    assert (move.to.step, move.journal) == ("check", "step_waived")
    assert audiences(move) == [Audience.APPLICANT]


def test_a_step_that_declares_completeness_is_never_left_out():
    assert waives(after(LITTLE, "forward", "forward"), "step.check").code == "not_waivable"


def test_a_step_is_left_out_only_while_the_file_waits_there():
    assert waives(after(LITTLE, "forward"), "step.precheck").code == "not_waivable"
    assert waives(after(LITTLE, "ask"), "step.precheck").code == "not_waivable"


def test_a_requirement_is_added_as_a_data_request():
    at = after(LITTLE, "forward", "forward", "forward")
    move = act(LITTLE, at, Deed(Action.REQUIRE, **WELL), HEAD)
    assert (move.to.state, move.to.back_to) == (State.AWAITING_REPORTER, "work")
    assert move.paused
    assert does(LITTLE, move.to, "answer", OWNER).to.step == "work"


def test_a_second_requirement_joins_the_first():
    at = after(LITTLE, "ask")
    move = act(LITTLE, at, Deed(Action.REQUIRE, **WELL), HEAD)
    assert (move.to.state, move.to.back_to) == (State.AWAITING_REPORTER, "precheck")


def test_nothing_is_added_to_a_file_that_was_returned_and_nothing_after_the_result():
    assert Action.REQUIRE not in allowed(LITTLE, after(LITTLE, "return"), HEAD)
    at = after(LITTLE, "forward", "forward", "forward", "finish")
    assert allowed(LITTLE, at, HEAD) == ()
    assert allowed(LITTLE, does(LITTLE, at, "confirm", OWNER).to, HEAD) == ()
