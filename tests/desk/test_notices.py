"""Who is told: the right people, in their language; nobody sees another office's data."""

import pytest

from desk.desk import house_desk
from desk.pushes import push_failed
from storage.store import Tx
from tests.desk.filed import files, files_activation, rows, verifying
from tests.people import OFFICERS, PEOPLE

PERSONAL = ("Ahmad Fauzi", "01.312.166.0-091.000", "0812-3456-7890", "admin@contoh.example")


def told(house):
    """Everybody who was told something since the last look."""
    news = {who: house.news(who) for who in PEOPLE}
    return {who for who, text in news.items() if text}


def test_a_new_ticket_is_told_to_the_role_that_holds_it_in_that_office_alone(house):
    house.says("Siti", "halo")
    files_activation(house)
    assert told(house) == set()
    assert {who for who, chat in house.chats.items() if chat.messages} == {"Siti", "Dewi", "Dina"}


def test_a_step_is_told_to_the_applicant_and_the_next_holder_alone(house):
    number = files(house)
    house.says("Joko", f"/teruskan {number}")
    assert told(house) == {"Andi", "Kartika"}


def test_the_one_who_acts_is_answered_and_not_told(house):
    number = files_activation(house)
    house.says("Dewi", f"/teruskan {number}")
    assert told(house) == {"Siti"}


def test_each_is_told_in_his_own_language(house):
    house.says("Dewi", "bahasa")
    house.presses("Dewi", "English")
    files_activation(house, "Siti")
    newest = house.chats["Dewi"].messages[-1]
    assert "New ticket" in newest.text
    assert "Open the ticket" in newest.labels
    assert "Tiket baru" in house.chats["Dina"].messages[-1].text


def test_a_suspended_officer_is_told_nothing_more(house):
    listed = house.says("Oki", "/petugas").text
    post = next(line for line in listed.splitlines() if "Dina" in line).partition(".")[0]
    house.says("Oki", f"/petugas bekukan {post}")
    house.says("Siti", "halo")
    said = house.news("Dina")
    assert "dibekukan" in said
    files_activation(house)
    assert house.news("Dina") == ""


@pytest.mark.parametrize(
    "who", [name for name, one in OFFICERS.items() if one.office == "belitung"]
)
def test_staff_never_see_personal_data_of_another_office(house, who):
    number = files_activation(house)
    house.says("Dewi", f"/teruskan {number}")
    answers = [
        house.says(who, text).text
        for text in (
            number,
            f"/tiket {number}",
            f"/berkas {number}",
            f"/berkas {number} 1",
            f"/catatan {number} x",
            "/antrian",
            "/status",
        )
    ]
    everything = "\n".join([*answers, *(one.text for one in house.chats[who].messages)])
    for personal in (*PERSONAL, "PT Contoh Jaya", "Siti"):
        assert personal not in everything


def test_an_administrator_is_no_officer_and_sees_no_ticket(house):
    number = files(house)
    assert "hanya untuk petugas" in house.says("Oki", f"/tiket {number}")
    assert "tidak ditemukan" in house.says("Oki", number)


def test_pushes_hold_the_number_and_never_the_answers(house):
    files_activation(house)
    for who in ("Dewi", "Dina"):
        text = "\n".join(one.text for one in house.chats[who].messages)
        assert "BJM-2026-000001-" in text
        assert not any(personal in text for personal in PERSONAL)


def test_officers_names_are_never_told_to_the_applicant(house):
    number = verifying(house)
    house.says("Kartika", f"/ambil {number}")
    house.says("Kartika", f"/mintadata {number} Nomor surat")
    house.says("Andi", f"/status {number}")
    text = "\n".join(one.text for one in house.chats["Andi"].messages)
    assert not any(name in text for name in OFFICERS)


def test_internal_notes_are_for_staff_alone(house):
    number = verifying(house)
    house.says("Kartika", f"/catatan {number} Surat tampak meragukan.")
    house.says("Andi", f"/status {number}")
    assert "meragukan" not in "\n".join(one.text for one in house.chats["Andi"].messages)
    house.says("Joko", f"/tiket {number}")
    assert "Surat tampak meragukan." in house.presses("Joko", "Riwayat")


def test_a_person_who_cannot_be_reached_becomes_a_task_for_the_holder(house):
    verifying(house)

    def fail(tx: Tx):
        push_failed(house_desk(tx, house.now, house.books), PEOPLE["Andi"].id, 1, 77, gone=True)

    house.write(fail)
    house.write(fail)
    house.deliver()
    assert house.news("Kartika").count("Tugas: pemohon tiket") == 1
    assert [row for row in rows(house, "person", "telegram_id, unreachable_at") if row[1]]


def test_a_person_who_cannot_be_reached_while_he_owes_is_a_task_for_the_first_desk(house):
    number = verifying(house)
    house.says("Kartika", f"/kembalikan {number} Kurang.")
    house.write(
        lambda tx: push_failed(
            house_desk(tx, house.now, house.books), PEOPLE["Andi"].id, 1, 78, gone=True
        )
    )  # fmt: skip
    house.deliver()
    assert "Tugas: pemohon tiket" in house.news("Joko")


def test_a_push_that_failed_for_another_reason_is_a_task_but_nobody_counts_as_gone(house):
    verifying(house)
    desk = PEOPLE["Andi"].id
    house.write(
        lambda tx: push_failed(house_desk(tx, house.now, house.books), desk, 1, 79, gone=False)
    )
    house.deliver()
    assert "Tugas: pemohon tiket" in house.news("Kartika")
    assert not [row for row in rows(house, "person", "telegram_id, unreachable_at") if row[1]]


def test_a_long_message_of_the_applicant_reaches_the_holder_whole(house):
    number = verifying(house)
    house.says("Andi", "kata&kata " * 400, to=number)
    told_parts = [one.text for one in house.unread["Kartika"]]
    assert len(told_parts) > 1
    assert "".join(told_parts).count("kata&kata") == 400
