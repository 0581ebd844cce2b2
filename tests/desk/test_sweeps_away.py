"""What lies with LKPP: no clock runs, so its holder is reminded, and only he."""

import pytest

from tests.desk.sweeping import sweeps
from tests.transcripts import check, transcript
from tests.transcripts.desk_driver import DeskDriver

DIGEST = "Menunggu hasil dari LKPP"


@pytest.fixture
def waiting(house, texts):
    """Bring a request for aggregation to LKPP; Fajar holds it."""
    check.play(transcript.read("banjarmasin_adp_submitted"), DeskDriver(house), texts)
    for name in house.chats:
        house.news(name)
    return house


def heard_on(house, who, days):
    """Return the days on which somebody was told of what waits, sweeping several times a day."""
    found = []
    for day in range(1, days + 1):
        house.after(days=1)
        for _ in range(3):
            sweeps(house)
        found.extend([day] * house.news(who).count(DIGEST))
    return found


def test_the_holder_is_reminded_every_third_working_day_and_once(waiting):
    assert heard_on(waiting, "Fajar", 3) == [3]
    waiting.after(days=5)
    sweeps(waiting)
    assert "6 hari kerja sejak diteruskan" in waiting.news("Fajar")


def test_nobody_else_is_reminded(waiting):
    for who in ("Siti", "Dewi", "Gita", "Wahyu"):
        assert heard_on(waiting, who, 1) == []
    waiting.after(days=2)
    sweeps(waiting)
    assert DIGEST not in waiting.news("Siti")
    assert DIGEST not in waiting.news("Dewi")


def test_once_the_result_is_recorded_nothing_is_said_any_more(waiting):
    waiting.says("Fajar", "/antrian")
    waiting.says("Fajar", "1")
    waiting.presses("Fajar", "LKPP sudah mengaktifkan agregasi")
    waiting.presses("Fajar", "Ya, saya yakin")
    assert heard_on(waiting, "Fajar", 7) == []
