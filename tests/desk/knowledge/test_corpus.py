"""The corpus: every service and component answered, from the standards themselves."""

from datetime import date

import pytest

from desk.knowledge.corpus import entries
from faq.written import written
from flows.standard import TicketKind

PARTS = "requirements procedure time cost product complaint contact who originals forms overview"


@pytest.fixture(scope="module")
def corpus(all_services):
    return {entry.id: entry for entry in entries(all_services)}


def test_every_service_has_an_answer_for_every_part(all_services, corpus):
    for standard in all_services.services.values():
        if standard.kind in (TicketKind.APPLICATION, TicketKind.PROBLEM) and standard.on:
            for part in PARTS.split():
                assert f"{standard.id}/{part}" in corpus


def test_what_a_standard_does_not_state_is_said_honestly(corpus):
    for name in ("belitung-userid-auditor/cost", "belitung-userid-auditor/complaint"):
        assert corpus[name].short.id.startswith("Standar pelayanan tidak mencantumkan")


def test_known_unknowns_begin_with_what_is_not_stated(corpus):
    unknown = [entry for name, entry in corpus.items() if name.startswith("unknown/")]
    assert unknown
    for entry in unknown:
        assert entry.short.id.startswith("Standar pelayanan tidak mencantumkan")
        assert entry.short.en.startswith("The service standard does not state")


def test_no_answer_is_longer_than_a_message_and_none_is_empty(corpus):
    for entry in corpus.values():
        for words in (entry.title, entry.short):
            assert words.id.strip()
            assert words.en.strip()
        for language in ("id", "en"):
            assert 20 < len(entry.text(language)) <= 3500


def test_every_entry_is_asked_for_in_several_ways_without_a_twin(corpus):
    seen = {}
    for entry in corpus.values():
        assert len(entry.phrasings) >= 3, entry.id
        for phrase in entry.phrasings:
            assert seen.setdefault(phrase, entry.id) == entry.id, phrase


def test_written_answers_name_services_and_offices_that_exist(all_services, corpus):
    services = {entry.service for entry in corpus.values()}
    for entry in written():
        assert entry.service in services
        assert not entry.office or entry.office in all_services.offices


def test_an_answer_that_no_longer_holds_is_left_out(all_services, corpus):
    early = {entry.id for entry in entries(all_services, date(2018, 1, 1))}
    assert "bjm-email/time" in corpus
    assert "bjm-email/time" not in early
