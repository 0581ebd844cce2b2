"""Settings: read, checked, refused with the variable, what was expected and an example."""

from pathlib import Path

import pytest

from bot.settings import Address, SettingsError, read


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
            "LOKET_CLAMAV": "[::1]:3310",
            "LOKET_RATE_SHARE": "0.5",
            "LOKET_TELEGRAM_API": "http://127.0.0.1:8081/",
        },
    )
    assert settings.admins == {12, 34}
    assert settings.alarm_chat == -100123
    assert settings.clamav == Address("::1", 3310)
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
        ("LOKET_WEBHOOK_URL", "https://loket.example.go.id"),
        ("LOKET_WEBHOOK_SECRET", "ä"),
        ("LOKET_WEBHOOK_LISTEN", "8443"),
        ("LOKET_HEALTH_LISTEN", "host:port"),
        ("LOKET_ALARM_CHAT", "staff"),
        ("LOKET_CLAMAV", "clamd"),
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
    assert refused.value.name == name or name == "LOKET_WEBHOOK_URL"


def test_a_refusal_never_shows_the_value(tmp_path: Path):
    with pytest.raises(SettingsError) as refused:
        read(tmp_path, {"LOKET_TOKEN": "123456;AAHsecret"})
    assert "AAHsecret" not in str(refused.value)
