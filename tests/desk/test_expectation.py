"""What an applicant may expect: the place in the queue, and measured times without pauses."""

from datetime import timedelta
from time import thread_time

import pytest

from desk.desk import house_desk
from desk.expectation import expectation
from flows.say import Say
from flows.words import Language
from storage import measures, tickets
from storage.moments import to_ms
from tests.desk.cases import AUDITOR, case
from tests.desk.filed import files, files_activation, verifying
from tests.house import START

WEEK = timedelta(days=7)


@pytest.fixture
def standard(all_services):
    return all_services.service(AUDITOR)


def asked(house, ticket_id):
    """Return what may be said of a ticket now."""

    def look(tx):
        desk = house_desk(tx, house.now, house.books)
        kept = tickets.by_id(tx, ticket_id)
        return expectation(desk, house.books.catalogue.service(kept.service), kept)

    return house.write(look)


def written(house, says):
    return "\n".join(house.books.texts.plain(say, Language.ID) for say in says)


def experienced(house, standard, count, minutes=(2, 3, 4, 5, 6), **more):
    """Finish so many cases a week ago, on a Monday morning, each step as long as said."""

    def add(tx):
        for _ in range(count):
            case(tx, standard, START - WEEK, minutes, **more)

    house.write(add)


def running(house, standard, minutes=(2, 3), since=None):
    """Add a case that has come so far; returns its id."""
    begun = since or house.now - timedelta(minutes=sum(minutes))
    return house.write(lambda tx: case(tx, standard, begun, minutes))


def test_nine_finished_runs_give_no_number(house, standard):
    experienced(house, standard, 9)
    assert asked(house, running(house, standard))[1:] == (Say("expectation.thin"),)
    assert "Belum cukup data" in written(house, asked(house, running(house, standard)))


def test_ten_finished_runs_give_a_range(house, standard):
    experienced(house, standard, 10)
    # Left: bureau 4, chair 5, creation 6 minutes, always the same: 10.00 WITA + 15 minutes.
    told = asked(house, running(house, standard))[1]
    assert told.key == "expectation.range"
    assert {told.values[one] for one in ("first", "middle", "last")} == {
        START + timedelta(minutes=15)
    }
    assert told.values["count"] == 10


def test_the_range_is_the_spread_of_what_was_measured(house, standard):
    # Only the creation is left; it took 10, 20, … 100 minutes: 19, 55 and 91 by hand.
    def add(tx):
        for tens in range(1, 11):
            case(tx, standard, START - WEEK, (1, 1, 1, 1, 10 * tens))

    house.write(add)
    told = asked(house, running(house, standard, (1, 1, 1, 1)))[1].values
    assert [told[one] - START for one in ("first", "middle", "last")] == [
        timedelta(minutes=19),
        timedelta(minutes=55),
        timedelta(minutes=91),
    ]


def test_the_range_goes_through_the_calendar(house, standard):
    experienced(house, standard, 10, (2, 3, 4, 5, 60))
    house.after(hours=6, minutes=30)  # 15.30 WIB; the office closes at 16.00
    # 69 minutes: 30 today, 39 from 07.30 tomorrow.
    shown = written(house, asked(house, running(house, standard)))
    assert "Selasa, 4 Agustus 2026 pukul 08.09 WIB" in shown


def test_what_a_step_has_lasted_already_is_taken_into_account(house, standard):
    experienced(house, standard, 10, (1, 1, 1, 1, 60))
    begun = START - timedelta(minutes=44)
    told = asked(house, running(house, standard, (1, 1, 1, 1), since=begun))[1].values
    # 40 of the 60 minutes of the creation are over.
    assert told["last"] - START == timedelta(minutes=20)


def test_a_step_that_lasts_longer_than_usual_gets_no_number(house, standard):
    experienced(house, standard, 10, (1, 1, 1, 1, 10))
    begun = START - timedelta(minutes=24)
    told = asked(house, running(house, standard, (1, 1, 1, 1), since=begun))
    assert told[1:] == (Say("expectation.longer"),)


def test_time_the_applicant_owed_is_not_counted(house, standard):
    experienced(house, standard, 10, owed={"create": 90, "dispose_bureau": 1_440})
    told = asked(house, running(house, standard))[1].values
    assert told["last"] - START == timedelta(minutes=15)


def test_a_declared_incident_is_not_counted(house, standard):
    experienced(house, standard, 10, (1, 1, 1, 1, 100))

    def halt(tx):
        begun = to_ms(START - WEEK + timedelta(minutes=10))
        tx.connection.exec_driver_sql(
            "INSERT INTO clock (ticket_id, name, kind, amount, bound, started_at)"
            " SELECT id, 'service', 'working_minutes', 140, 'at_most', 0 FROM ticket"
        )
        tx.connection.exec_driver_sql(
            "INSERT INTO pause (clock_id, first_at, last_at, reason)"
            f" SELECT id, {begun}, {begun + 60 * 60_000}, 'incident:power' FROM clock"
        )

    house.write(halt)
    told = asked(house, running(house, standard, (1, 1, 1, 1)))[1].values
    assert told["last"] - START == timedelta(minutes=40)


def test_nights_are_not_counted(house, standard):
    def add(tx):
        for _ in range(10):
            # From Monday 15.50 WIB to Tuesday 07.50 WIB: 10 + 20 working minutes.
            begun = START - WEEK + timedelta(hours=6, minutes=46)
            case(tx, standard, begun, (1, 1, 1, 1, 16 * 60))

    house.write(add)
    told = asked(house, running(house, standard, (1, 1, 1, 1)))[1].values
    assert told["last"] - START == timedelta(minutes=30)


def test_only_the_latest_fifty_runs_are_measured(house, standard):
    experienced(house, standard, 20, (1, 1, 1, 1, 200))
    experienced(house, standard, 50, (1, 1, 1, 1, 10))
    told = asked(house, running(house, standard, (1, 1, 1, 1)))[1].values
    assert told["last"] - START == timedelta(minutes=10)
    assert told["count"] == 50


def test_a_case_the_applicant_cancelled_is_no_finished_run(house, standard):
    def cancel(tx):
        ticket_id = case(tx, standard, START - WEEK, (1, 1))
        tx.connection.exec_driver_sql(f"UPDATE ticket SET open = 0 WHERE id = {ticket_id}")
        tx.connection.exec_driver_sql(
            "INSERT INTO journal"
            " (office, seq, prev, hash, at, ticket_id, version, kind, role, data)"
            f" VALUES ('x', {ticket_id}, x'', x'', {to_ms(START)}, {ticket_id}, 99, 'k', '',"
            """ '{"action":"cancel","to":"dispose_bureau","state":"cancelled"}')"""
        )

    for _ in range(12):
        house.write(cancel)
    stays = house.write(lambda tx: measures.finished_stays(tx, AUDITOR))
    assert {step: len(some) for step, some in stays.items()} == {"receive": 12, "verify": 12}


def test_nothing_is_said_while_a_clock_stands_still_or_the_result_is_delivered(house, standard):
    experienced(house, standard, 10)
    waiting = running(house, standard)
    assert len(asked(house, waiting)) == 2

    def halt(tx):
        tx.connection.exec_driver_sql(
            "INSERT INTO clock (ticket_id, name, kind, amount, bound, started_at)"
            f" VALUES ({waiting}, 'service', 'working_minutes', 140, 'at_most', 0)"
        )
        tx.connection.exec_driver_sql(
            "INSERT INTO pause (clock_id, first_at, reason) SELECT max(id), 0, 'x' FROM clock"
        )

    house.write(halt)
    assert [one.key for one in asked(house, waiting)] == ["expectation.place"]
    delivered = running(house, standard, (2, 3, 4, 5, 6))
    assert [one.key for one in asked(house, delivered)] == ["expectation.place"]


def test_nothing_is_foretold_of_a_visit(house):
    number = files_activation(house)
    shown = house.says("Siti", f"/status {number}")
    assert "Biasanya selesai" not in shown
    assert "Belum cukup data" not in shown
    assert "Urutan" not in shown


def test_the_place_is_counted_among_the_complete_files_of_the_holder(house, standard):
    ids = [running(house, standard) for _ in range(7)]
    running(house, standard, (2, 3, 4))  # at another desk
    running(house, standard, (2,))  # not complete
    assert asked(house, ids[2])[0] == Say(
        "expectation.place", {"nth": 3, "count": 7, "holder": Say("role.bureau_head")}
    )
    assert "Urutan 3 dari 7 berkas lengkap di Kepala Biro" in written(house, asked(house, ids[2]))


def test_the_applicant_reads_it_when_the_clock_starts_and_in_the_status(house, standard):
    experienced(house, standard, 10)
    number = verifying(house)
    house.says("Kartika", f"/berkas {number}")
    house.presses("Kartika", "Sisanya sesuai semua")
    house.says("Kartika", f"/teruskan {number}")
    for shown in (house.news("Andi"), house.says("Andi", f"/status {number}").text):
        assert "Paling lambat" in shown
        assert "Urutan 1 dari 1 berkas lengkap di Kepala Biro" in shown
        assert "Biasanya selesai antara Senin, 3 Agustus 2026 pukul" in shown
        assert "bukan janji" in shown
    assert "Biasanya" not in house.news("Lukman")


def test_without_experience_no_number_is_shown_to_anybody(house):
    shown = house.says("Andi", f"/status {files(house)}")
    assert "Belum cukup data untuk perkiraan" in shown
    assert "Biasanya" not in shown


def test_it_is_quick_among_ten_thousand_tickets(house, standard, capsys):
    experienced(house, standard, 60, (20, 30, 40, 50, 60), owed={"verify": 10})
    waiting = [running(house, standard) for _ in range(20)]

    def fill(tx):
        count = 10_000
        tx.connection.exec_driver_sql(
            "INSERT INTO ticket (number, kind, service, standard_version, person_id, office,"
            " desk_office, holder_office, holder_role, step, state, version, open, title,"
            " submitted_at, content) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL"
            f" SELECT i + 1 FROM n WHERE i < {count})"
            " SELECT 'F-' || i, kind, 'bjm-aktivasi', '', person_id, office, office, office,"
            " holder_role, step, state, 1, i % 10 = 0, '', submitted_at, zeroblob(1500)"
            " FROM n, ticket WHERE ticket.id = 1"
        )

    house.write(fill)
    experienced(house, standard, 60, (20, 30, 40, 50, 60), owed={"verify": 10})

    def look(tx):
        desk = house_desk(tx, house.now, house.books)
        spent = []
        for ticket_id in waiting:
            kept = tickets.by_id(tx, ticket_id)
            begun = thread_time()
            assert expectation(desk, standard, kept)[1].key == "expectation.range"
            spent.append((thread_time() - begun) * 1000)
        return sorted(spent)[len(spent) // 2]

    each = house.write(look)
    with capsys.disabled():
        print(f"\nan expectation among 10,000 tickets: {each:.1f} ms")  # noqa: T201
    assert each < 50
