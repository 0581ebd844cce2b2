"""The queue of an officer: page by page, and the files of several roles in one order."""

from datetime import timedelta

import pytest

from storage import people
from storage.moments import to_ms
from tests.desk.cases import AUDITOR, case
from tests.desk.filed import verifying
from tests.people import PEOPLE


def waiting(house, count, done=2, every=1):
    """Put files before the head of the bureau (done=2) or the verifier (done=1)."""

    def add(tx):
        standard = house.books.catalogue.service(AUDITOR)
        for nth in range(count):
            since = house.now - timedelta(days=1) + timedelta(minutes=nth * every)
            case(tx, standard, since, (1,) * done)

    house.write(add)


def listed(answer):
    """Return the numbers on the buttons of a queue, in order."""
    return [label.partition(". ")[2] for label in answer.labels if label[:1].isdecimal()]


@pytest.fixture
def also_chair(house):
    """Lukman is the chair of the desk as well."""

    def appoint(tx):
        who = people.by_telegram(tx, PEOPLE["Lukman"].id).id
        people.appoint(tx, who, "belitung", "lpse_chair", to_ms(house.now), who, who)

    house.write(appoint)


def test_a_short_queue_stands_on_one_page(house):
    waiting(house, 10)
    answer = house.says("Lukman", "/antrian")
    assert len(listed(answer)) == 10
    assert "dari 10" not in answer
    assert "Berikutnya" not in answer.labels


def test_a_long_queue_says_how_much_of_it_is_shown_and_goes_on_page_by_page(house):
    waiting(house, 23)
    first = house.says("Lukman", "/antrian")
    assert "Tiket 1–10 dari 23." in first
    second = house.presses("Lukman", "Berikutnya")
    assert "Tiket 11–20 dari 23." in second
    third = house.says("Lukman", "berikutnya")
    assert "Tiket 21–23 dari 23." in third
    assert "Berikutnya" not in third.labels
    seen = [*listed(first), *listed(second), *listed(third)]
    assert len(seen) == len(set(seen)) == 23
    assert listed(house.presses("Lukman", "Segarkan")) == listed(first)


def test_files_that_are_not_complete_are_paged_through_as_well(house):
    waiting(house, 12, done=1)
    first = house.says("Kartika", "/antrian")
    second = house.presses("Kartika", "Berikutnya")
    assert "Tiket 11–12 dari 12." in second
    assert len({*listed(first), *listed(second)}) == 12


def test_a_number_typed_on_a_later_page_opens_its_file(house):
    waiting(house, 12)
    house.says("Lukman", "/antrian")
    second = listed(house.presses("Lukman", "Berikutnya"))
    assert second[1] in house.says("Lukman", "2")


def test_files_of_several_roles_stand_in_one_order(house, also_chair):
    waiting(house, 8, done=2, every=10)
    waiting(house, 8, done=3, every=10)
    first = house.says("Lukman", "/antrian")
    assert "Tiket 1–10 dari 16." in first
    second = house.presses("Lukman", "Berikutnya")
    assert "Tiket 11–16 dari 16." in second
    seen = [*listed(first), *listed(second)]
    order = house.write(
        lambda tx: [
            row.number
            for row in tx.connection.exec_driver_sql(
                "SELECT number FROM ticket ORDER BY complete_at, id"
            )
        ]
    )
    assert seen == order


def test_a_page_that_is_empty_by_now_shows_the_first_one(house):
    waiting(house, 11)
    house.says("Lukman", "/antrian")

    def close_the_last(tx):
        tx.connection.exec_driver_sql(
            "UPDATE ticket SET open = 0 WHERE id = (SELECT max(id) FROM ticket)"
        )

    house.write(close_the_last)
    assert len(listed(house.presses("Lukman", "Berikutnya"))) == 10


def test_a_filter_by_state_and_by_service_is_typed_in_words_or_chosen(house, also_chair):
    waiting(house, 3, done=2)
    assert "Hanya: Menunggu Disposisi" in house.says("Lukman", "/antrian menunggu disposisi")
    assert "Tidak ada tiket yang sesuai" in house.says("Lukman", "/antrian Diverifikasi")
    assert len(listed(house.says("Lukman", f"/antrian {AUDITOR}"))) == 3
    house.presses("Lukman", "Saring")
    chosen = house.says("Lukman", "3")
    assert "Dikembalikan" in chosen
    assert listed(chosen) == []


def test_what_was_taken_by_oneself_and_what_was_returned_is_filtered(house):
    number = verifying(house)
    assert listed(house.says("Kartika", "/antrian saya")) == []
    house.says("Kartika", f"/ambil {number}")
    assert listed(house.says("Kartika", "/antrian saya")) == [number]
    house.says("Kartika", f"/kembalikan {number} surat tugas tidak terbaca")
    assert listed(house.says("Kartika", "/antrian")) == []
    assert listed(house.says("Kartika", "/antrian dikembalikan")) == [number]
    assert listed(house.says("Lukman", "/antrian dikembalikan")) == []


def test_what_is_due_today_is_filtered(house):
    waiting(house, 2, done=2)
    due = to_ms(house.now + timedelta(hours=3))
    later = to_ms(house.now + timedelta(days=2))

    def set_due(tx):
        tx.connection.exec_driver_sql(f"UPDATE ticket SET due_at = {later} WHERE id = 1")
        tx.connection.exec_driver_sql(f"UPDATE ticket SET due_at = {due} WHERE id = 2")

    house.write(set_due)
    assert len(listed(house.says("Lukman", "/antrian"))) == 2
    assert len(listed(house.says("Lukman", "/antrian hari ini"))) == 1


def test_a_filter_is_kept_from_page_to_page(house):
    waiting(house, 12, done=2)
    house.says("Lukman", "/antrian menunggu disposisi")
    second = house.presses("Lukman", "Berikutnya")
    assert "Tiket 11–12 dari 12." in second
    assert "Hanya: Menunggu Disposisi" in second


def test_a_filter_that_nobody_knows_is_told_with_those_there_are(house):
    answer = house.says("Lukman", "/antrian warna biru")
    assert 'Saringan "warna biru" tidak dikenal' in answer
    assert "1. Yang saya ambil" in answer.labels


def test_nobody_else_filters(house):
    assert "hanya untuk petugas" in house.says("Andi", "/antrian saya")
