"""Forms in the standards: shared ones laid under, wrong names found with their line."""

from standards.load import read_content

BANJARMASIN = "banjarmasin/bjm-aktivasi.toml"
POWER = '[[form]]\nid = "power_of_attorney"\nshared = "power_of_attorney"'


def test_a_shared_form_stands_whole_in_the_content_of_a_service(shelf):
    catalogue = shelf.load()
    form = catalogue.service("bjm-aktivasi").forms[-1]
    assert form.id == "power_of_attorney"
    assert form.signers[1].meterai
    assert form.article == "Lampiran 1.a.1 angka 4"
    again = read_content(catalogue.contents["bjm-aktivasi"])
    assert again.forms == catalogue.service("bjm-aktivasi").forms


def test_the_words_of_a_service_lie_over_those_it_shares(shelf):
    mine = f'{POWER}\ntitle = {{ id = "Surat Kuasa Khusus", en = "Special power" }}\n'
    shelf.change(BANJARMASIN, POWER, mine)
    form = shelf.load().service("bjm-aktivasi").forms[-1]
    assert form.title.id == "Surat Kuasa Khusus"
    assert form.parts


def test_an_office_lays_its_own_wording_over_a_shared_form(shelf):
    own = '[[form]]\nid = "power_of_attorney"\ntitle = { id = "Kuasa", en = "Power" }\n'
    shelf.lay("forms.toml", own)
    assert shelf.load().service("bjm-aktivasi").forms[-1].title.id == "Kuasa"


def test_a_shared_form_that_does_not_exist_is_named(shelf):
    shelf.change(BANJARMASIN, POWER, POWER.replace('d = "power_of', 'd = "powr_of', 2))
    (problem, *_) = [one for one in shelf.problems() if "forms.toml has no form" in one.what]
    assert problem.line > 0
    assert "power_of_attorney" in problem.remedy


def test_a_placeholder_that_is_no_question_is_a_problem_with_its_line(shelf):
    shelf.change(BANJARMASIN, "atas nama {company_name}, menyatakan", "atas nama {firma}, menyata")
    (problem,) = shelf.problems()
    text = (shelf.root / BANJARMASIN).read_text("utf-8").split("\n")
    assert "`firma`" in problem.what
    assert text[problem.line - 1].startswith("text.id")
    assert "company_name" in problem.remedy


def test_a_placeholder_of_a_shared_form_is_checked_against_each_service(shelf):
    shelf.change("forms.toml", "atas nama {company_name}", "atas nama {firma}")
    assert any("`firma`" in problem.what for problem in shelf.problems())


def test_fields_signers_conditions_and_the_document_must_be_questions(shelf):
    shelf.change(BANJARMASIN, 'ask = "registration_form"', 'ask = "company_name"')
    shelf.change(BANJARMASIN, 'fields = ["company_head"]', 'fields = ["head"]')
    shelf.change(BANJARMASIN, 'name = "company_head"\nstamp', 'name = "boss"\nstamp')
    shelf.change(BANJARMASIN, 'when = { deed_amended = ["yes"] }\n\n[[form.part]]',
                 'when = { deed_amended = ["maybe"] }\n\n[[form.part]]')  # fmt: skip
    said = " ".join(problem.what for problem in shelf.problems())
    for name in ("`company_name`", "`head`", "`boss`", "`maybe`"):
        assert name in said


def test_a_part_that_prints_nothing_and_an_unknown_key_are_problems(shelf):
    shelf.change(BANJARMASIN, 'list = "documents"', 'lists = "documents"')
    said = " ".join(problem.what for problem in shelf.problems())
    assert "prints nothing" in said
    assert "`lists`" in said
