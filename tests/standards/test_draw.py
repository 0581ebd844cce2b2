"""The drawn chain."""

from flows.words import Language
from standards.draw import chain_chart


def test_a_chart_has_a_box_per_step_and_an_arrow_per_way(catalogue):
    chart = chain_chart(catalogue, "belitung-userid-auditor")
    assert chart.startswith("flowchart TD\n")
    for step in catalogue.service("belitung-userid-auditor").steps:
        assert f'    {step.id}["{step.title.id}' in chart
    assert 'create -- "USER ID dibuat dan disampaikan" --> archive' in chart
    assert "dispose_bureau -. " in chart
    assert "--> rejected_" in chart
    assert 'receipt -- "Sudah saya terima" --> done_' in chart


def test_quotation_marks_cannot_break_a_chart(catalogue):
    chart = chain_chart(catalogue, "bjm-aktivasi", Language.EN)
    assert all(line.count('"') % 2 == 0 for line in chart.splitlines())
