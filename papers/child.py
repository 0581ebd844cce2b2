"""The child process that examines files: reads bytes, says a verdict, can do little else."""

import contextlib
import json
import resource
import sys
import warnings
from dataclasses import fields
from pathlib import Path

from papers.examine import examine
from papers.frames import read_frame, write_verdict
from papers.inspect import Limits

_DESCRIPTORS = 16


def main() -> None:
    """Serve until the parent closes our standard input, which its death does too."""
    limits = _limits(sys.argv[1])
    # What is odd about a file is told by the verdict alone; its contents reach no log.
    warnings.simplefilter("ignore")
    confine(limits)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while (data := read_frame(source, limits.file_bytes)) is not None:
        allow_processor(limits.cpu_seconds)
        verdict = examine(data, limits)
        write_verdict(sink, verdict, worn=_is_worn(limits))
        del data


def _limits(text: str) -> Limits:
    given = json.loads(text)
    return Limits(**{one.name: given[one.name] for one in fields(Limits)})


def confine(limits: Limits) -> None:
    """Give up memory beyond the limit, files of any size, descriptors and memory dumps, for good.

    Everything is imported by now: later imports still work, writing a file does not.
    """
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, _DESCRIPTORS)
    # macOS knows the limit on addresses and refuses to set it.
    with contextlib.suppress(ValueError, OSError):
        _lower(resource.RLIMIT_AS, limits.memory_bytes)


def _lower(kind: int, value: int) -> None:
    _, most = resource.getrlimit(kind)
    bound = value if most == resource.RLIM_INFINITY else min(value, most)
    resource.setrlimit(kind, (bound, bound))


def _is_worn(limits: Limits) -> bool:
    """Whether a quarter of the memory did not come back: what comes next should have it all.

    `ru_maxrss` would not do: Linux hands the parent's peak down to the child.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        # No Linux: replaced by the number of files alone.
        return False
    return pages * resource.getpagesize() > limits.memory_bytes // 4


def allow_processor(seconds: int) -> None:
    """Allow so many more seconds of processor time; beyond them the kernel ends this process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    bound = int(usage.ru_utime + usage.ru_stime) + seconds + 1
    if most != resource.RLIM_INFINITY:
        bound = min(bound, most)
    resource.setrlimit(resource.RLIMIT_CPU, (bound, most))


if __name__ == "__main__":
    main()
