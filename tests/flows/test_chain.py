"""The chain of a ticket: every step to the end, and every deed that is not allowed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.chain import act, allowed
from flows.moves import submitted
from flows.say import Audience
from flows.standard import APPLICANT, Action, State
from flows.whereabouts import CLOSED, Actor, Deed, Move, Refused, Whereabouts, holder
from tests.flows.little import SUPPORT

OWNER = Actor(1, frozenset(), owner=True)
SERVICES = ("belitung-userid-auditor", "bjm-aktivasi")


@pytest.fixture(params=SERVICES)
def service(request, all_services):
    return all_services.service(request.param)


@pytest.fixture
def auditor(all_services):
    return all_services.service("belitung-userid-auditor")


@pytest.fixture
def activation(all_services):
    return all_services.service("bjm-aktivasi")


def begun(standard, desk_office=""):
    return submitted(standard, standard.office, desk_office).to


def officer(standard, at, person=7):
    """Somebody of the role that holds the ticket."""
    return Actor(person, frozenset({holder(standard, at)}))


def deed(standard, at, action, target=""):
    """A deed with all that it needs."""
    channels = standard.step(at.step).hands_over
    targets = standard.step(at.step).may.get(Action(action), ())
    if len(targets) > 1 and not target and action != "return":
        target = targets[0]
    return Deed(Action(action), target, "a reason", channels[0] if channels else "")


def does(standard, at, action, actor=None, target=""):
    """Carry out what must be allowed."""
    actor = actor or (OWNER if holder(standard, at)[1] == APPLICANT else officer(standard, at))
    move = act(standard, at, deed(standard, at, action, target), actor)
    assert isinstance(move, Move), move
    return move


def after(standard, *actions: str):
    at = begun(standard)
    for action in actions:
        at = does(standard, at, action).to
    return at


def audiences(move):
    return [notice.to for notice in move.notices]


def keys(move):
    return [notice.say.key for notice in move.notices]


AUDITOR_PATH = ("forward", "forward", "dispose", "dispose", "forward", "archive", "confirm")


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


# Two offices


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
    assert keys(move) == ["notice.applicant.forwarded_to_lkpp", "notice.holder.forwarded"]


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
