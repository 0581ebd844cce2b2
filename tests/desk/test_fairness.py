"""First come, first served: who may pass over whom, with what reason, and who is told."""

import json

import pytest

from desk import fairness
from desk.desk import house_desk
from tests.desk.filed import files, rows, verifying

REASONS = (
    "Pemohon hadir di loket",
    "Batas waktunya lebih dekat",
    "Terkait gangguan",
    "Perintah atasan",
    "Berkas sejenis dikerjakan bersama",
)


def at_the_bureau(house, who="Andi"):
    """File an application and have it declared complete; returns its number."""
    number = verifying(house, who)
    house.after(minutes=1)
    house.says("Kartika", f"/berkas {number}")
    house.presses("Kartika", "Sisanya sesuai semua")
    house.says("Kartika", f"/teruskan {number}")
    house.news("Lukman")
    return number


@pytest.fixture
def two(house):
    """Two complete files at the head of the bureau, the older one first."""
    return at_the_bureau(house), at_the_bureau(house, "Siti")


def overtakings(house):
    return [
        json.loads(data)
        for kind, data in rows(house, "journal", "kind, data")
        if kind == "ticket_overtaken"
    ]


def sweep(house):
    return house.write(
        lambda tx: fairness.sweep_overtakings(house_desk(tx, house.now, house.books))
    )


def test_the_oldest_complete_file_is_taken_without_a_word(house, two):
    assert "sudah" in house.says("Lukman", f"/ambil {two[0]}").text
    assert overtakings(house) == []


def test_a_younger_file_is_not_taken_without_a_reason(house, two):
    first, second = two
    answer = house.says("Lukman", f"/ambil {second}")
    assert f"Belum giliran {second}" in answer
    assert first in answer
    assert tuple(answer.labels[:5]) == REASONS
    assert overtakings(house) == []
    assert rows(house, "ticket", "claimed_by") == [(None,), (None,)]


@pytest.mark.parametrize("label", REASONS)
def test_a_pressed_reason_takes_the_file_and_stands_in_the_journal(house, two, label):
    house.says("Lukman", f"/ambil {two[1]}")
    assert f"Alasan: {label}" in house.presses("Lukman", label)
    assert overtakings(house) == [
        {
            "reason": list(fairness.Reason)[REASONS.index(label)].value,
            "office": "belitung",
            "passed": [1],
        }
    ]


@pytest.mark.parametrize(
    "typed", ["perintah atasan", "ATASAN", "superior_order", "4", "karena perintah atasan ya"]
)
def test_the_reason_can_be_typed_with_the_command(house, two, typed):
    assert "Alasan: Perintah atasan" in house.says("Lukman", f"/ambil {two[1]} {typed}")
    assert overtakings(house)[0]["reason"] == "superior_order"


def test_a_number_typed_after_the_question_is_the_reason(house, two):
    house.says("Lukman", f"/ambil {two[1]}")
    assert "Alasan: Terkait gangguan" in house.says("Lukman", "3")


def test_words_that_are_no_reason_are_asked_again(house, two):
    assert "Belum giliran" in house.says("Lukman", f"/ambil {two[1]} ya")


def test_a_deed_goes_on_after_its_reason(house, two):
    house.says("Lukman", f"/disposisi {two[1]} dispose_chair")
    house.presses("Lukman", "Perintah atasan")
    steps = dict(rows(house, "ticket", "number, step"))
    assert steps == {two[0]: "dispose_bureau", two[1]: "dispose_chair"}
    kinds = [kind for (kind,) in rows(house, "journal", "kind")]
    assert kinds.count("ticket_overtaken") == 1


def test_once_taken_a_file_is_worked_on_without_more_questions(house, two):
    house.says("Lukman", f"/ambil {two[1]} pemohon hadir")
    house.says("Lukman", f"/disposisi {two[1]}")
    assert dict(rows(house, "ticket", "number, step"))[two[1]] == "dispose_chair"
    assert len(overtakings(house)) == 1


def test_returning_noting_and_reading_pass_over_nobody(house, two):
    second = two[1]
    assert "Belum giliran" not in house.says("Lukman", f"/tiket {second}")
    assert "Belum giliran" not in house.says("Lukman", f"/catatan {second} sudah dibaca")
    house.says("Lukman", f"/kembalikan {second} surat tugas kurang jelas")
    assert dict(rows(house, "ticket", "number, state"))[second] == "needs_completion"
    assert overtakings(house) == []


def test_files_that_are_not_complete_are_outside_the_queue(house):
    older, younger = files(house), files(house, "Siti")
    house.says("Joko", f"/teruskan {younger}")
    house.says("Kartika", f"/ambil {younger}")
    assert older != younger
    assert rows(house, "ticket", "claimed_by")[1] != (None,)
    assert overtakings(house) == []


def test_a_file_that_somebody_has_taken_is_passed_over_freely(house, two):
    house.says("Lukman", f"/ambil {two[0]}")
    house.says("Lukman", f"/ambil {two[1]}")
    assert overtakings(house) == []
    assert None not in {claimed for (claimed,) in rows(house, "ticket", "claimed_by")}


def test_a_file_whose_clock_stands_still_is_passed_over_freely(house, two):
    def halt(tx):
        tx.connection.exec_driver_sql(
            "INSERT INTO pause (clock_id, first_at, reason)"
            " SELECT id, 0, 'incident:power' FROM clock WHERE ticket_id = 1 AND stopped_at IS NULL"
        )

    house.write(halt)
    assert "Belum giliran" not in house.says("Lukman", f"/ambil {two[1]}")


def test_an_officers_own_file_holds_up_nobody(house, two):
    def own(tx):
        tx.connection.exec_driver_sql(
            "UPDATE ticket SET person_id = (SELECT id FROM person WHERE telegram_id = 700000023)"
            " WHERE id = 1"
        )

    house.write(own)
    assert "Belum giliran" not in house.says("Lukman", f"/ambil {two[1]}")


def test_a_reason_that_is_not_needed_any_more_is_not_kept(house, two):
    house.says("Lukman", f"/ambil {two[1]}")
    house.says("Lukman", f"/ambil {two[0]}")
    house.presses("Lukman", "Perintah atasan")
    assert overtakings(house) == []
    assert None not in {claimed for (claimed,) in rows(house, "ticket", "claimed_by")}


def test_the_superior_is_told_once_after_the_last_hour(house, all_services):
    # The verifier of Belitung answers to the chair of its LPSE: Maya.
    first, second = verifying(house), verifying(house, "Siti")

    def complete(tx):
        tx.connection.exec_driver_sql("UPDATE ticket SET complete_at = submitted_at")

    house.write(complete)
    house.says("Kartika", f"/ambil {second} pemohon hadir")
    assert sweep(house) == 0
    house.after(hours=8)
    assert sweep(house) == 1
    assert sweep(house) == 0
    house.deliver()
    told = house.news("Maya")
    assert f"{second} oleh Kartika: Pemohon hadir di loket. Dilewati 1 berkas: {first}" in told
    assert house.news("Lukman") == ""


def test_what_is_overtaken_after_the_report_is_told_on_the_next_working_day(house):
    verifying(house)
    second = verifying(house, "Siti")

    def complete(tx):
        tx.connection.exec_driver_sql("UPDATE ticket SET complete_at = submitted_at")

    house.write(complete)
    house.after(hours=8)
    assert sweep(house) == 0
    house.says("Kartika", f"/ambil {second} pemohon hadir")
    house.after(hours=1)
    assert sweep(house) == 0
    house.after(hours=23)
    assert sweep(house) == 1


def test_the_queue_tells_the_order_since_when_and_who_is_next(house, two):
    shown = house.says("Lukman", "/antrian").text
    assert f"▶ Berikutnya\n1. {two[0]}" in shown.replace("<b>", "").replace("</b>", "")
    assert shown.count("Lengkap sejak Senin, 3 Agustus 2026") == 2
    assert shown.count("Berikutnya") == 1
    house.says("Lukman", f"/ambil {two[0]}")
    again = house.says("Lukman", "/antrian").text
    assert f"Berikutnya\n2. {two[1]}" in again


def test_the_history_tells_of_it(house, two):
    house.says("Lukman", f"/ambil {two[1]} pemohon hadir")
    assert "Didahulukan dari giliran" in house.presses("Lukman", "Riwayat")
