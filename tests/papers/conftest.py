"""One inspector for the tests of a module: its child process is started once and ended."""

from collections.abc import Iterator

import pytest

from papers.inspector import Inspector


@pytest.fixture(scope="module")
def inspector() -> Iterator[Inspector]:
    """An inspector with the real limits."""
    with Inspector() as running:
        yield running
