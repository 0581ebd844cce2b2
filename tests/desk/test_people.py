"""Who works here: invitations that work once, for a quarter of an hour, never for oneself."""

import pytest

from flows.number import find
from tests.desk.filed import files, rows


def invites(house, who="Oki", post="banjarmasin verifier"):
    """Make an invitation; returns the start payload of its link."""
    text = house.says(who, f"/undang {post}").text
    link = next(line for line in text.splitlines() if line.startswith("https://t.me/"))
    return link.partition("start=")[2]


@pytest.fixture
def administrators(house):
    """Both administrators have written to the bot, so that they can be told things."""
    house.says("Oki", "halo")
    house.says("Putri", "halo")
    return house


def test_an_invitation_makes_an_officer_once_an_administrator_agrees(administrators):
    house = administrators
    payload = invites(house)
    assert "mohon tunggu persetujuannya" in house.says("Budi", f"/start {payload}")
    assert "hanya untuk petugas" in house.says("Budi", "/antrian")
    assert "Budi" in house.news("Putri")
    assert "Budi diangkat sebagai Verifikator LPSE" in house.presses("Putri", "Setujui")
    assert "Bapak/Ibu diangkat" in house.news("Budi")
    assert "Tidak ada tiket yang menunggu" in house.says("Budi", "/antrian")


def test_an_invitation_that_is_declined_gives_nothing(administrators):
    house = administrators
    house.says("Budi", f"/start {invites(house)}")
    house.presses("Putri", "Tolak")
    assert "tidak disetujui" in house.news("Budi")
    assert "hanya untuk petugas" in house.says("Budi", "/antrian")


def test_an_invitation_works_once(administrators):
    house = administrators
    payload = invites(house)
    house.says("Budi", f"/start {payload}")
    for who in ("Budi", "Siti"):
        assert "sudah dipakai, kedaluwarsa, atau tidak dikenal" in house.says(
            who, f"/start {payload}"
        )


def test_an_invitation_lasts_a_quarter_of_an_hour(administrators):
    house = administrators
    late, in_time = invites(house), invites(house)
    house.after(minutes=14, seconds=59)
    assert "mohon tunggu" in house.says("Budi", f"/start {in_time}")
    house.after(seconds=1)
    assert "kedaluwarsa" in house.says("Siti", f"/start {late}")


def test_an_unknown_invitation_is_answered_like_a_used_one(house):
    assert "tidak dikenal" in house.says("Budi", "/start inv_AAAAAAAAAAAAAAAAAAAAAA")


def test_nobody_appoints_himself(administrators):
    house = administrators
    house.says("Oki", f"/start {invites(house)}")
    assert house.news("Oki") == ""
    _, key = house.chats["Putri"].find("Setujui")
    assert "tidak berlaku" in house.presses_data("Oki", key.data)
    house.presses("Putri", "Setujui")
    assert "diangkat" in house.news("Oki")


def test_an_invitation_is_decided_once(administrators):
    house = administrators
    house.says("Budi", f"/start {invites(house)}")
    house.presses("Putri", "Setujui")
    assert "sudah diputuskan" in house.says("Oki", "/petugas tolak 1")
    assert "Antrean" in house.says("Budi", "/antrian")


@pytest.mark.parametrize(
    "command", ["/undang banjarmasin verifier", "/petugas", "/petugas lepas 1"]
)
@pytest.mark.parametrize("who", ["Siti", "Dewi"])
def test_only_administrators_invite_and_dismiss(house, who, command):
    assert "hanya untuk pengelola" in house.says(who, command)


@pytest.mark.parametrize("post", ["", "banjarmasin", "nowhere verifier", "banjarmasin emperor"])
def test_an_invitation_to_no_post_tells_the_posts_there_are(house, post):
    answer = house.says("Oki", f"/undang {post}")
    assert "Cara mengundang" in answer
    assert "banjarmasin verifier" in answer
    assert rows(house, "invitation") == []


def test_the_token_itself_is_not_kept(house):
    payload = invites(house)
    token = payload.removeprefix("inv_")
    assert token.encode() not in house.file.read_bytes()
    assert all(token not in str(row) for row in rows(house, "invitation"))


def test_a_post_that_does_not_exist_cannot_be_ended(house):
    assert "tidak ada" in house.says("Oki", "/petugas lepas 999")


def test_a_new_officer_sees_what_waits_for_his_role(administrators):
    house = administrators
    number = files(house)
    house.says("Budi", f"/start {invites(house, post='belitung lpse_helpdesk')}")
    house.presses("Putri", "Setujui")
    assert find(house.says("Budi", "/antrian").text) == number


def test_an_officer_may_apply_too_and_then_is_an_applicant_of_his_own_case(house):
    number = files(house, "Joko")
    typed = house.says("Joko", f"/teruskan {number}")
    house.says("Joko", "/antrian")
    for answer in (typed, house.says("Joko", "1")):
        assert "permohonan Bapak/Ibu sendiri" in answer
        assert "Teruskan ke Verifikator" not in answer.labels
        assert "Riwayat" not in answer.labels
    assert house.news("Joko") == ""
