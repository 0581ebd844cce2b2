"""The morning's digest: once a working day, soon after it begins, to whom something waits."""

import pytest

from tests.desk.filed import verifying
from tests.desk.sweeping import sweeps
from tests.desk.test_assign import person

TOLD = "Pekerjaan hari ini"


@pytest.fixture
def early(house):
    """A file before the verifier; it is Tuesday, 07.45 in Belitung."""
    verifying(house)
    house.after(hours=22, minutes=45)
    for name in house.chats:
        house.news(name)
    return house


def test_an_officer_hears_once_what_waits_for_his_role(early):
    sweeps(early)
    told = early.news("Kartika")
    assert TOLD in told
    assert "1 tiket" in told
    sweeps(early)
    assert TOLD not in early.news("Kartika")


def test_a_head_hears_of_the_roles_below_and_others_hear_nothing(early):
    sweeps(early)
    assert "Pada petugas" in early.news("Maya")
    for who in ("Joko", "Nanda", "Andi", "Dewi"):
        assert TOLD not in early.news(who)


def test_what_is_late_and_what_is_due_today_is_counted(early):
    who = person(early, "Kartika")
    early.write(
        lambda tx: (
            tx.connection.exec_driver_sql(f"UPDATE ticket SET due_at = 1, claimed_by = {who}")
            and None
        )
    )
    sweeps(early)
    told = early.news("Kartika")
    assert "lewat waktu 1" in told
    assert "Yang Bapak/Ibu ambil: 1 tiket" in told


def test_nothing_is_told_before_the_office_opens_nor_when_the_morning_is_over(early):
    early.after(minutes=-30)
    sweeps(early)
    assert TOLD not in early.news("Kartika")
    early.after(hours=2)
    sweeps(early)
    assert TOLD not in early.news("Kartika")


def test_on_a_day_off_nobody_hears_of_it(early):
    early.after(days=4)
    sweeps(early)
    assert TOLD not in early.news("Kartika")
