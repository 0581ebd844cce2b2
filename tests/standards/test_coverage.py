"""The page that says what each item of the sources has become: complete, true and up to date."""

import shutil
from pathlib import Path

import pytest

from standards.coverage import coverage_page, read_coverage
from standards.problems import StandardsError

ROOT = Path(__file__).parents[2]


def items(catalogue):
    sections = read_coverage(ROOT, catalogue)
    return {line.item for one in sections for lines in one.parts.values() for line in lines}


def articles():
    """Every article, paragraph and item of Perwali 67/2018, as it numbers them."""
    yield from (f"Pasal 1 angka {n}" for n in range(1, 17))
    yield from ("Menimbang huruf a", "Menimbang huruf b", "Pasal 2", "Pasal 10")
    yield from (f"Mengingat angka {n}" for n in range(1, 10))
    yield from (f"Pasal 3 huruf {one}" for one in "abc")
    yield from (f"Pasal 4 angka {n}" for n in range(1, 8))
    yield from (f"Pasal 5 ayat (1) huruf a angka {n}" for n in range(1, 7))
    yield from (f"Pasal 5 ayat (1) huruf b angka {n}" for n in range(1, 9))
    yield from ("Pasal 5 ayat (2)", "Pasal 6 ayat (1)", "Pasal 6 ayat (2)")
    yield from (f"Pasal 7 ayat ({n})" for n in (1, 2, 4))
    yield from (f"Pasal 7 ayat (3) huruf {one}" for one in "abc")
    yield from (f"Pasal 8 ayat ({n})" for n in (1, 2, 3, 5))
    yield from (f"Pasal 8 ayat (4) huruf {one}" for one in "abcd")
    yield from ("Pasal 9 ayat (1)", "Pasal 9 ayat (2)")


def test_the_page_in_the_docs_is_that_of_the_standards(catalogue):
    kept = (ROOT / "docs/coverage.md").read_text("utf-8")
    assert kept == coverage_page(ROOT, catalogue), "run: make coverage"


def test_every_article_of_the_regulation_is_a_line(catalogue):
    assert set(articles()) <= items(catalogue)


def test_every_row_of_the_seven_annexes_is_a_line(catalogue):
    known = " | ".join(items(catalogue))
    for annex in range(1, 8):
        for row in (*(f"a.{n}" for n in range(1, 7)), *(f"b.{n}" for n in range(1, 9))):
            assert f"Lampiran {annex}.{row} – " in known


def test_every_service_of_the_catalogue_is_covered(catalogue):
    sections = read_coverage(ROOT, catalogue)
    covered = {part.partition(":")[0] for one in sections for part in one.parts}
    printed = {one.id for one in catalogue.services.values() if one.kind != "complaint"}
    assert {service for service in printed if not service.startswith("permintaan")} <= covered


def test_every_numbered_requirement_of_a_change_is_asked_for(catalogue):
    sections = read_coverage(ROOT, catalogue)
    held = {line.item: line.held for s in sections for part in s.parts.values() for line in part}
    for annex in range(2, 7):
        assert "`ask.application_letter`" in held[f"Lampiran {annex}.a.1 angka 1"]
        assert "`ask.power_of_attorney`" in held[f"Lampiran {annex}.a.1 angka 2"]
        assert "`ask.identity_card`" in held[f"Lampiran {annex}.a.1 angka 3"]
        assert "`step.desk_check`" in held[f"Lampiran {annex}.a.2 angka 5"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ('at = ["standards/offices.toml#office.banjarmasin.role.king"]', "there is no"),
        ('at = ["standards/nowhere.toml#id"]', "there is no"),
        ('at = ["flows/standard.py#class Nonsense"]', "there is no"),
        ("", "either `at` or `why`"),
        ('why = "both"\nat = ["standards/offices.toml#office"]', "either `at` or `why`"),
    ],
)
def test_a_line_that_leads_nowhere_is_refused(tmp_path, catalogue, row, problem):
    for name in ("standards/offices.toml", "flows/standard.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "docs").mkdir()
    head = '[[source]]\nid = "x"\ntitle = "X"\n[[source.row]]\nitem = "Pasal 1"\n'
    (tmp_path / "docs/coverage.toml").write_text(head + row)
    with pytest.raises(StandardsError) as refused:
        read_coverage(tmp_path, catalogue)
    assert problem in refused.value.problems[0].what
