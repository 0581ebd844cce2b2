"""What the bench prints: the machine, how long commands take to start, and a table of costs."""

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bench.stage import Cost

STARTS: Final = (("--help",), ("standards", "check"))
STARTS_COUNTED: Final = 5
_HEAD: Final = ("", "CPU ms/update", "x echo", "p50 ms", "p99 ms", "x echo", "updates/s")


def machine() -> str:
    """Say on what kind of machine this runs."""
    return (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{len(os.sched_getaffinity(0))} cores"
    )


def starts() -> str:
    """Say how long commands that do not talk to Telegram take, in seconds (the median)."""
    lines = [f"loket {' '.join(words)}: {_start(words):.2f} s" for words in STARTS]
    return "\n".join(lines)


def _start(words: Sequence[str]) -> float:
    lasted = []
    for _ in range(STARTS_COUNTED):
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "bot", *words],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=Path(__file__).parent.parent,
        )
        lasted.append(time.perf_counter() - begun)
    return statistics.median(lasted)


def table(people: int, rounds: Mapping[str, Sequence[Cost]], memory: Mapping[str, float]) -> str:
    """Return the medians of all rounds; the first row is the echo, to which all are compared."""
    names = list(rounds)
    medians = {name: _median(rounds[name]) for name in names}
    echo = medians[names[0]]
    rows = [_HEAD]
    for name, cost in medians.items():
        rows.append(
            (
                name,
                f"{cost.cpu:.2f}",
                f"{cost.cpu / echo.cpu:.2f}",
                f"{cost.p50:.1f}",
                f"{cost.p99:.1f}",
                f"{cost.p99 / echo.p99:.2f}",
                f"{cost.pace:.0f}",
            )
        )
    lines = [f"\n{people} people", *(_line(row) for row in rows)]
    first = next(iter(memory.values()))
    lines += [f"{name}: {size:.0f} MiB, {size / first:.2f} x" for name, size in memory.items()]
    return "\n".join(lines)


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        statistics.median(one.cpu for one in costs),
        statistics.median(one.p50 for one in costs),
        statistics.median(one.p99 for one in costs),
        statistics.median(one.pace for one in costs),
    )


def _line(row: Sequence[str]) -> str:
    return f"{row[0]:<12}" + "".join(f"{cell:>14}" for cell in row[1:])
