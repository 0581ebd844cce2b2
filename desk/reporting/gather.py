"""Counts the figures of a report, a portion of the database at a time."""

from dataclasses import dataclass, field
from itertools import groupby

from flows.report import ClockTime, Figures, ReportOrder, StepTime, Volume, standing
from storage import reports, surveys
from storage.reports import ENTRIES_A_PORTION, TICKETS_A_PORTION
from storage.tx import Tx

_DISCRETION = frozenset({"requirement_waived", "requirement_added", "step_waived"})


@dataclass(slots=True)
class Gathering:
    """A report being counted: `portion` is called until it says that there is no more."""

    order: ReportOrder
    figures: Figures = field(default_factory=Figures)
    _ends: tuple[int, int] | None = None
    _ticket: int = 0
    _entry: int = 0

    def portion(self, tx: Tx) -> bool:
        """Count the next portion; returns whether there may be more. Only reads."""
        if self._ends is None:
            self._ends = reports.ends(tx, self.order.office)
            self._whole(tx)
        elif self._ticket < self._ends[0]:
            upto = self._ticket + TICKETS_A_PORTION
            self._tickets(tx, self._ticket, upto)
            self._ticket = upto
        elif self._entry < self._ends[1]:
            upto = self._entry + ENTRIES_A_PORTION
            self._entries(tx, self._entry, upto)
            self._entry = upto
        return self._ticket < self._ends[0] or self._entry < self._ends[1]

    def _whole(self, tx: Tx) -> None:
        """Count what is little: incidents, questions and the survey."""
        order, figures = self.order, self.figures
        for row in reports.incidents(tx, order.office, order.since, order.until):
            last = order.until if row.last_at is None else min(row.last_at, order.until)
            times, spent = figures.incidents.get(row.reason, (0, 0))
            spent += last - max(row.first_at, order.since)
            figures.incidents[row.reason] = (times + 1, spent)
        for row in reports.questions(tx, order.office, order.since, order.until):
            figures.questions[row.outcome] += row.times
        months = order.office, order.first_day[:7], order.last_day[:7]
        for one in surveys.opinions(tx, *months):
            figures.overall[one.service] = one.overall
            figures.elements[one.service] = one.elements
            figures.respondents[one.service] = one.respondents
        figures.profile = surveys.profile(tx, *months)
        figures.comments = tuple(surveys.comments(tx, *months))

    def _tickets(self, tx: Tx, after: int, upto: int) -> None:
        order, figures = self.order, self.figures
        asked = (order.office, order.since, order.until, after, upto)
        for row in reports.volume(tx, *asked):
            volume = figures.volumes.setdefault(row.service, Volume(row.kind))
            volume.filed += int(row.filed)
            volume.open += int(row.still_open)
            if row.closed:
                volume.closed[row.ended] += int(row.closed)
        for row in reports.clocks(tx, *asked):
            clock = figures.clocks.setdefault((row.service, row.name), ClockTime(row.bound))
            clock.stopped += row.stopped
            clock.late += int(row.late)
            clock.ran += int(row.ran)
        self._pauses(tx, asked)
        for row in reports.steps(tx, *asked):
            step = figures.steps.setdefault((row.service, row.step), StepTime())
            step.cases += row.cases
            step.spent += int(row.spent)
            step.longest = max(step.longest, int(row.longest))

    def _pauses(self, tx: Tx, asked: tuple[str, int, int, int, int]) -> None:
        """Pauses of one clock may overlap: by reason each counts, together they count once."""
        for _, rows in groupby(reports.pauses(tx, *asked), lambda row: row.id):
            halts = []
            for row in rows:
                last = row.stopped_at if row.last_at is None else min(row.last_at, row.stopped_at)
                halts.append((row.first_at, last))
                self.figures.pauses[row.reason.partition(":")[0]] += max(last - row.first_at, 0)
                name = row.service, row.name
            self.figures.clocks[name].stood += standing(halts)

    def _entries(self, tx: Tx, after: int, upto: int) -> None:
        order, figures = self.order, self.figures
        for row in reports.events(tx, order.office, order.since, order.until, after, upto):
            if row.kind == "ticket_returned":
                figures.returns += row.times
            elif row.kind == "sheet_marked" and row.reason:
                figures.faults[row.reason] += row.times
            elif row.kind == "ticket_overtaken":
                figures.overtakes[row.reason or ""] += row.times
            elif row.kind in _DISCRETION:
                figures.discretion[row.kind] += row.times
