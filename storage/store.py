"""The door of storage: open the database, hand jobs to its threads, keep documents."""

import asyncio
import concurrent.futures
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import make_url

from storage import sqlite
from storage.documents import Documents
from storage.link import Link, Row
from storage.root_key import take_root
from storage.schema import State, state
from storage.tx import Tx
from storage.vault import Secret, Vault
from storage.worker import ClosedError, NotKept, Task, Worker

__all__ = ["ClosedError", "NotKept", "Row", "SchemaError", "Store", "Tx", "open_store"]

T = TypeVar("T")


class SchemaError(Exception):
    """The database is not at the schema of this version of Loket."""


class Store:
    """The database and the document store of one Loket.

    A job is a plain function of a `Tx`; it runs on the database thread and may be run again
    after a rollback, so it has no effect outside its transaction.
    """

    def __init__(self, writer: Worker, reader: Worker, vault: Vault, documents: Documents) -> None:
        self.vault = vault
        self.documents = documents
        self._writer = writer
        self._reader = reader

    async def write(self, job: Callable[[Tx], T]) -> T:
        """Run `job` in a transaction and return its result after the commit.

        Raises what the job raises, and NotKept when the database refused; jobs queued in order
        run in order.
        """
        return await _hand_over(self._writer, job)

    async def read(self, job: Callable[[Tx], T]) -> T:
        """Run `job` on a read-only connection, beside the writer; it sees one moment."""
        return await _hand_over(self._reader, job)

    def post(self, job: Callable[[Tx], object]) -> None:
        """Queue `job` for the next transaction without waiting; an error is only logged."""
        self._writer.put(Task(job))

    def write_now(self, job: Callable[[Tx], T]) -> T:
        """Like `write`, for any thread but the event loop's: blocks until the commit."""
        return _hand_over_now(self._writer, job)

    def read_now(self, job: Callable[[Tx], T]) -> T:
        """Like `read`, for any thread but the event loop's."""
        return _hand_over_now(self._reader, job)

    @property
    def backlog(self) -> int:
        """How many jobs wait for the writer."""
        return self._writer.waiting

    def close(self) -> None:
        """Run what is queued, then close the connections; a second call does nothing."""
        self._writer.close()
        self._reader.close()


async def _hand_over(worker: Worker, job: Callable[[Tx], T]) -> T:
    loop = asyncio.get_running_loop()
    promise: asyncio.Future[T] = loop.create_future()
    worker.put(Task(job, loop, promise))
    return await promise


def _hand_over_now(worker: Worker, job: Callable[[Tx], T]) -> T:
    promise: concurrent.futures.Future[T] = concurrent.futures.Future()
    worker.put(Task(job, None, promise))
    return promise.result()


def open_store(url: str, secret: Secret, documents: str) -> Store:
    """Open the database at the SQLAlchemy `url` and the document store at `documents`.

    Raises SchemaError when the schema is not this version's (`storage.schema.upgrade` makes
    it so), and WrongSecretError when the data was sealed under another LOKET_SECRET.
    """
    found = state(url)
    if found is not State.CURRENT:
        raise SchemaError(f"the database schema is {found}, not current")
    writing, reading = _links(url)
    try:
        vault = Vault(take_root(writing, secret))
    finally:
        writing.close()  # each thread opens its own connection
    writer = Worker("loket-writer", writing, vault)
    reader = Worker("loket-reader", reading, vault, most=1)
    return Store(writer, reader, vault, Documents(documents, vault))


def _links(url: str) -> tuple[Link, Link]:
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = sqlite.engine(address)
        return sqlite.SqliteLink(engine), sqlite.SqliteLink(engine, reading=True)
    if address.get_backend_name() != "postgresql":
        raise ValueError("LOKET_DATABASE must be a SQLite or PostgreSQL address")
    from storage import postgres  # noqa: PLC0415 - psycopg holds 9 MiB

    return (
        postgres.PostgresLink(postgres.engine(address)),
        postgres.PostgresLink(postgres.engine(address, reading=True)),
    )
