"""Silence after a User ID was handed over: somebody is given the task to phone."""

import pytest

from tests.desk.filed import rows
from tests.desk.sweeping import handed_over, sweeps


@pytest.fixture
def silent(house):
    """Handed over on Monday, no word since: three working days later it is Thursday."""
    number = handed_over(house)
    for day in range(4):
        house.after(days=1)
        sweeps(house)
        if day < 2:
            assert "Tugas telepon" not in house.news("Joko")
    return number


def test_after_three_working_days_the_first_desk_gets_the_task_once(house, silent):
    told = house.news("Joko")
    assert told.count("Tugas telepon") == 1
    assert silent in told
    assert "melalui e-mail" in told
    listed = house.says("Joko", "/telepon")
    assert silent in listed
    assert "Tidak ada tugas telepon" in house.says("Kartika", "/telepon")
    sweeps(house)
    assert len(rows(house, "phone_task")) == 1


def test_the_result_is_noted_by_button_and_the_applicant_confirms_himself(house, silent):
    house.news("Andi")
    house.says("Joko", "/telepon")
    assert "Bagaimana hasil telepon" in house.presses("Joko", silent)
    assert "sudah menerima" in house.presses("Joko", "Sudah diterima")
    assert "Mohon tekan tombol konfirmasi" in house.news("Andi")
    house.presses("Andi", "Ya, sudah saya terima")
    assert rows(house, "ticket", "state") == [("done",)]
    assert "Tidak ada tugas telepon" in house.says("Joko", "/telepon")
    house.says("Joko", f"/tiket {silent}")
    assert "Ditelepon: sudah diterima" in house.presses("Joko", "Riwayat")


def test_what_has_not_arrived_is_sent_again(house, silent):
    house.news("Andi")
    assert "belum menerima" in house.says("Joko", f"/telepon {silent} belum")
    assert "belum Bapak/Ibu terima" in house.news("Andi")
    house.presses("Andi", "Belum saya terima")
    house.says("Andi", "tidak ada e-mail")
    assert rows(house, "ticket", "step") == [("create",)]


def test_a_task_is_done_once_and_by_its_role_only(house, silent):
    assert "Tidak ada tugas telepon yang terbuka" in house.says(
        "Kartika", f"/telepon {silent} belum"
    )
    house.says("Joko", f"/telepon {silent} tidak dijawab")
    assert "Tidak ada tugas telepon yang terbuka" in house.says("Joko", f"/telepon {silent} belum")
    assert "hanya untuk petugas" in house.says("Andi", "/telepon")
    assert rows(house, "phone_task", "open, result") == [(0, "no_answer")]


def test_a_confirmed_hand_over_needs_no_call(house):
    handed_over(house)
    house.presses("Andi", "Ya, sudah saya terima")
    house.after(days=10)
    sweeps(house)
    assert rows(house, "phone_task") == []


@pytest.mark.parametrize(
    "command", ["teruskan {0} email password: Rahasia123", "catatan {0} password: Rahasia123"]
)
def test_no_password_comes_into_a_note_of_an_officer(house, command):
    number = handed_over(house)
    answer = house.says("Nanda", f"/{command.format(number)}")
    assert "kata sandi" in answer.text.casefold() or "password" in answer.text.casefold()
    assert "Rahasia123" not in answer
    assert b"Rahasia123" not in house.file.read_bytes()
