"""Deadlines: warned before, told after, carried up the office; each once, and never at night."""

from datetime import UTC, datetime, timedelta

import pytest

from storage import people
from storage.moments import to_ms
from tests.desk.filed import files, kept, rows
from tests.desk.sweeping import declared_complete, returned, sweeps
from tests.people import PEOPLE

NEAR, PASSED = "Batas waktu mendekat", "Batas waktu terlewati"


def moment(text):
    """A moment of Belitung's clock, such as "2026-08-03 09.10"."""
    return datetime.fromisoformat(text.replace(".", ":") + "+07:00").astimezone(UTC)


def at(house, text):
    """Go to a moment and sweep; returns how much was done."""
    house.now = moment(text)
    return sweeps(house)


def appoint(house, who, office, role):
    def job(tx):
        person = people.by_telegram(tx, PEOPLE[who].id)
        people.appoint(tx, person.id, office, role, to_ms(house.now), person.id, person.id)

    house.write(job)


# Before


def test_the_holder_is_warned_when_four_fifths_of_the_time_are_used_up(house):
    number = files(house)
    assert at(house, "2026-08-03 09.07") == 0
    assert at(house, "2026-08-03 09.08") == 1
    told = house.news("Joko")
    assert NEAR in told
    assert number in told
    assert "paling lambat Senin, 3 Agustus 2026 pukul 09.10 WIB" in told
    assert sweeps(house) == 0


def test_a_long_enough_time_is_warned_of_a_quarter_of_an_hour_before(house):
    declared_complete(house)
    assert at(house, "2026-08-03 09.14") == 0
    assert at(house, "2026-08-03 09.15") == 1
    assert "pukul 09.30 WIB" in house.news("Lukman")


def test_a_warning_counts_working_time_over_a_weekend(house):
    house.now = moment("2026-08-07 16.25")
    declared_complete(house)
    assert at(house, "2026-08-08 12.00") == 0
    assert at(house, "2026-08-10 07.39") == 1, "only the morning's digest"
    assert at(house, "2026-08-10 07.40") == 1


def test_only_the_officer_who_took_it_is_warned(house):
    number = files(house)
    house.says("Joko", f"/ambil {number}")
    appoint(house, "Maya", "belitung", "lpse_helpdesk")
    at(house, "2026-08-03 09.09")
    assert NEAR in house.news("Joko")
    assert house.news("Maya") == ""


def test_a_ticket_that_went_on_in_time_is_not_warned_of(house):
    number = files(house)
    house.says("Joko", f"/teruskan {number}")
    at(house, "2026-08-03 09.09")
    assert NEAR not in house.news("Joko")


# After


def test_a_missed_deadline_is_told_to_holder_and_superior_once(house):
    number = files(house)
    assert at(house, "2026-08-03 09.10") == 1, "at its very moment only the warning is due"
    assert NEAR in house.news("Joko")
    assert at(house, "2026-08-03 09.11") == 1
    assert PASSED in house.news("Joko")
    assert "kepada Ketua LPSE" in house.news("Maya")
    assert house.news("Andi") == "", "the time of a step is the office's own business"
    assert sweeps(house) == 0
    entries = [row for row in rows(house, "journal", "kind, data") if row[0] == "deadline_passed"]
    assert len(entries) == 1
    house.says("Joko", f"/tiket {number}")
    assert "Batas waktu terlewati – Loket" in house.presses("Joko", "Riwayat")


def test_the_applicant_gets_an_honest_word_about_the_service_once(house):
    number = declared_complete(house)
    at(house, "2026-08-03 11.21")
    told = house.news("Andi")
    assert told.count("Mohon maaf") == 1
    assert number in told
    assert "di tangan Kepala Biro" in told
    at(house, "2026-08-04 11.21")
    assert house.news("Andi") == ""


def test_a_missed_deadline_climbs_to_the_next_superior_after_a_working_day(house):
    house.now = moment("2026-08-07 16.25")
    files(house)
    assert at(house, "2026-08-10 08.00") == 4, "Friday's ten minutes are over; three digests"
    house.news("Maya")
    assert at(house, "2026-08-10 23.00") == 0
    assert at(house, "2026-08-11 16.00") == 0
    assert at(house, "2026-08-11 16.01") == 1
    assert "pemberitahuan ke-2, kepada Kepala Biro" in house.news("Lukman")
    assert at(house, "2026-08-20 16.01") == 0, "nobody stands above"
    assert house.news("Maya") == ""


def test_a_vacant_post_above_is_passed_over(house):
    files(house)
    posts = house.write(lambda tx: people.all_posts(tx, to_ms(house.now)))
    chair = next(post for post in posts if post.role == "lpse_chair")
    house.write(lambda tx: people.dismiss(tx, chair.staff_id, to_ms(house.now)))
    at(house, "2026-08-03 09.11")
    assert PASSED in house.news("Lukman")
    assert house.news("Maya") == ""


def test_a_clock_that_stands_still_is_neither_near_nor_late(house):
    returned(house)
    at(house, "2026-08-03 16.00")
    assert PASSED not in house.news("Kartika") + house.news("Andi") + house.news("Maya")


def test_a_time_at_least_is_never_late_and_only_staff_hear_that_its_floor_passed(house):
    files(house)
    house.write(lambda tx: tx.connection.exec_driver_sql("UPDATE clock SET bound = 'at_least'"))
    assert at(house, "2026-08-03 09.11") == 1
    told = house.news("Joko")
    assert "Ini bukan keterlambatan" in told
    assert PASSED not in told
    assert at(house, "2026-08-20 09.11") == 0
    assert rows(house, "clock", "breached_at, tier") == [(None, 0)]


# Exactly once


def test_a_jump_of_three_days_fires_each_notice_once(house):
    declared_complete(house)
    house.after(days=3)
    assert sweeps(house) > 0
    told = {name: house.news(name) for name in house.chats}
    assert told["Lukman"].count(PASSED) == 2, "one for the step, one for the service"
    assert NEAR not in told["Lukman"], "what has passed is not near any more"
    assert told["Andi"].count("Mohon maaf") == 1
    assert sweeps(house) == 0
    assert all(house.news(name) == "" for name in house.chats)


def test_a_clock_set_back_fires_nothing_twice(house):
    declared_complete(house)
    house.after(days=1)
    sweeps(house)
    before = kept(house)
    for name in house.chats:
        house.news(name)
    house.after(days=-1)
    assert sweeps(house) == 0
    house.after(hours=20)
    sweeps(house)
    house.after(hours=4)
    sweeps(house)
    assert kept(house) == before
    assert all(house.news(name) == "" for name in house.chats)


@pytest.mark.parametrize("most", [1, 2, 200])
def test_pages_of_any_size_reach_every_row(house, most, monkeypatch):
    monkeypatch.setattr("desk.sweeps.rounds.PAGE", most)
    for _ in range(3):
        files(house)
    assert at(house, "2026-08-03 09.11") == 3
    assert house.news("Joko").count(PASSED) == 3


# At night


def test_a_missed_deadline_waits_for_the_morning_but_an_answer_does_not(house):
    files(house)
    house.now = moment("2026-08-03 22.00")
    assert sweeps(house) == 1
    assert house.news("Joko") == ""
    assert "Antrean" in house.says("Joko", "/antrian")
    assert house.news("Joko") == ""
    house.now += timedelta(hours=8, minutes=59)
    house.deliver()
    assert house.news("Joko") == ""
    house.now += timedelta(minutes=1)
    house.deliver()
    assert PASSED in house.news("Joko")


@pytest.mark.parametrize(
    ("hour", "quiet"), [("20.59", False), ("21.00", True), ("06.59", True), ("07.00", False)]
)
def test_the_quiet_hours_are_those_of_the_office(house, hour, quiet):
    files(house)
    at(house, f"2026-08-04 {hour}")
    assert (house.news("Joko") == "") is quiet
