"""The offices: zones, roles with superiors, channels with sources, hours that are not told."""

import pytest

OFFICES = {"babel": "BBL", "belitung": "BLT", "banjarmasin": "BJM", "lkpp": "LKPP"}


def test_the_four_offices_have_their_codes(catalogue):
    assert {office.id: office.code for office in catalogue.offices.values()} == OFFICES


@pytest.mark.parametrize("office_id", OFFICES)
def test_hours_without_a_source_of_the_office_are_not_told(catalogue, office_id):
    hours = catalogue.office(office_id).hours
    assert sorted(hours) == [0, 1, 2, 3, 4]
    assert not any(day.told for day in hours.values())
    assert all(day.source.document for day in hours.values())


@pytest.mark.parametrize("office_id", OFFICES)
def test_everything_told_of_an_office_has_a_source(catalogue, office_id):
    office = catalogue.office(office_id)
    told = (*office.addresses, *office.channels)
    assert all(one.source.document for one in told)
    assert told


def test_roles_have_titles_in_both_languages_and_a_superior(catalogue):
    office = catalogue.office("banjarmasin")
    assert office.roles["verifier"].superior == "subdivision_head"
    assert office.roles["subdivision_head"].superior == "division_head"
    assert office.roles["division_head"].superior == ""
    assert office.roles["division_head"].title.id == "Kepala Bagian Layanan Pengadaan"


def test_escalations_of_the_regions_go_to_lkpp(catalogue):
    parents = {office.id: office.parent for office in catalogue.offices.values()}
    assert parents == {"babel": "lkpp", "belitung": "lkpp", "banjarmasin": "lkpp", "lkpp": ""}
