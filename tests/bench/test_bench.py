"""The bench runs, and what it prints is what was measured."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench import report
from bench.__main__ import read
from bench.api import BenchApi
from bench.person import Person, Press, Talk, Tally, Text
from bench.stage import Cost

HOUSE = Path(__file__).parent.parent.parent


@pytest.mark.xdist_group("bench")
def test_a_short_run_measures_the_echo_and_what_was_asked_for():
    words = [sys.executable, "-m", "bench", "--quick", "--kinds", "typed", "mixed"]
    done = subprocess.run(
        words, cwd=HOUSE, check=False, capture_output=True, text=True, timeout=180
    )
    assert done.returncode == 0, done.stderr[-2000:]
    for name in ("echo", "typed", "mixed"):
        assert re.search(rf"^{name} +\d+\.\d\d ", done.stdout, re.MULTILINE), done.stdout


def test_the_table_gives_the_median_of_the_rounds_beside_the_echo():
    rounds = {
        "echo": [Cost(1.0, 10, 100, 500), Cost(9.0, 11, 110, 400), Cost(2.0, 12, 120, 600)],
        "typed": [Cost(1.0, 5, 11, 900)],
    }
    lines = report.table(33, rounds, {"echo": 100.0, "loket": 140.0}).splitlines()
    assert lines[1] == "33 people"
    assert lines[3].split() == ["echo", "2.00", "1.00", "11.0", "110.0", "1.00", "500"]
    assert lines[4].split() == ["typed", "1.00", "0.50", "5.0", "11.0", "0.10", "900"]
    assert lines[-1] == "loket: 140 MiB, 1.40 x"


def test_a_quick_run_is_one_short_round():
    wish = read(["--quick", "--kinds", "typed"])
    assert (wish.people, wish.kinds, wish.rounds) == ((4,), ("typed",), 1)


class Server(BenchApi):
    """Keeps what is sent instead of handing it to a bot."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[tuple[str, object]] = []

    def put(self, kind, body):
        """Keep it."""
        self.got.append((kind, body.get("text") or body.get("data")))


def _talk() -> Talk:
    yield Text("halo")
    yield Press(("begin", "menu"))
    yield Text("selesai")


def _said(server: Server, *buttons: str) -> None:
    keys = [{"text": "x", "callback_data": one} for one in buttons]
    server.call(
        "sendMessage",
        {"chat_id": 7, "text": "ya", "reply_markup": {"inline_keyboard": [keys]}},
        None,
    )


def test_a_person_sends_the_next_update_when_the_last_was_answered():
    server = Server()
    tally = Tally()
    Person(server, tally, 7, _talk()).start()
    assert server.got == [("message", "halo")]
    _said(server, "MACMACMAmenu:::0", "MACMACMAbegin::a:0")
    assert server.got[1:] == [("callback_query", "MACMACMAbegin::a:0")]
    _said(server, "MACMACMAback:d1::1")
    assert server.got[2:] == [("message", "selesai")]
    assert len(tally.latencies) == 2


def test_a_message_without_buttons_is_half_an_answer():
    server = Server()
    Person(server, Tally(), 7, iter_two()).start()
    _said(server)
    assert len(server.got) == 1
    _said(server, "MACMACMAmenu:::0")
    assert len(server.got) == 2


def iter_two() -> Talk:
    """Type twice."""
    yield Text("satu")
    yield Text("dua")
