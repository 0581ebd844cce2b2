"""The drawn chain."""

from pathlib import Path

from flows.words import Language
from standards.draw import chain_chart, chart_page

DRAWN = Path(__file__).parents[2] / "docs" / "chains"


def test_a_chart_has_a_box_per_step_and_an_arrow_per_way(catalogue):
    chart = chain_chart(catalogue, "belitung-userid-auditor")
    assert chart.startswith("flowchart TD\n")
    for step in catalogue.service("belitung-userid-auditor").steps:
        assert f'    {step.id}["{step.title.id}' in chart
    assert 'create -- "USER ID dibuat dan disampaikan" --> archive' in chart
    assert "dispose_bureau -. " in chart
    assert "--> rejected_" in chart
    assert 'receipt -- "Ya, sudah saya terima" --> done_' in chart


def test_quotation_marks_cannot_break_a_chart(catalogue):
    chart = chain_chart(catalogue, "bjm-aktivasi", Language.EN)
    assert all(line.count('"') % 2 == 0 for line in chart.splitlines())


def test_the_drawn_chains_in_the_docs_are_those_of_the_standards(catalogue):
    drawn = {path.stem: path.read_text("utf-8") for path in DRAWN.glob("*.md")}
    for service in catalogue.services:
        assert drawn.pop(service, "") == chart_page(catalogue, service), "run: make charts"
    assert not drawn, "a page of a service that is no more"
