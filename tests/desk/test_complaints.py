"""Complaints at the desk: the limits, the contents, completion, lateness, who may see what."""

import json
from datetime import UTC, datetime

import pytest

from desk.desk import house_desk
from desk.sweeps.rounds import sweep_all
from flows.number import find
from storage import circles, tickets
from storage import people as kept_people
from storage.moments import to_ms
from tests.desk.complaining import ACCOUNT, ADDRESS, ANSWERS, MATTER, NAME, admits, complains
from tests.desk.filed import files_activation, rows
from tests.desk.sweeping import sweeps
from tests.people import PEOPLE

SECRETS = (NAME, ADDRESS, ACCOUNT)


def also(house, who, office, role):
    """Give somebody one more post."""

    def appoint(tx):
        person = kept_people.by_telegram(tx, PEOPLE[who].id)
        kept_people.appoint(tx, person.id, office, role, to_ms(house.now), person.id, person.id)

    house.write(appoint)


# The limit for filing


@pytest.mark.parametrize(("received", "late"), [("04-07-2026", False), ("03-07-2026", True)])
def test_a_complaint_on_day_30_is_in_time_and_on_day_31_late_but_taken(house, received, late):
    number = complains(house, received_on=received)
    receipt = house.chats["Siti"].messages[-1].text
    assert ("lewat dari 30 hari" in receipt) is late
    assert "Tanda terima pengaduan" in receipt
    said = admits(house, number)
    assert ("Keputusan atas pengaduan yang lewat waktu" in said) is late
    assert ("Koordinasi internal/eksternal" in said) is not late


def test_the_day_turns_in_the_zone_of_the_office(house):
    house.now = datetime(2026, 8, 3, 15, 59, tzinfo=UTC)
    assert "Koordinasi" in admits(house, complains(house, received_on="04-07-2026"))
    house.now = datetime(2026, 8, 3, 16, 0, tzinfo=UTC)
    said = admits(house, complains(house, received_on="04-07-2026"))
    assert "lewat waktu" in said


def test_nothing_runs_while_nothing_was_delivered(house):
    number = complains(house, delivered="Belum ada hasil", received_on=None)
    assert "Koordinasi internal/eksternal" in admits(house, number)


def test_a_late_complaint_cannot_go_round_the_decision(house):
    number = complains(house, received_on="03-07-2026")
    house.says("Rina", f"/berkas {number} semua")
    said = house.says("Rina", f"/teruskan {number} handling")
    assert "Keputusan atas pengaduan yang lewat waktu" in said
    assert "Tolak" not in house.says("Rina", f"/tiket {number}").labels


def test_a_complaint_in_time_cannot_be_refused(house):
    number = complains(house)
    house.says("Rina", f"/tolak {number} tidak mau")
    assert rows(house, "ticket", "state") == [("received",)]
    admits(house, number)
    house.says("Rina", f"/tolak {number} tidak mau")
    assert rows(house, "ticket", "state") == [("in_progress",)]


def test_a_day_to_come_is_refused_with_an_example(house):
    house.says("Siti", "/start pengaduan-banjarmasin")
    house.presses("Siti", "Mulai pengaduan")
    for words in (NAME, ADDRESS, MATTER, "lewati", "Sudah diterima"):
        house.says("Siti", words)
    for wrong in ("04-08-2026", "3 Agustus 2027"):
        assert "belum tiba" in house.says("Siti", wrong)
    assert "20-07-2026" in house.says("Siti", "31-02-2026")
    assert "apa yang tidak sesuai" in house.says("Siti", "03-08-2026")


# The clocks


def test_both_limits_run_from_receipt_and_the_first_ends_with_the_check(house):
    number = complains(house)
    clocks = dict(rows(house, "clock", "name, stopped_at"))
    assert clocks == {"admissibility": None, "response": None}
    admits(house, number)
    clocks = dict(rows(house, "clock", "name, stopped_at"))
    assert clocks["admissibility"] is not None
    assert clocks["response"] is None


def test_a_missed_answer_is_told_with_the_other_ways_and_climbs_without_a_name(house):
    complains(house)
    house.now = datetime(2026, 8, 7, 1, 0, tzinfo=UTC)
    sweeps(house)
    told = house.news("Siti")
    assert "belum ditanggapi pada batas waktunya" in told
    assert "Ombudsman" in told
    above = house.news("Indah")
    assert "Batas waktu terlewati" in above
    assert not [secret for secret in (*SECRETS, "Siti") if secret in above]


# Completion


def returned(house):
    number = complains(house)
    house.says("Rina", f"/berkas {number} 4 belum jelas")
    house.says("Rina", f"/kembalikan {number}")
    assert "Uraian: belum jelas" in house.news("Siti")
    return number


def test_only_what_is_missing_is_asked_again(house):
    number = returned(house)
    asked = house.presses("Siti", "Lengkapi sekarang")
    assert "Mohon uraikan" in asked
    house.says("Siti", "Berkas lengkap 13 Juli pukul 09.00; User ID aktif 20 Juli.")
    done = house.presses("Siti", "Kirim pengaduan")
    assert f"{number} sudah dikirim kembali" in done
    sheet = house.says("Rina", f"/berkas {number}")
    assert "4. Uraian: belum diperiksa" in sheet


def test_who_never_completes_is_warned_and_after_30_days_it_counts_as_withdrawn(house):
    number = returned(house)
    house.after(days=27)
    sweeps(house)
    house.after(hours=12)
    house.deliver()
    assert "dianggap dicabut" in house.news("Siti")
    house.after(days=2)
    sweeps(house)
    assert rows(house, "ticket", "state") == [("needs_completion",)]
    house.after(days=1)
    sweeps(house)
    house.after(hours=12)
    house.deliver()
    assert rows(house, "ticket", "state") == [("lapsed",)]
    assert f"Pengaduan {number}" in house.news("Siti")


def test_an_answer_is_needed_and_told_word_for_word(house):
    number = complains(house)
    admits(house, number)
    assert "Mohon tuliskan jawaban" in house.says("Rina", f"/teruskan {number}")
    house.says("Rina", "User ID sudah aktif <20 Juli> & kami mohon maaf.")
    assert "User ID sudah aktif <20 Juli> & kami mohon maaf." in house.news("Siti")
    status = house.says("Siti", f"/status {number}")
    assert "User ID sudah aktif <20 Juli> & kami mohon maaf." in status
    assert "sendiri" not in status


# How it begins


def test_a_complaint_about_an_own_ticket_knows_what_the_ticket_says(house):
    about = files_activation(house)
    assert f"Tiket {about}" in house.says("Siti", "/pengaduan").labels
    first = house.presses("Siti", f"Tiket {about}")
    assert "1/" in first
    assert "nama lengkap" in first
    house.says("Siti", NAME)
    assert "apa yang tidak sesuai" in house.says("Siti", ADDRESS)


@pytest.mark.parametrize(
    "words", ["/pengaduan", "pengaduan", "mau mengadu", "saya mau lapor petugas minta uang pungli"]
)
def test_a_complaint_is_found_by_words(house, words):
    assert "LPSE Kota Banjarmasin" in house.says("Siti", words).labels


def test_an_office_can_be_typed(house):
    for words in ("/pengaduan banjarmasin", "/pengaduan LPSE Kota Banjarmasin"):
        assert "Mulai pengaduan" in house.says("Siti", words).labels


# Who may see what


@pytest.mark.parametrize(
    ("who", "role", "sees"),
    [
        ("Rina", "complaint_officer", True),
        ("Dewi", "lpse_helpdesk", False),
        ("Fajar", "verifier", False),
        ("Indah", "division_head", False),
        ("Gita", "system_admin", False),
    ],
)
def test_who_complained_is_read_by_complaint_officers_only(house, who, role, sees):
    number = complains(house)
    admits(house, number)
    told = [
        house.says(who, f"/tiket {number}").text,
        house.says(who, f"/berkas {number}").text,
        house.says(who, f"/tiket {number} jelaskan").text,
        house.says(who, "/antrian").text,
        house.says(who, f"/mintadata {number} alamat").text,
        house.news(who),
    ]
    read = "\n".join(told)
    assert number in read
    assert MATTER in read
    if sees:
        assert NAME in read
        return
    assert not [secret for secret in (*SECRETS, "Siti") if secret in read]
    assert "Riwayat" not in house.says(who, f"/tiket {number}").labels


def test_other_offices_know_nothing_of_it(house):
    number = complains(house)
    for who in ("Joko", "Maya", "Intan"):
        assert "tidak ditemukan" in house.says(who, f"/tiket {number}")
    assert "tidak ditemukan" in house.says("Budi", f"/status {number}")


def test_the_complaint_role_of_another_office_reads_nothing(house):
    also(house, "Joko", "belitung", "complaint_officer")
    number = complains(house)
    assert "tidak ditemukan" in house.says("Joko", f"/tiket {number}")


def test_the_journal_names_nobody_in_the_clear(house):
    number = complains(house)
    house.says("Rina", f"/berkas {number} 4 belum jelas")
    house.says("Rina", f"/kembalikan {number}")
    kept = " ".join(str(row) for row in rows(house, "journal", "data"))
    assert not [secret for secret in (*SECRETS, MATTER, "Siti") if secret in kept]
    assert all(json.loads(row[0]) is not None for row in rows(house, "journal", "data"))


# The officer complained of


def handled_by(house, who):
    """An activation that somebody handled; returns its number."""
    about = files_activation(house)
    house.says(who, f"/ambil {about}")
    for name in house.chats:
        house.news(name)
    return about


def complains_of_handlers(house, about):
    return complains(
        house,
        ticket_number=about,
        delivered="Belum ada hasil",
        received_on=None,
        officer_complained="Petugas yang menangani tiket itu",
    )


def test_the_officer_complained_of_gets_and_sees_nothing(house):
    also(house, "Dewi", "banjarmasin", "complaint_officer")
    about = handled_by(house, "Dewi")
    house.says("Siti", "menu")
    number = complains_of_handlers(house, about)
    assert "tidak ditemukan" in house.says("Dewi", f"/tiket {number}")
    assert number not in house.says("Dewi", "/antrian").text
    assert "tidak ditemukan" in house.says("Dewi", f"/ambil {number}")
    assert number in house.says("Rina", "/antrian").text
    house.says("Rina", f"/tiket {number}")
    admits(house, number)
    house.now = datetime(2026, 8, 14, 1, 0, tzinfo=UTC)
    sweeps(house)
    assert number not in house.news("Dewi")
    assert number in house.news("Rina")


def test_nobody_is_told_of_a_queue_he_may_not_see(house):
    also(house, "Dewi", "banjarmasin", "complaint_officer")
    about = handled_by(house, "Dewi")
    house.says("Siti", "menu")
    hidden = complains_of_handlers(house, about)
    admits(house, hidden)
    house.says("Rina", f"/lepas {hidden}")
    open_one = complains(house, "Budi")
    admits(house, open_one, "Dewi")
    house.says("Dewi", f"/lepas {open_one}")
    said = house.says("Dewi", f"/ambil {open_one}")
    assert hidden not in said
    assert "Belum giliran" not in said


def test_when_nobody_is_left_the_administrators_are_told(house):
    house.says("Oki", "halo")
    about = handled_by(house, "Dewi")

    def only_dewi(tx):
        now = to_ms(house.now)
        for post in kept_people.all_posts(tx, now):
            if post.role == "complaint_officer":
                kept_people.dismiss(tx, post.staff_id, now)

    house.write(only_dewi)
    also(house, "Dewi", "banjarmasin", "complaint_officer")
    house.says("Siti", "menu")
    house.says("Siti", "/start pengaduan-banjarmasin")
    house.presses("Siti", "Mulai pengaduan")
    for words in (NAME, ADDRESS, MATTER, about, "Belum ada hasil", ACCOUNT, "-", "-", "maaf"):
        house.says("Siti", words)
    house.says("Siti", "Petugas yang menangani tiket itu")
    house.says("Siti", "Banjarmasin")
    house.presses("Siti", "Pernyataan ketikan, tanda tangan menyusul")
    house.says("Siti", NAME)
    house.says("Siti", "lewati")
    number = find(house.presses("Siti", "Kirim pengaduan").text)
    told = house.news("Oki")
    assert f"pengaduan {number} tidak dapat ditangani siapa pun" in told
    assert not [secret for secret in (*SECRETS, "Siti") if secret in told]
    assert house.news("Dewi") == ""


def test_somebody_elses_ticket_shuts_nobody_out(house):
    also(house, "Dewi", "banjarmasin", "complaint_officer")
    about = handled_by(house, "Dewi")
    number = complains(
        house, "Budi", ticket_number=about, officer_complained="Petugas yang menangani tiket itu"
    )
    assert rows(house, "shut_out") == []
    assert number in house.says("Dewi", "/antrian").text


def test_the_limit_of_the_law_is_off_unless_an_office_lays_it_over(house):
    complains(house)
    assert {row[0] for row in rows(house, "clock", "name")} == {"admissibility", "response"}
    assert house.write(lambda tx: sweep_all(house_desk(tx, house.now, house.books))) == 0


# A complaint that came by telephone


CALLER = "Rahmat Hidayat"


def recorded(house, who="Dewi"):
    """A complaint by telephone, recorded at the desk; returns its number."""
    house.says(who, "/catat pengaduan-banjarmasin telepon")
    for words in (CALLER, "0812-1111-2222", *ANSWERS.values()):
        house.says(who, words)
    number = find(house.says(who, "Kirim pengaduan").text)
    assert number, house.chats[who].messages[-1].text
    return number


def test_a_complaint_by_telephone_is_read_by_complaint_officers_only(house):
    number = recorded(house)
    for name in house.chats:
        house.news(name)
    card = house.says("Rina", f"/tiket {number}")
    assert CALLER in card
    assert "+6281211112222" in card
    for who in ("Dewi", "Dina", "Fajar", "Indah"):
        read = house.says(who, f"/tiket {number}").text + house.says(who, f"/catat {number}").text
        read += house.says(who, f"/catat {number} telepon").text
        assert not [secret for secret in (*SECRETS, CALLER, "0812", "+6281") if secret in read]
    assert CALLER in house.says("Rina", f"/catat {number} telepon")


def test_the_task_to_phone_the_complainant_goes_to_the_complaint_officers(house):
    number = recorded(house)
    house.news("Dina")
    admits(house, number)
    house.says("Rina", f"/teruskan {number} Kami mohon maaf.")
    for who in ("Dina", "Dewi"):
        assert CALLER not in house.news(who)


def test_who_is_complained_of_cannot_act_for_a_caller_either(house):
    also(house, "Dewi", "banjarmasin", "complaint_officer")
    number = recorded(house, "Dina")
    officer = PEOPLE["Dina"].id

    def shut(tx):
        kept = tickets.by_number(tx, number)
        circles.shut(tx, kept.id, [kept_people.by_telegram(tx, officer).id])

    house.write(shut)
    assert CALLER not in house.says("Dina", f"/catat {number} telepon").text


# Where no time is stated


@pytest.mark.parametrize(
    ("service", "officer"),
    [("pengaduan-babel", "Wati"), ("pengaduan-belitung", "Yuni"), ("pengaduan-lkpp", "Bayu")],
)
def test_where_the_source_states_no_time_none_is_promised_and_that_is_said(
    house, service, officer
):
    number = complains(house, service=service, received_on="01-01-2026")
    receipt = house.chats["Siti"].messages[-1].text
    assert "tidak menetapkan batas waktu" in receipt
    assert "lewat dari" not in receipt
    assert rows(house, "clock") == []
    assert "Koordinasi internal/eksternal" in admits(house, number, officer)
    house.says(officer, f"/teruskan {number} Terima kasih atas masukannya.")
    assert "Terima kasih atas masukannya." in house.news("Siti")


def test_a_complaint_is_filed_and_answered_in_english_too(house):
    house.says("Emma", "/start pengaduan-banjarmasin")
    house.presses("Emma", "Begin the complaint")
    answers = dict(ANSWERS) | {
        "ticket_number": "skip",
        "delivered": "Received",
        "officer_complained": "No",
        "signature": "Typed declaration, signature later",
        "evidence": "skip",
    }
    for words in answers.values():
        house.says("Emma", words)
    receipt = house.presses("Emma", "Send the complaint")
    assert "Receipt of a complaint" in receipt
    assert "at most 3 working days" in receipt
    number = find(receipt.text)
    admits(house, number)
    house.says("Rina", f"/teruskan {number} Maaf.")
    assert "The answer to your complaint" in house.news("Emma")
    assert "Accept this answer" in house.chats["Emma"].messages[-1].labels
