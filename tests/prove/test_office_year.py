"""A virtual office year: 5,000 tickets at the real desk, and every due time and notice checked."""

import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from storage.moments import from_ms
from tests.desk.filed import rows
from tests.prove.oracle import Oracle
from tests.prove.year import Year

pytestmark = pytest.mark.prove

COUNT, DAYS = 5_000, 365
RAMADAN = date(2027, 2, 8), date(2027, 3, 9)
CLOSED = date(2026, 9, 9)
ZONES = {"belitung": "Asia/Jakarta", "banjarmasin": "Asia/Makassar"}
SECONDS = 60


@pytest.fixture
def year(house):
    """The desk with Ramadan and a closed day entered, and a year played."""
    for office in sorted(ZONES):
        for words in ("ramadan 8-2-2027 9-3-2027", "tutup 9-9-2026"):
            house.says("Oki", f"/kalender {office} {words} sumber Surat Edaran")
            house.presses("Oki", "Ya, ubah kalender")
    house.now = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)
    played = Year(house, 2026)
    begun, used = time.perf_counter(), time.process_time()
    played.play(COUNT, DAYS)
    played.seconds = time.perf_counter() - begun
    played.work = time.process_time() - used
    return played


def test_a_year_of_5000_tickets_has_every_due_time_right_and_every_notice_once(year, proof):
    house = year.house
    found = clocks(house)
    checked = sum(due_is_right(one, ORACLES[one["office"]]) for one in found)
    print(
        f"\n{year.filed} tickets, {year.acted} moves, {year.sweeps} rounds of sweeps "
        f"({year.swept} things done) in {year.seconds:.1f} s ({year.work:.1f} s of work); "
        f"{checked} due times checked"
    )
    notices(house, found)
    figures = {"tickets": year.filed, "moves": year.acted, "due times": checked}
    proof.record("R8", "office year", {**figures, "differ": 0})
    assert year.filed == COUNT
    assert checked > 3 * COUNT
    # Work, not the clock on the wall: the machine may be busy with other things.
    assert year.work < SECONDS


ORACLES = {
    office: Oracle(ZoneInfo(zone), date(2026, 8, 1), 500, ramadan=RAMADAN, shut={CLOSED})
    for office, zone in ZONES.items()
}


def clocks(house):
    """Return every clock that ever ran, with its pauses."""
    halts = {}
    for clock_id, first, last in rows(house, "pause", "clock_id, first_at, last_at"):
        halts.setdefault(clock_id, []).append((first, last))
    offices = dict(rows(house, "ticket", "id, office"))
    names = (
        "id, ticket_id, name, kind, amount, started_at, due_at, stopped_at, breached_at, warned_at"
    )
    return [
        {
            **dict(zip(names.split(", "), row, strict=True)),
            "office": offices[row[1]],
            "halts": halts.get(row[0], []),
        }
        for row in rows(house, "clock", names)
    ]


def due_is_right(one, oracle):
    """Compare a clock's due moment with the oracle's; one that stood still has none."""
    if one["due_at"] is None:
        assert any(last is None or last == one["stopped_at"] for _, last in one["halts"])
        return 0
    pauses = [(from_ms(first), from_ms(last)) for first, last in one["halts"]]
    since = from_ms(one["started_at"])
    wanted = oracle.due(one["kind"], one["amount"], since, pauses)
    assert from_ms(one["due_at"]) == wanted, one
    return 1


def notices(house, found):
    """A missed deadline is told and written down once; one that was kept, never."""
    written = Counter(
        data.partition('"clock":')[2].partition(",")[0].rstrip("}")
        for kind, data in rows(house, "journal", "kind, data")
        if kind == "deadline_passed"
    )
    soon = timedelta(hours=5) // timedelta(milliseconds=1)
    late = 0
    for one in found:
        end = one["stopped_at"] or 2**60
        due_at = one["due_at"]
        # The service's own clock may end with the applicant's word, for which nobody is blamed;
        # and a clock that was halted may have stood still at every round after its due moment.
        alone = one["name"] != "service" and not one["halts"]
        if alone and due_at is not None and due_at + soon <= end:
            assert one["breached_at"], one
        if due_at is not None and end <= due_at and not one["halts"]:
            assert not one["breached_at"], one
        late += bool(one["breached_at"])
    assert set(written) == {str(one["id"]) for one in found if one["breached_at"]}
    sent = Counter(key for (key,) in rows(house, "outbox", "key"))
    kinds = Counter(key.partition(":")[0] for key in sent)
    print(f"{late} deadlines missed; pushes by kind: {dict(sorted(kinds.items()))}")
    assert max(sent.values()) == 1
    breached = Counter(key.split(":")[1] for key in sent if key.startswith("breach:"))
    assert set(breached) <= set(written)
