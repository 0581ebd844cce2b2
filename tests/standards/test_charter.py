"""The charter of an office: read as given, refused with its line where it cannot be meant."""

from datetime import date


def test_banjarmasin_states_the_three_of_article_7_and_who_signs(catalogue):
    charter = catalogue.office("banjarmasin").charter
    assert len(charter.statements) == 3
    assert charter.signer == "division_head"
    assert charter.signed is None
    assert charter.source.article == "Pasal 7 ayat (2) dan (3)"


def test_an_office_whose_source_has_none_has_none(catalogue):
    assert catalogue.office("belitung").charter is None


def test_an_office_gives_the_day_by_an_overlay(shelf):
    shelf.lay("offices.toml", "[office.banjarmasin.charter]\nsigned = 2019-01-02\n")
    assert shelf.load().office("banjarmasin").charter.signed == date(2019, 1, 2)


def test_a_signer_the_office_does_not_have_is_reported(shelf):
    shelf.reports(
        "offices.toml",
        'signer = "division_head"',
        'signer = "mayor"',
        "office.banjarmasin.charter.signer",
        "signer",
        "division_head",
    )
