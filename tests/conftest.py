"""What all tests share: the books on the counter, and a house with people in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from standards.catalogue import Catalogue
from standards.load import load_catalogue
from tests.people import ADMINISTRATORS
from texts.render import Texts
from texts.render import load as load_texts

# A property that needs more examples says so itself.
settings.register_profile("house", max_examples=40, deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def texts() -> Texts:
    """Every sentence of Loket."""
    return load_texts()


@pytest.fixture(scope="session")
def all_services() -> Catalogue:
    """The built-in standards."""
    return load_catalogue()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy: migrating anew for each test would be slow."""
    from storage import schema  # noqa: PLC0415 - the pure tests need no database

    file = tmp_path_factory.mktemp("empty") / "loket.sqlite"
    schema.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def house(
    tmp_path: Path, empty_database: Path, all_services: Catalogue, texts: Texts
) -> Iterator["House"]:  # noqa: F821 - imported below, for the same reason
    """A desk over a real store, with officers appointed and a clock that only tests move."""
    from desk.desk import Books  # noqa: PLC0415
    from tests.house import House  # noqa: PLC0415

    shutil.copy(empty_database, tmp_path / "loket.sqlite")
    named = frozenset(ADMINISTRATORS.values())
    books = Books(all_services, texts, named, "loket_bot", rehearsal=True)
    house = House(tmp_path, books)
    yield house
    house.close()
