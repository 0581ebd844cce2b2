"""Who reads a report: its words, numbers and names in the reader's language."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from desk.desk import Books
from desk.printing.pen import Pen
from flows.report import ReportOrder, share
from flows.satisfaction import Index
from flows.say import Say, Value
from flows.standard import Standard
from flows.words import Language

HOUR = 3_600_000
"""Milliseconds."""


@dataclass(frozen=True)
class Reader:
    """Writes the parts of one report in the language it was ordered in."""

    books: Books
    order: ReportOrder

    @cached_property
    def pen(self) -> Pen:
        """What writes."""
        return Pen(self.books.texts, Language(self.order.language))

    def say(self, key: str, **values: Value) -> str:
        """Return a sentence of `texts/`, plain."""
        return self.pen.say(key, **values)

    @property
    def office(self) -> str:
        """The office's name."""
        return self.pen.words(self.books.catalogue.office(self.order.office).name)

    @property
    def period(self) -> str:
        """The first and the last day, in words."""
        first, last = (date.fromisoformat(d) for d in (self.order.first_day, self.order.last_day))
        return f"{self.pen.day(first)} – {self.pen.day(last)}"

    def service(self, service: str) -> str:
        """Return the title of a service; one that is no more, by its id."""
        known = self._standard(service)
        return service if known is None else self.pen.words(known.title)

    def step(self, service: str, step: str) -> str:
        """Return the title of a step."""
        known = self._standard(service)
        found = [one for one in known.steps if one.id == step] if known else []
        return self.pen.words(found[0].title) if found else step

    def clock(self, service: str, name: str) -> str:
        """Return what a clock is called: its own title, or its step's."""
        known = self._standard(service)
        for clock in known.clocks if known else ():
            if clock.id == name:
                return self.pen.words(clock.title or Say("report.service_time"))
        return self.step(service, name)

    def promised(self, service: str, name: str) -> str:
        """Return the published time of a clock, "" where there is none."""
        known = self._standard(service)
        if known is None:
            return ""
        of_steps = (step.clock for step in known.steps if step.clock is not None)
        found = [clock for clock in (*known.clocks, *of_steps) if clock.id == name]
        return self.pen.words(found[0].told) if found else ""

    def is_promise(self, service: str, name: str) -> bool:
        """Whether a clock is one whose end applicants are told."""
        known = self._standard(service)
        return known is None or name in {clock.id for clock in known.promises}

    def _standard(self, service: str) -> Standard | None:
        return self.books.catalogue.services.get(service)

    def percent(self, part: int, whole: int) -> str:
        """Return a share in words, a dash of nothing."""
        found = share(part, whole)
        return f"{self.number(found)} %" if found else "–"

    def number(self, digits: str | Decimal) -> str:
        """Return a number with the language's sign between whole and part."""
        text = str(digits)
        return text.replace(".", ",") if self.pen.language is Language.ID else text

    def index(self, found: Index | None) -> str:
        """Return an index with its category; where it is hidden, why."""
        if found is None:
            return self.say("report.hidden", least=self.least)
        category = self.say(f"report.category_{found.category.value}")
        return f"{self.number(found.value)} ({found.category.value}, {category})"

    @property
    def least(self) -> int:
        """How many answers there must be before anything of the survey is shown."""
        return self.books.catalogue.reminders.survey_least

    def span(self, milliseconds: int) -> str:
        """Return a duration in words: minutes below an hour, days from two days on."""
        minutes = max(milliseconds, 0) // 60_000
        if minutes < 60:
            return self.say("report.minutes", minutes=minutes)
        if minutes < 48 * 60:
            return self.say("report.hours", hours=minutes // 60, minutes=minutes % 60)
        hours = minutes // 60
        return self.say("report.days", days=hours // 24, hours=hours % 24)

    def reason(self, key: Say) -> str:
        """Return the words of a coded reason; a code that is no more, as it is."""
        known = self.books.texts.has(key.key)
        return self.say(key.key) if known else key.key.rpartition(".")[2]


def hours(milliseconds: int) -> Decimal:
    """Return milliseconds as hours with two decimals."""
    return (Decimal(milliseconds) / HOUR).quantize(Decimal("0.01"))
