"""The people who can be played."""

import re
import tomllib
from collections import Counter

import pytest

from simulator.personas import FILE, Kind, load, persona

STAFF = {
    "banjarmasin": {
        "lpse_helpdesk", "verifier", "system_admin", "subdivision_head", "division_head",
        "lpse_admin", "complaint_officer",
    },
    "belitung": {
        "lpse_helpdesk", "verifier", "bureau_head", "lpse_chair", "ppe_admin", "lpse_admin",
        "complaint_officer",
    },
    "babel": {
        "lpse_helpdesk", "verifier", "bureau_head", "division_head", "subdivision_head",
        "ppe_admin", "system_admin", "agency_admin", "complaint_officer",
    },
    "lkpp": {
        "lkpp_helpdesk", "lkpp_technical_team", "consultation_officer", "receptionist",
        "call_centre_agent", "catalogue_officer", "training_organiser", "catalogue_secretary",
        "catalogue_director", "catalogue_subdirectorate", "complaint_officer",
    },
}  # fmt: skip


def test_every_office_has_its_staff_and_there_is_one_administrator():
    people = load()
    assert Counter(person.kind for person in people)[Kind.ADMINISTRATOR] == 1
    for office, roles in STAFF.items():
        staff = [it for it in people if it.kind is Kind.STAFF and it.office == office]
        assert {it.role for it in staff} == roles
        assert len(staff) - len(roles) in (0, 1), "one role at most is held by two, who compete"


def test_ids_are_fixed_and_nobody_has_two():
    ids = [person.id for person in load()]
    assert len(set(ids)) == len(ids)
    assert ids[0] == 700000001
    assert all(700_000_000 < number < 700_000_100 for number in ids)


def test_usernames_are_such_as_telegram_gives_and_say_that_they_are_examples():
    names = [person.username for person in load() if person.username]
    assert all(re.fullmatch(r"[a-z_]{5,32}", name) for name in names)
    assert all(name.endswith(("_contoh", "_example")) for name in names)


def test_somebody_speaks_english():
    assert "en" in {person.language_code for person in load()}


@pytest.mark.parametrize(
    "entry",
    [
        {"first_name": "A"},
        {"id": 0, "first_name": "A"},
        {"id": 1, "first_name": ""},
        {"id": 1, "first_name": "A", "kind": "king"},
        {"id": 1, "first_name": "A", "title": 5},
    ],
)
def test_a_wrong_entry_is_refused(entry):
    with pytest.raises(ValueError, match=r"."):
        persona(entry)


def test_the_file_has_no_field_that_nobody_reads():
    fields = set(persona({"id": 1, "first_name": "A"}).shown())
    with FILE.open("rb") as file:
        assert all(set(entry) <= fields for entry in tomllib.load(file)["persona"])
