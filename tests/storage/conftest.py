"""A store of each engine for every storage test: real SQLite files, one real PostgreSQL server."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import schema
from storage.store import Store, open_store
from storage.vault import Secret
from tests.servers import Server, postgres

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
def postgres_server() -> Iterator[Server]:
    """A server; stopped at the end."""
    with postgres() as server:
        yield server


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> Iterator[str]:
    """A database of this engine without any table."""
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path / 'loket.db'}"
        return
    with request.getfixturevalue("postgres_server").database("template1") as address:
        yield address


@pytest.fixture
def url(request: pytest.FixtureRequest, engine: str, tmp_path: Path) -> Iterator[str]:
    """A migrated database of this engine, empty of rows."""
    if engine == "sqlite":
        file = tmp_path / "loket.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        yield f"sqlite:///{file}"
        return
    server: Server = request.getfixturevalue("postgres_server")
    with server.database(server.template()) as address:
        yield address


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
