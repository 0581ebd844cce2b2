"""`/tugaskan`: who may give a ticket to whom, and what the queue and the duties say to it."""

import pytest

from storage import people
from storage.moments import to_ms
from tests.desk.filed import files_activation, rows, verifying
from tests.people import PEOPLE


def appointed(house, who, office, role):
    def appoint(tx):
        person = people.by_telegram(tx, PEOPLE[who].id).id
        people.appoint(tx, person, office, role, to_ms(house.now), person, person)

    house.write(appoint)


def claimers(house):
    return [claimed for (claimed,) in rows(house, "ticket", "claimed_by")]


def person(house, who):
    return house.write(lambda tx: people.by_telegram(tx, PEOPLE[who].id).id)


def test_a_colleague_of_the_same_role_is_given_a_ticket_and_told(house):
    number = files_activation(house)
    answer = house.says("Dewi", f"/tugaskan {number} dina")
    assert f"Tiket {number} ditugaskan kepada Dina" in answer
    assert claimers(house) == [person(house, "Dina")]
    assert "Ditugaskan kepada Bapak/Ibu" in house.news("Dina")
    assert ("ticket_assigned",) in rows(house, "journal", "kind")


def test_without_a_name_the_colleagues_are_offered(house):
    number = files_activation(house)
    house.says("Dewi", f"/tugaskan {number}")
    assert "ditugaskan kepada Dina" in house.says("Dewi", "2")


def test_an_unknown_name_is_told_with_those_there_are(house):
    number = files_activation(house)
    answer = house.says("Dewi", f"/tugaskan {number} =cmd|x <b>Joko</b>")
    assert "Tidak ada petugas bernama" in answer
    assert "2. Dina" in answer.labels
    assert claimers(house) == [None]


def test_what_somebody_else_works_on_only_a_superior_gives_away(house):
    appointed(house, "Sri", "belitung", "verifier")
    number = verifying(house)
    house.says("Kartika", f"/ambil {number}")
    assert "petugas lain" in house.says("Sri", f"/tugaskan {number} sri")
    assert "ditugaskan kepada Sri" in house.says("Maya", f"/tugaskan {number} sri")
    assert claimers(house) == [person(house, "Sri")]


def test_another_role_without_rank_and_another_office_cannot_assign(house):
    number = verifying(house)
    assert "di tangan" in house.says("Joko", f"/tugaskan {number} kartika")
    assert "ditugaskan" not in house.says("Dewi", f"/tugaskan {number} kartika")
    assert claimers(house) == [None]


@pytest.fixture
def two(house):
    """Two complete files before two verifiers."""
    appointed(house, "Sri", "belitung", "verifier")
    numbers = verifying(house), verifying(house, "Siti")
    house.write(
        lambda tx: (
            tx.connection.exec_driver_sql("UPDATE ticket SET complete_at = submitted_at") and None
        )
    )
    return numbers


def test_a_colleague_does_not_pass_over_the_queue_by_assigning(house, two):
    assert "Belum giliran" in house.says("Kartika", f"/tugaskan {two[1]} sri")
    assert claimers(house) == [None, None]


def test_a_superior_may_and_it_is_reported_as_his_order(house, two):
    house.says("Maya", f"/tugaskan {two[1]} sri")
    assert claimers(house)[1] == person(house, "Sri")
    told = [data for kind, data in rows(house, "journal", "kind, data") if "overtaken" in kind]
    assert len(told) == 1
    assert "superior_order" in told[0]


def test_a_complete_file_goes_from_the_queue_to_the_next_desk_in_four_presses(house):
    verifying(house)
    house.says("Kartika", "/antrian")
    presses = 0
    for label in ("1. ", "Berkas", "Sisanya sesuai semua", "Lengkap, teruskan"):
        labels = [one for message in house.chats["Kartika"].messages for one in message.labels]
        house.presses("Kartika", next(one for one in reversed(labels) if one.startswith(label)))
        presses += 1
    assert presses == 4
    assert rows(house, "ticket", "step") == [("dispose_bureau",)]
