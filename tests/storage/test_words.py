"""The words of tickets as keyed hashes: found on both engines, forgotten when they are erased."""

from datetime import timedelta

import pytest

from flows.words import Language
from storage import people, words
from storage.words import Wanted
from tests.desk.cases import AUDITOR, case


@pytest.fixture
def store_with_two(store, all_services, now):
    def fill(tx):
        who = people.add(tx, 1, Language.ID, "Andi", 0).id
        standard = all_services.service(AUDITOR)
        for nth in range(2):
            made = case(tx, standard, now - timedelta(days=nth), (1,), person=who)
            words.keep(tx, made, {"wijaya", f"nomor{nth}"})
            words.keep(tx, made, {"wijaya"})

    store.write_now(fill)
    return store


def found(store, *said, before=0, viewer=9, offices=("belitung",), **facts):
    def read(tx):
        hashes = tuple(tx.vault.word_hash(word) for word in said)
        some = words.find(tx, Wanted(hashes, **facts), offices, viewer, before, 10)
        return [one.id for one in some]

    return store.write_now(read)


def test_all_words_must_stand_in_a_ticket_and_the_newest_comes_first(store_with_two):
    assert found(store_with_two, "wijaya") == [2, 1]
    assert found(store_with_two, "wijaya", "nomor1") == [2]
    assert found(store_with_two, "wijaya", "nomor2") == []
    assert found(store_with_two, "wijaya", before=2) == [1]


def test_another_office_and_the_owner_find_nothing(store_with_two):
    assert found(store_with_two, "wijaya", offices=("banjarmasin",)) == []
    assert found(store_with_two, "wijaya", viewer=1) == []


def test_facts_narrow_it_down(store_with_two):
    assert found(store_with_two, state="verifying") == [2, 1]
    assert found(store_with_two, state="done") == []
    assert found(store_with_two, service="bjm-npwp") == []
    assert found(store_with_two, since=1, until=2) == []


def test_words_that_are_forgotten_find_nothing(store_with_two):
    store_with_two.write_now(lambda tx: words.forget(tx, 1))
    assert found(store_with_two, "wijaya") == [2]
