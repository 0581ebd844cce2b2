"""A report as tables: for the sheet whole, for the paper in words."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from desk.reporting.reader import Reader, hours
from flows.grid import Cell, Grid
from flows.report import Figures, share
from flows.satisfaction import Element, Tally, index, rounded
from flows.say import Say
from flows.standard import State, TicketKind

ENDS = (State.DONE, State.REJECTED, State.CANCELLED, State.LAPSED)
"""The states in which a case is closed, as a report lists them."""


def grids(reader: Reader, figures: Figures) -> Sequence[Grid]:
    """Return all tables of a report."""
    return (
        volumes(reader, figures),
        clocks(reader, figures),
        steps(reader, figures),
        events(reader, figures),
        satisfaction(reader, figures),
        *_shown(reader, figures),
    )


def volumes(reader: Reader, figures: Figures) -> Grid:
    """Return the cases of each service, and of all."""
    rows: list[tuple[Cell, ...]] = []
    for service, one in sorted(figures.volumes.items()):
        ends = [one.closed[end.value] for end in ENDS]
        kind = reader.say(f"report.kind_{TicketKind(one.kind).value}")
        rows.append((reader.service(service), kind, one.filed, *ends, one.open))
    sums = (sum(int(str(row[nth])) for row in rows) for nth in range(2, 8))
    rows.append((reader.say("report.all"), "", *sums))
    return _grid(
        reader,
        "volume",
        ("service", "kind", "filed", "done", "rejected", "cancelled", "lapsed", "open"),
        rows,
    )


def clocks(reader: Reader, figures: Figures) -> Grid:
    """Return each clock: how many ended, how many in time, and how long they stood still."""
    rows: list[tuple[Cell, ...]] = []
    for (service, name), one in sorted(figures.clocks.items()):
        rows.append(
            (
                reader.service(service),
                reader.clock(service, name),
                reader.promised(service, name),
                one.stopped,
                one.stopped - one.late,
                one.late,
                _percent(one.stopped - one.late, one.stopped),
                _percent(one.stood, one.ran),
            )
        )
    return _grid(
        reader,
        "clocks",
        ("service", "clock", "promise", "ended", "in_time", "late", "share", "paused"),
        rows,
    )


def steps(reader: Reader, figures: Figures) -> Grid:
    """Return each step beside its published time: how long it took, the applicant's time apart."""
    rows: list[tuple[Cell, ...]] = []
    for (service, step), one in sorted(figures.steps.items()):
        rows.append(
            (
                reader.service(service),
                reader.step(service, step),
                reader.promised(service, step),
                one.cases,
                hours(one.spent // one.cases if one.cases else 0),
                hours(one.longest),
            )
        )
    return _grid(reader, "steps", ("service", "step", "promise", "cases", "mean", "longest"), rows)


def events(reader: Reader, figures: Figures) -> Grid:
    """Return what was counted by reason: returns, faults, overtakes, discretion, incidents."""
    rows: list[tuple[Cell, ...]] = [(reader.say("report.returns"), "", figures.returns, None)]
    for group, code, times, spent in _events(figures):
        said = reader.reason(code)
        rows.append((reader.say(f"report.{group}"), said, times, spent))
    return _grid(reader, "events", ("what", "reason", "times", "hours"), rows)


def _events(figures: Figures) -> Iterator[tuple[str, Say, int | None, Decimal | None]]:
    for reason, times in sorted(figures.faults.items()):
        yield "faults", Say(f"reason.{reason}"), times, None
    for reason, times in sorted(figures.overtakes.items()):
        yield "overtakes", Say(f"overtake.reason_{reason}"), times, None
    for kind, times in sorted(figures.discretion.items()):
        yield "discretion", Say(f"journal.{kind}"), times, None
    for reason, (times, spent) in sorted(figures.incidents.items()):
        yield "incidents", Say(f"incident.reason_{reason}"), times, hours(spent)
    for outcome, times in sorted(figures.questions.items()):
        yield "questions", Say(f"report.outcome_{outcome}"), times, None
    for reason, spent in sorted(figures.pauses.items()):
        known = Say("report.incidents") if reason == "incident" else Say(f"pause.{reason}")
        yield "pauses", known, None, hours(spent)


def satisfaction(reader: Reader, figures: Figures) -> Grid:
    """Return the survey's means and index by service; too few answers are not shown."""
    rows: list[tuple[Cell, ...]] = []
    for service, elements in sorted(figures.elements.items()):
        count = figures.respondents[service]
        rows.append(_survey_row(reader, reader.service(service), count, elements))
    count = sum(figures.respondents.values())
    rows.append(_survey_row(reader, reader.say("report.all"), count, figures.all_elements))
    head = [reader.say(f"report.column_{name}") for name in ("service", "answers")]
    head += [reader.say(f"report.element_{one.value}") for one in Element]
    head.append(reader.say("report.column_index"))
    return Grid(reader.say("report.grid_survey"), tuple(head), tuple(rows))


def _survey_row(
    reader: Reader, name: str, count: int, elements: Mapping[Element, Tally]
) -> tuple[Cell, ...]:
    means = [mean(elements.get(one, Tally(0, 0)), reader.least) for one in Element]
    found = index(elements, reader.least)
    return (name, count, *means, reader.index(found))


def mean(tally: Tally, least: int) -> Decimal | None:
    """Return the mean of an element's answers, None while they are too few."""
    return None if tally.count < max(least, 1) else rounded(tally.mean)


def _shown(reader: Reader, figures: Figures) -> Sequence[Grid]:
    """Return the respondents' profile and comments, where there are enough not to be known."""
    if sum(figures.respondents.values()) < reader.least:
        return ()
    profile = [
        (reader.say(f"report.trait_{trait.value}"), reader.say(f"survey.choice_{code}"), times)
        for trait, codes in figures.profile.items()
        for code, times in sorted(codes.items())
    ]
    said = [(reader.service(service), words) for service, words in sorted(figures.comments)]
    return (
        _grid(reader, "profile", ("trait", "answer", "times"), profile),
        _grid(reader, "comments", ("service", "comment"), said),
    )


def _grid(
    reader: Reader, name: str, head: Sequence[str], rows: Sequence[tuple[Cell, ...]]
) -> Grid:
    columns = tuple(reader.say(f"report.column_{one}") for one in head)
    return Grid(reader.say(f"report.grid_{name}"), columns, tuple(rows))


def _percent(part: int, whole: int) -> Decimal | None:
    found = share(part, whole)
    return Decimal(found) if found else None
