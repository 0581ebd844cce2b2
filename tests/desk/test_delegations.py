"""A post handed over for a time: both names, a chain, no circle, and an end by itself."""

import pytest

from storage import people
from storage.moments import to_ms
from tests.desk.filed import files, rows
from tests.desk.sweeping import declared_complete, sweeps
from tests.desk.test_posts import post_of
from tests.desk.test_sweeps import appoint
from tests.people import PEOPLE

UNTIL = "sampai 7-8-2026"
"""The tests begin on Monday, 3 August 2026."""


def number_of(house, who):
    return house.write(lambda tx: people.by_telegram(tx, PEOPLE[who].id)).id


def hands_over(house, giver, holder, days=UNTIL, nth=1):
    """Hand a post over by typing."""
    return house.says(giver, f"/delegasi {nth} {number_of(house, holder)} {days}")


@pytest.fixture
def town(house):
    for who in ("Joko", "Kartika", "Lukman", "Maya", "Nanda", "Oki"):
        house.says(who, "halo")
    return house


def test_a_head_hands_his_post_over_step_by_step(town):
    house = town
    overview = house.says("Lukman", "/delegasi")
    assert "tidak ada jabatan yang diserahkan" in overview
    whom = house.presses("Lukman", "Serahkan: Kepala Biro")
    assert "Maya" in whom
    assert "Dari dan sampai tanggal berapa" in house.presses("Lukman", "Maya")
    assert "belum dipahami" in house.says("Lukman", "minggu depan")
    done = house.says("Lukman", "dari 4-8-2026 sampai 7-8-2026")
    assert "diserahkan kepada Maya (Plh.), Selasa, 4 Agustus 2026" in done
    assert "Lukman menyerahkan tugas" in house.news("Maya")
    assert "Lukman menyerahkan tugas" in house.news("Oki")


def test_the_holder_acts_and_both_names_are_recorded(town):
    house = town
    number = declared_complete(house)
    assert "tidak" in house.says("Nanda", f"/disposisi {number}")
    hands_over(house, "Lukman", "Nanda")
    house.says("Nanda", f"/ambil {number}")
    assert "Nanda (Plh. untuk Lukman)" in house.says("Lukman", f"/tiket {number}")
    house.says("Nanda", f"/disposisi {number}")
    assert rows(house, "ticket", "step") == [("dispose_chair",)]
    assert "Nanda (Plh. untuk Lukman)" in house.presses("Nanda", "Riwayat")
    entries = rows(house, "journal", "kind, role, data")
    (disposed,) = [row for row in entries if row[0] == "ticket_disposed"]
    assert disposed[1] == "bureau_head"
    assert f'"for":{number_of(house, "Lukman")}' in disposed[2]


def test_news_reach_the_holder_as_well(town):
    house = town
    hands_over(house, "Lukman", "Maya")
    house.news("Maya")
    declared_complete_without_reading(house)
    assert "Disposisi Kepala Biro" in house.news("Maya")
    assert "Disposisi Kepala Biro" in house.news("Lukman")


def declared_complete_without_reading(house):
    number = files(house)
    house.says("Joko", f"/teruskan {number}")
    house.says("Kartika", f"/ambil {number}")
    house.says("Kartika", f"/berkas {number}")
    house.presses("Kartika", "Sisanya sesuai semua")
    house.says("Kartika", f"/teruskan {number}")


def test_it_begins_on_its_day_and_ends_by_itself(town):
    house = town
    number = declared_complete(house)
    hands_over(house, "Lukman", "Nanda", "dari 5-8-2026 sampai 6-8-2026")
    house.news("Nanda")
    assert "tidak" in house.says("Nanda", f"/disposisi {number}")
    house.after(days=2)
    sweeps(house)
    assert "Mulai hari ini" in house.news("Nanda")
    house.says("Nanda", f"/ambil {number}")
    assert rows(house, "ticket", "claimed_by") == [(number_of(house, "Nanda"),)]
    house.after(days=2)
    assert "tidak" in house.says("Nanda", f"/disposisi {number}")
    assert rows(house, "ticket", "step") == [("dispose_bureau",)]
    sweeps(house)
    assert "sudah berakhir" in house.news("Nanda")
    assert rows(house, "ticket", "claimed_by") == [(None,)]
    assert "sudah berakhir" not in house.news("Nanda")


def test_it_may_be_handed_on_and_the_whole_chain_ends_with_the_first(town):
    house = town
    number = declared_complete(house)
    hands_over(house, "Lukman", "Maya")
    nth = sorted(["bureau_head", "lpse_chair"]).index("bureau_head") + 1
    assert "Plh." in hands_over(house, "Maya", "Nanda", "sampai 31-8-2026", nth=nth)
    chain = rows(house, "delegation", "id, parent_id, until_at")
    assert chain[1][1] == 1
    assert chain[1][2] == chain[0][2]
    house.says("Nanda", f"/ambil {number}")
    assert "Nanda (Plh. untuk Lukman)" in house.says("Lukman", f"/tiket {number}")
    assert "diakhiri" in house.says("Lukman", "/delegasi akhiri 1")
    assert "tidak" in house.says("Nanda", f"/disposisi {number}")
    assert rows(house, "ticket", "step, claimed_by") == [("dispose_bureau", None)]


def test_a_circle_is_refused(town):
    house = town
    hands_over(house, "Lukman", "Maya")
    assert "datang melalui Lukman" in hands_over(house, "Maya", "Lukman")
    hands_over(house, "Maya", "Nanda")
    assert "datang melalui Lukman" in hands_over(house, "Nanda", "Lukman")
    assert "datang melalui Maya" in hands_over(house, "Nanda", "Maya")
    assert len(rows(house, "delegation")) == 2


def test_only_what_is_held_goes_to_a_colleague_who_does_not_hold_it(town):
    house = town
    house.says("Dewi", "halo")
    assert "diri sendiri" in hands_over(house, "Lukman", "Lukman")
    assert "tidak bertugas di kantor ini" in hands_over(house, "Lukman", "Dewi")
    assert "tidak bertugas di kantor ini" in house.says("Lukman", f"/delegasi 1 9999 {UNTIL}")
    appoint(house, "Maya", "belitung", "bureau_head")
    assert "sudah memegang" in hands_over(house, "Lukman", "Maya")
    assert "Jabatan Bapak/Ibu yang dapat diserahkan" in hands_over(house, "Lukman", "Nanda", nth=9)
    assert "hanya untuk petugas" in house.says("Andi", "/delegasi")
    assert rows(house, "delegation") == []


@pytest.mark.parametrize(
    "days", ["", "besok", "sampai 2-8-2026", "dari 9-8-2026 sampai 5-8-2026", "sampai 9-9-2028"]
)
def test_days_that_are_unclear_past_or_too_many_are_asked_again(town, days):
    assert "belum dipahami" in hands_over(town, "Lukman", "Maya", days)
    assert rows(town, "delegation") == []


def test_a_dismissed_giver_takes_what_he_gave_with_him(town):
    house = town
    house.says("Putri", "halo")
    number = declared_complete(house)
    hands_over(house, "Lukman", "Nanda")
    house.says("Nanda", f"/ambil {number}")
    house.says("Oki", f"/petugas bekukan {post_of(house, 'Lukman')}")
    assert "tidak" in house.says("Nanda", f"/disposisi {number}")
    assert rows(house, "ticket", "step, claimed_by") == [("dispose_bureau", None)]


def test_who_is_no_officer_any_more_acts_for_nobody(town):
    house = town
    house.says("Putri", "halo")
    number = declared_complete(house)
    hands_over(house, "Lukman", "Nanda")
    house.says("Oki", f"/petugas bekukan {post_of(house, 'Nanda')}")
    assert "hanya untuk petugas" in house.says("Nanda", f"/disposisi {number}")
    house.says("Putri", "/petugas pulihkan 1")
    assert "tidak" in house.says("Nanda", f"/disposisi {number}")


def test_the_holder_may_give_it_back_and_strangers_may_not(town):
    house = town
    hands_over(house, "Lukman", "Maya")
    assert "tidak ada" in house.says("Kartika", "/delegasi akhiri 1")
    assert "diakhiri" in house.says("Maya", "/delegasi akhiri 1")
    assert "sudah berakhir" in house.says("Oki", "/delegasi akhiri 1")
    kinds = [row[1] for row in rows(house, "journal", "id, kind") if "deleg" in row[1]]
    assert kinds == ["post_delegated", "delegation_ended"]


def test_two_approvals_in_a_row_stay_forbidden_in_somebody_elses_place(town):
    house = town
    number = declared_complete(house)
    hands_over(house, "Lukman", "Kartika")
    answer = house.says("Kartika", f"/disposisi {number}")
    assert "sudah Bapak/Ibu setujui sendiri sebagai Verifikator" in answer
    assert "Lukman" in answer


def test_it_ends_with_the_receivers_own_post(town):
    house = town
    until = to_ms(house.now) + 36 * 3_600_000

    def short(tx):
        person = people.by_telegram(tx, PEOPLE["Siti"].id)
        by = person.id
        people.appoint(tx, by, "belitung", "verifier", to_ms(house.now), by, by, until=until)

    house.says("Siti", "halo")
    house.write(short)
    hands_over(house, "Lukman", "Siti")
    assert rows(house, "delegation", "until_at") == [(until,)]
