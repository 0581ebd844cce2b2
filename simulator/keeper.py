"""Writes the simulator's state and its ledger into SQLite, in batches, on a thread of its own."""

import json
import queue
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from simulator.refusal import Json

SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (
    kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ledger (
    seq INTEGER PRIMARY KEY, at REAL NOT NULL, kind TEXT NOT NULL, update_id INTEGER,
    person INTEGER, chat INTEGER, method TEXT, digest TEXT, message_id INTEGER,
    effect INTEGER, outcome TEXT, body TEXT
);
CREATE INDEX IF NOT EXISTS ledger_kind ON ledger (kind, seq);
CREATE TRIGGER IF NOT EXISTS ledger_keeps BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END;
CREATE TRIGGER IF NOT EXISTS ledger_stays BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END;
"""
PAUSE = 0.02
"""Seconds between two batches: what a kill of the simulator itself may cost at most."""

Row = tuple[object, ...]


class Keeper:
    """The one writer of `simulator.sqlite`.

    Writing is handed over and done up to 20 ms later, in the order given and whole batches at
    a time: what a kill leaves behind is a state that once was. `flush` waits for all of it.
    """

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.executescript(SCHEMA)
        self._lock = threading.Lock()
        self._work: queue.SimpleQueue[tuple[str, Row]] = queue.SimpleQueue()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="simulator-keeper", daemon=True)
        self._thread.start()

    def put(self, kind: str, key: int | str, body: object) -> None:
        """Keep `body` (anything JSON can hold) under its kind and key, over what was there."""
        row = (kind, str(key), json.dumps(body, ensure_ascii=False, separators=(",", ":")))
        self._work.put(("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", row))

    def drop(self, kind: str, key: int | str) -> None:
        """Forget what is kept under this kind and key."""
        self._work.put(("DELETE FROM kept WHERE kind = ? AND key = ?", (kind, str(key))))

    def write(self, statement: str, row: Row) -> None:
        """Hand over one statement with its values."""
        self._work.put((statement, row))

    def kept(self, kind: str) -> Iterator[Json]:
        """Return everything kept of a kind; the order says nothing."""
        for (body,) in self.read("SELECT body FROM kept WHERE kind = ?", (kind,)):
            yield json.loads(str(body))

    def read(self, statement: str, values: Row = ()) -> list[Row]:
        """Write what waits and return the rows of a query."""
        self.flush()
        with self._lock:
            return self._connection.execute(statement, values).fetchall()

    def flush(self) -> None:
        """Write everything handed over so far; blocks until it is in the file."""
        with self._lock:
            self._write_batch()

    def close(self) -> None:
        """Write what waits and close the file."""
        self._ended.set()
        self._thread.join()
        self.flush()
        self._connection.close()

    def _run(self) -> None:
        while not self._ended.wait(PAUSE):
            if not self._work.empty():
                self.flush()

    def _write_batch(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        for _ in range(self._work.qsize()):
            statement, row = self._work.get()
            self._connection.execute(statement, row)
        self._connection.execute("COMMIT")
