"""The end of a post takes two administrators; a suspension takes one, and is reported."""

from dataclasses import replace

import pytest

from tests.desk.filed import files, rows
from tests.desk.test_posts import post_of
from tests.desk.test_sweeps import appoint
from tests.people import PEOPLE


@pytest.fixture
def administrators(house):
    house.says("Oki", "halo")
    house.says("Putri", "halo")
    return house


def test_one_administrator_proposes_and_another_ends_the_post(administrators):
    house = administrators
    post = post_of(house, "Joko")
    assert "pengelola lain menyetujui" in house.says("Oki", f"/petugas lepas {post}")
    assert "hanya untuk petugas" not in house.says("Joko", "/antrian")
    assert "Oki mengusulkan" in house.news("Putri")
    assert "memerlukan dua orang" in house.says("Oki", "/petugas akhiri 1")
    files(house)
    assert "tidak lagi Helpdesk LPSE" in house.presses("Putri", "Akhiri tugas")
    assert "hanya untuk petugas" in house.says("Joko", "/antrian")
    entries = [row[1] for row in rows(house, "journal", "id, kind") if "dismiss" in row[1]]
    assert entries == ["dismissal_asked", "officer_dismissed"]


def test_a_proposal_that_is_declined_leaves_the_officer_at_work(administrators):
    house = administrators
    house.says("Oki", f"/petugas lepas {post_of(house, 'Joko')}")
    assert "tetap bertugas" in house.presses("Putri", "Tetap bertugas")
    assert "hanya untuk petugas" not in house.says("Joko", "/antrian")
    assert "sudah diputuskan" in house.says("Putri", "/petugas akhiri 1")


def test_a_suspension_takes_effect_at_the_next_press_and_the_others_decide(administrators):
    house = administrators
    number = files(house)
    house.says("Joko", f"/ambil {number}")
    answer = house.says("Oki", f"/petugas bekukan {post_of(house, 'Joko')}")
    assert "dibekukan" in answer
    house.presses("Joko", "Teruskan ke Verifikator")
    assert rows(house, "ticket", "claimed_by, step") == [(None, "receive")]
    assert "dibekukan" in house.news("Joko")
    assert "membekukan" in house.news("Putri")
    for words in ("/petugas pulihkan 1", "/petugas akhiri 1"):
        assert "memerlukan dua orang" in house.says("Oki", words)
    house.presses("Putri", "Tetap bertugas")
    assert "berlaku kembali" in house.news("Joko")
    assert number in house.says("Joko", "/antrian").text


def test_a_suspended_post_can_be_ended_for_good(administrators):
    house = administrators
    house.says("Oki", f"/petugas bekukan {post_of(house, 'Joko')}")
    house.says("Putri", "/petugas akhiri 1")
    assert "hanya untuk petugas" in house.says("Joko", "/antrian")
    assert "Joko" not in house.says("Oki", "/petugas")


def test_nobody_decides_about_a_post_of_his_own(administrators):
    house = administrators
    appoint(house, "Putri", "belitung", "verifier")
    house.says("Oki", f"/petugas lepas {post_of(house, 'Putri')}")
    assert "memerlukan dua orang" in house.presses("Putri", "Tetap bertugas")


def test_a_proposal_is_made_once_and_only_by_administrators(administrators):
    house = administrators
    post = post_of(house, "Joko")
    house.says("Oki", f"/petugas lepas {post}")
    assert "sudah ada" in house.says("Putri", f"/petugas lepas {post}")
    assert "tidak ada" in house.says("Putri", "/petugas akhiri 99")
    for words in (f"/petugas bekukan {post}", "/petugas akhiri 1"):
        assert "hanya untuk pengelola" in house.says("Dewi", words)


def test_the_only_administrator_ends_a_post_alone_and_the_journal_marks_it(house):
    house.books = replace(house.books, administrators=frozenset({PEOPLE["Oki"].id}))
    assert "tidak lagi" in house.says("Oki", f"/petugas lepas {post_of(house, 'Joko')}")
    assert '"alone":true' in rows(house, "journal", "id, data")[-1][1]
