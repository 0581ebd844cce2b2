"""Declared incidents: clocks stand still, go on later, and everybody concerned is told once."""

from storage import clocks, tickets
from tests.desk.filed import files, files_activation, rows, verifying
from tests.people import PEOPLE

BELITUNG = ("Joko", "Kartika", "Lukman", "Maya", "Nanda")


def disposing(house, who="Andi"):
    """Bring an application to the head of the bureau: the service's clock runs. Its number."""
    number = verifying(house, who)
    house.says("Kartika", f"/berkas {number}")
    house.presses("Kartika", "Sisanya sesuai semua")
    house.says("Kartika", f"/teruskan {number}")
    told(house)
    return number


def told(house):
    """Everybody who was told something since the last look, with what."""
    news = {who: house.news(who) for who in PEOPLE}
    return {who: text for who, text in news.items() if text}


def clocks_of(house, number):
    """Return the clocks of a ticket by name, the newest of each."""

    def read(tx):
        return {one.name: one for one in clocks.of_ticket(tx, tickets.by_number(tx, number).id)}

    return house.write(read)


def ticket_due(house, number):
    return house.write(lambda tx: tickets.by_number(tx, number).due_at)


def minutes(moment, later):
    return (later - moment) / 60_000


# Who may


def test_only_the_heads_the_chair_the_system_admin_and_administrators_declare(house):
    for who in ("Siti", "Joko", "Kartika", "Nanda", "Dewi"):
        assert "hanya dapat dinyatakan oleh" in house.says(who, "/gangguan listrik")
    assert "Gangguan nomor 1 berlaku" in house.says("Maya", "/gangguan listrik")
    assert "Gangguan nomor 2 berlaku" in house.says("Oki", "/gangguan banjarmasin listrik")


def test_a_head_declares_for_his_own_office_alone(house):
    assert "hanya dapat dinyatakan" in house.says("Maya", "/gangguan banjarmasin listrik")


def test_an_administrator_must_name_the_office(house):
    assert "Kantor yang mana?" in house.says("Oki", "/gangguan listrik")


def test_what_is_not_understood_is_named_with_examples(house):
    for words, unread in (
        ("banjir", "banjir"),
        ("listrik xyz", "xyz"),
        ("internet sejak kapan-kapan", "kapan-kapan"),
        ("listrik sejak 25.99", "25.99"),
        ("selesai", "selesai"),
    ):
        answer = house.says("Maya", f"/gangguan {words}")
        assert f"“{unread}”" in answer
        assert "/gangguan listrik" in answer


def test_an_incident_cannot_begin_or_end_in_the_future(house):
    assert "tidak boleh di masa depan" in house.says("Maya", "/gangguan listrik sejak 09.30")
    house.says("Maya", "/gangguan listrik")
    assert "tidak boleh di masa depan" in house.says("Maya", "/gangguan selesai 1 pada 10.00")


def test_the_same_incident_is_not_declared_twice(house):
    house.says("Maya", "/gangguan listrik")
    assert "sudah dinyatakan: nomor 1" in house.says("Lukman", "/gangguan listrik")
    assert len(rows(house, "incident")) == 1


# Standing still and going on


def test_a_clock_before_inside_and_across_the_window_loses_just_its_share(house):
    before = disposing(house)
    due = ticket_due(house, before)
    house.after(minutes=20)
    house.says("Maya", "/gangguan listrik")
    assert ticket_due(house, before) is None
    house.after(minutes=10)
    inside = disposing(house, "Budi")
    assert ticket_due(house, inside) is None
    house.after(minutes=30)
    house.says("Maya", "/gangguan selesai 1")
    after = disposing(house, "Siti")
    assert minutes(due, ticket_due(house, before)) == 40
    assert minutes(house.now.timestamp() * 1000, ticket_due(house, after)) == 200  # 10.00 to 13.20
    assert ticket_due(house, inside) == ticket_due(house, after)


def test_the_step_clocks_stand_still_too(house):
    number = verifying(house)
    house.after(minutes=5)
    house.says("Maya", "/gangguan internet")
    house.after(minutes=60)
    house.says("Maya", "/gangguan selesai 1")
    verify = clocks_of(house, number)["verify"]
    assert minutes(verify.started_at, verify.due_at) == 75


def test_only_the_services_named_are_concerned(house):
    number = disposing(house)
    answer = house.says("Oki", "/gangguan banjarmasin internet aktivasi")
    assert "Tiket yang waktunya dihentikan: 0" in answer
    assert ticket_due(house, number) is not None
    assert "Andi" not in told(house)


def test_the_applicant_owes_and_an_incident_together_count_once(house):
    number = verifying(house)
    house.after(minutes=5)
    house.says("Kartika", f"/mintadata {number} Nomor surat")
    house.after(minutes=10)
    house.says("Maya", "/gangguan listrik")
    house.after(minutes=10)
    house.says("Andi", f"/status {number}")
    house.presses("Andi", "Jawab sekarang")
    house.says("Andi", "123")
    one = clocks_of(house, number)["verify"]
    assert (one.paused, one.due_at) == (True, None)
    house.after(minutes=10)
    house.says("Maya", "/gangguan selesai 1")
    one = clocks_of(house, number)["verify"]
    assert minutes(one.started_at, one.due_at) == 15 + 30
    assert [halt.reason for halt in one.halts] == ["applicant", "incident:power:1"]


def test_two_incidents_at_once_count_once_and_both_must_end(house):
    number = disposing(house)
    due = ticket_due(house, number)
    house.says("Maya", "/gangguan listrik")
    house.after(minutes=10)
    house.says("Lukman", "/gangguan internet")
    house.after(minutes=10)
    house.says("Maya", "/gangguan selesai 1")
    assert ticket_due(house, number) is None
    house.after(minutes=10)
    house.says("Maya", "/gangguan selesai 2")
    assert minutes(due, ticket_due(house, number)) == 30


def test_a_ticket_finished_during_an_incident_leaves_no_pause_open(house):
    number = disposing(house)
    house.says("Maya", "/gangguan listrik")
    house.says("Lukman", f"/disposisi {number}")
    assert all(
        last is not None
        for clock, last in rows(house, "pause", "clock_id, last_at")
        if clock == clocks_of(house, number)["dispose_bureau"].id
    )


# The second person


def test_what_reaches_back_waits_for_a_second_person(house):
    number = disposing(house)
    due = ticket_due(house, number)
    house.after(minutes=60)
    assert "disetujui orang kedua" in house.says("Maya", "/gangguan listrik sejak 09.30")
    assert ticket_due(house, number) == due
    asked = told(house)
    assert set(asked) == {"Lukman"}
    assert "Tidak" not in house.presses("Lukman", "Setuju, itu benar")
    assert ticket_due(house, number) is None
    house.says("Maya", "/gangguan selesai 1")
    assert minutes(due, ticket_due(house, number)) == 30
    declared, confirmed = rows(house, "incident", "declared_by, confirmed_by")[0]
    assert declared != confirmed
    kinds = [kind for _, kind in rows(house, "journal", "id, kind")]
    assert kinds[-3:] == ["incident_declared", "incident_confirmed", "incident_ended"]


def test_nobody_confirms_his_own_declaration_and_no_stranger_does(house):
    house.says("Maya", "/gangguan listrik sejak 08.00")
    assert "tidak dapat menyetujui sendiri" in house.says("Maya", "/gangguan setuju 1")
    assert "hanya dapat dinyatakan" in house.says("Joko", "/gangguan setuju 1")
    assert "berlaku" in house.says("Lukman", "/gangguan setuju 1")
    assert "sudah disetujui" in house.says("Lukman", "/gangguan setuju 1")


def test_a_declaration_nobody_confirms_in_a_day_is_void(house):
    house.says("Maya", "/gangguan listrik sejak 08.00")
    house.after(hours=25)
    assert "lebih dari 24 jam" in house.says("Lukman", "/gangguan setuju 1")


def test_a_quarter_of_an_hour_back_needs_nobody_else(house):
    number = disposing(house)
    due = ticket_due(house, number)
    house.after(minutes=20)
    assert "berlaku" in house.says("Maya", "/gangguan listrik sejak 09.05")
    house.says("Maya", "/gangguan selesai 1")
    assert minutes(due, ticket_due(house, number)) == 15


def test_an_end_that_reaches_back_waits_for_a_second_person_too(house):
    number = disposing(house)
    due = ticket_due(house, number)
    house.says("Maya", "/gangguan listrik")
    house.after(minutes=60)
    house.says("Maya", "/gangguan selesai 1 pada 09.20")
    assert ticket_due(house, number) is None
    house.news("Lukman")
    house.presses("Lukman", "Setuju, itu benar")
    assert minutes(due, ticket_due(house, number)) == 20


def test_a_past_window_is_taken_out_of_clocks_that_ran_then_even_stopped_ones(house):
    number = disposing(house)
    due = ticket_due(house, number)
    house.after(minutes=40)
    house.says("Lukman", f"/disposisi {number}")
    house.after(minutes=20)
    house.says("Maya", "/gangguan listrik sejak 09.10 sampai 09.30")
    answer = house.says("Lukman", "/gangguan setuju 1")
    assert "dihitung ulang: 1" in answer
    assert minutes(due, ticket_due(house, number)) == 20
    kept = clocks_of(house, number)
    step = kept["dispose_bureau"]
    assert step.stopped_at is not None
    assert minutes(step.started_at, step.due_at) == 50
    assert kept["dispose_chair"].halts == ()


def test_a_breach_that_was_none_is_put_right_in_the_journal(house):
    number = disposing(house)
    step = clocks_of(house, number)["dispose_bureau"]
    house.after(minutes=35)
    breached = int(house.now.timestamp() * 1000)
    mark(house, step.id, breached)
    house.says("Maya", "/gangguan listrik sejak 09.00 sampai 09.20")
    house.says("Lukman", "/gangguan setuju 1")
    assert clocks_of(house, number)["dispose_bureau"].breached_at is None
    data = rows(house, "journal", "kind, data")
    corrected = [text for kind, text in data if kind == "breach_corrected"]
    assert len(corrected) == 1
    assert str(breached) in corrected[0]
    history = house.says("Kartika", f"/tiket {number}")
    assert "Riwayat" in history.labels
    assert "Keterlambatan dikoreksi" in house.presses("Kartika", "Riwayat")


def test_a_breach_before_the_incident_stays_one(house):
    number = disposing(house)
    step = clocks_of(house, number)["dispose_bureau"]
    house.after(minutes=60)
    mark(house, step.id, 5)
    house.says("Maya", "/gangguan listrik sejak 09.40 sampai 09.50")
    house.says("Lukman", "/gangguan setuju 1")
    assert clocks_of(house, number)["dispose_bureau"].breached_at == 5


def mark(house, clock_id, at):
    """Mark a clock as late, as the sweep does."""

    def write(tx):
        tx.connection.exec_driver_sql(
            "UPDATE clock SET breached_at = ?, warned_at = ? WHERE id = ?", (at, at, clock_id)
        )

    house.write(write)


# Telling


def test_everybody_concerned_is_told_once_at_the_start_and_once_at_the_end(house):
    number = disposing(house)
    second = files(house, "Budi")
    told(house)
    house.says("Maya", "/gangguan listrik")
    begun = told(house)
    officers = {"Joko", "Kartika", "Lukman", "Nanda", "Rizal", "Yuni"}
    assert set(begun) == {"Andi", "Budi", *officers}
    assert number in begun["Andi"]
    assert "listrik padam" in begun["Andi"]
    assert second not in begun["Andi"]
    house.after(minutes=30)
    house.says("Maya", "/gangguan selesai 1")
    ended = told(house)
    assert set(ended) == set(begun)
    assert "Paling lambat: Senin, 3 Agustus 2026 pukul 11.50 WIB" in ended["Andi"]
    house.says("Maya", "/gangguan selesai 1")
    assert told(house) == {}


def test_a_person_with_two_tickets_gets_one_message_with_both(house):
    first, second = disposing(house), disposing(house)
    house.says("Maya", "/gangguan listrik")
    news = told(house)["Andi"]
    assert first in news
    assert second in news
    assert news.count("Pemberitahuan gangguan") == 1


def test_the_service_card_and_the_receipt_tell_of_it(house):
    house.says("Maya", "/gangguan aplikasi")
    card = house.says("Andi", "/start belitung-userid-auditor")
    assert "Sedang ada gangguan: aplikasi terganggu" in card
    files(house, "Andi")
    assert "Sedang ada gangguan" in house.chats["Andi"].with_words("Nomor tiket").text
    house.says("Maya", "/gangguan selesai 1")
    assert "Sedang ada gangguan" not in house.says("Budi", "/start belitung-userid-auditor")


def test_the_list_shows_each_with_its_state_and_a_button_to_end_it(house):
    assert "Belum ada gangguan" in house.says("Maya", "/gangguan")
    house.says("Maya", "/gangguan listrik userid")
    house.says("Maya", "/gangguan internet sejak 08.00")
    listed = house.says("Maya", "/gangguan")
    assert "1. listrik padam" in listed
    assert "menunggu orang kedua" in listed
    assert listed.labels == ["Akhiri gangguan 1"]
    assert "Gangguan nomor 1 selesai" in house.presses("Maya", "Akhiri gangguan 1")


def test_it_is_told_in_the_language_of_each(house):
    house.says("Joko", "bahasa")
    house.presses("Joko", "English")
    house.says("Maya", "/gangguan pejabat")
    assert "the official is absent" in house.news("Joko")


# Exempt reasons


def activating(house):
    """Bring an activation to the verifier in Banjarmasin: its clock runs. Its number."""
    number = files_activation(house)
    for _ in range(2):
        house.says("Dewi", f"/teruskan {number}")
    house.says("Dewi", f"/berkas {number}")
    house.presses("Dewi", "Sisanya sesuai semua")
    house.says("Dewi", f"/teruskan {number}")
    told(house)
    return number


def test_the_holder_halts_the_time_for_a_reason_the_standard_exempts(house):
    number = activating(house)
    due = ticket_due(house, number)
    assert "dihentikan: koordinasi" in house.says("Fajar", f"/jeda {number} koordinasi")
    assert "koordinasi dengan instansi terkait" in house.news("Siti")
    assert ticket_due(house, number) is None
    house.after(minutes=30)
    assert "berjalan lagi" in house.says("Fajar", f"/jeda {number} lanjut")
    assert "Paling lambat" in house.news("Siti")
    assert minutes(due, ticket_due(house, number)) == 30


def test_another_reason_another_officer_and_another_service_are_refused(house):
    number = activating(house)
    assert "Alasan yang diakui" in house.says("Fajar", f"/jeda {number} malas")
    assert "hanya dapat dihentikan oleh petugas" in house.says(
        "Dewi", f"/jeda {number} koordinasi"
    )
    assert "tidak sedang dihentikan" in house.says("Fajar", f"/jeda {number} lanjut")
    other = disposing(house)
    assert "tidak mengenal alasan" in house.says("Lukman", f"/jeda {other} koordinasi")


def test_an_exempt_pause_ends_when_the_file_moves_on(house):
    number = activating(house)
    house.says("Fajar", f"/jeda {number} koordinasi")
    house.after(minutes=10)
    house.says("Fajar", f"/kembalikan {number} x")
    assert all(last is not None for (last,) in rows(house, "pause", "last_at"))
