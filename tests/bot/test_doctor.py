"""The doctor: what is not in place is said with its remedy."""

from pathlib import Path

import pytest

from bot import doctor, settings


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LOKET_TOKEN", "")


@pytest.mark.parametrize("name", settings.NOT_BUILT)
def test_a_setting_that_is_not_built_yet_is_a_finding(tmp_path: Path, name: str):
    (tmp_path / ".env").write_text(f"{name}=127.0.0.1:8443\n")
    (finding,) = doctor.examine(tmp_path)
    assert not finding.well
    assert name in finding.remedy
    assert "not built yet" in finding.remedy


@pytest.mark.parametrize(
    ("given", "well"),
    [
        ({"LOKET_TOKEN": "1:token"}, False),
        ({"LOKET_TOKEN": "1:token", "LOKET_ADMINS": "12"}, True),
        ({"LOKET_TOKEN": "1:token", "LOKET_ALARM_CHAT": "-1001"}, True),
        ({}, True),
    ],
)
def test_alarms_that_reach_nobody_are_a_finding(tmp_path: Path, given: dict[str, str], well: bool):
    given = {"LOKET_TOKEN": "", **given}
    assert doctor.alarms(settings.read(tmp_path, given)).well is well
