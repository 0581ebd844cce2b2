"""The inspector: one child, reused, replaced when it dies, hangs or is worn; the parent stays."""

import os
import random
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

import pikepdf
import pytest

from papers import inspector as parent
from papers.inspect import Limits, Paper, Refusal, RefusalReason
from papers.inspector import Inspector
from tests.papers import samples


def test_the_parent_loads_no_decoder():
    ask = "import papers.inspector, sys; sys.exit(bool({'PIL', 'pikepdf'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", ask], check=False).returncode == 0


def test_the_child_starts_with_the_first_file_and_is_reused():
    with Inspector() as fresh:
        assert fresh.child_id is None
        fresh.inspect(samples.letter())
        first = fresh.child_id
        fresh.inspect(samples.photo())
        assert first is not None
        assert fresh.child_id == first
    assert fresh.child_id is None


def test_an_empty_or_too_large_file_needs_no_child():
    with Inspector(Limits(file_bytes=2**20)) as fresh:
        fresh.inspect(b"")
        verdict = fresh.inspect(bytes(2**20 + 1))
        assert verdict == Refusal(RefusalReason.TOO_LARGE, {"limit": 1})
        assert fresh.child_id is None


def test_a_child_is_replaced_after_its_number_of_files():
    with Inspector(Limits(files_per_child=2)) as fresh:
        seen = []
        for _ in range(4):
            fresh.inspect(samples.letter())
            seen.append(fresh.child_id)
    assert seen[0] == seen[1] != seen[2] == seen[3]


def test_a_child_that_keeps_much_memory_is_replaced():
    with Inspector(Limits(memory_bytes=200 * 2**20)) as fresh:
        assert isinstance(fresh.inspect(samples.altered(_many_objects)), Paper)
        assert fresh.child_id is None
        assert isinstance(fresh.inspect(samples.letter()), Paper)


def _many_objects(pdf: pikepdf.Pdf) -> None:
    things = (pdf.make_indirect(pikepdf.Dictionary(A=number)) for number in range(25_000))
    pdf.Root.Things = pikepdf.Array(things)


def test_after_a_child_is_killed_between_files_the_next_file_is_taken():
    with Inspector() as fresh:
        fresh.inspect(samples.letter())
        killed = fresh.child_id
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        os.waitid(os.P_PID, killed, os.WEXITED | os.WNOWAIT)
        assert isinstance(fresh.inspect(samples.letter()), Paper)
        assert fresh.child_id != killed


def test_a_child_killed_in_the_middle_costs_one_file(monkeypatch: pytest.MonkeyPatch):
    letter = samples.letter()
    with Inspector() as fresh:
        fresh.inspect(letter)
        child = fresh.child_id
        assert child is not None
        os.kill(child, signal.SIGSTOP)
        write = parent.write_frame

        def write_and_kill(sink: IO[bytes], content: bytes) -> None:
            write(sink, content)
            os.kill(child, signal.SIGKILL)

        monkeypatch.setattr(parent, "write_frame", write_and_kill)
        assert fresh.inspect(letter) == Refusal(RefusalReason.UNREADABLE)
        monkeypatch.undo()
        assert isinstance(fresh.inspect(letter), Paper)


def test_a_child_that_hangs_is_killed_and_costs_one_file():
    # Larger than a pipe: the parent hangs in writing, not only in reading.
    large = samples.letter() + bytes(2**20)
    for data in (samples.letter(), large):
        with Inspector() as fresh:
            fresh.inspect(samples.letter())
            hung = fresh.child_id
            assert hung is not None
            os.kill(hung, signal.SIGSTOP)
            fresh.limits = Limits(wall_seconds=0.1)
            assert fresh.inspect(data) == Refusal(RefusalReason.TOO_SLOW)
            fresh.limits = Limits()
            assert isinstance(fresh.inspect(data), Paper)
            assert fresh.child_id != hung


def test_a_file_that_takes_too_long_is_refused_by_the_kernel():
    with Inspector(Limits(cpu_seconds=1)) as fresh:
        assert fresh.inspect(samples.slow_photo()) == Refusal(RefusalReason.TOO_SLOW)
        assert isinstance(fresh.inspect(samples.photo()), Paper)


def test_time_is_allowed_for_each_file_anew():
    with Inspector(Limits(cpu_seconds=1)) as fresh:
        photo = samples.photo(4000, 3000, progressive=True)
        assert all(isinstance(fresh.inspect(photo), Paper) for _ in range(14))


def test_a_bomb_in_a_pdf_meets_the_limits_and_the_next_file_is_taken():
    with Inspector() as fresh:
        verdict = fresh.inspect(samples.pdf_bomb())
        assert isinstance(verdict, Refusal)
        assert verdict.reason in (RefusalReason.UNREADABLE, RefusalReason.TOO_SLOW)
        assert isinstance(fresh.inspect(samples.letter()), Paper)


def test_the_child_may_do_little():
    with Inspector() as fresh:
        fresh.inspect(samples.letter())
        limits = _limits_of(fresh.child_id)
    assert limits["Max file size"] == "0"
    assert limits["Max core file size"] == "0"
    assert limits["Max open files"] == "16"
    assert limits["Max address space"] == str(512 * 2**20)


def _limits_of(process: int | None) -> dict[str, str]:
    rows = Path(f"/proc/{process}/limits").read_text(encoding="ascii").splitlines()[1:]
    return {row[:26].strip(): row[26:47].strip() for row in rows}


def test_no_setting_of_ours_reaches_the_child(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LOKET_SECRET", "contoh-rahasia")
    with Inspector() as fresh:
        fresh.inspect(samples.letter())
        assert b"LOKET" not in Path(f"/proc/{fresh.child_id}/environ").read_bytes()


def test_many_threads_share_one_inspector(inspector: Inspector):
    files = [samples.letter(pages) for pages in range(1, 13)]
    with ThreadPoolExecutor(6) as pool:
        verdicts = list(pool.map(inspector.inspect, files))
    assert [verdict.pages for verdict in verdicts if isinstance(verdict, Paper)] == [*range(1, 13)]


def test_a_closed_inspector_leaves_no_thread_and_no_process():
    before = threading.active_count()
    with Inspector() as fresh:
        fresh.inspect(samples.letter())
        child = fresh.child_id
    assert child is not None
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    assert threading.active_count() == before


@pytest.mark.parametrize("kind", ["letter", "scan", "signed", "photo", "screenshot"])
def test_damaged_files_never_harm_the_parent(inspector: Inspector, kind: str):
    data = getattr(samples, kind)()
    dice = random.Random(kind)
    for _ in range(40):
        damaged = bytearray(data)
        for _ in range(dice.randint(1, 30)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        assert isinstance(inspector.inspect(bytes(damaged)), Paper | Refusal)
    assert isinstance(inspector.inspect(data), Paper)
