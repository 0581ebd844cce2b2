"""A copy of the built-in standards in which a test may spoil something."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from standards.load import BUILT_IN, find_problems, load_catalogue

SERVICES = (
    "banjarmasin/bjm-aktivasi.toml",
    "belitung/belitung-userid-auditor.toml",
    "lkpp/lkpp-epurchasing.toml",
)


@dataclass(frozen=True)
class Shelf:
    """A folder of standards; `lay` writes a file of its overlay."""

    root: Path
    overlay: Path

    def change(self, file, old, new):
        path = self.root / file
        text = path.read_text("utf-8")
        assert text.count(old) >= 1, f"{old!r} does not stand in {file}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    def lay(self, file, text):
        path = self.overlay / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def problems(self):
        return find_problems(self._laid(), root=self.root)

    def load(self, offices=None):
        return load_catalogue(self._laid(), offices, root=self.root)

    def reports(self, file, old, new, key, at, remedy):
        """Spoil `old` into `new`: the key is reported, in a line with `at`, and little else."""
        self.change(file, old, new)
        problems = self.problems()
        problem = next((one for one in problems if one.key == key), None)
        assert problem is not None, problems
        assert problem.file == f"standards/{file}"
        assert at in (self.root / file).read_text("utf-8").splitlines()[problem.line - 1]
        assert problem.what
        assert remedy in problem.remedy
        assert len(problems) <= 3, "one fault must not bury itself under others"

    def _laid(self):
        return self.overlay if self.overlay.is_dir() else None


@pytest.fixture
def shelf(tmp_path):
    """A few services: what is spoilt in them is read again for every test."""
    return filled(tmp_path, SERVICES)


def filled(folder, services):
    """Return a shelf with the common files and these services."""
    root = folder / "standards"
    for path in (*BUILT_IN.glob("*.toml"), *(BUILT_IN / service for service in services)):
        copy = root / path.relative_to(BUILT_IN)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return Shelf(root, folder / "overlay")


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()
