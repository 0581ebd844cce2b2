"""The parent's side of inspection: one child process, reused, killed when it hangs, replaced."""

import contextlib
import io
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Self

from papers.frames import BrokenFrameError, read_verdict, write_frame
from papers.inspect import Limits, Paper, Refusal, RefusalReason
from papers.pipe import Pipe, TooLateError

log = logging.getLogger(__name__)

_HOME = Path(__file__).resolve().parent.parent
# No secret of ours is in the child's environment. The setting returns memory after large photos.
_ENVIRONMENT = {"MALLOC_MMAP_THRESHOLD_": "1048576", "MALLOC_TRIM_THRESHOLD_": "1048576"}


class Inspector:
    """Inspects one file after the other; safe to call from several threads, which then wait.

    The child starts with the first file. A file at which it dies or hangs is refused, and the
    next one meets a new child.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._served = 0

    def inspect(self, data: bytes) -> Paper | Refusal:
        """Inspect one file by its bytes; call it in a thread, it blocks.

        One file takes `limits.wall_seconds` at most, and may wait for those before it.

        Raises OSError where no child process can be started.
        """
        if not data:
            return Refusal(RefusalReason.EMPTY)
        if len(data) > self.limits.file_bytes:
            values = {"limit": self.limits.file_bytes // 2**20}
            return Refusal(RefusalReason.TOO_LARGE, values)
        with self._turn:
            return self._ask(self._ready_child(), data)

    def close(self) -> None:
        """End the child; a later `inspect` starts a new one."""
        with self._turn:
            self._end_child()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def child_id(self) -> int | None:
        """The process id of the child, None while there is none."""
        return self._child.pid if self._child else None

    def _ready_child(self) -> subprocess.Popen[bytes]:
        worn_out = self._served >= self.limits.files_per_child
        if self._child and (worn_out or self._child.poll() is not None):
            self._end_child()
        if self._child is None:
            self._child = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [sys.executable, "-s", "-m", "papers.child", json.dumps(asdict(self.limits))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_HOME,
                env=_ENVIRONMENT,
                # Ctrl-C at the terminal is for the parent, which lets a running file finish.
                start_new_session=True,
            )
            assert self._child.stdin and self._child.stdout
            # A pipe that is full or empty must not hold us beyond the deadline.
            os.set_blocking(self._child.stdin.fileno(), False)
            os.set_blocking(self._child.stdout.fileno(), False)
            self._served = 0
        self._served += 1
        return self._child

    def _ask(self, child: subprocess.Popen[bytes], data: bytes) -> Paper | Refusal:
        assert child.stdin and child.stdout
        deadline = time.monotonic() + self.limits.wall_seconds
        try:
            write_frame(io.BufferedWriter(Pipe(child.stdin.fileno(), deadline)), data)
            source = io.BufferedReader(Pipe(child.stdout.fileno(), deadline))
            verdict, worn = read_verdict(source, data, self.limits)
        except TooLateError:
            child.kill()
            return self._failed(child, len(data), slow=True)
        except (BrokenFrameError, OSError):
            return self._failed(child, len(data))
        if worn:
            self._end_child()
        return verdict

    def _failed(self, child: subprocess.Popen[bytes], size: int, *, slow: bool = False) -> Refusal:
        # It may still be ending by itself, and how it ended is wanted.
        try:
            code = child.wait(timeout=1)
        except subprocess.TimeoutExpired:
            code = 0
        self._end_child()
        slow = slow or code == -signal.SIGXCPU
        log.warning("inspection of %d bytes ended its child: code %d, slow %s", size, code, slow)
        return Refusal(RefusalReason.TOO_SLOW if slow else RefusalReason.UNREADABLE)

    def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        # Bytes it did not read any more make closing an error, of no interest now.
        for pipe in (child.stdin, child.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()
