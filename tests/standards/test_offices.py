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


def test_no_office_is_said_to_receive_by_appointment_that_did_not_say_so(catalogue):
    told = [one.id for one in catalogue.offices.values() if one.counter and one.counter.told]
    assert told == []


def test_every_office_has_somebody_who_receives_and_somebody_who_records(catalogue):
    for office in catalogue.offices.values():
        assert any(role.receives for role in office.roles.values())
        assert any(role.records for role in office.roles.values())


def test_an_office_lays_its_own_slots_over_the_file(shelf):
    shelf.lay(
        "offices.toml",
        """[office.belitung.counter]
        title = { id = "Loket LPSE", en = "LPSE counter" }
        address = "counter"
        slot_minutes = 20
        visitors_a_slot = 3
        days_ahead = 7
        source = { document = "Surat Kepala Bagian" }
        """,
    )
    counter = shelf.load().office("belitung").counter
    assert counter.told
    assert (counter.plan.minutes, counter.plan.seats, counter.plan.days_ahead) == (20, 3, 7)


def test_a_counter_at_an_address_nobody_knows_is_refused(shelf):
    shelf.reports(
        "offices.toml",
        'address = "counter"\nslot_minutes = 30',
        'address = "lobby"\nslot_minutes = 30',
        "office.banjarmasin.counter.address",
        'address = "lobby"',
        "counter",
    )
