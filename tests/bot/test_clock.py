"""The clock: moved by its file, at once, and in UTC."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import Clock


def test_the_moment_is_in_utc():
    assert Clock().now().tzinfo is UTC


def test_the_offset_is_added_and_read_again_when_it_changes(tmp_path: Path):
    file = tmp_path / "clock"
    clock = Clock(file)
    before = Clock().now()
    assert clock.now() - before < timedelta(hours=1)
    file.write_text("3600")
    assert timedelta(minutes=59) < clock.now() - before < timedelta(minutes=61)
    file.write_text("-86400.5")
    assert clock.now() - before < timedelta(hours=-23)


@pytest.mark.parametrize("content", ["", "soon", "1e999", "\x00"])
def test_a_file_without_a_number_moves_nothing(tmp_path: Path, content: str):
    file = tmp_path / "clock"
    file.write_text(content)
    assert abs(Clock(file).now() - datetime.now(UTC)) < timedelta(minutes=1)  # noqa: TID251


def test_waiting_is_not_moved(tmp_path: Path):
    file = tmp_path / "clock"
    clock = Clock(file)
    before = clock.monotonic()
    file.write_text("99999")
    assert 0 <= clock.monotonic() - before < 60
