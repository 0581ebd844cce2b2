"""The clocks of a ticket as its standard wants them: other offices, bounds, overlapping pauses."""

from dataclasses import replace

from flows.standard import Bound, OnReturn
from tests.desk.complaining import complains
from tests.desk.test_incidents import clocks_of, disposing, minutes, ticket_due

AUDITOR = "belitung-userid-auditor"


def changes(house, **clock):
    """Give the auditor's service other clock values, or `steps` other step values."""
    catalogue = house.books.catalogue
    kept = catalogue.service(AUDITOR)
    steps = clock.pop("steps", {})
    kind = clock.pop("kind_of_case", kept.kind)
    changed = replace(
        kept,
        kind=kind,
        clocks=tuple(replace(one, **clock) for one in kept.clocks),
        steps=tuple(replace(one, **steps.get(one.id, {})) for one in kept.steps),
    )
    services = {**catalogue.services, AUDITOR: changed}
    house.books = replace(house.books, catalogue=replace(catalogue, services=services))


def at_the_chair(house):
    number = disposing(house)
    house.says("Lukman", f"/disposisi {number}")
    return number


def test_while_another_office_has_the_file_the_service_stands_still(house):
    changes(house, steps={"create": {"pauses_clocks": ("service",)}})
    number = at_the_chair(house)
    due = ticket_due(house, number)
    house.says("Maya", f"/disposisi {number}")
    assert ticket_due(house, number) is None
    assert clocks_of(house, number)["create"].due_at is not None
    assert "berhenti: menunggu instansi lain" in house.says("Andi", f"/status {number}")
    house.after(minutes=25)
    house.says("Nanda", f"/teruskan {number} email")
    assert minutes(due, ticket_due(house, number)) == 25


def test_the_applicant_owing_meanwhile_counts_once(house):
    changes(house, steps={"create": {"pauses_clocks": ("service",)}})
    number = at_the_chair(house)
    due = ticket_due(house, number)
    house.says("Maya", f"/disposisi {number}")
    house.after(minutes=5)
    house.says("Nanda", f"/mintadata {number} Nomor")
    house.after(minutes=10)
    house.says("Andi", f"/status {number}")
    house.presses("Andi", "Jawab sekarang")
    house.says("Andi", "123")
    assert ticket_due(house, number) is None
    house.after(minutes=5)
    house.says("Nanda", f"/teruskan {number} email")
    assert minutes(due, ticket_due(house, number)) == 20


def test_about_is_told_as_about(house):
    changes(house, bound=Bound.ABOUT)
    number = disposing(house)
    shown = house.says("Andi", f"/status {number}")
    assert "Kurang lebih sampai: Senin, 3 Agustus 2026 pukul 11.20 WIB" in shown
    assert "Waktu layanan: sudah berjalan 0 dari kurang lebih 140 menit kerja" in shown
    explained = house.presses("Andi", "Jelaskan waktu")
    assert "Kurang lebih sampai: Senin, 3 Agustus 2026 pukul 11.20 WIB" in explained


def test_at_least_is_shown_as_written_and_never_called_late(house):
    changes(house, bound=Bound.AT_LEAST)
    number = disposing(house)
    house.says("Lukman", f"/disposisi {number}")
    house.after(days=3)
    shown = house.says("Andi", f"/status {number}").text
    service = next(line for line in shown.splitlines() if line.startswith("Waktu layanan:"))
    assert "standar minimal 140 menit kerja (seperti tertulis" in service
    assert "melewati" not in service
    assert "Standar waktu, seperti tertulis: Paling lama 140 menit" in shown
    explained = house.presses("Andi", "Jelaskan waktu").text
    assert "Standar ini batas minimal, bukan batas paling lambat." in explained
    assert house.says("Maya", "/gangguan listrik").text
    assert not clocks_of(house, number)["service"].paused


def test_the_limits_of_the_complaint_law_run_through_an_incident(house):
    number = complains(house)
    due = ticket_due(house, number)
    house.says("Indah", "/gangguan listrik")
    assert ticket_due(house, number) == due
    other = complains(house, "Budi")
    assert ticket_due(house, other) is not None


def at_the_admin(house):
    """Bring a file to the PPE administrator in 20 minutes; returns its number."""
    number = disposing(house)
    house.after(minutes=20)
    house.says("Lukman", f"/disposisi {number}")
    house.says("Maya", f"/disposisi {number}")
    return number


def test_a_data_request_keeps_what_was_counted(house):
    number = at_the_admin(house)
    house.says("Nanda", f"/mintadata {number} Nomor")
    house.after(minutes=30)
    house.says("Andi", f"/status {number}")
    house.presses("Andi", "Jawab sekarang")
    house.says("Andi", "123")
    kept = clocks_of(house, number)["service"]
    assert minutes(kept.started_at, kept.due_at) == 170


def test_a_data_request_begins_the_time_anew_where_the_standard_says_so(house):
    changes(house, on_ask=OnReturn.RESTART)
    number = at_the_admin(house)
    house.says("Nanda", f"/mintadata {number} Nomor")
    house.after(minutes=30)
    house.says("Andi", f"/status {number}")
    house.presses("Andi", "Jawab sekarang")
    house.says("Andi", "123")
    kept = clocks_of(house, number)["service"]
    assert kept.started_at == house.now.timestamp() * 1000
    assert minutes(kept.started_at, kept.due_at) == 140 + 60  # the noon break lies between
    assert not kept.halts


def test_a_step_that_hands_the_file_away_ends_the_promised_time_for_good(house):
    changes(house, steps={"dispose_bureau": {"ends_clocks": ("service",)}})
    number = disposing(house)
    assert ticket_due(house, number) is not None
    house.says("Lukman", f"/disposisi {number}")
    stopped = clocks_of(house, number)["service"]
    assert stopped.stopped_at is not None
    house.says("Maya", f"/disposisi {number}")
    house.says("Nanda", f"/mintadata {number} Nomor")
    house.says("Andi", f"/status {number}")
    house.presses("Andi", "Jawab sekarang")
    house.says("Andi", "123")
    assert clocks_of(house, number)["service"] == stopped
    assert ticket_due(house, number) is None


def test_a_return_ends_the_time_that_begins_anew_when_complete(house):
    number = disposing(house)
    house.says("Lukman", f"/kembalikan {number} surat salah")
    kept = clocks_of(house, number)["service"]
    assert kept.stopped_at is not None
    assert ticket_due(house, number) is None
