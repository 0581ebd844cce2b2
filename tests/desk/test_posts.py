"""The end of a post: by dismissal or by its date; nothing more goes to who held it."""

from dataclasses import replace

import pytest

from desk import pushes
from desk.desk import house_desk
from flows.number import find
from flows.say import Say
from storage import people, tickets
from storage.moments import DAY, from_ms, to_ms
from tests.desk.filed import files, rows
from tests.desk.sweeping import sweeps
from tests.desk.test_people import invites
from tests.desk.test_sweeps import appoint
from tests.people import PEOPLE


def post_of(house, who):
    """Return the number of somebody's post, as /petugas shows it."""
    lines = house.says("Oki", "/petugas").text.splitlines()
    return next(line for line in lines if f". {who} – " in line).partition(".")[0]


def ends(house, post):
    """One administrator proposes to end a post, the other agrees; returns what he is answered."""
    house.says("Putri", "halo")
    house.says("Oki", f"/petugas lepas {post}")
    return house.presses("Putri", "Akhiri tugas")


def taken(house):
    """Joko takes a ticket, Siti is his colleague; returns its number."""
    house.says("Siti", "halo")
    appoint(house, "Siti", "belitung", "lpse_helpdesk")
    number = files(house)
    house.says("Joko", f"/ambil {number}")
    house.news("Siti")
    return number


def appointed(house, post, who="Budi"):
    """Invite and confirm somebody."""
    house.says("Putri", "halo")
    payload = invites(house, post=post)
    house.says(who, f"/start {payload}")
    house.presses("Putri", "Setujui")
    house.news(who)


def test_a_dismissed_officers_tickets_go_back_to_the_queue(house):
    number = taken(house)
    answer = ends(house, post_of(house, "Joko"))
    assert "kembali ke antrean: 1" in answer
    assert rows(house, "ticket", "claimed_by, version") == [(None, 3)]
    last = rows(house, "journal", "id, kind, role, version")[-1]
    assert last[1:] == ("ticket_released", "administrator", 3)
    assert "diambil" in house.says("Siti", f"/ambil {number}").text.casefold()


def test_a_ticket_that_waits_for_the_applicant_is_released_too(house):
    number = taken(house)
    house.says("Joko", f"/mintadata {number} nomor surat")
    house.news("Andi")
    ends(house, post_of(house, "Joko"))
    assert rows(house, "ticket", "claimed_by, state") == [(None, "awaiting_reporter")]


def test_what_was_taken_in_another_post_stays_taken(house):
    taken(house)
    appoint(house, "Joko", "belitung", "verifier")
    posts = house.write(lambda tx: people.all_posts(tx, to_ms(house.now)))
    extra = max(post.staff_id for post in posts)
    assert "kembali ke antrean: 0" in ends(house, extra)
    assert rows(house, "ticket", "claimed_by IS NULL") == [(0,)]


def test_news_of_a_ticket_go_to_its_taker_only_while_he_holds_the_post(house):
    number = taken(house)

    def tell(tx):
        desk = house_desk(tx, house.now, house.books)
        ticket = tickets.by_number(tx, number)
        pushes.tell_holder(desk, ticket, Say("notice.holder.unreachable", {"number": number}), 1)

    house.write(lambda tx: people.dismiss(tx, _staff_id(tx, house, "Joko"), to_ms(house.now)))
    house.write(tell)
    house.after(minutes=10)
    sweeps(house)
    assert house.news("Joko") == ""
    assert number in house.news("Siti")


def _staff_id(tx, house, who):
    person = people.by_telegram(tx, PEOPLE[who].id)
    posts = people.all_posts(tx, to_ms(house.now))
    return next(post.staff_id for post in posts if post.person_id == person.id)


# Posts with an end


@pytest.mark.parametrize(
    "words", ["sampai 31-12-2026", "sampai 31 Desember 2026", "hingga 2026-12-31"]
)
def test_an_invitation_may_name_the_last_day_of_the_post(house, words):
    appointed(house, f"belitung verifier {words}")
    ends = [row[1] for row in rows(house, "staff", "id, until_at") if row[1] is not None]
    assert [from_ms(end).isoformat() for end in ends] == ["2026-12-31T16:59:00+00:00"]
    assert "sampai Kamis, 31 Desember 2026" in house.says("Oki", "/petugas")


@pytest.mark.parametrize("words", ["sampai", "sampai kapan", "31-12-2026", "sampai 2-8-2026"])
def test_an_end_that_is_unclear_or_past_is_asked_again(house, words):
    answer = house.says("Oki", f"/undang belitung verifier {words}")
    assert "belum dipahami, atau sudah lewat" in answer
    assert rows(house, "invitation") == []


def test_a_post_with_an_end_is_reminded_of_and_then_over(house):
    appointed(house, "belitung lpse_helpdesk sampai 11-8-2026")
    number = files(house)
    house.says("Budi", f"/ambil {number}")
    told = []
    for day in range(1, 11):
        house.after(days=1)
        sweeps(house)
        if "berakhir pada" in house.news("Budi"):
            told.append(day)
    assert told == [2, 8]
    assert "hanya untuk petugas" in house.says("Budi", "/antrian")
    assert rows(house, "ticket", "claimed_by") == [(None,)]
    entries = rows(house, "journal", "id, kind, role, actor_id")
    released = [row[2:] for row in entries if row[1] == "ticket_released"]
    assert released == [("loket", None)]
    assert sweeps(house) == 0
    assert find(house.says("Joko", "/antrian").text) == number


def test_a_post_with_an_end_can_be_ended_before(house):
    appointed(house, "belitung verifier sampai 31-12-2026")
    assert "tidak lagi Verifikator" in ends(house, post_of(house, "Budi"))
    assert "hanya untuk petugas" in house.says("Budi", "/antrian")


def test_a_new_invitation_takes_the_place_of_the_ending_post(house):
    appointed(house, "belitung verifier sampai 11-8-2026")
    house.after(minutes=1)
    appointed(house, "belitung verifier")
    posts = house.write(lambda tx: people.all_posts(tx, to_ms(house.now) + 30 * DAY))
    budi = house.write(lambda tx: people.by_telegram(tx, PEOPLE["Budi"].id))
    assert [post.until_at for post in posts if post.person_id == budi.id] == [None]


# Deciding


def test_the_bearer_is_told_when_no_other_administrator_can_be_asked(house):
    answer = house.says("Oki", f"/start {invites(house)}")
    assert "belum ada yang dikabari" in answer
    assert "/petugas setuju 1" in answer
    assert "diangkat sebagai" in house.says("Putri", "/petugas setuju 1")
    assert "Bapak/Ibu diangkat" in house.news("Oki")


def test_the_inviter_does_not_confirm_and_is_told_so(house):
    house.says("Putri", "halo")
    assert "pengelola lain harus menyetujui" in house.says("Oki", "/undang banjarmasin verifier")
    house.says("Budi", f"/start {invites(house)}")
    assert house.news("Oki") == ""
    answer = house.says("Oki", "/petugas setuju 2")
    assert "memerlukan dua orang" in answer
    assert "hanya untuk petugas" in house.says("Budi", "/antrian")


def test_the_only_administrator_confirms_alone_and_the_journal_marks_it(house):
    house.books = replace(house.books, administrators=frozenset({PEOPLE["Oki"].id}))
    house.says("Budi", f"/start {invites(house)}")
    house.presses("Oki", "Setujui")
    assert "Tidak ada tiket" in house.says("Budi", "/antrian")
    (data,) = [row[1] for row in rows(house, "journal", "id, data") if "asked_by" in row[1]]
    assert '"alone":true' in data


@pytest.mark.parametrize(("verb", "news"), [("setuju", "diangkat"), ("tolak", "tidak disetujui")])
def test_an_invitation_can_be_decided_by_typing(house, verb, news):
    house.says("Putri", "halo")
    house.says("Budi", f"/start {invites(house)}")
    assert f"/petugas {verb} 1" in house.news("Putri")
    house.says("Putri", f"/petugas {verb} 1")
    assert news in house.news("Budi")


def test_typing_confirms_no_more_than_a_press_does(house):
    house.says("Oki", f"/start {invites(house)}")
    assert "tidak dapat disetujui sendiri" in house.says("Oki", "/petugas setuju 1")
    assert "hanya untuk pengelola" in house.says("Siti", "/petugas setuju 1")
    assert "Nomor undangan itu tidak ada" in house.says("Oki", "/petugas setuju 99")
