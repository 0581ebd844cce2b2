"""What the command line prints about standards."""

from flows.words import Language
from standards.problems import Problem
from standards.show import COMPONENT_TITLES, problem_report, service_list, service_sheet


def test_the_list_names_every_service_with_office_and_version(catalogue):
    text = service_list(catalogue)
    for standard in catalogue.services.values():
        assert standard.id in text
        assert standard.version[:8] in text
    assert text.endswith("no problems.")


def test_a_sheet_shows_all_components_questions_and_steps(catalogue):
    for service_id, standard in catalogue.services.items():
        for language in Language:
            text = service_sheet(catalogue, service_id, language)
            assert all(title.in_(language) in text for title in COMPONENT_TITLES.values())
            assert all(ask.title.in_(language) in text for ask in standard.asks)
            assert all(step.title.in_(language) in text for step in standard.steps)


def test_a_component_that_the_source_lacks_is_called_that(catalogue):
    text = service_sheet(catalogue, "belitung-userid-auditor")
    assert "4. Biaya/tarif\nTidak dinyatakan dalam sumbernya." in text


def test_a_report_gives_place_fault_and_remedy():
    problem = Problem("standards/x.toml", 7, "ask.email.check", "no such check", "Use one of: a.")
    text = problem_report([problem])
    assert text.startswith("standards/x.toml:7: ask.email.check\n")
    assert "-> Use one of: a." in text
    assert "1 problem." in text
