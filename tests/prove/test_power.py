"""R2: the power is cut at any moment; what was acknowledged is there, nothing half there."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storage import journal
from storage.verify import verify
from tests.prove.disk import CALLS, Disk, File, calls_of
from tests.prove.proof import HOUSE
from tests.prove.writer import opened

TABLES = ("inbox", "document", "journal", "outbox")


@pytest.fixture
def before(tmp_path, empty_database):
    """A house with one person and no traffic, closed in order."""
    folder = tmp_path / "house"
    (folder / "documents").mkdir(parents=True)
    shutil.copy(empty_database, folder / "loket.sqlite")
    with closing(sqlite3.connect(folder / "loket.sqlite")) as base, base:
        base.execute("INSERT INTO person (id, language, created_at) VALUES (1, 'id', 0)")
    opened(folder).close()
    return folder


def recorded(folder, many):
    """Let the writer run under strace; return what it called."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed: system calls cannot be recorded")
    trace = folder.parent / "trace"
    command = ["strace", "-f", "-y", "-xx", "-s", "100000", "-e", f"trace={CALLS}", "-o", trace,
               sys.executable, "-m", "tests.prove.writer", folder, str(many)]  # fmt: skip
    ran = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    if "ptrace" in ran.stderr and not ran.stdout:
        pytest.skip("strace may not trace here: system calls cannot be recorded")
    assert ran.returncode == 0, ran.stderr
    return calls_of(trace, folder)


def disk_of(files, *, honest=True):
    made = Disk(honest=honest)
    for name, content in files.items():
        made.files[name] = File(content)
        made.names.add(name)
    return made


def contents(folder):
    return {str(one): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def laid_out(files, old, new):
    """Put the files of a cut where they can be opened."""
    shutil.rmtree(new, ignore_errors=True)
    (new / "documents").mkdir(parents=True)
    for name, content in files.items():
        (new / Path(name).relative_to(old)).write_bytes(content)


def broken(folder, acknowledged):
    """Return what is wrong with a house after a cut; "" when nothing is."""
    try:
        with closing(sqlite3.connect(folder / "loket.sqlite")) as base:
            if base.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return "corrupt"
            many = [base.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in TABLES]
    except sqlite3.DatabaseError:
        return "corrupt"
    if len(set(many)) != 1:
        return f"half a transaction: {many}"
    if many[0] < acknowledged:
        return f"lost: {acknowledged - many[0]}"
    with closing(opened(folder)) as store:
        faults = verify(store)
        whole = store.read_now(lambda tx: journal.verify(tx, "belitung"))
    return "; ".join(faults) or ("" if whole is None else f"journal: {whole}")


def cut_at(calls, disk, moments, dice, folder):
    """Cut the power at each moment; yield what was wrong then."""
    acknowledged, place = 0, folder.parent / "after"
    for nth, call in enumerate(calls):
        if nth in moments:
            for _ in range(moments[nth]):
                laid_out(disk.cut(dice), folder, place)
                yield broken(place, acknowledged)
        disk.does(call)
        if call.name == "ack":
            acknowledged = call.number


def chosen(dice, calls, many):
    moments = {}
    for _ in range(many):
        moment = dice.randrange(len(calls))
        moments[moment] = moments.get(moment, 0) + 1
    return moments


def test_a_power_cut_loses_nothing_acknowledged(before, proof):
    dice, cuts = proof.dice("cuts"), proof.many(20, 1_000)
    files = contents(before)
    calls = recorded(before, proof.many(16, 300))
    commits = max(call.number for call in calls if call.name == "ack")
    moments = chosen(dice, calls, cuts)
    for wrong in cut_at(calls, disk_of(files), moments, dice, before):
        assert not wrong
    # A disk whose syncs do nothing: the judge is not blind.
    lying = disk_of(files, honest=False)
    few = chosen(dice, calls, max(6, cuts // 20))
    seen = sum(map(bool, cut_at(calls, lying, few, dice, before)))
    assert seen > sum(few.values()) // 2
    syncs = sum(call.name in ("fsync", "fdatasync") for call in calls)
    figures = {"cuts": cuts, "commits": commits, "syncs": syncs, "lost": 0, "corrupt": 0}
    proof.record(
        "R2", "SQLite and documents", {**figures, f"bad of {sum(few.values())} without sync": seen}
    )
