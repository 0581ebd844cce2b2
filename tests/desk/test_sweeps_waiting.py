"""What waits for the applicant: reminders, then the close by rule; never while staff owe."""

from desk.desk import house_desk
from desk.sweeps.quiet import after_quiet
from storage import reminders as queries
from storage.moments import to_ms
from tests.desk.filed import begins, files, files_activation, open_intake, rows
from tests.desk.sweeping import declared_complete, handed_over, returned, sweeps
from tests.desk.test_sweeps import at, moment
from tests.house import START

REMINDER = "Pengingat"


def ticket(house, columns="state, holder_role, waiting_at, reminders"):
    return rows(house, "ticket", columns)[0]


def after(house, **time):
    """Let time pass and sweep; returns how much was done."""
    house.after(**time)
    return sweeps(house)


# Documents and data


def test_a_returned_file_is_reminded_of_after_one_three_and_seven_days(house):
    number = returned(house)
    told = []
    for day in range(1, 14):
        after(house, days=1)
        if REMINDER in house.news("Andi"):
            told.append(day)
    assert told == [1, 3, 7]
    assert number


def test_a_file_that_is_never_completed_lapses_and_everybody_hears_of_it(house):
    number = returned(house)
    begun = house.presses("Andi", "Lengkapi sekarang")
    assert begun
    for _ in range(14):
        after(house, days=1)
    assert ticket(house, "state, open, waiting_at") == ("lapsed", 0, None)
    assert "Kedaluwarsa" in house.news("Andi")
    assert number in house.news("Kartika")
    assert rows(house, "clock", "id, stopped_at")[0][1] is not None
    assert rows(house, "draft", "state, content")[-1] == ("submitted", b"")
    assert ("lapsed", b"") in rows(house, "draft", "state, content")
    assert "sudah ditutup" in house.says("Andi", f"/status {number}")
    assert after(house, days=30) == 0


def test_of_several_missed_reminders_only_the_latest_is_sent(house):
    returned(house)
    after(house, days=8)
    assert house.news("Andi").count(REMINDER) == 1
    assert ticket(house)[3] == 3
    assert after(house, hours=1) == 0


def test_after_a_long_silence_of_the_house_nobody_is_closed_out_unreminded(house):
    returned(house)
    after(house, days=40)
    assert ticket(house)[0] == "needs_completion"
    assert "sampai Selasa, 15 September 2026" in house.news("Andi")
    after(house, days=2)
    assert ticket(house)[0] == "needs_completion"
    after(house, days=1)
    assert ticket(house)[0] == "lapsed"


def test_a_completed_file_waits_for_nobody_and_a_second_return_begins_anew(house):
    number = files_activation(house)
    house.says("Dewi", f"/mintadata {number} Nomor akta")
    house.news("Siti")
    after(house, days=3)
    assert REMINDER in house.news("Siti")
    house.presses("Siti", "Jawab sekarang")
    house.says("Siti", "12")
    assert ticket(house) == ("received", "lpse_helpdesk", None, 0)
    after(house, days=20)
    assert REMINDER not in house.news("Siti")
    house.says("Dewi", f"/mintadata {number} Nama notaris")
    house.news("Siti")
    assert ticket(house)[1:] == ("applicant", to_ms(house.now), 0)
    after(house, days=1)
    assert house.news("Siti").count(REMINDER) == 1


def test_somebody_without_telegram_is_never_closed_out(house):
    returned(house)
    change = "UPDATE person SET telegram_id = NULL WHERE id = (SELECT person_id FROM ticket)"
    house.write(lambda tx: tx.connection.exec_driver_sql(change))
    for _ in range(30):
        house.after(days=1)
        sweeps(house)
    assert ticket(house)[0] == "needs_completion"


# The applicant's word


def test_a_result_nobody_confirms_closes_after_five_working_days(house):
    number = handed_over(house)
    told = []
    for day in range(1, 7):
        after(house, days=1)
        if REMINDER in house.news("Andi"):
            told.append(day)
    assert told == [1, 3]
    at(house, "2026-08-10 16.00")
    assert ticket(house)[0] == "done", "the last moment of the fifth working day"
    assert "selama 5 hari kerja" in house.news("Andi")
    house.says("Joko", f"/tiket {number}")
    history = house.presses("Joko", "Riwayat")
    assert "Ditutup otomatis: tidak ada kabar dari pemohon – Loket" in history


def test_a_ticket_that_staff_hold_is_never_closed_by_rule(house):
    declared_complete(house)
    assert ticket(house) == ("awaiting_disposition", "bureau_head", None, 0)
    for _ in range(40):
        after(house, days=1)
    assert ticket(house)[0] == "awaiting_disposition"


def test_a_word_in_time_keeps_the_ticket_from_closing(house):
    handed_over(house)
    after(house, days=1)
    house.presses("Andi", "Belum saya terima")
    house.says("Andi", "Email belum masuk")
    assert ticket(house)[2:] == (None, 0)
    for _ in range(20):
        after(house, days=1)
    assert ticket(house)[0] not in {"done", "lapsed"}


# At night


def test_a_reminder_of_the_night_is_taken_back_when_it_is_no_longer_true(house):
    number = files_activation(house)
    house.now = moment("2026-08-03 21.30")
    house.says("Dewi", f"/mintadata {number} Nomor akta")
    house.news("Siti")
    assert after(house, days=1) == 1
    assert house.news("Siti") == ""
    house.says("Siti", f"/status {number}")
    house.presses("Siti", "Jawab sekarang")
    house.says("Siti", "12")
    house.news("Siti")
    house.after(hours=12)
    house.deliver()
    assert REMINDER not in house.news("Siti")


def test_the_night_of_banjarmasin_is_an_hour_earlier_than_that_of_belitung(house):
    def until(office, text):
        house.now = moment(text)
        desk = house.write(lambda tx: house_desk(tx, house.now, house.books))
        return after_quiet(desk, office)

    assert until("banjarmasin", "2026-08-03 20.00") is not None
    assert until("belitung", "2026-08-03 20.00") is None
    assert until("banjarmasin", "2026-08-03 20.00") == moment("2026-08-04 06.00")
    assert until("belitung", "2026-08-04 06.30") == moment("2026-08-04 07.00")


# Drafts


def test_a_draft_is_reminded_of_warned_of_and_erased(house):
    begins(house, "Andi")
    house.says("Andi", "Inspektorat")
    assert after(house, hours=23) == 0
    assert after(house, hours=1) == 1
    assert "belum terkirim" in house.news("Andi")
    assert after(house, days=9) == 0
    assert after(house, days=1) == 1
    assert "dihapus pada Senin, 17 Agustus 2026 pukul 09.00 WIB" in house.news("Andi")
    assert after(house, days=2) == 0
    assert after(house, days=1) == 1
    assert "sudah dihapus" in house.news("Andi")
    assert rows(house, "draft", "state, content, key") == [("lapsed", b"", None)]
    assert "Draf" not in house.says("Andi", "/lanjut").text


def test_the_button_of_a_reminder_goes_on_with_the_draft(house):
    begins(house, "Andi")
    house.says("Andi", "Inspektorat")
    house.says("Andi", "/menu")
    after(house, days=1)
    assert "2/8" in house.presses("Andi", "Lanjutkan")
    assert open_intake(house, "Andi").answers


def test_a_draft_never_lapses_without_the_whole_time_of_its_warning(house):
    begins(house, "Andi")
    after(house, days=60)
    assert "akan dihapus" in house.news("Andi")
    assert after(house, days=2) == 0
    assert after(house, days=1) == 1
    assert "sudah dihapus" in house.news("Andi")


def test_a_draft_somebody_goes_on_with_begins_its_time_anew(house):
    begins(house, "Andi")
    after(house, days=12)
    assert "akan dihapus" in house.news("Andi")
    house.after(minutes=1)
    house.says("Andi", "Inspektorat")
    assert after(house, days=5) == 1
    assert "akan dihapus" not in house.news("Andi")
    assert rows(house, "draft", "state") == [("open",)]


# Assignments


def test_an_ending_assignment_is_told_a_week_and_a_day_before(house):
    house.says("Oki", "/start")
    end = to_ms(START) + 8 * 24 * 3_600_000
    change = f"UPDATE staff SET until_at = {end} WHERE office = 'belitung' AND role = 'verifier'"
    house.write(lambda tx: tx.connection.exec_driver_sql(change))
    told = []
    for day in range(1, 12):
        after(house, days=1)
        if "berakhir pada" in house.news("Kartika"):
            told.append(day)
            assert "Penugasan Kartika" in house.news("Oki")
    assert told == [1, 7]


def test_a_missed_word_about_an_assignment_is_said_once(house):
    end = to_ms(START) + 8 * 24 * 3_600_000
    change = f"UPDATE staff SET until_at = {end} WHERE office = 'belitung' AND role = 'verifier'"
    house.write(lambda tx: tx.connection.exec_driver_sql(change))
    assert after(house, days=7, hours=1) == 1
    assert house.news("Kartika").count("berakhir pada") == 1
    assert after(house, hours=1) == 0


def test_a_ticket_moved_meanwhile_is_not_reminded(house):
    returned(house)
    found = house.write(lambda tx: queries.waiting(tx, to_ms(house.now), (-1, 0), 10))
    change = "UPDATE ticket SET version = version + 1"
    house.write(lambda tx: tx.connection.exec_driver_sql(change))
    assert not house.write(lambda tx: queries.mark_reminded(tx, found[0], 1, to_ms(house.now)))


def test_a_new_ticket_waits_for_nobody(house):
    files(house)
    assert ticket(house) == ("received", "lpse_helpdesk", None, 0)
