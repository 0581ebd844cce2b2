"""Filling forms: what is known stands there, what is not becomes dots, nothing is read twice."""

from hypothesis import given
from hypothesis import strategies as st

from flows.filling import fill, form_for, holes, makeable
from flows.forms import FormBy
from flows.printout import DOTS


def test_what_is_not_known_becomes_dots():
    assert fill("atas nama {company_name}.", {}) == f"atas nama {DOTS}."


def test_an_answer_stands_on_one_line_and_its_braces_are_only_text():
    filled = fill("oleh {name}", {"name": "Ahmad\n{tax_number}", "tax_number": "01"})
    assert filled == "oleh Ahmad {tax_number}"


@given(st.text())
def test_any_text_can_be_filled(text):
    fill(text, dict.fromkeys(holes(text), "x"))


def test_a_form_is_offered_only_where_its_document_is_asked_for(all_services):
    service = all_services.service("bjm-aktivasi")
    alone, sends = {"visitor": "company_head"}, {"visitor": "representative"}
    assert "power_of_attorney" not in [form.id for form in makeable(service, alone)]
    assert form_for(service, sends, "power_of_attorney").letterhead
    assert form_for(service, sends, "identity_card") is None


def test_forms_of_the_office_are_not_the_applicants(all_services):
    service = all_services.service("belitung-userid-auditor")
    assert [form.id for form in makeable(service, {})] == ["application_letter"]
    theirs = [form.id for form in makeable(service, {}, FormBy.OFFICER)]
    assert theirs == ["service_request", "checklist", "disposition"]
