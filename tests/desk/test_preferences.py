"""Everybody chooses when to be told: zone, quiet hours, and what may wait until the morning."""

from datetime import UTC, datetime

import pytest

from tests.desk.filed import files_activation
from tests.desk.sweeping import sweeps


def moment(day, hour, minute=0):
    return datetime(2026, 8, day, hour, minute, tzinfo=UTC)


def test_the_settings_show_what_holds_and_offer_what_can_be_changed(house):
    shown = house.says("Siti", "/pengaturan")
    assert "Mengikuti kantor yang melayani" in shown
    assert "pukul 21.00 sampai 07.00" in shown
    assert {"Zona waktu", "Jam tenang", "Kabar status", "Dompet dokumen"} <= set(shown.labels)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("zona wit", "WIT (Indonesia Timur)"),
        ("tenang 22-6", "pukul 22.00 sampai 06.00"),
        ("tenang mati", "Tanpa jam tenang"),
        ("kabar pagi", "Menunggu sampai jam tenang selesai"),
        ("dompet mati", "Tidak, jangan ditawarkan"),
    ],
)
def test_each_setting_can_be_typed_and_is_kept(house, typed, shown):
    answer = house.says("Siti", f"/pengaturan {typed}")
    assert "sudah disimpan" in answer
    assert shown in answer
    assert shown in house.says("Siti", "pengaturan")
    assert shown not in house.says("Budi", "pengaturan")


def test_each_setting_can_be_pressed(house):
    house.says("Siti", "/pengaturan")
    house.presses("Siti", "Jam tenang")
    assert "22.00 sampai 08.00" in house.presses("Siti", "pukul 22.00 sampai 08.00")


@pytest.mark.parametrize("typed", ["tenang 3-4", "tenang kapan saja", "zona mars", "kabar lusa"])
def test_a_choice_that_is_not_understood_is_asked_again_with_an_example(house, typed):
    answer = house.says("Siti", f"/pengaturan {typed}")
    assert "belum kami pahami" in answer
    assert "Contoh: /pengaturan" in answer


def owes(house, number):
    """Bring a ticket to where its owner owes an answer."""
    house.says("Dewi", f"/mintadata {number} Nomor akta")
    house.news("Siti")


def test_a_reminder_waits_for_the_morning_of_the_zone_that_was_chosen(house):
    number = files_activation(house)
    house.says("Siti", "/pengaturan zona wib")
    house.now = moment(3, 13, 30)
    owes(house, number)
    house.now = moment(4, 13, 30)
    sweeps(house)
    house.deliver()
    # 20.30 WIB, although it is 21.30 at the office: she is told at once.
    assert "menunggu" in house.news("Siti").lower()


def test_without_quiet_hours_a_reminder_comes_at_night(house):
    number = files_activation(house)
    house.says("Siti", "/pengaturan tenang mati")
    house.now = moment(3, 15)
    owes(house, number)
    house.now = moment(4, 15)
    sweeps(house)
    house.deliver()
    assert house.news("Siti")


def test_news_of_the_night_waits_only_for_who_wants_it_so(house):
    first, second = files_activation(house), files_activation(house, "Budi")
    house.says("Budi", "/pengaturan kabar pagi")
    house.now = moment(3, 15)
    for number in (first, second):
        house.says("Dewi", f"/mintadata {number} Nomor akta")
    assert first in house.news("Siti")
    assert house.news("Budi") == ""
    house.now = moment(3, 23, 5)
    house.deliver()
    assert second in house.news("Budi")


def test_english_speakers_are_shown_the_settings_in_english(house):
    assert "Quiet hours: 21.00 to 07.00" in house.says("Emma", "/pengaturan")
