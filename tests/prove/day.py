"""Office days in one thread: clock, disk and network are played, and go wrong by the dice."""

import hashlib
import heapq
import random
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import timedelta

from storage import inbox, outbox
from storage.outcome import RetryLater, Sent, Unknown
from storage.store import NotKept
from storage.worker import Worker, _release
from tests.prove.year import HOUR, Year

REFUSED = 0.02
"""How often a commit fails, half of them after it was kept."""
REPEATED = 0.1
CRASHED = 0.01
"""How often a sender falls silent with a push in its hand."""
MINUTE = timedelta(minutes=1)


class Here(Worker):
    """A worker without a thread: a job runs where it is put, and its commit may fail."""

    dice = None

    def _live(self):
        return

    def put(self, task):
        if self.dice is not None and self.dice.random() < REFUSED:
            self._fails(task, kept=self.dice.random() < 0.5)
        else:
            self._run((task,))
        _release((task,))

    def close(self):
        self._link.close()

    def _fails(self, task, *, kept):
        whole = self._link.commit

        def commit():
            if kept:
                whole()
            raise sqlite3.OperationalError("disk I/O error")

        self._link.commit = commit
        try:
            self._run((task,))
        finally:
            del self._link.commit


def same_chance(monkeypatch, seed):
    """Make keys and nonces come from the seed, so that a run repeats bit for bit."""
    dice = random.Random(f"keys {seed}")
    monkeypatch.setattr("secrets.token_bytes", lambda many=32: dice.randbytes(many))
    monkeypatch.setattr("secrets.token_hex", lambda many=32: dice.randbytes(many).hex())
    monkeypatch.setattr("storage.vault._Nonces.next", lambda _: dice.randbytes(12))


class Day(Year):
    """A year's doings crowded into a day; every one is an update, and comes as Telegram does."""

    def __init__(self, house, seed):
        super().__init__(house, seed)
        self.fate = random.Random(f"fate {seed}")
        self.numbers = self.refused = self.repeats = self.crashes = 0
        self.copies = Counter()
        Here.dice = self.fate

    def play(self, count, days=1, after=20):
        """Play until nobody does anything, then until the outbox is empty.

        The sweeps come for `after` days more.
        """
        for _ in range(count):
            moment = self.started + timedelta(minutes=self.dice.randrange(days * 1440))
            self.at(moment, self.file)
        self.at(self.started + HOUR, self.sweep, self.started + timedelta(days=days + after))
        try:
            while self.doings:
                self._next()
                self._carry()
            while self._insist(outbox_open):
                self.house.now += HOUR / 2
                self._carry()
            self._insist(lambda tx: (inbox.prune(tx, self.house.now), self._prune(tx)))
        finally:
            Here.dice = None

    def _prune(self, tx):
        outbox.prune(tx, self.house.now)

    def _insist(self, job):
        while True:
            try:
                return self.house.write(job)
            except NotKept:
                self.refused += 1

    def _next(self):
        """One update: received, done in one transaction, and perhaps brought again."""
        before = list(self.doings)
        self.house.now = max(before[0][0], self.house.now)
        self.numbers += 1
        number = self.numbers
        self._receive(number)

        def job(tx):
            if not inbox.begin(tx, number):
                return
            self.doings = list(before)
            _, _, do, about = heapq.heappop(self.doings)
            do(tx, *about)
            inbox.done(tx, number, None, self.house.now)

        self._insist(job)
        if self.fate.random() < REPEATED:
            self.repeats += 1
            self._receive(number)
            after = list(self.doings)
            self._insist(job)
            assert self.doings == after

    def _receive(self, number):
        self._insist(lambda tx: inbox.receive(tx, [(number, 1, b"{}")], self.house.now))

    def _carry(self):
        """Send what is due as far as the network lets it; a sender may fall silent."""
        now = self.house.now
        self._insist(lambda tx: outbox.expire(tx, now))
        for row in self._insist(lambda tx: outbox.claim(tx, "day", now, 10)):
            fate = self.fate.random()
            if fate < CRASHED:
                self.crashes += 1
                self.copies[row.key] += self.fate.random() < 0.5
                continue
            result = Sent(1)
            if fate < 0.05:
                result = RetryLater(now + MINUTE, "429")
            elif fate < 0.08:
                result = Unknown(now + MINUTE, "cut")
            self.copies[row.key] += isinstance(result, Sent) or fate > 0.065
            self._insist(
                lambda tx, row=row, result=result: outbox.record(
                    tx, row.id, row.lease, result, now
                )
            )


def outbox_open(tx):
    """Whether anything waits to be sent."""
    link = tx.connection.connection.driver_connection
    return link.execute("SELECT 1 FROM outbox WHERE open LIMIT 1").fetchone()


def digest(file):
    """Everything in a database, to the last bit."""
    with closing(sqlite3.connect(file)) as base:
        lines = "\n".join(base.iterdump())
    return hashlib.sha256(lines.encode()).hexdigest()
