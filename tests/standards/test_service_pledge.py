"""The pledge of an office: read as given, refused with its line where it cannot be meant."""

from datetime import date


def test_banjarmasin_states_the_three_of_article_7_and_who_signs(catalogue):
    pledge = catalogue.office("banjarmasin").service_pledge
    assert len(pledge.statements) == 3
    assert pledge.signer == "division_head"
    assert pledge.signed is None
    assert pledge.source.article == "Pasal 7 ayat (2) dan (3)"


def test_an_office_whose_source_has_none_has_none(catalogue):
    assert catalogue.office("belitung").service_pledge is None


def test_an_office_gives_the_day_by_an_overlay(shelf):
    shelf.lay("offices.toml", "[office.banjarmasin.service_pledge]\nsigned = 2019-01-02\n")
    assert shelf.load().office("banjarmasin").service_pledge.signed == date(2019, 1, 2)


def test_a_signer_the_office_does_not_have_is_reported(shelf):
    shelf.reports(
        "offices.toml",
        'signer = "division_head"',
        'signer = "mayor"',
        "office.banjarmasin.service_pledge.signer",
        "signer",
        "division_head",
    )
