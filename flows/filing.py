"""Until when something may be filed after a service was received: day 30 is in time, 31 late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

LATE = "late"
"""The flag of a ticket that was filed after its time; it is taken, and a person decides."""


@dataclass(frozen=True, slots=True)
class Filing:
    """A limit in calendar days, counted from the day that the question `since` was answered with.

    Perwali 67/2018 art. 8(3): 30 days after the complainant received the service. The source says
    "hari", not "hari kerja"; the day of receipt is not counted.
    """

    days: int
    since: str
    article: str


def days_gone(filing: Filing, answers: Mapping[str, str], on: date) -> int:
    """Return how many calendar days lie between the day asked for and `on`.

    0 while nothing was delivered: without an answer to `since` nothing runs.
    """
    try:
        return max(0, (on - date.fromisoformat(answers.get(filing.since, ""))).days)
    except ValueError:
        return 0


def is_late(filing: Filing | None, answers: Mapping[str, str], on: date) -> bool:
    """Whether something filed on day `on` (in the office's zone) comes after its time."""
    return filing is not None and days_gone(filing, answers, on) > filing.days
