"""Faults of the questions: conditions, options, checks."""

import pytest

BELITUNG = "belitung/belitung-userid-auditor.toml"
BANJARMASIN = "banjarmasin/bjm-aktivasi.toml"
EPURCHASING = "lkpp/lkpp-epurchasing.toml"

FAULTS = (
    (
        "an answer compared with a later one",
        BANJARMASIN,
        'check = "email"',
        'check = "email"\nsame_as = "company_name"',
        "ask.email.same_as",
        "same_as",
        "earlier",
    ),
    (
        "an answer compared with one of another kind",
        BANJARMASIN,
        'check = "company_name"',
        'check = "company_name"\ndiffers_from = "email"',
        "ask.company_name.differs_from",
        "differs_from",
        "same check",
    ),
    (
        "a question that a law demands",
        BANJARMASIN,
        'check = "email"',
        'check = "email"\nby_law = true',
        "ask.email.by_law",
        "by_law",
        "document",
    ),
    (
        "a document at a step that no officer holds",
        EPURCHASING,
        'at = "transactions"',
        'at = "transaction"',
        "ask.payment_proof.at",
        "at =",
        "transactions",
    ),
    (
        "again and again, but at no step",
        BELITUNG,
        'check = "position"',
        'check = "position"\nrepeat = true',
        "ask.team_position.repeat",
        "repeat",
        "at =",
    ),
    (
        "a question at a step",
        BELITUNG,
        'check = "position"',
        'check = "position"\nat = "verify"',
        "ask.team_position.at",
        "at =",
        "document",
    ),
    (
        "an intake that could not begin",
        BELITUNG,
        'kind = "choice"\narticle = "kolom Ket"',
        'kind = "choice"\nat = "verify"\narticle = "kolom Ket"',
        "ask.agency.at",
        "at =",
        "first",
    ),
    (
        "condition on an unknown question",
        BELITUNG,
        "when = { agency",
        "when = { agencies",
        "ask.agency_name.when.agencies",
        "when =",
        "agency",
    ),
    (
        "condition on an unknown option",
        BELITUNG,
        '{ agency = ["other"] }',
        '{ agency = ["tni"] }',
        "ask.agency_name.when.agency",
        "when =",
        "bpkp",
    ),
    (
        "condition on a later question",
        BANJARMASIN,
        'check = "email"',
        'check = "email"\nwhen = { visitor = ["company_head"] }',
        "ask.email.when.visitor",
        "when =",
        "before",
    ),
    (
        "condition on a question without options",
        BANJARMASIN,
        'check = "company_name"',
        'check = "company_name"\nwhen = { email = ["x"] }',
        "ask.company_name.when.email",
        "when =",
        "choice",
    ),
    (
        "two options of one name",
        BELITUNG,
        'title = { id = "KPK"',
        'title = { id = "BPK"',
        "ask.agency.options.kpk.title",
        "kpk",
        "another title",
    ),
    (
        "unknown check",
        BELITUNG,
        'check = "phone"',
        'check = "telephone"',
        "ask.mobile_phone.check",
        "check",
        "phone",
    ),
    (
        "options at a text",
        BELITUNG,
        'check = "phone"',
        'check = "phone"\noptions = [{ id = "a", title = { id = "A", en = "A" } }]',
        "ask.mobile_phone.options",
        "options",
        "choice",
    ),
    (
        "no way past a question",
        BANJARMASIN,
        'title = { id = "Sudah", en = "Yes, done" }',
        'title = { id = "Sudah", en = "Yes, done" }\nstay = { id = "Tunggu.", en = "Wait." }',
        "ask.registered.options",
        "",
        "no `stay`",
    ),
)
"""What is wrong, file, old text, new text, reported key, part of the line, part of the remedy."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[0].replace(" ", "-"))
def test_a_fault_is_reported_with_file_line_key_and_remedy(shelf, fault):
    shelf.reports(*fault[1:])
