"""Laws that changed after a source had cited them: found in the printed words, told, warned of."""

import pytest

from standards.laws import Change, changed_since

BANJARMASIN = "banjarmasin/bjm-aktivasi.toml"


def test_a_replaced_law_is_found_in_the_printed_legal_basis(catalogue):
    laws = {
        law.id: law for law in changed_since(catalogue.service("bjm-aktivasi"), catalogue.laws)
    }
    assert laws["pp-82-2012"].change is Change.REPLACED
    assert "71 Tahun 2019" in laws["pp-82-2012"].by.id
    assert set(laws) == {"pp-82-2012", "perlem-lkpp-14-2018", "perpres-16-2018", "uu-11-2008"}


def test_both_ways_to_print_a_regulation_are_recognised(catalogue):
    belitung = catalogue.service("belitung-userid-auditor")
    assert {law.id for law in changed_since(belitung, catalogue.laws)} == {
        "pp-82-2012",
        "perpres-16-2018",
        "uu-11-2008",
    }


def test_another_number_or_year_is_another_law(catalogue):
    law = next(law for law in catalogue.laws if law.id == "pp-82-2012")
    assert law.cited.search("Peraturan Pemerintah No. 82 tahun 2012 tentang …")
    assert not law.cited.search("Peraturan Pemerintah No. 82 tahun 2013")
    assert not law.cited.search("Peraturan Pemerintah No. 821 tahun 2012")
    assert not law.cited.search("RPP Nomor 82 Tahun 2012")


def test_a_standard_of_its_own_time_is_not_warned_of(shelf):
    assert shelf.load().warnings == ()


def test_a_source_known_to_cite_an_ended_law_is_not_warned_of_until_that_is_forgotten(shelf):
    shelf.change("laws.toml", '["belitung-userid-auditor"]', "[]")
    (warning,) = shelf.load().warnings
    assert warning.file == "standards/belitung/belitung-userid-auditor.toml"
    assert "ended on 2019-10-10" in warning.what


def test_a_standard_younger_than_the_end_of_its_legal_basis_is_warned_of(shelf):
    shelf.lay(BANJARMASIN, "valid_from = 2024-01-02\n")
    warning = next(one for one in shelf.load().warnings if "pp-82-2012" in one.what)
    assert warning.key == "component.legal_basis.text"
    assert warning.file == f"standards/{BANJARMASIN}"
    line = (shelf.root / BANJARMASIN).read_text("utf-8").splitlines()[warning.line - 1]
    assert line.startswith(("text", "[component.legal_basis]"))
    assert "71 of 2019" in warning.remedy


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("number = 82", "number = 0", "law.pp-82-2012.number"),
        ('change = "replaced"', 'change = "gone"', "law.pp-82-2012.change"),
        ("since = 2019-10-10\n", "", "law.pp-82-2012.since"),
    ],
    ids=["no-number", "unknown-change", "no-day"],
)
def test_a_fault_of_the_list_is_reported_with_its_key(shelf, old, new, key):
    shelf.change("laws.toml", old, new)
    problem = next(one for one in shelf.problems() if one.key == key)
    assert problem.file == "standards/laws.toml"
    assert problem.remedy
