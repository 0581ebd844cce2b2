"""The log: canaries put into it are not found in it again."""

import json
import logging

import pytest

from bot import log

TOKEN = "123456789:AAFcanary_canary-canary_canary-12345"
SECRET = "5e" * 32
CANARIES = [
    TOKEN,
    SECRET,
    "3171012345670001",
    "01.234.567.8-901.000",
    "0123 4567 8901 2345",
    "199001012015011001",
    "siti.rahmah@example.co.id",
    "081234567890",
    "+62 812-3456-7890",
]


@pytest.fixture(autouse=True)
def _restore_the_log():
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = before[0], before[1]


@pytest.mark.parametrize("style", ["text", "json"])
@pytest.mark.parametrize("canary", CANARIES)
def test_a_canary_is_not_written(style: str, canary: str, capsys: pytest.CaptureFixture[str]):
    log.set_up(style, (TOKEN, SECRET))
    root = logging.getLogger("somebody.elses.library")
    root.warning("said %s", canary)
    root.error(f"https://api.telegram.org/file/bot{TOKEN}/documents/x and {canary}")
    try:
        raise ValueError(f"could not keep {canary}")
    except ValueError:
        root.exception("failed")
    written = capsys.readouterr().err
    assert "said" in written
    assert "could not keep" in written
    assert canary not in written
    assert "AAFcanary" not in written


def test_ordinary_numbers_stay(capsys: pytest.CaptureFixture[str]):
    log.set_up("text")
    logging.getLogger("x").warning("update 773360478, ticket BJM-2026-000123-K, 12 rows")
    assert "update 773360478, ticket BJM-2026-000123-K, 12 rows" in capsys.readouterr().err


def test_a_line_break_forges_no_entry(capsys: pytest.CaptureFixture[str]):
    log.set_up("text")
    logging.getLogger("x").warning("name %s", "Siti\n2026-01-01 ERROR x all is lost\x1b[2J")
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_json_entries_are_json(capsys: pytest.CaptureFixture[str]):
    log.set_up("json")
    logging.getLogger("x").warning('a "quoted" word')
    entry = json.loads(capsys.readouterr().err)
    assert entry["message"] == 'a "quoted" word'
    assert entry["level"] == "warning"


def test_the_noise_of_libraries_is_off(capsys: pytest.CaptureFixture[str]):
    log.set_up("text")
    logging.getLogger("httpx").info("HTTP Request: POST /bot123:abc/getMe")
    assert not capsys.readouterr().err
