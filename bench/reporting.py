"""A year's report over 100,000 generated tickets: how long it takes, and what replies feel of it.

`python -m bench.reporting [TICKETS]`
"""

import asyncio
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.reports import Reports
from desk import front
from desk.desk import Books, Desk, Speaker
from flows.report import ReportForm, ReportOrder
from standards.load import load_catalogue
from storage import schema
from storage.moments import DAY, to_ms
from storage.store import Store, open_store
from storage.vault import Secret
from texts.render import load

TICKETS: Final = 100_000
REST: Final = 0.01
"""Seconds between two orders of a person: some 100 updates a second, far more than an LPSE has."""
ALONE: Final = 6.0
"""Seconds for which replies are measured without a report."""
_SERVICES: Final = ("bjm-email", "bjm-npwp", "bjm-aktivasi", "bjm-cv-pt")
_STEPS: Final = ("precheck", "counter", "verify", "change", "handover")
_FIRST: Final = to_ms(datetime(2026, 1, 1, tzinfo=UTC))
_HOUR: Final = 3_600_000


def main() -> int:
    """Print the time of each form and the latencies with and without; returns 0."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else TICKETS
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as folder:
        file = Path(folder) / "loket.sqlite"
        schema.upgrade(f"sqlite:///{file}")
        secret = Secret.parse(Secret.generate())
        begun = time.perf_counter()
        fill(file, wanted)
        print(f"{wanted:,} tickets generated in {time.perf_counter() - begun:.1f} s", flush=True)
        store = open_store(f"sqlite:///{file}", secret, str(Path(folder) / "documents"))
        try:
            asyncio.run(compare(store))
        finally:
            store.close()
    return 0


def fill(file: Path, wanted: int) -> None:
    """Write tickets with their moves, clocks and pauses, spread over a year."""
    dice = random.Random("reporting")
    with closing(sqlite3.connect(file)) as base, base:
        base.execute("PRAGMA synchronous=OFF")
        base.execute("INSERT INTO person (telegram_id, language, created_at) VALUES (1, 'id', 0)")
        base.executemany(_TICKET, _tickets(dice, wanted))
        base.executemany(_JOURNAL, _moves(wanted))
        base.executemany(_CLOCK, _clocks(wanted))
        base.executemany(_PAUSE, ((n, _start(n, wanted), _start(n, wanted) + _HOUR)
                                  for n in range(1, wanted + 1) if n % 3 == 0))  # fmt: skip


_TICKET: Final = """
    INSERT INTO ticket (id, number, kind, service, standard_version, person_id, office,
        desk_office, holder_office, holder_role, step, state, version, open, title, content,
        submitted_at, closed_at)
    VALUES (?, ?, 'application', ?, 'v', 1, ?, ?, ?, 'verifier', 'handover', ?, 7, ?, 't', ?, ?, ?)
"""
_JOURNAL: Final = """
    INSERT INTO journal (office, seq, prev, hash, at, ticket_id, version, kind, role, data)
    VALUES ('banjarmasin', ?, x'00', x'00', ?, ?, ?, ?, 'verifier', ?)
"""
_CLOCK: Final = """
    INSERT INTO clock (id, ticket_id, name, kind, amount, bound, started_at, due_at, stopped_at,
        breached_at)
    VALUES (?, ?, 'service', 'working_minutes', 30, 'at_most', ?, ?, ?, ?)
"""
_PAUSE: Final = """
    INSERT INTO pause (clock_id, first_at, last_at, reason) VALUES (?, ?, ?, 'applicant')
"""


def _start(nth: int, wanted: int) -> int:
    return _FIRST + nth * 360 * DAY // wanted


def _tickets(dice: random.Random, wanted: int) -> Iterator[tuple[object, ...]]:
    for nth in range(1, wanted + 1):
        closed = nth % 25 != 0
        at = _start(nth, wanted)
        ends = ("done" if nth % 10 else "rejected", False, at + 5 * _HOUR)
        state, is_open, closed_at = ends if closed else ("in_progress", True, None)
        service = dice.choice(_SERVICES)
        office = "banjarmasin"
        content = dice.randbytes(600)
        yield (nth, f"BJM-{nth}", service, office, office, office, state, is_open, content, at,
               closed_at)  # fmt: skip


def _moves(wanted: int) -> Iterator[tuple[object, ...]]:
    seq = 0
    for nth in range(1, wanted + 1):
        for place, step in enumerate((*_STEPS, "handover")):
            seq += 1
            last = place == len(_STEPS)
            state = "done" if last and nth % 25 else "in_progress"
            data = json.dumps({"action": "forward", "from": step, "to": step, "state": state})
            at = _start(nth, wanted) + place * _HOUR
            kind = "ticket_returned" if place == 2 and nth % 7 == 0 else "ticket_forwarded"
            yield seq, at, nth, place + 1, kind, data


def _clocks(wanted: int) -> Iterator[tuple[object, ...]]:
    for nth in range(1, wanted + 1):
        at = _start(nth, wanted)
        late = at + 4 * _HOUR if nth % 11 == 0 else None
        yield nth, nth, at, at + 4 * _HOUR, at + 5 * _HOUR if nth % 25 else None, late


async def compare(store: Store) -> None:
    """Measure replies alone, then beside reports, then a report alone."""
    books = Books(load_catalogue(None), load())
    reports = Reports(store, books)
    await _replies(store, books, 1.0)
    alone = await _replies(store, books, ALONE)
    print(f"replies alone:           {_told(alone)}", flush=True)
    busy = asyncio.Event()
    beside: list[float] = []
    async with asyncio.TaskGroup() as group:
        talking = group.create_task(_replies(store, books, 600.0, busy))
        spent = await _report(reports, ReportForm.TEXT, 1)
        busy.set()
        beside = await talking
    print(f"replies beside a report: {_told(beside)}; the report took {spent:.1f} s", flush=True)
    print(f"p99 ratio: {_p(beside, 0.99) / _p(alone, 0.99):.2f}")
    used = time.process_time()
    spent = await _report(reports, ReportForm.TEXT, 2)
    used = time.process_time() - used
    print(f"a year's report alone: {spent:.1f} s, of the processor {used:.1f} s")
    for form in (ReportForm.CHART, ReportForm.SHEET, ReportForm.PAPER):
        print(f"{form.value} of the same figures: {await _report(reports, form, 2):.1f} s")


async def _report(reports: Reports, form: ReportForm, nth: int) -> float:
    until = _FIRST + 365 * DAY
    order = ReportOrder(
        "banjarmasin", "2026-01-01", "2026-12-31", _FIRST, until, form, "id", nth
    )  # fmt: skip
    begun = time.perf_counter()
    made = await reports.make(order)
    assert made
    return time.perf_counter() - begun


async def _replies(
    store: Store, books: Books, seconds: float, busy: asyncio.Event | None = None
) -> list[float]:
    """Let a person ask for the menu and a service in turn; returns milliseconds, sorted."""
    now = datetime(2026, 12, 30, 3, tzinfo=UTC)
    speaker = Speaker(7, "Siti")
    taken, until, nth = [], time.perf_counter() + seconds, 0
    while time.perf_counter() < until and not (busy and busy.is_set()):
        nth += 1
        words = ("menu", "layanan", "status")[nth % 3]
        begun = time.perf_counter()
        await store.write(lambda tx, words=words: front.said(  # type: ignore[misc]
            Desk(tx, now, books, speaker), words))  # fmt: skip
        taken.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(REST)
    return sorted(taken)


def _p(taken: list[float], share: float) -> float:
    return taken[min(int(len(taken) * share), len(taken) - 1)]


def _told(taken: list[float]) -> str:
    return f"p50 {_p(taken, 0.5):.1f} ms, p99 {_p(taken, 0.99):.1f} ms of {len(taken)}"


if __name__ == "__main__":
    sys.exit(main())
