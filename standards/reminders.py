"""When Loket speaks by itself: the numbers of reminders.toml, typed and checked."""

from collections.abc import Sequence
from dataclasses import dataclass

from standards.table import Table


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours of the evening and the morning between which nobody is reminded."""

    from_hour: int
    until_hour: int


@dataclass(frozen=True, slots=True)
class Deadlines:
    """When a clock's holder is warned, and when a missed deadline climbs to the next superior."""

    warn_at_percent: int
    warn_minutes: int
    escalate_after_working_days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Drafts:
    """When a draft nobody goes on with is remembered, warned of and erased."""

    remind_after_hours: int
    warn_before_days: int
    lapse_after_days: int


@dataclass(frozen=True, slots=True)
class Owed:
    """When an applicant who owes something is reminded, and when the ticket lapses."""

    remind_after_days: tuple[int, ...]
    lapse_after_days: int
    grace_days: int


@dataclass(frozen=True, slots=True)
class Confirmation:
    """When an applicant is asked again whether the result arrived, or phoned; when it closes."""

    remind_after_days: tuple[int, ...]
    close_after_working_days: int
    grace_days: int
    phone_after_working_days: int


@dataclass(frozen=True, slots=True)
class Visits:
    """When somebody who booked a visit is reminded of it, and when it counts as missed."""

    day_before_hour: int
    morning_hour: int
    missed_after_minutes: int


@dataclass(frozen=True, slots=True)
class Reminders:
    """Everything that Loket does because time has passed."""

    quiet: Quiet
    deadline: Deadlines
    draft: Drafts
    owed: Owed
    confirmation: Confirmation
    reopen_within_working_days: int
    assignment: tuple[int, ...]
    visit: Visits
    away_every_working_days: int
    digest_within_minutes: int
    survey_least: int


def read_reminders(table: Table) -> Reminders:
    """Read reminders.toml; what cannot be meant is noted with its key and a remedy."""
    reminders = Reminders(
        _quiet(table.table("quiet")),
        _deadlines(table.table("deadline")),
        _drafts(table.table("draft")),
        _owed(table.table("owed")),
        _confirmation(table.table("confirmation")),
        _reopening(table.table("reopening")),
        _assignment(table.table("assignment")),
        _visits(table.table("visit")),
        _away(table.table("away")),
        _digest(table.table("digest")),
        _survey(table.table("survey")),
    )
    table.close()
    return reminders


def _quiet(table: Table) -> Quiet:
    quiet = Quiet(table.whole("from_hour"), table.whole("until_hour"))
    table.close()
    if not 0 < quiet.until_hour < quiet.from_hour < 24:
        what = f"the quiet hours {quiet.from_hour}-{quiet.until_hour} do not span a night"
        table.problem("from_hour", what, "Write from_hour = 21 and until_hour = 7, or the like.")
    return quiet


def _deadlines(table: Table) -> Deadlines:
    deadlines = Deadlines(
        table.whole("warn_at_percent"),
        table.whole("warn_minutes"),
        _rising(table, "escalate_after_working_days"),
    )
    table.close()
    if not deadlines.warn_at_percent < 100:
        what = f"a warning at {deadlines.warn_at_percent} % comes too late"
        table.problem("warn_at_percent", what, "Write a number below 100.")
    return deadlines


def _drafts(table: Table) -> Drafts:
    drafts = Drafts(
        table.whole("remind_after_hours"),
        table.whole("warn_before_days"),
        table.whole("lapse_after_days"),
    )
    table.close()
    warned = drafts.lapse_after_days - drafts.warn_before_days
    if warned * 24 <= drafts.remind_after_hours:
        what = "the warning would come before the first reminder"
        table.problem("lapse_after_days", what, "Let drafts live longer, or remind sooner.")
    return drafts


def _owed(table: Table) -> Owed:
    owed = Owed(
        _rising(table, "remind_after_days"),
        table.whole("lapse_after_days"),
        table.whole("grace_days"),
    )
    table.close()
    if owed.remind_after_days and owed.remind_after_days[-1] >= owed.lapse_after_days:
        what = "the ticket would lapse before the last reminder"
        table.problem("lapse_after_days", what, "Write more days than the last reminder has.")
    return owed


def _confirmation(table: Table) -> Confirmation:
    confirmation = Confirmation(
        _rising(table, "remind_after_days"),
        table.whole("close_after_working_days"),
        table.whole("grace_days"),
        table.whole("phone_after_working_days"),
    )
    table.close()
    return confirmation


def _away(table: Table) -> int:
    days = table.whole("remind_every_working_days")
    table.close()
    return days


def _digest(table: Table) -> int:
    minutes = table.whole("within_minutes")
    table.close()
    return minutes


def _survey(table: Table) -> int:
    least = table.whole("hidden_below")
    table.close()
    return least


def _reopening(table: Table) -> int:
    days = table.whole("within_working_days")
    table.close()
    return days


def _assignment(table: Table) -> tuple[int, ...]:
    days = table.wholes("remind_before_days")
    table.close()
    if not _in_order(days[::-1]):
        table.problem("remind_before_days", "the days do not fall", "Write them as in [7, 1].")
    return days


def _visits(table: Table) -> Visits:
    visits = Visits(
        table.whole("day_before_hour"),
        table.whole("morning_hour"),
        table.whole("missed_after_minutes"),
    )
    table.close()
    for key in ("day_before_hour", "morning_hour"):
        if getattr(visits, key) > 23:
            table.problem(key, "this is no hour of a day", "Write an hour from 1 to 23.")
    return visits


def _rising(table: Table, key: str) -> tuple[int, ...]:
    days = table.wholes(key)
    if not _in_order(days):
        table.problem(key, "the days do not rise", "Write them as in [1, 3, 7].")
    return days


def _in_order(days: Sequence[int]) -> bool:
    return all(day > 0 for day in days) and list(days) == sorted(set(days))
