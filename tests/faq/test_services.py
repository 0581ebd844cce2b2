"""Finding the service that somebody asks for in his own words."""

import pytest

from faq.services import MOST, find


@pytest.fixture(scope="module")
def services(all_services):
    """Every service; of a family (complaints) only the first, as the menu searches."""
    seen = {}
    for each in all_services.services.values():
        seen.setdefault(each.family or each.id, each)
    return tuple(seen.values())


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("aktivasi user id", "bjm-aktivasi"),
        ("Aktivasi USER ID!", "bjm-aktivasi"),
        ("user id aktivasi", "bjm-aktivasi"),
        ("saya mau aktivasi akun lpse", "bjm-aktivasi"),
        ("activate my provider account", "bjm-aktivasi"),
        ("user id auditor", "belitung-userid-auditor"),
        ("bpk minta akses lpse", "belitung-userid-auditor"),
        ("saya dari inspektorat mau akses spse", "belitung-userid-auditor"),
        ("register auditor account", "belitung-userid-auditor"),
        ("Pelayanan Aktivasi User ID Penyedia Barang/Jasa", "bjm-aktivasi"),
        ("belitung userid auditor", "belitung-userid-auditor"),
        ("aktifasi user id", "bjm-aktivasi"),
    ],
)
def test_a_service_is_found_in_peoples_own_words(services, said, meant):
    assert find(said, services)[:1] == [meant]


@pytest.mark.parametrize(
    "said",
    [
        "",
        "a",
        "ya",
        "saya",
        "saya mau",
        "di mana ya pak",
        "of the",
        "qwerty zxcvb",
        "terima kasih banyak",
        "harga sewa mobil",
        "🙂🙂🙂",
        "123456",
    ],
)
def test_nothing_is_found_where_nothing_was_meant(services, said):
    assert find(said, services) == []


def test_every_phrase_of_a_service_finds_it_first(services):
    for service in services:
        for phrase in service.words:
            assert find(phrase, services)[:1] == [service.id], phrase


def test_every_title_finds_its_service_in_both_languages(services):
    for service in services:
        for title in (service.title.id, service.title.en):
            assert find(title, services)[:1] == [service.id]


def test_only_the_beginning_of_a_long_text_is_searched(services):
    assert find("xyz " * 50 + "aktivasi user id", services) == []
    assert find("aktivasi user id " * 5_000, services) == ["bjm-aktivasi"]


def test_never_more_than_a_few_are_offered(services):
    assert len(find("user id", services * 5)) <= MOST


def test_there_may_be_no_service_at_all():
    assert find("aktivasi user id", ()) == []
