"""Reports: ordered by heads, counted in portions, and every figure found again in the journal."""

import asyncio
import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from bot.reports import Reports
from desk.reporting import gather
from desk.reporting.gather import Gathering
from desk.reporting.grids import grids
from desk.reporting.paper import paper
from desk.reporting.periods import Period, bounds, month_of, read_period
from desk.reporting.reader import Reader
from desk.reporting.summary import summary
from flows.report import ReportForm, ReportOrder, share, standing
from flows.satisfaction import Element
from flows.sending import Method, Sending
from flows.whereabouts import APPLICANT_OWES, CLOSED
from papers.draw import pages_of
from papers.sheet import Text
from storage import reports, surveys
from storage.sendings import pack, unpack
from tests.desk.cases import AUDITOR, case
from tests.desk.supported import lays
from tests.desk.supported import reports as files
from tests.desk.sweeping import sweeps

AUGUST = month_of(date(2026, 8, 1))
TODAY = date(2026, 8, 3)


def ordered(office="belitung", form=ReportForm.TEXT, period=AUGUST, language="id"):
    since, until = bounds(period, "Asia/Jakarta")
    first, last = period.first.isoformat(), period.last.isoformat()
    return ReportOrder(office, first, last, since, until, form, language, 0)


def counted(house, order):
    counting = Gathering(order)
    while house.store.read_now(counting.portion):
        pass
    return counting.figures


@pytest.fixture
def busy(house):
    """Some cases of Belitung: delivered, owed in between, still open; and one of July."""
    standard = house.books.catalogue.service(AUDITOR)
    start = datetime(2026, 8, 3, 1, tzinfo=UTC)

    def job(tx):
        case(tx, standard, start, (10, 20, 30, 40, 50))
        case(tx, standard, start, (11, 21, 31, 41, 51), owed={"verify": 600})
        case(tx, standard, start, (5, 5))
        case(tx, standard, datetime(2026, 7, 6, 1, tzinfo=UTC), (1, 2, 3, 4, 5))

    house.write(job)
    return house


def journal_rows(house, office):
    """Read the journal with nothing but JSON, as an auditor would."""

    def job(tx):
        found = tx.connection.exec_driver_sql(
            "SELECT j.ticket_id, j.at, j.version, j.kind, j.data, t.service FROM journal j "
            "LEFT JOIN ticket t ON t.id = j.ticket_id WHERE j.office = ? ORDER BY j.id",
            (office,),
        ).fetchall()
        return [(*row[:4], json.loads(row[4]), row[5]) for row in found]

    return house.store.read_now(job)


def from_journal(house, order):
    """Derive volumes and steps a second way: case by case, in Python, from the moves alone."""
    moves = {}
    for ticket, at, version, _, data, service in journal_rows(house, order.office):
        if ticket and version is not None:
            moves.setdefault((ticket, service), []).append((at, data))
    filed, closed, still, spent = Counter(), Counter(), Counter(), {}
    for (_, service), own in moves.items():
        began, (ended, last) = own[0][0], own[-1]
        shut = last.get("state") in {one.value for one in CLOSED}
        if began >= order.until:
            continue
        filed[service] += began >= order.since
        still[service] += not shut or ended >= order.until
        if not shut or not order.since <= ended < order.until:
            continue
        closed[service, last["state"]] += 1
        each = Counter()
        for (at, data), (left, _) in pairwise(own):
            owing = data.get("state") in {one.value for one in APPLICANT_OWES}
            each[service, data["to"]] += 0 if owing else left - at
        for name, took in each.items():
            spent.setdefault(name, []).append(took)
    return filed, closed, still, spent


def agrees(house, order):
    figures = counted(house, order)
    filed, closed, still, spent = from_journal(house, order)
    assert {name: one.filed for name, one in figures.volumes.items() if one.filed} == +filed
    assert {name: one.open for name, one in figures.volumes.items() if one.open} == +still
    assert {
        (name, state): times
        for name, one in figures.volumes.items()
        for state, times in one.closed.items()
    } == closed
    assert {name: (one.cases, one.spent, one.longest) for name, one in figures.steps.items()} == {
        name: (len(took), sum(took), max(took)) for name, took in spent.items()
    }
    return figures


def test_cases_and_steps_are_those_of_the_journal(busy):
    figures = agrees(busy, ordered())
    assert figures.volumes[AUDITOR].filed == 3
    assert figures.volumes[AUDITOR].open >= 1


def test_a_whole_journey_gives_the_same_figures_both_ways(house):
    lays(house)
    first, second = files(house), files(house, "Andi")
    house.after(hours=2)
    house.says("Dewi", f"/ambil {second} 1")
    house.says("Dewi", f"/selesai {first}")
    house.after(hours=30)
    house.presses("Siti", "Ya, sudah saya terima")
    house.says("Dewi", f"/mintadata {second} Nama penyedia")
    house.after(hours=5)
    house.presses("Andi", "Jawab sekarang")
    house.says("Andi", "CV Contoh")
    house.says("Dewi", f"/selesai {second}")
    house.presses("Andi", "Ya, sudah saya terima")
    figures = agrees(house, ordered("banjarmasin"))
    kinds = Counter(row[3] for row in journal_rows(house, "banjarmasin"))
    assert figures.overtakes.total() == kinds["ticket_overtaken"]
    assert figures.returns == kinds["ticket_returned"]


def test_late_clocks_are_those_of_which_the_journal_says_that_they_passed(house):
    lays(house)
    number, other = files(house), files(house, "Andi")
    house.says("Dewi", f"/selesai {other}")
    house.presses("Andi", "Ya, sudah saya terima")
    house.says("Dewi", f"/selesai {number}")
    house.presses("Siti", "Belum saya terima")
    house.says("Siti", "Masih tidak bisa dibuka")
    house.after(days=8)
    sweeps(house)
    house.says("Dewi", f"/selesai {number}")
    house.presses("Siti", "Ya, sudah saya terima")
    figures = agrees(house, ordered("banjarmasin"))
    passed = {row[4]["clock"] for row in journal_rows(house, "banjarmasin")
              if row[3] == "deadline_passed"}  # fmt: skip
    assert sum(one.late for one in figures.clocks.values()) == len(passed) == 1
    assert "50,0 %" in told(house, "banjarmasin", figures)


def test_small_portions_give_what_large_ones_give(busy, monkeypatch):
    whole = counted(busy, ordered())
    monkeypatch.setattr(gather, "TICKETS_A_PORTION", 1)
    monkeypatch.setattr(gather, "ENTRIES_A_PORTION", 2)
    assert counted(busy, ordered()) == whole


def test_another_office_and_another_month_see_nothing(busy):
    assert counted(busy, ordered("babel")).empty
    later = month_of(date(2027, 1, 1))
    figures = counted(busy, ordered(period=later))
    assert not any(one.filed for one in figures.volumes.values())


# What is told


def told(house, office, figures, language="id"):
    return summary(Reader(house.books, ordered(office, language=language)), figures)


def test_an_empty_period_says_so_in_text_and_on_paper(house):
    figures = counted(house, ordered("babel"))
    assert "Tidak ada tiket" in told(house, "babel", figures)
    assert "There are no tickets" in told(house, "babel", figures, "en")
    made = paper(Reader(house.books, ordered("babel")), figures)
    words = " ".join(m.text for page in pages_of(made) for m in page if isinstance(m, Text))
    assert "tidak ada tiket" in words
    assert "KEPULAUAN BANGKA BELITUNG" in words.upper()


def test_the_index_is_hidden_below_five_answers_and_exact_from_then_on(house):
    answers = dict.fromkeys([one.value for one in Element], 3)

    def give(times):
        def job(tx):
            for _ in range(times):
                surveys._give(tx, "belitung", AUDITOR, "2026-08", dict(answers), None)

        house.write(job)

    give(4)
    assert "kurang dari 5 jawaban" in told(house, "belitung", counted(house, ordered()))
    give(1)
    figures = counted(house, ordered())
    assert "75,00 (C, Kurang Baik); 5 responden" in told(house, "belitung", figures)
    names = {grid.name for grid in grids(Reader(house.books, ordered()), figures)}
    assert "Profil responden" in names


def test_a_share_rounds_once_and_pauses_that_overlap_count_once():
    assert (share(1, 3), share(2, 3), share(1, 2000), share(0, 0)) == ("33.3", "66.7", "0.1", "")
    assert standing([(0, 10), (5, 12), (20, 30), (22, 25)]) == 22


# Ordering


def test_a_head_orders_the_report_of_his_own_office_with_buttons(house):
    asked = house.says("Lukman", "/laporan")
    assert "Laporan" in asked
    assert list(asked.labels) == ["Bulan ini", "Bulan lalu", "Tahun ini"]
    assert "sedang dihitung" in house.says("Lukman", "2")
    kinds = [row[3] for row in journal_rows(house, "belitung")]
    assert kinds.count("report_ordered") == 1


def monthly(house):
    """Return the keys of the monthly reports in the outbox, without the persons' numbers."""
    query = "SELECT key FROM outbox WHERE key LIKE 'monthly:%'"
    found = house.write(lambda tx: tx.connection.exec_driver_sql(query).fetchall())
    return sorted(":".join([*row[0].split(":")[1:3], row[0].split(":")[4]]) for row in found)


def test_heads_get_the_month_before_on_a_working_morning_once(busy, monkeypatch):
    monkeypatch.setattr(busy, "deliver", lambda: None)
    busy.after(days=29, hours=23)
    sweeps(busy)
    busy.after(minutes=20)
    sweeps(busy)
    of_belitung = [key for key in monthly(busy) if key.startswith("belitung")]
    # Lukman and Maya, each a text and a paper.
    assert of_belitung == ["belitung:2026-08-01:paper"] * 2 + ["belitung:2026-08-01:text"] * 2


def test_an_office_that_has_just_begun_has_no_month_to_report(house, monkeypatch):
    monkeypatch.setattr(house, "deliver", lambda: None)
    house.after(hours=-1)
    sweeps(house)
    assert monthly(house) == []


def test_nobody_sees_the_report_of_another_office(house):
    assert "tidak tersedia" in house.says("Lukman", "/laporan agustus 2026 banjarmasin")
    for who in ("Joko", "Siti"):
        assert "bagi pimpinan kantor" in house.says(who, "/laporan agustus 2026 belitung")


def test_lkpp_sees_its_own(house):
    assert "sedang dihitung" in house.says("Hadi", "/laporan 2026")
    assert "tidak tersedia" in house.says("Hadi", "/laporan 2026 belitung")


def test_an_administrator_chooses_the_office_first(house):
    asked = house.says("Oki", "/laporan")
    assert "Laporan kantor mana" in asked
    house.says("Oki", "1")
    assert "sedang dihitung" in house.presses("Oki", "Bulan lalu")


def test_a_period_that_is_not_understood_is_asked_again(house):
    assert "belum kami pahami" in house.says("Lukman", "/laporan kemarin dulu")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("bulan ini", "2026-08-01", "2026-08-31"),
        ("bulan lalu", "2026-07-01", "2026-07-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("februari 2024", "2024-02-01", "2024-02-29"),
        ("2026-08", "2026-08-01", "2026-08-31"),
        ("august 2026", "2026-08-01", "2026-08-31"),
        ("1 Agustus 2026 sampai 15 Agustus 2026", "2026-08-01", "2026-08-15"),
    ],
)
def test_periods_are_read(words, first, last):
    found = read_period(words, TODAY)
    assert found == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "words", ["", "kemarin", "13 2026", "99999", "0000", "31 Februari 2026 sampai 1 Maret 2026",
              "15 Agustus 2026 sampai 1 Agustus 2026"],
)  # fmt: skip
def test_what_is_no_period_is_none(words):
    assert read_period(words, TODAY) is None


def test_an_order_survives_the_outbox(house):
    order = ordered(form=ReportForm.CSV)
    sending = Sending(1, Method.DOCUMENT, "x", file_name="a.csv", report=order)
    assert unpack(pack((sending,))) == [sending]


def test_every_form_is_made_when_it_is_sent(busy):
    async def made(form):
        return await Reports(busy.store, busy.books).make(replace(ordered(), form=form))

    text, png, sheet, csv, pdf = (asyncio.run(made(form)) for form in ReportForm)
    assert "Tiket masuk 3" in text
    assert png.startswith(b"\x89PNG")
    assert sheet.startswith(b"PK")
    assert csv.startswith(b"\xef\xbb\xbf")
    assert pdf.startswith(b"%PDF")


def test_the_ends_of_an_empty_house_are_nothing(house):
    assert house.store.read_now(lambda tx: reports.ends(tx, "nowhere")) == (0, 0)
