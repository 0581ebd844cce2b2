"""Faults of hours, seasons, single days and zones."""

import pytest

OFFICES = "offices.toml"
HOLIDAYS = "holidays.toml"
SOURCE = 'source = { document = "Surat", article = "1" }'

FAULTS = (
    (
        "contradictory windows",
        OFFICES,
        '"13.00-16.00"',
        '"11.00-16.00"',
        "week.ordinary.monday.windows",
        "windows",
        "after the one before",
    ),
    (
        "window turned round",
        OFFICES,
        '"13.00-16.00"',
        '"16.00-13.00"',
        "week.ordinary.monday.windows",
        "windows",
        "07.30-12.00",
    ),
    (
        "overlapping seasons",
        HOLIDAYS,
        "# What",
        f"""
[season.one]
title = {{ id = "Satu", en = "One" }}
first = 2027-02-08
last = 2027-03-09
week = "ramadan"
{SOURCE}
[season.two]
title = {{ id = "Dua", en = "Two" }}
first = 2027-03-09
last = 2027-03-20
week = "ramadan"
{SOURCE}
# What""",
        "season.two",
        "[season.two]",
        "before the other",
    ),
    (
        "holiday without source",
        HOLIDAYS,
        "# What",
        '[closed."2026-12-09"]\ntitle = { id = "Pilkada", en = "Election" }\n# What',
        "closed.2026-12-09.source",
        "2026-12-09",
        "document and article",
    ),
    (
        "holiday of an unknown office",
        HOLIDAYS,
        "# What",
        f'[opened."2026-12-24"]\nwindows = ["08.00-12.00"]\noffices = ["solo"]\n{SOURCE}\n# What',
        "opened.2026-12-24.offices",
        "offices",
        "belitung",
    ),
    (
        "day closed and opened",
        HOLIDAYS,
        "# What",
        (
            f'[closed."2026-12-09"]\ntitle = {{ id = "A", en = "A" }}\n{SOURCE}\n'
            f'[opened."2026-12-09"]\nwindows = ["08.00-12.00"]\n{SOURCE}\n# What'
        ),
        "opened.2026-12-09",
        "opened",
        "one of the two",
    ),
    (
        "office without zone",
        OFFICES,
        'zone = "Asia/Makassar"\n',
        "",
        "office.banjarmasin.zone",
        "[office.banjarmasin]",
        "Add",
    ),
    (
        "zone that does not exist",
        OFFICES,
        "Asia/Makassar",
        "Asia/Banjarmasin",
        "office.banjarmasin.zone",
        "zone",
        "WITA",
    ),
    (
        "superior that does not exist",
        OFFICES,
        'superior = "lpse_chair"',
        'superior = "chair"',
        "office.belitung.role.lpse_helpdesk.superior",
        "superior",
        "lpse_chair",
    ),
)
"""What is wrong, file, old text, new text, reported key, part of the line, part of the remedy."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[0].replace(" ", "-"))
def test_a_fault_is_reported_with_file_line_key_and_remedy(shelf, fault):
    shelf.reports(*fault[1:])
