"""The search over everything the desk knows, built once."""

import pytest

from desk.knowledge.corpus import entries
from faq.search import Search


@pytest.fixture(scope="session")
def search(all_services) -> Search:
    """The search as `loket ask` and the bot use it."""
    return Search(entries(all_services))
