"""Every due time explained: the lines add up again, and say why the rest does not count."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.account import account_lines, length
from flows.calendar import Calendar, Season, Window
from flows.due import UNITS, ZERO, Pause, account, due, elapsed
from flows.standard import Bound, Clock, ClockKind, ClockStart, OnReturn
from flows.words import Language, Words
from tests.desk.filed import files, files_activation, verifying
from tests.desk.test_incidents import activating, disposing
from texts.render import load

TEXTS = load()
WITA = ZoneInfo("Asia/Makassar")
WORKDAY = (Window(time(7, 30), time(12)), Window(time(13), time(16)))
FRIDAY = (Window(time(7, 30), time(11, 30)), Window(time(13), time(16, 30)))
RAMADAN = {day: (Window(time(8), time(12)), Window(time(12, 30), time(15))) for day in range(5)}
OFFICE = Calendar(
    zone=WITA,
    week={0: WORKDAY, 1: WORKDAY, 2: WORKDAY, 3: WORKDAY, 4: FRIDAY},
    seasons=(Season(date(2027, 2, 8), date(2027, 3, 9), RAMADAN),),
    closed={
        date(2026, 12, 24): "Cuti Bersama Natal",
        date(2026, 12, 25): "Hari Raya Natal",
        date(2027, 1, 1): "Tahun Baru",
    },
)


def clock(kind, amount, bound=Bound.AT_MOST):
    start, policy = ClockStart.COMPLETE, OnReturn.CONTINUE
    return Clock("service", kind, amount, bound, start, policy, "art. 1", Words("x", "x"))


def at(*moment):
    return datetime(*moment, tzinfo=WITA)


def explained(timing, since, pauses=()):
    """The lines as a person reads them, and the moment they should end at."""
    result = due(timing, since, OFFICE, pauses)
    says = account_lines(timing.kind, result.lines)
    return [TEXTS.plain(say, Language.ID) for say in says], result.at


# Reading the lines back

COUNTED = re.compile(
    r"(?:(?P<days>[\d.]+) hari(?: kerja)?)?(?:(?P<hours>[\d.]+) jam)? ?"
    r"(?:(?P<minutes>[\d.]+) menit)?(?: (?P<seconds>\d+) detik)?"
)


def counted(line):
    """Return what one line says was counted."""
    text = line.partition(", ")[0] if line[0].isdigit() and ": " not in line else ""
    text = text or line.rpartition(": ")[2]
    found = COUNTED.fullmatch(text)
    if found is None or not text:
        return ZERO
    number = {k: int((v or "0").replace(".", "")) for k, v in found.groupdict().items()}
    return timedelta(**number)


def ends(line, kind):
    """Return the moment at which a line ends, to the second; a day at its end is that day."""
    day = re.findall(r"(\d+) (\w+) (\d{4})", line)[-1]
    months = TEXTS.sentences[Language.ID]["date.months"].split()
    when = date(int(day[2]), months.index(day[1]) + 1, int(day[0]))
    if kind in {ClockKind.WORKING_DAYS, ClockKind.CALENDAR_DAYS}:
        return when
    clock_text = re.findall(r"\d\d\.\d\d(?:\.\d\d)?", line.rpartition(": ")[0])[-1]
    return datetime.combine(when, time(*map(int, clock_text.split("."))), WITA)


START = datetime(2026, 4, 1, tzinfo=WITA)
moments = st.integers(0, 400 * 24 * 3600 * 1000).map(lambda ms: START + timedelta(milliseconds=ms))
pauses = st.lists(
    st.tuples(moments, st.integers(1, 5 * 24 * 3600 * 1000)).map(
        lambda pair: Pause(pair[0], pair[0] + timedelta(milliseconds=pair[1]), "applicant")
    ),
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(list(ClockKind)), st.integers(1, 3000), moments, pauses)
def test_the_lines_read_back_add_up_to_the_amount_and_end_at_the_due_time(
    kind, amount, since, halts
):
    timing = clock(kind, amount if kind is ClockKind.WORKING_MINUTES else amount % 90 + 1)
    lines, end = explained(timing, since, halts)
    assert sum((counted(line) for line in lines), ZERO) == timing.amount * UNITS[kind]
    last = ends(lines[-1], kind)
    assert last == (end.date() if isinstance(last, date) and not isinstance(last, datetime)
                    else end.replace(microsecond=0))  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(list(ClockKind)), moments, st.integers(0, 40 * 24 * 3600), pauses)
def test_the_lines_up_to_a_moment_add_up_to_what_has_elapsed(kind, since, seconds, halts):
    timing, until = clock(kind, 5), since + timedelta(seconds=seconds)
    lines = account(timing, since, until, OFFICE, halts)
    total = elapsed(timing, since, until, OFFICE, halts)
    assert sum((line.counted for line in lines), ZERO) == total
    read = [counted(TEXTS.plain(say, Language.ID)) for say in account_lines(kind, lines)]
    assert sum(read, ZERO) == total - total % timedelta(seconds=1)


# By hand


def test_a_break_a_night_and_a_weekend_are_told():
    lines, end = explained(clock(ClockKind.WORKING_MINUTES, 420), at(2026, 4, 24, 10))
    assert lines == [
        "Jumat, 24 April 2026, 10.00–11.30: 90 menit",
        "Jumat, 24 April 2026, 11.30–13.00: di luar jam kerja",
        "Jumat, 24 April 2026, 13.00–16.30: 210 menit",
        "Jumat, 24 April 2026, 16.30 – Senin, 27 April 2026, 07.30: di luar jam kerja",
        "Senin, 27 April 2026, 07.30–09.30: 120 menit",
    ]
    assert end == at(2026, 4, 27, 9, 30)


def test_holidays_are_told_by_name():
    lines, end = explained(clock(ClockKind.WORKING_DAYS, 2), at(2026, 12, 23, 10))
    assert lines == [
        "Rabu, 23 Desember 2026: hari pertama, belum dihitung",
        "Kamis, 24 Desember 2026: libur – Cuti Bersama Natal",
        "Jumat, 25 Desember 2026: libur – Hari Raya Natal",
        "Sabtu, 26 Desember 2026 – Minggu, 27 Desember 2026: di luar jam kerja",
        "Senin, 28 Desember 2026: 1 hari kerja",
        "Selasa, 29 Desember 2026: 1 hari kerja",
    ]
    assert end.date() == date(2026, 12, 29)


def test_long_runs_of_plain_working_days_become_one_line():
    lines, end = explained(clock(ClockKind.WORKING_DAYS, 14), at(2026, 9, 1, 10))
    assert lines == [
        "Selasa, 1 September 2026: hari pertama, belum dihitung",
        "Rabu, 2 September 2026: 1 hari kerja",
        "12 hari kerja, Kamis, 3 September 2026 – Jumat, 18 September 2026",
        "Sabtu, 19 September 2026 – Minggu, 20 September 2026: di luar jam kerja",
        "Senin, 21 September 2026: 1 hari kerja",
    ]
    assert end.date() == date(2026, 9, 21)


def test_many_full_days_of_minutes_become_one_line():
    lines, _ = explained(clock(ClockKind.WORKING_MINUTES, 4500), at(2026, 9, 1, 7, 30))
    assert "8 hari kerja, Rabu, 2 September 2026 – Jumat, 11 September 2026: 3.600 menit" in lines


def test_a_pause_is_told_by_its_reason_and_an_incident_by_its_number():
    halts = [
        Pause(at(2026, 4, 27, 8), at(2026, 4, 27, 9), "incident:power:12"),
        Pause(at(2026, 4, 27, 8, 30), at(2026, 4, 27, 9, 30), "applicant"),
    ]
    lines, _ = explained(clock(ClockKind.WORKING_MINUTES, 60), at(2026, 4, 27, 7, 30), halts)
    assert lines == [
        "Senin, 27 April 2026, 07.30–08.00: 30 menit",
        "Senin, 27 April 2026, 08.00–09.00: jeda – gangguan nomor 12: listrik padam",
        "Senin, 27 April 2026, 09.00–09.30: jeda – menunggu pemohon",
        "Senin, 27 April 2026, 09.30–10.00: 30 menit",
    ]


def test_seconds_are_told_where_there_are_any():
    since = at(2026, 4, 27, 11, 30, 37)
    lines, end = explained(clock(ClockKind.WORKING_MINUTES, 30), since)
    assert lines == [
        "Senin, 27 April 2026, 11.30.37–12.00: 29 menit 23 detik",
        "Senin, 27 April 2026, 12.00–13.00: di luar jam kerja",
        "Senin, 27 April 2026, 13.00–13.00.37: 0 menit 37 detik",
    ]
    assert end == at(2026, 4, 27, 13, 0, 37)


@pytest.mark.parametrize(
    ("kind", "counted_time", "words"),
    [
        (ClockKind.CLOCK_HOURS, timedelta(hours=72), "72 jam"),
        (ClockKind.CLOCK_HOURS, timedelta(hours=1, minutes=5), "1 jam 5 menit"),
        (ClockKind.CLOCK_HOURS, timedelta(seconds=61), "0 jam 1 menit 1 detik"),
        (ClockKind.CALENDAR_DAYS, timedelta(days=30), "30 hari"),
        (ClockKind.WORKING_MINUTES, timedelta(minutes=1440), "1.440 menit"),
    ],
)
def test_lengths_are_told_in_the_unit_of_the_standard(kind, counted_time, words):
    assert TEXTS.plain(length(kind, counted_time), Language.ID) == words


# At the desk


def test_staff_and_the_applicant_read_the_same_explanation(house):
    number = disposing(house)
    typed = house.says("Lukman", f"/tiket {number} jelaskan").text
    assert "Waktu layanan: 140 menit kerja" in typed
    assert "Waktu langkah “Disposisi Kepala Biro”: 30 menit kerja" in typed
    assert "Senin, 3 Agustus 2026, 09.00–11.20: 140 menit" in typed
    assert "Paling lambat: Senin, 3 Agustus 2026 pukul 11.20 WIB" in typed
    house.says("Lukman", f"/tiket {number}")
    assert house.presses("Lukman", "Jelaskan waktu").text == typed
    assert house.says("Andi", f"/status {number} jelaskan").text == typed
    house.says("Andi", f"/status {number}")
    assert house.presses("Andi", "Jelaskan waktu").text == typed
    assert house.presses("Andi", "Lihat status").labels[-1] == "Menu utama"


def test_nobody_else_has_it_explained(house):
    number = disposing(house)
    house.says("Andi", f"/status {number}")
    for who in ("Dewi", "Budi"):
        assert "tidak ditemukan" in house.says(who, f"/status {number} jelaskan")
    assert "tidak ditemukan" in house.says("Dewi", f"/tiket {number} jelaskan")


def test_while_it_stands_still_what_was_counted_is_told_and_why_it_stands(house):
    number = disposing(house)
    house.after(minutes=20)
    house.says("Maya", "/gangguan listrik")
    house.after(minutes=25)
    text = house.says("Andi", f"/status {number} jelaskan").text
    assert "09.00–09.20: 20 menit" in text
    assert "09.20–09.45: jeda – gangguan nomor 1: listrik padam" in text
    assert "Jumlah yang dihitung: 20 menit dari 140 menit kerja" in text
    assert "Sekarang berhenti karena gangguan nomor 1: listrik padam" in text
    assert "Paling lambat" not in text


def test_before_the_clock_starts_its_standard_is_told(house):
    number = files_activation(house)
    text = house.says("Siti", f"/status {number} jelaskan").text
    assert "Belum ada waktu yang dihitung" in text
    assert "30 menit, dihitung pada jam kerja" in text


def test_after_the_end_it_says_where_the_counting_stopped(house):
    number = activating(house)
    house.after(minutes=12)
    house.says("Fajar", f"/selesai {number}")
    text = house.says("Siti", f"/status {number} jelaskan").text
    assert "Jumlah yang dihitung: 12 menit dari 30 menit kerja" in text
    assert "Perhitungan berhenti: Senin, 3 Agustus 2026 pukul 10.12 WITA" in text


def test_a_long_explanation_is_split_over_messages(house):
    number = disposing(house)
    for nth in range(1, 41):
        house.after(minutes=1)
        house.says("Maya", "/gangguan listrik")
        house.after(minutes=1)
        house.says("Maya", f"/gangguan selesai {nth}")
    answer = house.says("Andi", f"/status {number} jelaskan")
    assert len(answer.messages) > 1
    assert "gangguan nomor 40" in answer
    assert all(len(message.text) <= 4096 for message in answer.messages)
    assert answer.messages[-1].labels == ["Lihat status"]


# Elapsed against standard, who holds it, who owes what


def test_status_and_card_show_elapsed_against_the_standard(house):
    number = disposing(house)
    house.after(minutes=25)
    for view in (
        house.says("Andi", f"/status {number}"),
        house.says("Lukman", f"/tiket {number}"),
    ):
        assert "Waktu layanan: sudah berjalan 25 dari 140 menit kerja" in view
        assert "Disposisi Kepala Biro”: sudah berjalan 25 dari 30 menit kerja" in view
        assert "Giliran: Kepala Biro – Disposisi Kepala Biro" in view
    house.after(minutes=10)
    shown = house.says("Andi", f"/status {number}")
    assert "sudah berjalan 35 dari 30 menit kerja – melewati standar" in shown


def test_pauses_are_told_with_their_length_and_reason(house):
    number = verifying(house)
    house.after(minutes=5)
    house.says("Kartika", f"/mintadata {number} Nomor surat")
    house.after(days=1, hours=2)
    shown = house.says("Andi", f"/status {number}")
    assert "sudah berjalan 5 dari 15 menit kerja; jeda 1 hari 2 jam" in shown
    assert "sekarang berhenti karena menunggu pemohon" in shown
    assert "Giliran: pemohon – menjawab permintaan data" in shown
    assert "Nomor surat" in house.says("Kartika", f"/tiket {number}")


def test_in_english_too(house):
    number = files(house)
    house.says("Andi", "bahasa")
    house.presses("Andi", "English")
    assert "Time of the step" in house.says("Andi", f"/status {number}")
    answer = house.presses("Andi", "Explain the time")
    assert "10 working minutes" in answer
    assert "Due at the latest: Monday, 3 August 2026 at 09:10 WIB" in answer
