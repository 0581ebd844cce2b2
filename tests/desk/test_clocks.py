"""The time of a ticket: told when it starts, halted while the applicant is awaited, begun anew."""

from datetime import UTC, datetime

from storage import tickets
from tests.desk.filed import files, files_activation, rows, verifying


def due(house, number):
    """Until when the ticket is promised, None while no clock runs."""
    kept = house.write(lambda tx: tickets.by_number(tx, number))
    return kept.due_at and datetime.fromtimestamp(kept.due_at / 1000, UTC)


def creating(house):
    """Bring an application to the desk that makes the User ID; returns its number."""
    number = verifying(house)
    house.says("Kartika", f"/berkas {number} semua")
    house.says("Kartika", f"/teruskan {number}")
    house.says("Lukman", f"/disposisi {number}")
    house.says("Maya", f"/disposisi {number}")
    return number


def test_no_time_runs_before_the_file_is_complete(house):
    number = verifying(house)
    assert due(house, number) is None
    assert "setelah berkas dinyatakan lengkap" in house.says("Andi", f"/status {number}")


def test_the_time_runs_in_working_minutes_from_the_complete_file(house):
    number = creating(house)
    assert due(house, number) == datetime(2026, 8, 3, 4, 20, tzinfo=UTC)
    assert "Senin, 3 Agustus 2026 pukul 11.20 WIB" in house.says("Andi", f"/status {number}")


def test_a_file_complete_in_the_evening_is_due_the_next_working_day(house):
    number = verifying(house)
    house.after(hours=12)
    house.says("Kartika", f"/berkas {number} semua")
    house.says("Kartika", f"/teruskan {number}")
    assert due(house, number).date() == datetime(2026, 8, 4, tzinfo=UTC).date()


def test_data_that_is_asked_for_halts_the_time_and_the_answer_lets_it_go_on(house):
    number = creating(house)
    house.after(minutes=10)
    house.says("Nanda", f"/mintadata {number} Nomor surat tugas")
    assert due(house, number) is None
    assert "Waktu layanan berhenti" in house.says("Andi", f"/status {number}")
    house.after(minutes=45)
    house.presses("Andi", "Jawab sekarang")
    house.says("Andi", "700/12/ST")
    # 9.00 and 140 minutes and 45 of waiting would be 12.05: the noon break is left out.
    assert due(house, number) == datetime(2026, 8, 3, 6, 5, tzinfo=UTC)


def test_two_requests_halt_the_time_twice(house):
    number = creating(house)
    for _ in range(2):
        house.says("Nanda", f"/mintadata {number} Nomor surat tugas")
        house.after(minutes=20)
        house.presses("Andi", "Jawab sekarang")
        house.says("Andi", "700/12/ST")
    # 140 minutes and 40 of waiting from 9.00; the noon break begins at 12.00.
    assert due(house, number) == datetime(2026, 8, 3, 5, 0, tzinfo=UTC)


def test_a_returned_file_begins_its_time_anew_when_it_is_complete_again(house):
    number = verifying(house)
    house.says("Kartika", f"/berkas {number} semua")
    house.says("Kartika", f"/teruskan {number}")
    house.says("Lukman", f"/kembalikan {number} Surat kurang jelas.")
    assert due(house, number) is None
    house.after(minutes=30)
    house.presses("Andi", "Lengkapi sekarang")
    house.presses("Andi", "Kirim permohonan")
    assert due(house, number) is None
    house.says("Kartika", f"/teruskan {number}")
    assert due(house, number) == datetime(2026, 8, 3, 4, 50, tzinfo=UTC)


def test_in_banjarmasin_the_half_hour_begins_at_the_counter_and_not_at_the_pre_check(house):
    number = files_activation(house)
    house.says("Dewi", f"/teruskan {number}")
    assert due(house, number) is None
    house.after(days=1)
    house.says("Dewi", f"/teruskan {number}")
    assert due(house, number) is None
    house.says("Dewi", f"/berkas {number} semua")
    house.says("Dewi", f"/teruskan {number}")
    assert due(house, number) == datetime(2026, 8, 4, 2, 30, tzinfo=UTC)


def test_every_clock_stands_still_at_the_end(house):
    number = files(house)
    house.says("Andi", f"/status {number}")
    house.presses("Andi", "Batalkan permohonan")
    house.presses("Andi", "Ya, batalkan")
    assert due(house, number) is None
    assert [row for row in rows(house, "clock", "stopped_at") if row[0] is None] == []


def test_the_queue_is_in_the_order_in_which_files_became_complete(house):
    first, second = verifying(house), verifying(house)
    for number in (second, first):
        house.after(minutes=1)
        house.says("Kartika", f"/berkas {number} semua")
        house.says("Kartika", f"/teruskan {number}")
    queue = house.says("Lukman", "/antrian").text
    assert queue.index(second) < queue.index(first)
