"""Who may do what at a step of the chain, and every deed that is refused with its reason."""

from hypothesis import given
from hypothesis import strategies as st

from flows.chain import act, allowed
from flows.standard import APPLICANT, Action, State
from flows.whereabouts import CLOSED, Actor, Deed, Move, Refused, Whereabouts, holder
from tests.flows.holding import OWNER, SERVICES, after, begun, deed, does, officer
from tests.flows.little import SUPPORT

# Claimed, released


def test_a_claimed_ticket_is_for_its_officer_alone(auditor):
    at = after(auditor, "forward")
    mine, other = officer(auditor, at, 7), officer(auditor, at, 8)
    claimed = does(auditor, at, "claim", mine).to
    assert claimed.claimed_by == 7
    refused = act(auditor, claimed, deed(auditor, claimed, "forward"), other)
    assert isinstance(refused, Refused)
    assert refused.code == "claimed"
    assert does(auditor, claimed, "release", mine).to.claimed_by == 0


def test_a_note_may_be_written_by_a_colleague_of_whoever_took_the_ticket(auditor):
    at = does(auditor, after(auditor, "forward"), "claim").to
    assert allowed(auditor, at, officer(auditor, at, 8)) == (Action.NOTE,)
    assert does(auditor, at, "note", officer(auditor, at, 8)).to == at


def test_a_step_onward_releases_the_ticket(auditor):
    assert after(auditor, "forward", "claim", "forward").claimed_by == 0


# Who may not


def test_an_owner_who_works_here_acts_as_the_applicant_only(auditor):
    at = begun(auditor)
    both = Actor(1, frozenset({holder(auditor, at)}), owner=True)
    assert Action.FORWARD not in allowed(auditor, at, both)


def test_another_office_of_the_same_role_may_do_nothing(auditor):
    at = begun(auditor)
    stranger = Actor(9, frozenset({("banjarmasin", "lpse_helpdesk")}))
    for action in Action:
        refused = act(auditor, at, Deed(action, reason="x"), stranger)
        assert isinstance(refused, Refused)
        assert refused.code == "not_holder"


def test_every_deed_a_step_does_not_know_is_refused_with_what_is_possible(service):
    for step in service.steps:
        at = Whereabouts(step.id, step.state, service.office, service.office)
        actor = officer(service, at) if step.role != APPLICANT else OWNER
        for action in set(Action) - set(allowed(service, at, actor)):
            refused = act(service, at, Deed(action, reason="x"), actor)
            assert isinstance(refused, Refused)
            assert refused.code == "not_at_this_step"
            assert refused.say.values["possible"]


def test_every_deed_a_step_knows_can_be_carried_out(service):
    for step in service.steps:
        at = Whereabouts(step.id, step.state, service.office, service.office)
        actor = officer(service, at) if step.role != APPLICANT else OWNER
        for action in allowed(service, at, actor):
            assert does(service, at, action, actor).to.state in State


def test_a_target_that_the_step_does_not_lead_to_is_refused(auditor):
    at = begun(auditor)
    refused = act(auditor, at, Deed(Action.FORWARD, "create"), officer(auditor, at))
    assert isinstance(refused, Refused)
    assert refused.code == "target"


# Properties


POSTS = st.frozensets(
    st.sampled_from(
        [
            (office, role)
            for office in ("belitung", "banjarmasin", "lkpp")
            for role in (
                "lpse_helpdesk",
                "verifier",
                "bureau_head",
                "lpse_chair",
                "ppe_admin",
                "lpse_admin",
                "lkpp_helpdesk",
            )
        ]
    )
)
ACTORS = st.builds(Actor, st.integers(1, 4), POSTS, st.booleans())
DEEDS = st.builds(
    Deed,
    st.sampled_from(Action),
    st.sampled_from(["", "verify", "visit", "precheck", "receipt", "admin", "nowhere"]),
    st.sampled_from(["", "why"]),
    st.sampled_from(["", "email", "pigeon"]),
)


@given(deeds=st.lists(st.tuples(DEEDS, ACTORS), max_size=60), which=st.integers(0, 2))
def test_nothing_that_anybody_does_leaves_the_chain(all_services, deeds, which):
    standard = (*map(all_services.service, SERVICES), SUPPORT)[which]
    at = begun(standard, "belitung")
    steps = {step.id for step in standard.steps}
    for one, actor in deeds:
        possible = allowed(standard, at, actor)
        move = act(standard, at, one, actor)
        if isinstance(move, Refused):
            assert move.say.key == f"refused.{move.code}"
            continue
        assert one.action in possible
        at = move.to
        assert at.step in steps
        assert not at.back_to or at.back_to in steps
        assert holder(standard, at)[0] in {standard.office, "belitung"}
        assert move.journal


@given(deeds=st.lists(st.sampled_from(Action), max_size=80))
def test_whoever_holds_a_ticket_can_always_do_something_until_it_is_closed(all_services, deeds):
    standard = all_services.service(SERVICES[0])
    at = begun(standard)
    for action in deeds:
        actor = OWNER if holder(standard, at)[1] == APPLICANT else officer(standard, at)
        move = act(standard, at, deed(standard, at, action), actor)
        if isinstance(move, Move):
            at = move.to
        if at.state in CLOSED:
            return
        holding = OWNER if holder(standard, at)[1] == APPLICANT else officer(standard, at)
        assert allowed(standard, at, holding)
