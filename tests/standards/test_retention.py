"""Retention: every kind of ticket has its class, with a source, and none is invented."""

import tomllib
from pathlib import Path

import pytest

from flows.standard import TicketKind
from standards.document import Document, Sheet
from standards.problems import Findings
from standards.retention import read_retention
from standards.table import Table

FILE = Path(__file__).parents[2] / "standards" / "retention.toml"


def reading(change):
    data = tomllib.loads(FILE.read_text("utf-8"))
    change(data)
    findings = Findings()
    document = Document("retention.toml", (Sheet("retention.toml", "", data),), data)
    read_retention(Table(data, (), document, findings))
    return [problem.what for problem in findings.problems()]


def test_every_kind_has_a_class_with_its_source(all_services):
    retention = all_services.retention
    assert set(retention.tickets) == set(TicketKind)
    for terms in (retention.tickets, retention.documents, retention.records):
        assert all(term.years >= 1 and term.source.document for term in terms.values())


def test_what_is_offered_again_is_asked_for_by_a_standard(all_services):
    asked = {ask.id for one in all_services.services.values() for ask in one.asks}
    assert set(all_services.retention.documents) <= asked
    assert all_services.retention.offers("tax_card")
    assert not all_services.retention.offers("application_letter")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: data["ticket"].pop("problem"), "has no class"),
        (lambda data: data["ticket"].update(party=data["ticket"]["request"]), "not kept by Loket"),
        (lambda data: data["record"]["guest_book"].update(years=0), "is 0"),
        (lambda data: data["ticket"]["request"].pop("source"), "is missing"),
        (lambda data: data["ticket"]["request"].update(jears=2), "unknown key"),
    ],
)
def test_a_mistake_is_named(change, told):
    assert any(told in what for what in reading(change))
