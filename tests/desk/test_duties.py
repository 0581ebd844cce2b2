"""Separation of duties at the desk: refused with the reason and who could instead."""

from dataclasses import replace

import pytest

from desk.desk import Books
from storage import people
from storage.moments import to_ms
from tests.desk.filed import files, rows, verifying
from tests.desk.test_on_behalf import records
from tests.desk.test_sweeps import appoint
from tests.people import PEOPLE


@pytest.fixture
def joko_verifies(house):
    """Joko of the helpdesk is a verifier as well."""
    house.says("Joko", "halo")
    appoint(house, "Joko", "belitung", "verifier")
    return house


def alone(house):
    """Let the data of Belitung say that it has one officer only."""
    catalogue = house.books.catalogue
    office = replace(catalogue.office("belitung"), one_officer=True)
    offices = {**catalogue.offices, "belitung": office}
    known = house.books
    house.books = Books(
        replace(catalogue, offices=offices), known.texts, known.administrators, known.bot_name
    )


def ends_post(house, who):
    """End the posts somebody holds."""

    def job(tx):
        person = people.by_telegram(tx, PEOPLE[who].id)
        for post in people.all_posts(tx, to_ms(house.now)):
            if post.person_id == person.id:
                people.dismiss(tx, post.staff_id, to_ms(house.now))

    house.write(job)


def test_nobody_approves_two_steps_in_a_row(joko_verifies):
    house = joko_verifies
    number = verifying(house)
    for words in (f"/teruskan {number}", f"/ambil {number}"):
        answer = house.says("Joko", words)
        assert "sudah Bapak/Ibu setujui sendiri sebagai Helpdesk LPSE" in answer
        assert "Kartika" in answer
        assert "Lengkap, teruskan ke Kepala Biro" not in answer.labels
    assert rows(house, "ticket", "step, version") == [("verify", 2)]
    assert "Kembalikan" in answer.text + " ".join(answer.labels)


def test_an_old_button_approves_no_more_than_a_command_does(joko_verifies):
    house = joko_verifies
    number = files(house)
    house.says("Joko", f"/teruskan {number}")
    house.says("Kartika", f"/tiket {number}")
    _, key = house.chats["Kartika"].find("Lengkap, teruskan ke Kepala Biro")
    assert "tidak berlaku" in house.presses_data("Joko", key.data)
    assert rows(house, "ticket", "step") == [("verify",)]


def test_a_colleague_goes_on_with_it(joko_verifies):
    house = joko_verifies
    number = verifying(house)
    house.says("Kartika", f"/ambil {number}")
    house.says("Kartika", f"/berkas {number}")
    house.presses("Kartika", "Sisanya sesuai semua")
    house.says("Kartika", f"/teruskan {number}")
    assert rows(house, "ticket", "step") == [("dispose_bureau",)]


def test_who_recorded_a_case_does_not_decide_it(joko_verifies):
    house = joko_verifies
    number = records(house)
    house.says("Wahyu", "halo")
    appoint(house, "Wahyu", "belitung", "lpse_helpdesk")
    house.says("Wahyu", f"/teruskan {number}")
    answer = house.says("Joko", f"/teruskan {number}")
    assert "Bapak/Ibu sendiri yang mencatatkan" in answer
    assert "Kartika" in answer


def test_without_a_colleague_the_refusal_says_what_to_do(joko_verifies):
    house = joko_verifies
    number = verifying(house)
    ends_post(house, "Kartika")
    assert "/delegasi" in house.says("Joko", f"/teruskan {number}")
    assert rows(house, "ticket", "step") == [("verify",)]


def test_the_only_officer_of_an_office_goes_on_and_the_journal_marks_it(joko_verifies):
    house = joko_verifies
    alone(house)
    number = verifying(house)
    assert "Kartika" in house.says("Joko", f"/teruskan {number}")
    ends_post(house, "Kartika")
    house.says("Joko", f"/ambil {number}")
    house.says("Joko", f"/berkas {number}")
    house.presses("Joko", "Sisanya sesuai semua")
    house.says("Joko", f"/teruskan {number}")
    assert rows(house, "ticket", "step") == [("dispose_bureau",)]
    last = rows(house, "journal", "id, kind, data")[-1]
    assert last[1] == "ticket_forwarded"
    assert '"alone":true' in last[2]


def test_a_file_somebody_may_not_approve_is_passed_over_without_a_reason(joko_verifies):
    house = joko_verifies
    own, other = files(house, "Andi"), files(house, "Siti")
    house.says("Joko", f"/teruskan {own}")
    house.says("Dewi", "halo")
    appoint(house, "Dewi", "belitung", "lpse_helpdesk")
    house.after(minutes=1)
    house.says("Dewi", f"/teruskan {other}")
    assert "diambil" in house.says("Joko", f"/ambil {other}").text.casefold()
