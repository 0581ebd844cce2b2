"""The database thread: runs what is waiting together, commits once, then releases the callers."""

import asyncio
import concurrent.futures
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, Final

from storage.link import Link
from storage.tx import Tx
from storage.vault import Vault

MOST_JOBS: Final = 200
"""How many jobs share one transaction at most."""

_log = logging.getLogger(__name__)


class NotKept(Exception):
    """The database refused (gone, locked, full): the job counts as not done and may come again.

    When the connection broke during COMMIT nobody can know whether it was kept, so jobs guard
    themselves against a repeat (an inbox row, a version, a unique key).
    """


class ClosedError(Exception):
    """The store is closed."""


@dataclass(slots=True, eq=False)
class Task:
    """A job that waits for the thread, and who waits for the job (nobody, after `post`)."""

    job: Callable[[Tx], Any]
    loop: asyncio.AbstractEventLoop | None = None
    promise: "asyncio.Future[Any] | concurrent.futures.Future[Any] | None" = None
    result: Any = field(default=None, init=False)
    error: BaseException | None = field(default=None, init=False)


class Worker:
    """One thread with one connection; it ends only by `close`."""

    def __init__(self, name: str, link: Link, vault: Vault, most: int = MOST_JOBS) -> None:
        self._queue: SimpleQueue[Task | None] = SimpleQueue()
        self._link = link
        self._tx = Tx(link, vault)
        self._most = most
        self._closed = False
        self._refused = False
        self._door = threading.Lock()
        self._thread = threading.Thread(target=self._live, name=name, daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """How many jobs wait for the thread."""
        return self._queue.qsize()

    def put(self, task: Task) -> None:
        """Queue a task; raises ClosedError."""
        with self._door:
            if self._closed:
                raise ClosedError
            self._queue.put(task)

    def close(self) -> None:
        """Run what is queued, then end the thread and close its connection."""
        with self._door:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _live(self) -> None:
        ending = False
        while not ending:
            tasks, ending = self._gather()
            if tasks:
                self._run(tasks)
                _release(tasks)
        self._link.close()

    def _gather(self) -> tuple[list[Task], bool]:
        tasks: list[Task] = []
        try:
            task = self._queue.get()
            while task is not None:
                tasks.append(task)
                if len(tasks) >= self._most:
                    return tasks, False
                task = self._queue.get_nowait()
        except Empty:
            return tasks, False
        return tasks, True

    def _run(self, tasks: Sequence[Task], tries: int = 3) -> None:
        """Run all in one transaction; when one raises, each alone in a transaction of its own.

        A lone job that met another process head on is tried again.
        """
        try:
            self._link.begin()
        except Exception as error:  # noqa: BLE001 - every caller gets it
            self._drop()
            self._refuse(tasks, error)
            return
        try:
            for task in tasks:
                task.result = task.job(self._tx)
            self._link.flush()
        except BaseException as error:  # noqa: BLE001 - the thread must outlive any job
            self._failed(tasks, error, tries)
            return
        self._commit(tasks)

    def _failed(self, tasks: Sequence[Task], error: BaseException, tries: int) -> None:
        again = tries > 1 and _collided(error)
        if self._link.is_refusal(error) and not again:
            self._drop()
            self._refuse(tasks, error)
            return
        self._rollback()
        if len(tasks) > 1:
            for task in tasks:
                self._run((task,))
        elif again:
            self._run(tasks, tries - 1)
        else:
            tasks[0].error = error

    def _commit(self, tasks: Sequence[Task]) -> None:
        try:
            self._link.commit()
        except Exception as error:  # noqa: BLE001 - every caller gets it
            self._drop()
            self._refuse(tasks, error)
        else:
            if self._refused:
                self._refused = False
                _log.warning("the database works again")

    def _refuse(self, tasks: Sequence[Task], cause: BaseException) -> None:
        """Tell all that nothing was kept; the log hears it once, not at every try."""
        if not self._refused:
            self._refused = True
            _log.error("%d jobs were not kept: %s", len(tasks), _code(cause))
        for task in tasks:
            error = NotKept(_code(cause))
            error.__cause__ = cause
            task.error = error

    def _rollback(self) -> None:
        try:
            self._link.rollback()
        except Exception as error:  # noqa: BLE001 - the connection is given up
            _log.warning("rollback failed, the connection is opened anew: %s", _code(error))
            self._drop()

    def _drop(self) -> None:
        try:
            self._link.drop()
        except Exception as error:  # noqa: BLE001 - it is given up all the same
            _log.warning("a failed connection could not be closed: %s", _code(error))


def _collided(error: BaseException) -> bool:
    """Whether PostgreSQL ended a transaction for another one's sake (deadlock, serialisation)."""
    return getattr(error, "sqlstate", None) in {"40001", "40P01"}


def _release(tasks: Sequence[Task]) -> None:
    """Tell the callers: one wake-up for each event loop, not one for each job."""
    loops: dict[asyncio.AbstractEventLoop, list[Task]] = {}
    for task in tasks:
        if task.loop is not None:
            loops.setdefault(task.loop, []).append(task)
        elif task.promise is not None:
            _settle(task)
        elif task.error is not None:
            _log.error("a posted job failed: %s", _code(task.error))
    for loop, its_tasks in loops.items():
        try:
            loop.call_soon_threadsafe(_settle_all, its_tasks)
        except RuntimeError:
            _log.warning("%d callers were gone before their jobs ended", len(its_tasks))


def _settle_all(tasks: Sequence[Task]) -> None:
    for task in tasks:
        _settle(task)


def _settle(task: Task) -> None:
    promise = task.promise
    if promise is None or promise.done():
        return
    if task.error is not None:
        promise.set_exception(task.error)
    else:
        promise.set_result(task.result)


def _code(error: BaseException) -> str:
    """Name an error without its text, which may hold personal data."""
    return f"{type(error).__module__}.{type(error).__name__}"
