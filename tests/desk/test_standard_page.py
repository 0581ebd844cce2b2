"""The whole standard of every service in chat, and the pledges of the offices."""

import pytest

from flows.standard import DELIVERY_COMPONENTS, INTERNAL_COMPONENTS
from flows.words import Language


def squeezed(text):
    return " ".join(text.split())


def whole(house, service_id, who="Siti"):
    """Page through a standard; returns everything that was shown."""
    page = house.says(who, f"/standar {service_id}")
    shown = page.text
    labels = {
        "Siti": ("Pengelolaan internal (7–14)", "Catatan sumber"),
        "Emma": ("Internal management (7–14)", "Remarks of the source"),
    }[who]
    for label in labels:
        if label in page.labels:
            page = house.presses(who, label)
            shown += "\n" + page.text
    return squeezed(shown)


def test_every_word_of_every_standard_is_shown_with_article_source_and_version(house):
    for service_id, standard in house.books.catalogue.services.items():
        shown = whole(house, service_id)
        for name in (*DELIVERY_COMPONENTS, *INTERNAL_COMPONENTS):
            component = standard.components[name]
            assert squeezed(component.text.id) in shown, (service_id, name)
            assert component.article in shown
        for remark in standard.remarks:
            assert squeezed(remark.text.id) in shown
        assert standard.version[:12] in shown
        assert standard.source.document in shown


def test_it_is_as_complete_in_english(house):
    standard = house.books.catalogue.service("bjm-aktivasi")
    shown = whole(house, "bjm-aktivasi", "Emma")
    for component in standard.components.values():
        assert squeezed(component.text.in_(Language.EN)) in shown


def test_it_is_reached_from_the_card_and_leads_back(house):
    house.says("Siti", "/start bjm-aktivasi")
    assert "Standar pelayanan (1/" in house.presses("Siti", "Standar lengkap")
    assert "Mulai permohonan" in house.presses("Siti", "Kartu layanan").labels


@pytest.mark.parametrize("words", ["aktivasi user id penyedia", "bjm-aktivasi", "BJM-AKTIVASI"])
def test_it_is_found_by_words_and_by_id(house, words):
    assert "Standar pelayanan (1/" in house.says("Siti", f"/standar {words}")


def test_without_words_or_with_unknown_ones_the_services_are_listed(house):
    assert "Standar pelayanan yang mana?" in house.says("Siti", "/standar")
    assert "tidak ditemukan" in house.says("Siti", "/standar zzzz qqqq")
    assert "Standar pelayanan (1/" in house.says("Siti", "1")


def test_a_date_the_source_does_not_print_is_said_to_be_missing(house):
    shown = whole(house, "babel-userid-klpd")
    assert "Tanggal berlaku tidak dicantumkan" in shown
    assert "Berlaku sejak Selasa, 27 November 2018" in whole(house, "bjm-aktivasi")


def test_laws_that_changed_are_told_on_request_only(house):
    shown = whole(house, "bjm-aktivasi")
    assert "71 Tahun 2019" not in shown
    house.says("Siti", "/standar bjm-aktivasi")
    told = house.presses("Siti", "Perubahan peraturan")
    assert "diganti dengan Peraturan Pemerintah Nomor 71 Tahun 2019" in told
    assert "bukan bagian dari standar" in told


# The pledge


def test_the_pledge_shows_statements_signer_and_a_day_that_is_not_filled_in(house):
    shown = house.says("Siti", "/maklumat banjarmasin")
    assert "a. pernyataan janji dan kesanggupan" in shown
    assert "c. pernyataan kesediaan untuk menerima sanksi" in shown
    assert "Ditandatangani oleh: Kepala Bagian Layanan Pengadaan" in shown
    assert "belum diisi oleh kantor" in shown
    assert "Pasal 7" in shown


def test_an_office_whose_source_has_none_says_so(house):
    house.says("Siti", "maklumat")
    assert "tidak memuat maklumat" in house.presses("Siti", "LPSE Kabupaten Belitung")


def test_the_standard_leads_to_the_pledge_of_its_office(house):
    house.says("Siti", "/standar bjm-email")
    assert "a. pernyataan janji" in house.presses("Siti", "Maklumat pelayanan")
