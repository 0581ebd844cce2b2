"""Health, readiness and metrics for whoever watches the machine; nothing about any person."""

import asyncio
import logging
import resource
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from aiohttp import web

from storage.moments import to_ms
from storage.store import Store
from storage.vitals import Vitals, vitals

PATIENCE: Final = 2.0
"""Seconds the database may take to answer."""
STUCK_MS: Final = 15 * 60_000
"""A push that waits longer than this without a reason, or an update nobody works on (I6)."""
_TEXT: Final = "text/plain; version=0.0.4"

_log = logging.getLogger(__name__)


class HealthSettingError(Exception):
    """The health address cannot be used; says which and why."""


class Pulse:
    """Since when Telegram has not answered; a process that never receives has no pulse to miss."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._last: float | None = None

    def beat(self) -> None:
        """Note that Telegram has answered just now."""
        self._last = self._monotonic()

    def silence(self) -> float:
        """Return the seconds since the last beat, 0 before the first."""
        return 0.0 if self._last is None else self._monotonic() - self._last


@dataclass(frozen=True, slots=True)
class Watched:
    """What is watched: the store, the clock, and the seconds since Telegram last answered."""

    store: Store
    now: Callable[[], datetime]
    silence: Callable[[], float]


@asynccontextmanager
async def watching(listen: str, watched: Watched) -> AsyncIterator[None]:
    """Answer on `listen` ("host:port") for as long as the context lasts; "" watches nothing.

    HealthSettingError when the address is taken or cannot be used.
    """
    if not listen:
        yield
        return
    host, _, port = listen.rpartition(":")
    runner = web.AppRunner(_application(watched), access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, int(port)).start()
        except OSError as error:
            raise HealthSettingError(f"LOKET_HEALTH_LISTEN={listen}: {error.strerror}") from None
        yield
    finally:
        await runner.cleanup()


def _application(watched: Watched) -> web.Application:
    async def alive(request: web.Request) -> web.Response:
        return _told([] if await _reads(watched.store) else ["the database does not answer"])

    async def ready(request: web.Request) -> web.Response:
        return _told([reason async for reason in _reasons(watched)])

    async def metrics(request: web.Request) -> web.Response:
        seen = await _vitals(watched)
        text = "\n".join(_lines(seen, watched)) + "\n"
        return web.Response(text=text, headers={"Content-Type": _TEXT})

    application = web.Application()
    application.router.add_get("/healthz", alive)
    application.router.add_get("/readyz", ready)
    application.router.add_get("/metrics", metrics)
    return application


def _told(reasons: list[str]) -> web.Response:
    if reasons:
        _log.warning("not well: %s", "; ".join(reasons))
    return web.Response(text="\n".join(reasons or ["ok"]) + "\n", status=503 if reasons else 200)


async def _reads(store: Store) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            await store.read(lambda tx: None)
    except Exception:  # noqa: BLE001 - whatever a database says, it does not answer
        return False
    return True


async def _reasons(watched: Watched) -> AsyncIterator[str]:
    """Yield why this process cannot do its work now; the words carry numbers only."""
    if not await _reads(watched.store):
        yield "the database does not answer"
        return
    try:
        async with asyncio.timeout(PATIENCE):
            await watched.store.write(lambda tx: None)
    except Exception:  # noqa: BLE001
        yield "the database does not write"
    if watched.silence() > 2 * 60:
        yield f"Telegram has not answered for {watched.silence():.0f} s"
    seen = await _vitals(watched)
    if seen.received_age > STUCK_MS:
        yield f"{seen.received} updates wait, the oldest for {seen.received_age // 60_000} min"
    if seen.waiting_age > STUCK_MS:
        yield f"pushes wait, the oldest for {seen.waiting_age // 60_000} min"


async def _vitals(watched: Watched) -> Vitals:
    at = to_ms(watched.now())
    return await watched.store.read(lambda tx: vitals(tx, at))


def _lines(seen: Vitals, watched: Watched) -> Iterator[str]:
    """Yield the metrics in Prometheus' text format 0.0.4."""
    gauges: dict[str, tuple[str, list[tuple[str, float]]]] = {
        "inbox_open": (
            "Updates not finished, by state",
            [('{state="received"}', seen.received), ('{state="done"}', seen.unanswered)],
        ),
        "inbox_oldest_seconds": ("Age of the oldest update", [("", seen.received_age / 1000)]),
        "inbox_quarantined": ("Updates set aside in the last days", [("", seen.quarantined)]),
        "outbox_open": (
            "Pushes not finished, by status",
            [(f'{{status="{status}"}}', many) for status, many in seen.waiting.items()],
        ),
        "outbox_oldest_seconds": ("How late the oldest push is", [("", seen.waiting_age / 1000)]),
        "outbox_held": ("Pushes a restore holds back", [("", seen.held)]),
        "tickets_open": (
            "Open tickets by office and state",
            [
                (f'{{office="{office}",state="{state}"}}', many)
                for (office, state), many in seen.tickets.items()
            ],
        ),
        "tickets_overdue": (
            "Tickets past a due moment, by office",
            [(f'{{office="{office}"}}', many) for office, many in seen.overdue.items()],
        ),
        "database_backlog": ("Jobs waiting for the writer", [("", watched.store.backlog)]),
        "telegram_silence_seconds": ("Since Telegram answered", [("", watched.silence())]),
        "memory_peak_bytes": (
            "Most memory held so far",
            [("", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)],
        ),
    }
    for name, (meaning, values) in gauges.items():
        yield from _metric(name, meaning, "gauge", values)
    entries = [(f'{{office="{office}"}}', float(many)) for office, many in seen.journal.items()]
    yield from _metric("journal_entries_total", "Journal entries by office", "counter", entries)


def _metric(name: str, meaning: str, kind: str, values: list[tuple[str, float]]) -> Iterator[str]:
    yield f"# HELP loket_{name} {meaning}."
    yield f"# TYPE loket_{name} {kind}"
    for labels, value in values:
        yield f"loket_{name}{labels} {value:g}"
