"""The figures the search must reach on the examples; `make faq` prints them cross-validated."""

from collections import Counter

import pytest

from bench.calibrate import cases, cross_validated, threshold
from bench.questions import OUTSIDE, disguised, examples
from faq.entry import Answered

SERVICES = """
babel-userid-klpd belitung-userid-auditor bjm-aktivasi bjm-email bjm-cv-pt bjm-npwp
bjm-nonaktif bjm-adp bjm-spse-masalah lkpp-epurchasing lkpp-support lkpp-tatap-muka
lkpp-call-center pengaduan
"""


@pytest.fixture(scope="module")
def results(search):
    return [(example, search.ask(example.text)) for example in examples()]


def part(some, good):
    return sum(map(good, some)) / len(some)


def right(pair):
    return isinstance(pair[1], Answered) and pair[1].entry.id in pair[0].right


def wrong(pair):
    return isinstance(pair[1], Answered) and pair[1].entry.id not in pair[0].right


@pytest.mark.parametrize(
    ("kind", "floor"),
    [
        ("formal", 0.90),
        ("slang", 0.85),
        ("typo", 0.80),
        ("short", 0.93),
        ("long", 0.55),
        ("mixed", 0.85),
    ],
)
def test_each_kind_of_question_is_answered_rightly_often_enough(results, kind, floor):
    some = [pair for pair in results if pair[0].kind == kind]
    assert part(some, right) >= floor


def test_hardly_anything_is_answered_wrongly_and_surely(results):
    inside = [pair for pair in results if pair[0].kind not in OUTSIDE]
    assert part(inside, wrong) <= 0.04


def test_hardly_anything_out_of_scope_is_answered(results):
    outside = [pair for pair in results if pair[0].kind in OUTSIDE]
    assert part(outside, wrong) <= 0.02


@pytest.mark.parametrize("kind", ["abuse", "gibberish", "instruction", "empty", "greeting"])
def test_what_is_no_question_is_never_answered(results, kind):
    assert not [pair[0].text for pair in results if pair[0].kind == kind and wrong(pair)]


def test_the_same_question_in_disguise_gets_the_same_answer(search, results):
    told = Counter()
    for example, result in results[::6]:
        own = result.entry.id if isinstance(result, Answered) else ""
        for text in disguised(example.text):
            other = search.ask(text)
            told[own == (other.entry.id if isinstance(other, Answered) else "")] += 1
    assert told[True] / told.total() >= 0.995


@pytest.mark.parametrize("service", SERVICES.split())
def test_every_service_is_reached_by_at_least_ten_ordinary_phrasings(results, service):
    texts = {
        example.text
        for example, result in results
        if example.kind != "typo" and right((example, result)) and result.entry.service == service
    }
    assert len(texts) >= 10


@pytest.mark.prove
def test_families_never_seen_are_answered_as_well(search):
    judged = cross_validated(cases(search, examples()))
    level = threshold(judged)
    inside = [
        each for each in judged if each.case.example.kind not in OUTSIDE | {"ambiguous", "known"}
    ]
    outside = [each for each in judged if each.case.example.kind in OUTSIDE]
    assert part(inside, lambda each: each.sure >= level and each.first_right) >= 0.84
    assert part(inside, lambda each: each.in_three) >= 0.96
    assert part(outside, lambda each: each.sure >= level) <= 0.02
