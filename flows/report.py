"""A report as values: what was ordered, and the figures of an office over a period."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from flows.satisfaction import Element, Tally, Trait


class ReportForm(StrEnum):
    """How a report reaches its reader."""

    TEXT = "text"
    CHART = "chart"
    SHEET = "sheet"
    CSV = "csv"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """A report that is made when it is sent: an office, first and last day (ISO), form, language.

    `since` and `until` are the same days in milliseconds since 1970, `until` excluded; `asked_at`
    is when it was ordered.
    """

    office: str
    first_day: str
    last_day: str
    since: int
    until: int
    form: ReportForm
    language: str
    asked_at: int


@dataclass(slots=True)
class Volume:
    """How many cases of a service were filed, closed (by state), and open at the end."""

    kind: str = ""
    filed: int = 0
    closed: Counter[str] = field(default_factory=Counter)
    open: int = 0


@dataclass(slots=True)
class StepTime:
    """How long a step took the cases closed in the period: milliseconds, the applicant's apart."""

    cases: int = 0
    spent: int = 0
    longest: int = 0


@dataclass(slots=True)
class ClockTime:
    """The clocks of one kind that stopped in the period: how many, late ones, and how long.

    `ran` and `stood` are milliseconds from start to stop, and of these while it stood still.
    """

    bound: str = ""
    stopped: int = 0
    late: int = 0
    ran: int = 0
    stood: int = 0


@dataclass(slots=True)
class Figures:
    """Everything a report says, added up portion by portion.

    `steps` and `clocks` are by service and step or clock; `pauses` milliseconds by reason;
    `faults`, `overtakes` and `discretion` counts by reason or kind; `questions` counts by outcome;
    `incidents` is by reason a count and milliseconds within the period.
    """

    volumes: dict[str, Volume] = field(default_factory=dict)
    steps: dict[tuple[str, str], StepTime] = field(default_factory=dict)
    clocks: dict[tuple[str, str], ClockTime] = field(default_factory=dict)
    pauses: Counter[str] = field(default_factory=Counter)
    returns: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    overtakes: Counter[str] = field(default_factory=Counter)
    discretion: Counter[str] = field(default_factory=Counter)
    incidents: dict[str, tuple[int, int]] = field(default_factory=dict)
    questions: Counter[str] = field(default_factory=Counter)
    overall: dict[str, Tally] = field(default_factory=dict)
    elements: dict[str, Mapping[Element, Tally]] = field(default_factory=dict)
    respondents: dict[str, int] = field(default_factory=dict)
    profile: Mapping[Trait, Mapping[str, int]] = field(default_factory=dict)
    comments: tuple[tuple[str, str], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing at all happened in the period."""
        busy = any(one.filed or one.closed or one.open for one in self.volumes.values())
        return not (busy or self.returns or self.overtakes or self.discretion or self.incidents
                    or self.overall or self.clocks or self.questions)  # fmt: skip

    @property
    def all_elements(self) -> dict[Element, Tally]:
        """The elements' tallies of all services together."""
        found: dict[Element, Tally] = {}
        for tallies in self.elements.values():
            for one, tally in tallies.items():
                known = found.get(one, Tally(0, 0))
                found[one] = Tally(known.count + tally.count, known.total + tally.total)
        return found


def share(part: int, whole: int) -> str:
    """Return a share in percent with one decimal and a point, "" of nothing; halves go up."""
    if not whole:
        return ""
    tenths = (part * 2000 + whole) // (whole * 2)
    return f"{tenths // 10}.{tenths % 10}"


def standing(first_last: list[tuple[int, int]]) -> int:
    """Return how long a clock stood still in all: pauses that overlap count once."""
    total, reached = 0, 0
    for first, last in sorted(first_last):
        begin = max(first, reached)
        if last > begin:
            total, reached = total + last - begin, last
    return total
