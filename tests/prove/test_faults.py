"""R15: a fault planted into the source is caught by the test that guards against it."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from storage.store import NotKept
from tests.people import PEOPLE
from tests.prove.machine import machine, message
from tests.prove.proof import HOUSE

FAULTS = tomllib.loads(Path(__file__).with_name("faults.toml").read_text("utf-8"))["fault"]
LEAST = 20
PARTS = (
    "bot", "desk", "faq", "flows", "handlers", "notify", "papers", "simulator", "standards",
    "storage", "tests", "texts",
)  # fmt: skip


def test_every_fault_can_still_be_planted():
    assert len(FAULTS) >= LEAST
    for one in FAULTS:
        source = (HOUSE / one["file"]).read_text("utf-8")
        assert source.count(one["old"]) == 1, one["what"]
        assert (HOUSE / one["test"].partition("::")[0]).is_file(), one["test"]


async def test_a_batch_is_confirmed_only_when_it_is_kept(house, monkeypatch):
    async def refused(job):
        raise NotKept

    async with machine(house) as bot:
        monkeypatch.setattr(house.store, "write", refused)
        with pytest.raises(NotKept):
            await bot.inlet.keep_and_start(bot.inlet.read([message(1, PEOPLE["Siti"], "halo")]))
        monkeypatch.undo()


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the house to plant faults in."""
    folder = tmp_path_factory.mktemp("copy")
    for part in PARTS:
        shutil.copytree(HOUSE / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HOUSE / "pyproject.toml", folder)
    return folder


def caught(copy, tests):
    """Whether tests fail in the copy."""
    given = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    given.pop("LOKET_PROOF", None)
    order = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:randomly",
             "-p", "no:cacheprovider", "-k", "not postgres", *tests]  # fmt: skip
    ran = subprocess.run(order, cwd=copy, env=given, capture_output=True, text=True, check=False)
    assert ran.returncode in (0, 1), ran.stdout[-2_000:] + ran.stderr[-2_000:]
    return ran.returncode == 1


@pytest.mark.prove
def test_each_planted_fault_is_caught(copy, proof):
    assert not caught(copy, sorted({one["test"] for one in FAULTS})), "they pass without a fault"
    missed = []
    for one in FAULTS:
        place = copy / one["file"]
        whole = place.read_text("utf-8")
        place.write_text(whole.replace(one["old"], one["new"]), "utf-8")
        if not caught(copy, [one["test"]]):
            missed.append(one["what"])
        place.write_text(whole, "utf-8")
    assert not missed
    proof.record("R15", "faults", {"planted": len(FAULTS), "caught": len(FAULTS) - len(missed)})
