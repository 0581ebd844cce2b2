"""Faults of clocks, components and printed lines, and of the place of a file."""

import pytest

BELITUNG = "belitung/belitung-userid-auditor.toml"
BANJARMASIN = "banjarmasin/bjm-aktivasi.toml"
OFFICES = "offices.toml"
SOURCE = 'source = { document = "Surat", article = "1" }'

FAULTS = (
    (
        "nobody declares completeness",
        BELITUNG,
        "declares_complete = true\n",
        "",
        "clock.service.start",
        "start",
        "declares_complete = true",
    ),
    (
        "service clock that nothing starts",
        BELITUNG,
        'start = "complete"',
        'start = "received"',
        "clock.service.start",
        "start",
        "complete",
    ),
    (
        "exempt reason that is none",
        BANJARMASIN,
        'exempt = ["coordination"]',
        'exempt = ["applicant"]',
        "clock.service.exempt",
        "exempt",
        "coordination",
    ),
    (
        "component missing",
        BELITUNG,
        "[component.fee]\nabsent = true\n",
        "",
        "component.fee",
        "",
        "absent = true",
    ),
    (
        "component empty",
        BELITUNG,
        "[component.fee]\nabsent = true\n",
        "[component.fee]\n",
        "component.fee",
        "[component.fee]",
        "absent = true",
    ),
    (
        "component absent and not",
        BELITUNG,
        "[component.fee]\nabsent = true\n",
        '[component.fee]\nabsent = true\ntext = { id = "Gratis", en = "Free" }\n',
        "component.fee.absent",
        "absent",
        "either",
    ),
    (
        "procedure line of no step",
        BELITUNG,
        'step = "dispose_chair"',
        'step = "chair"',
        "procedure.#5.step",
        "step =",
        "dispose_chair",
    ),
    (
        "procedure line of nobody",
        BELITUNG,
        'actor = "bureau_head"',
        'actor = "mayor"',
        "procedure.#4.actor",
        "actor",
        "bureau_head",
    ),
    (
        "file of another name",
        BELITUNG,
        'id = "belitung-userid-auditor"',
        'id = "belitung-auditor"',
        "id",
        "id =",
        "belitung-userid-auditor",
    ),
    (
        "unknown office",
        BELITUNG,
        'office = "belitung"',
        'office = "blitung"',
        "office",
        "office =",
        "belitung",
    ),
)
"""What is wrong, file, old text, new text, reported key, part of the line, part of the remedy."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[0].replace(" ", "-"))
def test_a_fault_is_reported_with_file_line_key_and_remedy(shelf, fault):
    shelf.reports(*fault[1:])


def test_all_problems_of_all_files_are_reported_at_once(shelf):
    shelf.change(BELITUNG, 'role = "verifier"', 'role = "judge"')
    shelf.change(BELITUNG, 'check = "phone"', 'check = "telephone"')
    shelf.change(BANJARMASIN, "on = true", "on = ")
    shelf.change(OFFICES, 'zone = "Asia/Makassar"\n', "")
    keys = {problem.key for problem in shelf.problems()}
    expected = {"step.verify.role", "ask.mobile_phone.check", "TOML", "office.banjarmasin.zone"}
    assert expected <= keys


def test_a_clock_of_working_time_needs_hours(shelf):
    text = (shelf.root / OFFICES).read_text("utf-8")
    names = ("monday", "tuesday", "wednesday", "thursday", "friday")
    closed = "".join(f"[office.belitung.hours.{name}]\nwindows = []\n{SOURCE}\n" for name in names)
    (shelf.root / OFFICES).write_text(text + closed, "utf-8")
    keys = {problem.key for problem in shelf.problems()}
    assert {"clock.service.kind", "step.create.clock.kind"} <= keys
