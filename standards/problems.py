"""What is wrong with the standards: problems with file, line, key and remedy, and the refusal."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

KeyPath = tuple[str, ...]
"""Where a value stands in a file: table names, and for items of a list their id or `#n`."""


class Severity(StrEnum):
    """Whether the standards are refused, or somebody should only look again."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: `line` is 0 when it is not known; `remedy` says what to write instead."""

    file: str
    line: int
    key: str
    what: str
    remedy: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.what}. {self.remedy}"


class StandardsError(Exception):
    """The standards cannot be used; `problems` holds every fault of every file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class Located(Protocol):
    """Something that knows in which file and line a key stands."""

    def locate(self, path: KeyPath) -> tuple[str, int]:
        """Return the file and the line of the nearest known part of `path`."""


@dataclass(slots=True)
class Findings:
    """Collects problems, so that one run reports all of them; one problem per key at most."""

    _found: dict[tuple[str, int, str], Problem] = field(default_factory=dict)
    _paths: set[tuple[int, KeyPath]] = field(default_factory=set)

    def add(self, where: Located, path: KeyPath, what: str, remedy: str) -> None:
        """Note a problem at a key; a second one at the very same key is left out."""
        if (id(where), path) in self._paths:
            return
        self._paths.add((id(where), path))
        file, line = where.locate(path)
        self.add_problem(Problem(file, line, ".".join(path), what, remedy))

    def warn(self, where: Located, path: KeyPath, what: str, remedy: str) -> None:
        """Note what is allowed but unusual at a key; it refuses nothing."""
        file, line = where.locate(path)
        key = ".".join(path)
        self.add_problem(Problem(file, line, key, what, remedy, Severity.WARNING))

    def add_problem(self, problem: Problem) -> None:
        """Note a problem whose place is known already."""
        self._found.setdefault((problem.file, problem.line, problem.key), problem)

    def touches(self, where: Located, section: str) -> bool:
        """Whether something in this section of the file has been found faulty."""
        return any(owner == id(where) and path[:1] == (section,) for owner, path in self._paths)

    def problems(self) -> tuple[Problem, ...]:
        """Return every error found, by file and line."""
        return self._of(Severity.ERROR)

    def warnings(self) -> tuple[Problem, ...]:
        """Return everything that is only unusual, by file and line."""
        return self._of(Severity.WARNING)

    def _of(self, severity: Severity) -> tuple[Problem, ...]:
        return tuple(sorted(one for one in self._found.values() if one.severity is severity))


def one_of(names: Iterable[str]) -> str:
    """Return the remedy that lists what is known."""
    return "Use one of: " + ", ".join(sorted(names)) + "."
