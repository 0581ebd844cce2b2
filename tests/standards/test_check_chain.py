"""Faults of the chain: roles, actions, targets, ways that lead nowhere."""

import pytest

BELITUNG = "belitung/belitung-userid-auditor.toml"
BANJARMASIN = "banjarmasin/bjm-aktivasi.toml"
EPURCHASING = "lkpp/lkpp-epurchasing.toml"
VERIFY_MAY = (
    'may = { forward = ["dispose_bureau"], return = [], reject = [], ask = [], note = [] }'
)
ACTIVATE_MAY = 'may = { finish = [], return = ["desk_check"], ask = [], note = [] }\nlabels.finish'

FAULTS = (
    (
        "discretion of a role the office lacks",
        BANJARMASIN,
        'discretion = "division_head"',
        'discretion = "lpse_chair"',
        "discretion",
        "discretion =",
        "division_head",
    ),
    (
        "discretion as a step's own verb",
        BANJARMASIN,
        ACTIVATE_MAY,
        ACTIVATE_MAY.replace("finish = []", "finish = [], waive = []"),
        "step.activate.may.waive",
        "may =",
        "discretion",
    ),
    (
        "a deed that cannot be the applicant's",
        EPURCHASING,
        'applicant_may = ["finish"]',
        'applicant_may = ["ask"]',
        "step.transactions.applicant_may",
        "applicant_may",
        "forward or finish",
    ),
    (
        "a deed that does not exist",
        EPURCHASING,
        'applicant_may = ["finish"]',
        'applicant_may = ["end"]',
        "step.transactions.applicant_may",
        "applicant_may",
        "`may`",
    ),
    (
        "unknown role",
        BELITUNG,
        'role = "verifier"',
        'role = "system_admin"',
        "step.verify.role",
        "role =",
        "lpse_helpdesk",
    ),
    (
        "unknown step target",
        BELITUNG,
        'forward = ["dispose_bureau"]',
        'forward = ["bureau"]',
        "step.verify.may.forward",
        "may =",
        "dispose_bureau",
    ),
    (
        "unreachable step",
        BELITUNG,
        'forward = ["dispose_bureau"]',
        'forward = ["dispose_chair"]',
        "step.dispose_bureau",
        "[[step]]",
        "lead here",
    ),
    (
        "dead end",
        BANJARMASIN,
        ACTIVATE_MAY,
        "may = { ask = [], note = [] }\nlabels.ask",
        "step.activate.may",
        "may =",
        "finish",
    ),
    (
        "cycle without exit",
        BANJARMASIN,
        ACTIVATE_MAY,
        'may = { forward = ["desk_check"] }\nlabels.forward',
        "step.precheck.may",
        "may =",
        "finish or confirm",
    ),
    (
        "action of another kind of ticket",
        BELITUNG,
        'may = { forward = ["verify"],',
        'may = { forward = ["verify"], escalate = ["verify"],',
        "step.receive.may.escalate",
        "may =",
        "forward",
    ),
    (
        "action of the applicant",
        BELITUNG,
        VERIFY_MAY,
        VERIFY_MAY.replace("ask", "confirm"),
        "step.verify.may.confirm",
        "may =",
        "forward",
    ),
    (
        "action without its target",
        BELITUNG,
        'archive = ["receipt"]',
        "archive = []",
        "step.archive.may.archive",
        "may =",
        "receipt",
    ),
    (
        "action with a target it has none of",
        BELITUNG,
        "confirm = []",
        'confirm = ["create"]',
        "step.receipt.may.confirm",
        "may =",
        "confirm = []",
    ),
    (
        "originals seen, none brought",
        BELITUNG,
        "declares_complete = true",
        "declares_complete = true\nsees_originals = true",
        "step.verify.sees_originals",
        "sees_originals",
        "original",
    ),
    (
        "originals brought, none seen",
        BANJARMASIN,
        "sees_originals = true\n",
        "",
        "step",
        "",
        "sees_originals = true",
    ),
    (
        "unknown channel",
        BELITUNG,
        '"phone", "other"]',
        '"pigeon", "other"]',
        "step.create.hands_over",
        "hands_over",
        "email",
    ),
    (
        "pauses a clock that is none",
        BELITUNG,
        'hands_over = ["email"',
        'pauses_clocks = ["servis"]\nhands_over = ["email"',
        "step.create.pauses_clocks",
        "pauses_clocks",
        "service",
    ),
    (
        "label without action",
        BELITUNG,
        "labels.archive",
        "labels.finish",
        "step.archive.labels.finish",
        "labels",
        "add finish",
    ),
    (
        "nobody confirms",
        BANJARMASIN,
        'closes = "officer"',
        'closes = "reporter"',
        "closes",
        "closes",
        "confirm",
    ),
    (
        "state that comes from an action",
        BELITUNG,
        'state = "verifying"',
        'state = "needs_completion"',
        "step.verify.state",
        "state",
        "worked on",
    ),
)
"""What is wrong, file, old text, new text, reported key, part of the line, part of the remedy."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[0].replace(" ", "-"))
def test_a_fault_is_reported_with_file_line_key_and_remedy(shelf, fault):
    shelf.reports(*fault[1:])


def test_the_desk_of_an_escalation_must_know_the_role_everywhere(shelf):
    shelf.change(BELITUNG, 'role = "verifier"', 'role = "system_admin"\noffice = "desk"')
    problem = next(one for one in shelf.problems() if one.key == "step.verify.role")
    assert "`belitung`" in problem.what


def test_a_step_at_the_applicants_desk_needs_the_question_which_desk(shelf):
    shelf.change(BELITUNG, 'role = "verifier"', 'role = "verifier"\noffice = "desk"')
    problem = next(one for one in shelf.problems() if one.key == "step.verify.office")
    assert "desk_office" in problem.remedy
