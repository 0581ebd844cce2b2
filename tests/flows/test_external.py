"""Steps of offices that are not served: recorded by whoever passes files on to them."""

from dataclasses import replace

from flows.external import at_hand
from flows.standard import Action, AskKind
from flows.whereabouts import holder
from tests.flows.holding import after, does
from tests.flows.little import SUPPORT, ask, option, standard, step

PROBLEM = standard(
    steps=(
        step("desk", "lpse_helpdesk", "received", {"forward": ["admin"], "note": []}),
        step("admin", "system_admin", "in_progress", {"escalate": ["lkpp"], "finish": []}),
        step("lkpp", "lkpp_helpdesk", "forwarded_to_lkpp",
             {"escalate": ["team"], "de_escalate": ["admin"], "finish": []}, office="lkpp"),
        step("team", "lkpp_technical_team", "forwarded_to_lkpp",
             {"de_escalate": ["lkpp"], "finish": []}, office="lkpp"),
    )
)  # fmt: skip
ALONE = at_hand(PROBLEM, frozenset({"banjarmasin"}))


def test_a_standard_whose_offices_are_all_served_stays_as_it_is():
    assert at_hand(PROBLEM, frozenset({"banjarmasin", "lkpp"})) is PROBLEM
    assert at_hand(SUPPORT, frozenset({"lkpp"})) is SUPPORT


def test_whoever_passes_a_file_on_holds_it_and_the_office_is_named():
    at = after(ALONE, "forward", "escalate")
    assert holder(ALONE, at) == ("banjarmasin", "system_admin")
    assert ALONE.step("lkpp").external == "lkpp"
    assert ALONE.step("lkpp").state == PROBLEM.step("lkpp").state


def test_a_level_above_an_external_one_is_in_the_same_hands():
    at = after(ALONE, "forward", "escalate", "escalate")
    assert holder(ALONE, at) == ("banjarmasin", "system_admin")
    assert does(ALONE, at, "de_escalate").to.step == "lkpp"


def test_nobody_is_told_that_he_passed_a_file_on_to_himself():
    move = does(ALONE, after(ALONE, "forward"), "escalate")
    assert [notice.say.key for notice in move.notices] == ["notice.applicant.escalated"]


def test_only_the_lpses_that_are_served_are_offered_as_the_applicants_own():
    offices = tuple(option(name) for name in ("babel", "belitung", "banjarmasin"))
    asking = replace(PROBLEM, asks=(ask("desk_office", AskKind.CHOICE, options=offices),))
    served = at_hand(asking, frozenset({"lkpp", "banjarmasin", "belitung"}))
    assert [one.id for one in served.ask("desk_office").options] == ["belitung", "banjarmasin"]
    everywhere = frozenset({"lkpp", "banjarmasin", "belitung", "babel"})
    assert at_hand(asking, everywhere) is asking
    assert at_hand(asking, frozenset({"lkpp"})).ask("desk_office").options == offices


def test_a_step_that_nobody_passes_files_to_stays_where_it_is():
    first = step("lkpp", "lkpp_helpdesk", "received", {"finish": []}, office="lkpp")
    lone = replace(PROBLEM, steps=(first,))
    assert at_hand(lone, frozenset({"banjarmasin"})).step("lkpp") == first
    assert Action.FINISH in first.may
