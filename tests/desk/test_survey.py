"""The satisfaction survey: one question, then nine for who agrees; once a case, no names."""

from dataclasses import replace

import pytest

from flows.satisfaction import Element
from flows.standard import Component
from flows.words import Words
from storage import people, surveys
from storage.moments import to_ms
from storage.opinions import survey_answer
from tests.desk.filed import rows
from tests.desk.supported import SERVICE, lays, reports
from tests.desk.sweeping import sweeps


@pytest.fixture
def number(house):
    lays(house)
    return reports(house)


def solved(house, number, who="Siti"):
    house.says("Dewi", f"/selesai {number}")
    house.news(who)
    return house.presses(who, "Ya, sudah saya terima")


def agreed(house, number):
    solved(house, number)
    house.says("Siti", "4")
    return house.presses("Siti", "Ya, isi survei")


def opinions(house, office="banjarmasin"):
    return house.write(lambda tx: surveys.opinions(tx, office, "2026-01", "2026-12"))


def test_who_confirms_is_asked_one_question_under_the_answer(house, number):
    asked = solved(house, number)
    assert "Bagaimana pelayanan" in asked
    scores = ["1 – Tidak puas", "2 – Kurang puas", "3 – Puas", "4 – Sangat puas"]
    assert list(asked.labels)[:4] == scores
    assert "sudah diterima" in house.presses("Siti", "4 – Sangat puas")
    (found,) = opinions(house)
    assert (found.overall.count, found.overall.total) == (1, 4)


def test_the_buttons_of_the_status_can_still_be_typed(house, number):
    solved(house, number)
    assert "Apa yang masih terjadi" in house.says("Siti", "Ternyata belum selesai")


def test_a_case_is_rated_once_whatever_is_said_later(house, number):
    solved(house, number)
    house.says("Siti", "4")
    assert "sudah pernah diterima" in house.says("Siti", f"/survei {number} 1")
    (found,) = opinions(house)
    assert (found.overall.count, found.overall.total) == (1, 4)


def test_the_nine_elements_come_one_at_a_time_and_can_be_typed(house, number):
    first = agreed(house, number)
    assert "pertanyaan 1 dari 14" in first
    assert "Persyaratan" in first
    for typed in "23443243":
        last = house.says("Siti", typed)
    assert "Penanganan pengaduan" in last
    assert "jenis kelamin" in house.says("Siti", "4")
    for _ in range(4):
        last = house.says("Siti", "Lewati")
    assert "saran untuk perbaikan" in last
    assert "disimpan tanpa nama" in house.says("Siti", "Buka juga hari Jumat")
    totals = {one: tally.total for one, tally in opinions(house)[0].elements.items()}
    assert totals[Element.REQUIREMENTS] == 2
    assert totals[Element.COMPLAINTS] == 4
    said = house.write(lambda tx: surveys.comments(tx, "banjarmasin", "2026-01", "2026-12"))
    assert said == [(SERVICE, "Buka juga hari Jumat")]


def test_the_fee_of_a_free_service_is_not_asked_but_counts_as_four(house, number):
    lays_free(house)
    agreed(house, number)
    for typed in "234":
        last = house.says("Siti", typed)
    assert "Produk spesifikasi" in last
    house.presses("Siti", "Cukup sampai di sini")
    assert opinions(house)[0].elements[Element.FEE].total == 4


def test_a_preset_fee_alone_is_nobodys_answer(house, number):
    lays_free(house)
    agreed(house, number)
    house.presses("Siti", "Cukup sampai di sini")
    assert opinions(house)[0].elements[Element.FEE].count == 0


def lays_free(house):
    """Make the little service free of charge."""
    catalogue = house.books.catalogue
    made = catalogue.service(SERVICE)
    fee = Component(Words("Gratis", "Free"), "", free=True)
    free = replace(made, components={**made.components, "fee": fee})
    services = {**catalogue.services, SERVICE: free}
    house.books = replace(house.books, catalogue=replace(catalogue, services=services))


def test_answers_lead_to_nobody(house, number):
    agreed(house, number)
    house.says("Siti", "2")
    house.presses("Siti", "Cukup sampai di sini")
    answers = rows(house, "survey_answer")
    assert len(answers) == 2
    assert not {"ticket_id", "person_id", "at"} & {one.name for one in survey_answer.columns}
    assert [row[-1] for row in rows(house, "survey_mark")] == [None]
    assert "survei" not in house.says("Dewi", f"/tiket {number}").text.casefold()


def test_what_was_answered_stays_when_somebody_goes_away_in_between(house, number):
    agreed(house, number)
    house.says("Siti", "2")
    house.says("Siti", "menu")
    assert "pertanyaan 2 dari 14" in house.says("Siti", "/survei")


def test_other_words_are_told_how_to_answer(house, number):
    agreed(house, number)
    told = house.says("Siti", "lumayan")
    assert "ketik nomornya, misalnya: 3" in told
    assert "pertanyaan 1 dari 14" in told


def test_an_old_button_changes_an_answer_while_the_survey_is_open_and_nothing_after(house, number):
    agreed(house, number)
    house.presses("Siti", "2 – Kurang sesuai")
    house.presses("Siti", "3 – Sesuai")
    house.presses("Siti", "Cukup sampai di sini")
    assert "sudah diterima" in house.presses("Siti", "4 – Sangat sesuai")
    assert opinions(house)[0].elements[Element.REQUIREMENTS].total == 3


def test_a_score_beyond_four_is_refused_kindly(house, number):
    solved(house, number)
    assert "1 sampai 4" in house.says("Siti", f"/survei {number} 9")
    assert opinions(house) == []


def test_nobody_rates_the_case_of_somebody_else(house, number):
    solved(house, number)
    foreign = house.says("Budi", f"/survei {number} 1")
    assert foreign.text == house.says("Budi", "/survei BJM-2026-000099-A 1").text
    assert opinions(house) == []


def test_an_open_case_cannot_be_rated_yet(house, number):
    assert "sesudah layanannya selesai" in house.says("Siti", f"/survei {number} 4")
    assert "tidak ada tiket" in house.says("Siti", "/survei")


def test_officers_do_not_rate_their_own_office(house, number):
    now = to_ms(house.now)

    def job(tx):
        siti = people.by_telegram(tx, house.people["Siti"].id).id
        people.appoint(tx, siti, "banjarmasin", "verifier", now, siti, siti)

    house.write(job)
    assert "Bagaimana pelayanan" not in solved(house, number)
    assert "tidak menilai layanan kantornya" in house.says("Siti", f"/survei {number} 4")


def test_one_that_the_rule_closed_is_asked_about_in_a_message_of_its_own(house, number):

    house.says("Dewi", f"/selesai {number}")
    for _ in range(20):
        house.after(days=1)
        sweeps(house)
    told = house.news("Siti")
    assert told.count("Bagaimana pelayanan yang Bapak/Ibu terima?") == 1
