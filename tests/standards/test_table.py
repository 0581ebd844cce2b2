"""Reading a table: syntax, unknown, missing and mistyped keys, translations, ids."""

import pytest

BELITUNG = "belitung/belitung-userid-auditor.toml"
BANJARMASIN = "banjarmasin/bjm-aktivasi.toml"
VERIFY_MAY = (
    'may = { forward = ["dispose_bureau"], return = [], reject = [], ask = [], note = [] }'
)

FAULTS = (
    ("syntax", BELITUNG, 'kind = "application"', "kind = ", "TOML", "kind", "syntax"),
    (
        "unknown key",
        BELITUNG,
        'closes = "reporter"',
        'closed = "reporter"',
        "closed",
        "closed =",
        "Did you mean `closes`?",
    ),
    (
        "unknown key in an item",
        BELITUNG,
        'check = "nip_nrp"',
        'check = "nip_nrp"\nmust = true',
        "ask.staff_number.must",
        "must =",
        "one of",
    ),
    (
        "missing key",
        BELITUNG,
        'office = "belitung"\n',
        "",
        "office",
        "",
        "Add",
    ),
    (
        "missing key in an item",
        BELITUNG,
        'role = "verifier"\n',
        "",
        "step.verify.role",
        "[[step]]",
        "Add",
    ),
    (
        "wrong type",
        BELITUNG,
        "amount = 140",
        'amount = "140"',
        "clock.service.amount",
        "amount",
        "without quotes",
    ),
    (
        "wrong type of a switch",
        BELITUNG,
        "on = true",
        'on = "yes"',
        "on",
        "on =",
        "true",
    ),
    (
        "missing English",
        BELITUNG,
        'title = { id = "Nama", en = "Name" }',
        'title = { id = "Nama" }',
        "ask.auditor_name.title.en",
        "title",
        "other language",
    ),
    (
        "missing Indonesian",
        BANJARMASIN,
        'text = { id = "Gratis", en',
        "text = { en",
        "component.fee.text.id",
        "text =",
        "other language",
    ),
    (
        "duplicate question",
        BELITUNG,
        'id = "agency_name"',
        'id = "agency"',
        "ask.#2.id",
        "id =",
        "own id",
    ),
    (
        "duplicate option",
        BELITUNG,
        '{ id = "bpkp",',
        '{ id = "bpk",',
        "ask.agency.options.#2.id",
        "BPKP",
        "own id",
    ),
    (
        "id too long for a button",
        BELITUNG,
        'id = "assignment_letter"',
        'id = "examination_assignment_letter"',
        "ask.examination_assignment_letter.id",
        "id =",
        "20 characters",
    ),
    (
        "id with other signs",
        BELITUNG,
        'id = "archive"',
        'id = "Archive!"',
        "step.Archive!.id",
        "id =",
        "a-z",
    ),
    (
        "clock of nothing",
        BELITUNG,
        "amount = 140",
        "amount = 0",
        "clock.service.amount",
        "amount",
        "at least 1",
    ),
    (
        "clock without a kind",
        BELITUNG,
        'kind = "working_minutes"\namount = 140',
        "amount = 140",
        "clock.service.kind",
        "[[clock]]",
        "calendar_days",
    ),
    (
        "clock of an unknown kind",
        BELITUNG,
        'kind = "working_minutes"\namount = 140',
        'kind = "minutes"\namount = 140',
        "clock.service.kind",
        "kind",
        "working_minutes",
    ),
    (
        "unknown action",
        BELITUNG,
        VERIFY_MAY,
        VERIFY_MAY.replace("reject", "refuse"),
        "step.verify.may.refuse",
        "may =",
        "one of",
    ),
)
"""What is wrong, file, old text, new text, reported key, part of the line, part of the remedy."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[0].replace(" ", "-"))
def test_a_fault_is_reported_with_file_line_key_and_remedy(shelf, fault):
    shelf.reports(*fault[1:])
