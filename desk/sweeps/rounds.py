"""The sweeps: what the house does because time has passed, a page at a time, each thing once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from desk import phoning
from desk.calendars.watch import sweep_calendar
from desk.daily.carry_on import carry_on
from desk.daily.findable import catch_up
from desk.delegations import ending
from desk.desk import Desk
from desk.fairness import sweep_overtakings
from desk.own_data.deciding import sweep as sweep_subject_requests
from desk.sweeps import deadlines, reminders, visits, waiting, warnings
from desk.sweeps.away import sweep_away
from desk.sweeps.monthly import sweep_monthly
from desk.sweeps.morning import sweep_morning
from desk.sweeps.retention import sweep_retention
from storage import sweeps
from storage.moments import to_ms
from storage.sweeps import START, Page

PAGE = 200
"""How many rows one transaction looks at."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What one page came to: how much was done, and where the next page begins, if any."""

    done: int
    next: Page | None


class Sweep(Protocol):
    """One kind of thing that time brings about."""

    def __call__(self, desk: Desk, after: Page, most: int, *, over: bool = False) -> Swept:
        """Look at the `most` rows after a page and do what is due; `over`: only step over them."""


class Row(Protocol):
    """A row that knows its place among the others."""

    @property
    def page(self) -> Page:
        """The place."""


R = TypeVar("R", bound=Row)


def _paged(
    look: Callable[[Desk, Page, int], Sequence[R]], fire: Callable[[Desk, R], bool]
) -> Sweep:
    """Make a sweep of a query and what is done to each of its rows."""

    def sweep(desk: Desk, after: Page, most: int, *, over: bool = False) -> Swept:
        rows = look(desk, after, most)
        done = 0 if over else sum(fire(desk, row) for row in rows)
        return Swept(done, rows[-1].page if len(rows) == most else None)

    return sweep


def _calendars(desk: Desk, after: Page, most: int, *, over: bool = False) -> Swept:
    """Go on with what changed calendars owe; it counts its batches by itself."""
    done = 0 if over else sweep_calendar(desk)
    return Swept(done, START if done else None)


def _overtakings(desk: Desk, after: Page, most: int, *, over: bool = False) -> Swept:
    """Tell the superiors, once a day, which files were taken before their turn."""
    return Swept(0 if over else sweep_overtakings(desk), None)


def _away(desk: Desk, after: Page, most: int, *, over: bool = False) -> Swept:
    """Remind, once a day, of what lies with LKPP."""
    return Swept(0 if over else sweep_away(desk), None)


def _words(desk: Desk, after: Page, most: int, *, over: bool = False) -> Swept:
    """Gather the words of tickets that are older than the search; it counts by itself."""
    more = False if over else catch_up(desk, most)
    return Swept(0, START if more else None)


def _morning(desk: Desk, after: Page, most: int, *, over: bool = False) -> Swept:
    """Tell, once a working day, what waits for each officer."""
    return Swept(0 if over else sweep_morning(desk), None)


def _monthly(desk: Desk, after: Page, most: int, *, over: bool = False) -> Swept:
    """Send the heads, once a month, the report of the month before."""
    return Swept(0 if over else sweep_monthly(desk), None)


def _bulk(desk: Desk, after: Page, most: int, *, over: bool = False) -> Swept:
    """Go on with deeds on many tickets."""
    done, next_id = carry_on(desk, max(after[1], 0), most, over=over)
    return Swept(done, None if next_id is None else (0, next_id))


def _retention(desk: Desk, after: Page, most: int, *, over: bool = False) -> Swept:
    """Propose, once a month, what is due for destruction."""
    return Swept(0 if over else sweep_retention(desk), None)


def _subject_requests(desk: Desk, after: Page, most: int, *, over: bool = False) -> Swept:
    """Remind offices of requests about personal data before their 72 hours end, and after."""
    return Swept(0 if over else sweep_subject_requests(desk), None)


SWEEPS: Mapping[str, Sweep] = {
    "calendars": _calendars,
    "deadlines": _paged(
        lambda desk, after, most: sweeps.passed(desk.tx, to_ms(desk.now), after, most),
        deadlines.breach,
    ),
    "escalations": _paged(deadlines.late, deadlines.climb),
    "warnings": _paged(warnings.near, warnings.warn),
    "floors": _paged(
        lambda desk, after, most: sweeps.floors(desk.tx, to_ms(desk.now), after, most),
        warnings.tell_floor,
    ),
    "waiting": _paged(waiting.waiting, waiting.go_on),
    "phoning": _paged(waiting.waiting, phoning.go_on),
    "visits": _paged(visits.due, visits.go_on),
    "drafts": _paged(reminders.idle, reminders.go_on),
    "overtakings": _overtakings,
    "away": _away,
    "retention": _retention,
    "subject_requests": _subject_requests,
    "assignments": _paged(reminders.ending, reminders.tell_ending),
    "morning": _morning,
    "monthly": _monthly,
    "bulk": _bulk,
    "words": _words,
    "delegations": _paged(ending.due, ending.go_on),
    "ended_posts": _paged(reminders.ended, reminders.give_back),
}
"""All sweeps by name, in their order: what is late first, then what will be."""


def sweep_all(desk: Desk) -> int:
    """Do all sweeps from end to end in the open transaction; returns how much was done."""
    done = 0
    for sweep in SWEEPS.values():
        after: Page | None = START
        while after is not None:
            swept = sweep(desk, after, PAGE)
            done, after = done + swept.done, swept.next
    return done
