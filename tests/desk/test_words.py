"""Every service is reached at the desk by the words that people really type."""

import pytest

from standards.load import load_catalogue

SERVICES = sorted(one.id for one in load_catalogue().services.values() if not one.family)
LEAST = 10
"""Ordinary phrasings by which each entry must be reached (features A1)."""


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_shown_or_offered_for_each_of_its_phrasings(house, all_services, service):
    standard = all_services.service(service)
    missed = []
    for words in standard.words:
        answer = house.says("Siti", words)
        seen = "\n".join([answer.text, *answer.labels])
        if standard.title.id not in seen:
            missed.append(words)
    assert len(standard.words) >= LEAST
    assert missed == []
