"""Settings: read, checked, refused with the variable, what was expected and an example."""

import re
from pathlib import Path

import pytest

import bot.settings
from bot.settings import NOT_BUILT, SettingsError, read


def test_without_any_setting_the_simulator_and_var_are_used(tmp_path: Path):
    settings = read(tmp_path, {})
    assert settings.simulated
    assert settings.sqlite_file == tmp_path / "var" / "loket.sqlite"
    assert settings.documents == str(tmp_path / "var" / "documents")
    assert settings.rate_share == 1
    assert settings.log == "text"


def test_the_environment_wins_over_the_file(tmp_path: Path):
    (tmp_path / ".env").write_text("LOKET_LOG=json\nLOKET_OFFICES=belitung, banjarmasin\n")
    settings = read(tmp_path, {"LOKET_LOG": "text", "PATH": "/bin"})
    assert settings.log == "text"
    assert settings.offices == {"belitung", "banjarmasin"}


def test_typed_settings_are_typed(tmp_path: Path):
    settings = read(
        tmp_path,
        {
            "LOKET_ADMINS": "12, 34",
            "LOKET_ALARM_CHAT": "-100123",
            "LOKET_RATE_SHARE": "0.5",
            "LOKET_TELEGRAM_API": "http://127.0.0.1:8081/",
        },
    )
    assert settings.admins == {12, 34}
    assert settings.alarm_chat == -100123
    assert settings.rate_share == 0.5
    assert settings.telegram_api == "http://127.0.0.1:8081"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOKET_TOKEN", "no-token"),
        ("LOKET_TELEGRAM_API", "telegram"),
        ("LOKET_DATABASE", "mysql://x"),
        ("LOKET_STANDARDS", "/does/not/exist"),
        ("LOKET_ADMINS", "siti"),
        ("LOKET_ALARM_CHAT", "staff"),
        ("LOKET_RATE_SHARE", "2"),
        ("LOKET_LOG", "loud"),
    ],
)
def test_a_bad_value_is_refused_with_name_and_example(tmp_path: Path, name: str, value: str):
    with pytest.raises(SettingsError) as refused:
        read(tmp_path, {name: value})
    told = str(refused.value)
    assert refused.value.name in told
    assert "expected" in told
    assert f"{refused.value.name}=" in told
    assert refused.value.name == name


@pytest.mark.parametrize("name", NOT_BUILT)
def test_a_setting_of_a_later_version_is_refused_and_not_ignored(tmp_path: Path, name: str):
    with pytest.raises(SettingsError, match=f"{name}.*not built yet"):
        read(tmp_path, {name: "127.0.0.1:8443"})
    assert read(tmp_path, {name: ""}).simulated


def test_the_example_lists_every_setting_that_works():
    example = (Path(__file__).parents[2] / ".env.example").read_text("utf-8")
    source = Path(bot.settings.__file__).read_text("utf-8")
    named = set(re.findall(r"LOKET_[A-Z_]+[A-Z]", source))
    assert {name for name in named if name not in example} == set()


def test_a_refusal_never_shows_the_value(tmp_path: Path):
    with pytest.raises(SettingsError) as refused:
        read(tmp_path, {"LOKET_TOKEN": "123456;AAHsecret"})
    assert "AAHsecret" not in str(refused.value)
