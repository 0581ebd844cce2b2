"""`/kalender`: seen and changed by heads, with a source; open due times are counted anew."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from desk.calendars import recount, watch
from desk.calendars.office import calendar
from desk.desk import house_desk
from flows.due import due
from standards.hours import DayOff, Exceptions
from storage import people, tickets
from storage.moments import from_ms
from tests.desk.filed import rows, verifying
from tests.people import PEOPLE

WIB = ZoneInfo("Asia/Jakarta")
MORNING = "/kalender buka 24-12-2026 08.00-12.00 Layanan terbatas sumber SE Sekda 5/2026"


@pytest.fixture
def heads(house):
    """Rudi is head of the division in Banjarmasin, beside the bureau head of Belitung."""

    def appoint(tx):
        rudi = people.by_telegram(tx, PEOPLE["Dina"].id)
        people.appoint(tx, rudi.id, "banjarmasin", "division_head", 0, rudi.id, rudi.id)

    house.write(appoint)
    return house


def complete(house, who="Andi"):
    """Bring an application so far that the clock of the service runs; returns its number."""
    number = verifying(house, who)
    house.says("Kartika", f"/berkas {number} semua baik")
    answer = house.says("Kartika", f"/teruskan {number}")
    assert "Paling lambat" in house.news(who), answer.text
    return number


def service_due(house, number):
    return house.write(lambda tx: from_ms(tickets.by_number(tx, number).due_at)).astimezone(WIB)


def seen(house, office, day):
    """Return the windows of a day as the desk counts them."""

    def read(tx):
        return calendar(house_desk(tx, house.now, house.books), office).windows_on(day)

    return [(f"{a:%H.%M}", f"{b:%H.%M}") for a, b in house.write(read)]


def sweep(house):
    done = house.write(lambda tx: watch.sweep_calendar(house_desk(tx, house.now, house.books)))
    house.deliver()
    return done


def closes(house, day, source="SKB 1/2026", title='"Cuti bersama"', who="Lukman"):
    return house.says(who, f"/kalender tutup {day} {title} sumber {source}")


# Seeing


def test_a_head_sees_hours_and_the_exceptions_ahead_with_their_sources(house):
    text = house.says("Lukman", "/kalender").text
    assert "LPSE Kabupaten Belitung" in text
    assert "Senin–Kamis: 07.30-12.00 13.00-16.00" in text
    assert "sumber jam kantor belum disebut" in text
    assert "Senin, 17 Agustus 2026: Hari Kemerdekaan Republik Indonesia" in text
    assert "kalender libur nasional dan cuti bersama" in text
    assert "Hari Raya Natal" not in text


@pytest.mark.parametrize("who", ["Joko", "Kartika", "Dewi", "Siti", "Maya"])
def test_others_neither_see_nor_change_a_calendar(house, who):
    for words in ("", " tutup 9-3-2027 sumber SKB", " belitung tutup 9-3-2027 sumber SKB"):
        assert "hanya dapat dibuka oleh" in house.says(who, f"/kalender{words}")
    assert rows(house, "calendar_entry") == []


def test_a_head_does_not_reach_the_calendar_of_another_office(house):
    assert "belum dipahami" in house.says(
        "Lukman", "/kalender banjarmasin tutup 9-3-2027 sumber X"
    )
    closes(house, "10-8-2026")
    _, key = house.chats["Lukman"].find("Ya, ubah kalender")
    assert "tidak berlaku" in house.presses_data("Dina", key.data)


def test_an_administrator_chooses_the_office(house):
    answer = house.says("Oki", "/kalender")
    assert "Kalender kantor yang mana" in answer
    assert "LPSE Kota Banjarmasin" in house.presses("Oki", "LPSE Kota Banjarmasin")
    assert "Batas waktu yang akan bergeser: 0" in house.says(
        "Oki", "/kalender banjarmasin tutup 10-8-2026 sumber SE Walikota"
    )


# Changing


def test_a_change_counts_only_after_the_confirmation(house):
    number = complete(house)
    assert service_due(house, number) == datetime(2026, 8, 3, 11, 20, tzinfo=WIB)
    answer = closes(house, "3-8-2026")
    assert "akan bergeser: 2" in answer
    assert seen(house, "belitung", date(2026, 8, 3))
    house.presses("Lukman", "Ya, ubah kalender")
    assert seen(house, "belitung", date(2026, 8, 3)) == []
    assert service_due(house, number) == datetime(2026, 8, 4, 9, 50, tzinfo=WIB)


def test_the_applicant_and_the_holder_hear_the_old_and_the_new_moment_once(house):
    number = complete(house)
    house.news("Lukman")
    closes(house, "3-8-2026")
    house.presses("Lukman", "Ya, ubah kalender")
    told = house.news("Andi")
    assert number in told
    assert "Semula: Senin, 3 Agustus 2026 pukul 11.20 WIB" in told
    assert "Menjadi: Selasa, 4 Agustus 2026 pukul 09.50 WIB" in told
    assert "Cuti bersama (sumber: SKB 1/2026)" in told
    assert number in house.news("Lukman")
    sweep(house)
    sweep(house)
    assert house.news("Andi") == house.news("Lukman") == ""


def test_a_removed_entry_gives_the_old_due_time_back(house):
    number = complete(house)
    closes(house, "3-8-2026")
    house.presses("Lukman", "Ya, ubah kalender")
    house.news("Andi")
    assert "akan bergeser: 2" in house.presses("Lukman", "Hapus entri 1")
    house.presses("Lukman", "Ya, ubah kalender")
    assert service_due(house, number) == datetime(2026, 8, 3, 11, 20, tzinfo=WIB)
    assert "entri “Cuti bersama” dihapus" in house.news("Andi")
    assert "tidak ada" in house.says("Lukman", "/kalender hapus 1")


def test_an_opened_day_has_the_hours_that_were_typed(house):
    house.says("Lukman", MORNING)
    house.says("Lukman", "ya ubah kalender")
    assert seen(house, "belitung", date(2026, 12, 24)) == [("08.00", "12.00")]
    assert seen(house, "banjarmasin", date(2026, 12, 24)) == []
    assert "buka 08.00-12.00 – Layanan terbatas" in house.says("Lukman", "/kalender")


def test_ramadan_has_the_week_of_the_decree(heads):
    heads.says("Dina", "/kalender ramadan 8-2-2027 9-3-2027 sumber SE MenPAN 1/2027")
    heads.presses("Dina", "Ya, ubah kalender")
    friday = seen(heads, "banjarmasin", date(2027, 2, 12))
    assert friday == [("08.00", "11.30"), ("12.30", "15.30")]
    assert seen(heads, "banjarmasin", date(2027, 3, 16))[0] == ("07.30", "12.00")
    again = heads.says("Dina", "/kalender ramadan 1-3-2027 20-3-2027 sumber lain")
    assert "sudah diatur oleh entri lain" in again


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("tutup 10-8-2026", "Sumbernya belum disebut"),
        ("tutup 31-2-2027 sumber SKB", "Tanggalnya belum dipahami"),
        ("tutup sumber SKB", "Tanggalnya belum dipahami"),
        ("tutup 2-8-2026 sumber SKB", "sudah lewat"),
        ("tutup 12-8-2026 10-8-2026 sumber SKB", "mendahului"),
        ("tutup 10-8-2026 10-8-2027 sumber SKB", "terlalu panjang"),
        ("buka 16-8-2026 sumber SE", "Jam bukanya belum disebut"),
        ("buka 16-8-2026 12.00-08.00 sumber SE", "tidak masuk akal"),
        ("buka 16-8-2026 08.00-12.00 11.00-13.00 sumber SE", "tidak masuk akal"),
        ("ramadan 8-2-2027 sumber SE", "dua tanggal"),
        ("geser 8-2-2027 sumber SE", "belum dipahami"),
        ("hapus", "belum disebut"),
        ("hapus 99", "tidak ada"),
        (f"tutup 10-8-2026 sumber {'S' * 201}", "terlalu panjang"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(house, words, sentence):
    assert sentence in house.says("Lukman", f"/kalender {words}")
    assert rows(house, "calendar_entry") == []


@pytest.mark.parametrize(
    "written",
    ["9-3-2027", "2027-03-09", "9/3/2027", "09.03.2027", "9 Maret 2027", "9 march 2027"],
)
def test_dates_are_read_however_they_are_typed(house, written):
    answer = closes(house, written)
    assert "Selasa, 9 Maret 2027: tutup – Cuti bersama" in answer
    assert "Sumber: SKB 1/2026" in answer


def test_a_day_is_set_by_one_entry_only(house):
    closes(house, "10-8-2026")
    house.presses("Lukman", "Ya, ubah kalender")
    assert "sudah diatur oleh entri lain" in closes(house, "9-8-2026 11-8-2026")


def test_a_second_press_and_a_proposal_that_has_aged_change_nothing(house):
    closes(house, "4-8-2026")
    house.presses("Lukman", "Ya, ubah kalender")
    assert "sudah diputuskan" in house.presses("Lukman", "Ya, ubah kalender", oldest=True)
    closes(house, "5-8-2026")
    house.after(days=3)
    assert "sudah lewat" in house.presses("Lukman", "Ya, ubah kalender")
    assert seen(house, "belitung", date(2026, 8, 5))


def test_a_change_is_kept_in_the_journal_with_its_entry(house):
    closes(house, "10-8-2026")
    house.presses("Lukman", "Ya, ubah kalender")
    ((role, data),) = [
        row[1:]
        for row in rows(house, "journal", "kind, role, data")
        if row[0] == "calendar_changed"
    ]
    assert role == "bureau_head"
    assert '"cause":"entered"' in data
    assert '"first":"2026-08-10"' in data


def test_another_process_counts_by_the_new_calendar_at_once(house):
    other = replace(house.books, calendars={})
    day = date(2026, 8, 10)

    def there(tx):
        return calendar(house_desk(tx, house.now, other), "belitung").is_working_day(day)

    assert house.write(there)
    closes(house, "10-8-2026")
    house.presses("Lukman", "Ya, ubah kalender")
    assert not house.write(there)
    house.presses("Lukman", "Hapus entri 1")
    house.presses("Lukman", "Ya, ubah kalender")
    assert house.write(there)


def test_due_times_of_a_changed_calendar_equal_those_counted_from_scratch(house):
    number = complete(house)
    closes(house, "3-8-2026")
    house.presses("Lukman", "Ya, ubah kalender")

    def both(tx):
        desk = house_desk(tx, house.now, house.books)
        standard = house.books.catalogue.service("belitung-userid-auditor")
        clock = standard.clocks[0]
        since = tickets.by_number(tx, number).complete_at
        return due(clock, from_ms(since), calendar(desk, "belitung")).at

    assert service_due(house, number) == house.write(both)


# The files


def test_an_overlay_that_changed_since_the_last_start_counts_open_due_times_anew(house):
    number = complete(house)
    sweep(house)
    catalogue = house.books.catalogue
    source = next(iter(catalogue.office("belitung").hours.values())).source
    title = catalogue.office("belitung").name
    off = DayOff(date(2026, 8, 3), title, source, frozenset({"belitung"}))
    changed = replace(catalogue, exceptions=Exceptions(closed=(off,)))
    house.books = replace(house.books, catalogue=changed, calendars={})
    sweep(house)
    assert service_due(house, number) == datetime(2026, 8, 4, 9, 50, tzinfo=WIB)
    assert "pembaruan jam kerja atau hari libur" in house.news("Andi")
    sweep(house)
    assert sweep(house) == 0
    assert house.news("Andi") == ""


def test_the_first_look_at_the_files_moves_nothing(house):
    complete(house)
    sweep(house)
    assert house.news("Andi") == ""


# Warnings to the administrators


@pytest.fixture
def administrators(house):
    house.says("Oki", "halo")
    house.says("Putri", "halo")
    return house


def at(house, year, month, day):
    house.now = datetime(year, month, day, 3, tzinfo=UTC)


def test_unknown_joint_leave_of_the_next_year_is_asked_for_once_from_october(administrators):
    house = administrators
    at(house, 2027, 9, 30)
    sweep(house)
    assert "Cuti bersama tahun 2028" not in house.news("Oki")
    at(house, 2027, 10, 1)
    sweep(house)
    told = house.news("Oki")
    assert told.count("Cuti bersama tahun 2028 belum ada") == 2
    assert "LPSE Kota Banjarmasin" in told
    assert "Cuti bersama tahun 2028" in house.news("Putri")
    house.after(days=20)
    sweep(house)
    assert "Cuti bersama" not in house.news("Oki")


def test_joint_leave_that_the_office_entered_is_known(administrators):
    house = administrators
    at(house, 2027, 10, 1)
    for office in sorted(house.books.catalogue.served):
        house.says("Oki", f'/kalender {office} tutup 28-2-2028 "Cuti bersama" sumber SKB')
        house.says("Oki", "ya, ubah kalender")
    sweep(house)
    assert "Cuti bersama tahun 2028 belum" not in house.news("Oki")


def test_a_feast_that_is_an_estimate_is_asked_for_once_within_120_days(administrators):
    house = administrators
    at(house, 2026, 11, 9)
    sweep(house)
    assert "perkiraan" not in house.news("Oki")
    at(house, 2026, 11, 11)
    sweep(house)
    told = house.news("Oki")
    assert "Hari Raya Idul Fitri (perkiraan)" in told
    assert "Rabu, 10 Maret 2027" in told
    sweep(house)
    assert house.news("Oki") == ""


def test_a_warning_waits_until_an_administrator_has_written_to_the_bot(house):
    at(house, 2027, 10, 1)
    sweep(house)
    house.says("Oki", "halo")
    sweep(house)
    assert "Cuti bersama tahun 2028" in house.news("Oki")


def test_windows_are_kept_as_they_are_shown():
    from desk.calendars.office import read_windows, write_windows  # noqa: PLC0415

    text = "08.00-12.00 13.00-15.30"
    assert write_windows(read_windows(text)) == text
    assert read_windows("13:00-15:30 8.00-12.00".replace("8.00", "08.00", 1)) == read_windows(text)


# Many tickets


def test_a_long_queue_is_counted_anew_in_batches_and_everybody_hears_once(house, monkeypatch):
    monkeypatch.setattr(recount, "BATCH", 1)
    numbers = {who: complete(house, who) for who in ("Andi", "Budi", "Siti")}
    house.news("Lukman")
    closes(house, "3-8-2026")
    answer = house.presses("Lukman", "Ya, ubah kalender")
    assert "dihitung ulang dan bergeser: 2" in answer
    while sweep(house):
        pass
    for who, number in numbers.items():
        assert service_due(house, number) == datetime(2026, 8, 4, 9, 50, tzinfo=WIB)
        assert house.news(who).count("Batas waktu bergeser") == 1
    told = house.news("Lukman")
    assert all(told.count(f"{number}: semula") == 1 for number in numbers.values())


def test_a_paused_clock_has_no_due_time_to_move_and_goes_on_by_the_new_calendar(house):
    number = complete(house)
    house.says("Lukman", f"/disposisi {number}")
    house.says("Maya", f"/disposisi {number}")
    house.says("Nanda", f"/mintadata {number} Nomor surat tugas")
    closes(house, "3-8-2026")
    house.presses("Lukman", "Ya, ubah kalender")
    assert "Batas waktu bergeser" not in house.news("Andi")
    house.presses("Andi", "Jawab sekarang")
    house.says("Andi", "ST-12/2026")
    assert service_due(house, number) == datetime(2026, 8, 4, 9, 50, tzinfo=WIB)
