"""A problem that climbs through four levels of two offices, and comes down again."""

import pytest

from flows.chain import act, allowed
from flows.standard import Action, State
from flows.whereabouts import Actor, Deed, Refused, holder
from tests.flows.holding import OWNER, after, begun, does, keys, officer
from tests.flows.little import SUPPORT


def test_a_problem_climbs_four_levels_in_two_offices_and_comes_down_again():
    at = begun(SUPPORT, "belitung")
    held = [holder(SUPPORT, at)]
    for action, target in (
        ("escalate", ""),
        ("escalate", ""),
        ("escalate", ""),
        ("de_escalate", ""),
        ("de_escalate", "helpdesk"),
    ):
        at = does(SUPPORT, at, action, target=target).to
        held.append(holder(SUPPORT, at))
    assert held == [
        ("belitung", "lpse_helpdesk"),
        ("belitung", "lpse_admin"),
        ("lkpp", "lkpp_helpdesk"),
        ("lkpp", "lkpp_technical_team"),
        ("lkpp", "lkpp_helpdesk"),
        ("belitung", "lpse_helpdesk"),
    ]


def test_each_level_tells_the_applicant_and_the_next_level():
    move = does(SUPPORT, after(SUPPORT, "escalate"), "escalate")
    assert keys(move) == ["notice.applicant.escalated", "notice.holder.handed_on"]


def test_where_several_levels_are_possible_one_must_be_chosen():
    at = after(SUPPORT, "escalate", "escalate")
    refused = act(SUPPORT, at, Deed(Action.DE_ESCALATE), officer(SUPPORT, at))
    assert isinstance(refused, Refused)
    assert refused.code == "which_target"
    assert len(refused.say.values["targets"]) == 2


def test_the_lpse_of_another_place_may_not_touch_a_problem():
    at = begun(SUPPORT, "belitung")
    stranger = Actor(9, frozenset({("banjarmasin", "lpse_helpdesk"), ("lkpp", "lpse_helpdesk")}))
    assert allowed(SUPPORT, at, stranger) == ()


@pytest.mark.parametrize("levels", [0, 1, 2, 3])
def test_a_disputed_close_goes_back_to_the_level_that_closed_it(levels):
    at = begun(SUPPORT, "belitung")
    for _ in range(levels):
        at = does(SUPPORT, at, "escalate").to
    closer = at.step
    asked = does(SUPPORT, at, "finish").to
    assert asked.state is State.AWAITING_CONFIRMATION
    back = does(SUPPORT, asked, "dispute", OWNER).to
    assert back.step == closer
    assert does(SUPPORT, does(SUPPORT, back, "finish").to, "confirm", OWNER).to.state is State.DONE
