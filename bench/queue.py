"""`python -m bench.queue`: an officer's queue and search over ever more tickets; the ratio shows.

One tenth of all tickets is open and waits in one single queue, the hardest case there is.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final

from bench import report
from bench.databases import Databases, postgres, sqlite
from storage import queue, tickets, words
from storage.sieve import Sieve
from storage.store import Store, open_store
from storage.tx import Tx
from storage.vault import Secret
from storage.words import Wanted

OFFICE, ROLE = "belitung", "verifier"
PAGE: Final = 10
MOST_RATIO: Final = 1.5
_SECRET: Final = "ab" * 32
_TICKETS: Final = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
INSERT INTO ticket (number, kind, service, standard_version, person_id, office, desk_office,
    holder_office, holder_role, step, state, version, open, title, submitted_at, complete_at,
    due_at)
SELECT 'BLT-' || i, 'request', 'belitung-userid-auditor', 'v', 1, 'belitung', 'belitung',
    'belitung', 'verifier', 'verify',
    CASE WHEN i = i / 10 * 10 THEN 'verifying' ELSE 'done' END, 1, i = i / 10 * 10, '', i, i, i
FROM n
"""
_PERSON: Final = "INSERT INTO person (telegram_id, language, created_at) VALUES (1, 'id', 0)"
_WORDS: Final = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})
INSERT INTO ticket_word (hash, ticket_id)
SELECT CASE WHEN i = i / {step} * {step} THEN {word} ELSE i END, i FROM n
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure both engines; 1 when something takes more than `MOST_RATIO` times as long."""
    parser = argparse.ArgumentParser(prog="python -m bench.queue", description=__doc__)
    parser.add_argument("--counts", type=int, nargs=2, default=[10_000, 1_000_000])
    parser.add_argument("--repeats", type=int, default=200)
    parser.add_argument("--no-postgres", action="store_true")
    given = parser.parse_args(arguments)
    print(report.machine())
    flat = True
    with tempfile.TemporaryDirectory(prefix="loket-queue-") as folder:
        engines: list[tuple[str, AbstractContextManager[Databases]]] = [
            ("SQLite", sqlite(Path(folder)))
        ]
        if not given.no_postgres:
            engines.append(("PostgreSQL", postgres()))
        for name, opening in engines:
            with opening as databases:
                flat &= _compare(name, databases, given.counts, given.repeats, Path(folder))
    return 0 if flat else 1


def _compare(
    name: str, databases: Databases, counts: Sequence[int], repeats: int, folder: Path
) -> bool:
    lasted = []
    for count in counts:
        store = open_store(
            databases(f"queue{count}").url, Secret.parse(_SECRET), str(folder / name)
        )
        try:
            _fill(store, count)
            lasted.append({one: _median(store, job, repeats) for one, job in _jobs(count).items()})
        finally:
            store.close()
    few, many = lasted
    print(f"{name}, milliseconds of {counts[0]:,} and {counts[1]:,} tickets")
    for job in few:
        ratio = many[job] / few[job]
        print(f"  {job:<28}{few[job]:>8.3f}{many[job]:>8.3f}   x {ratio:.2f}")
    return all(many[job] <= few[job] * MOST_RATIO for job in few)


def _fill(store: Store, count: int) -> None:
    def fill(tx: Tx) -> None:
        run = tx.connection.exec_driver_sql
        run(_PERSON)
        run(_TICKETS.format(count=count))
        word = tx.vault.word_hash("wijaya")
        run(_WORDS.format(count=count, step=count // 100, word=word))

    store.write_now(fill)
    store.write_now(lambda tx: tx.connection.exec_driver_sql("ANALYZE").close())


def _jobs(count: int) -> dict[str, Callable[[Tx], object]]:
    """What an officer asks for: pages of the queue, its length, whose turn it is, a search."""
    half = (count // 2, count // 2)
    today = Sieve(state="verifying", due_until=count)
    return {
        "first page": lambda tx: tickets.queue(tx, OFFICE, ROLE, PAGE, viewer=2),
        "page in the middle": lambda tx: tickets.queue(tx, OFFICE, ROLE, PAGE, half, 2),
        "first page, filtered": lambda tx: tickets.queue(
            tx, OFFICE, ROLE, PAGE, viewer=2, sieve=today
        ),
        "how long it is": lambda tx: queue.size(tx, OFFICE, ROLE, half, 2),
        "whose turn it is": lambda tx: queue.next_one(tx, OFFICE, ROLE, 2),
        "search by a word": lambda tx: words.find(
            tx, Wanted((tx.vault.word_hash("wijaya"),)), (OFFICE,), 2, 0, PAGE
        ),
        "ticket by its number": lambda tx: tickets.by_number(tx, f"BLT-{count}"),
    }


def _median(store: Store, job: Callable[[Tx], object], repeats: int) -> float:
    """Return the milliseconds of a job without the way to the database's thread."""

    def timed(tx: Tx) -> list[float]:
        found = []
        for _ in range(repeats):
            begun = time.perf_counter()
            job(tx)
            found.append((time.perf_counter() - begun) * 1000)
        return found

    store.read_now(lambda tx: job(tx) and None)
    return statistics.median(store.read_now(timed))


if __name__ == "__main__":
    sys.exit(main())
