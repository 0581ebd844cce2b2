"""A report as a message: the figures that a head looks for first, each in a line."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from desk.reporting.grids import ENDS
from desk.reporting.reader import Reader
from flows.report import ClockTime, Figures, Volume
from flows.satisfaction import Tally, index, rounded
from flows.say import Say, Value
from flows.standard import Bound, TicketKind
from storage.questions import Outcome

_MOST_STEPS = 6
_MOST_REASONS = 4


def summary(reader: Reader, figures: Figures) -> str:
    """Return the text of a report as HTML; of an empty period it says just that."""
    head: dict[str, Value] = {"office": reader.office, "period": reader.period}
    if figures.empty:
        return _html(reader, Say("report.empty", head))
    lines = tuple(Say("report.line", {"text": line}) for line in _lines(reader, figures))
    return _html(reader, Say("report.text", {**head, "lines": lines}))


def _html(reader: Reader, say: Say) -> str:
    return reader.books.texts.html(say, reader.pen.language)


def _lines(reader: Reader, figures: Figures) -> Iterator[str]:
    yield _volume(reader, "report.told_volume", figures.volumes.values())
    yield from _clocks(reader, figures)
    yield from _steps(reader, figures)
    yield reader.say("report.told_returns", times=figures.returns, reasons=_reasons(
        reader, _fault, figures.faults.most_common(_MOST_REASONS)))  # fmt: skip
    yield reader.say("report.told_overtakes", times=figures.overtakes.total(), reasons=_reasons(
        reader, _overtake, figures.overtakes.most_common(_MOST_REASONS)))  # fmt: skip
    yield reader.say("report.told_discretion", times=figures.discretion.total())
    yield from _complaints(reader, figures)
    spent = sum(one[1] for one in figures.incidents.values())
    times = sum(one[0] for one in figures.incidents.values())
    yield reader.say("report.told_incidents", times=times, spent=reader.span(spent))
    yield _questions(reader, figures)
    yield from _survey(reader, figures)


def _volume(reader: Reader, key: str, volumes: Iterable[Volume]) -> str:
    found = list(volumes)
    ends: dict[str, Value] = {
        end.value: sum(one.closed[end.value] for one in found) for end in ENDS
    }
    filed = sum(one.filed for one in found)
    return reader.say(key, filed=filed, open=sum(one.open for one in found), **ends)


def promised(reader: Reader, figures: Figures) -> Sequence[tuple[str, str, ClockTime]]:
    """Return the clocks whose end is promised: a floor ("minimal") can not be missed."""
    return [
        (service, name, one)
        for (service, name), one in sorted(figures.clocks.items())
        if reader.is_promise(service, name) and one.bound != Bound.AT_LEAST
    ]


def _clocks(reader: Reader, figures: Figures) -> Iterator[str]:
    told = [one for _, _, one in promised(reader, figures)]
    ended, late = sum(one.stopped for one in told), sum(one.late for one in told)
    percent = reader.percent(ended - late, ended)
    yield reader.say("report.told_in_time", share=percent, ended=ended, late=late)
    ran = sum(one.ran for one in figures.clocks.values())
    stood = sum(one.stood for one in figures.clocks.values())
    yield reader.say("report.told_paused", share=reader.percent(stood, ran))


def _steps(reader: Reader, figures: Figures) -> Iterator[str]:
    """The steps that took longest, each beside its published time."""
    slow = sorted(figures.steps.items(), key=lambda one: -one[1].spent / max(one[1].cases, 1))
    for (service, step), one in slow[:_MOST_STEPS]:
        told = reader.promised(service, step)
        yield reader.say(
            "report.told_step",
            step=reader.step(service, step),
            service=reader.service(service),
            mean=reader.span(one.spent // max(one.cases, 1)),
            promise=reader.say("report.told_promise", told=told) if told else "",
        )


def _complaints(reader: Reader, figures: Figures) -> Iterator[str]:
    volumes = figures.volumes.items()
    kinds = {name: one for name, one in volumes if one.kind == TicketKind.COMPLAINT}
    if not kinds:
        return
    yield _volume(reader, "report.told_complaints", list(kinds.values()))
    for service, name, one in promised(reader, figures):
        if service in kinds:
            yield reader.say(
                "report.told_complaint_clock",
                clock=reader.clock(service, name),
                in_time=one.stopped - one.late,
                ended=one.stopped,
            )


def _fault(code: str) -> Say:
    return Say(f"reason.{code}")


def _overtake(code: str) -> Say:
    return Say(f"overtake.reason_{code}")


def _reasons(reader: Reader, words: Callable[[str], Say], found: Sequence[tuple[str, int]]) -> str:
    said = [f"{reader.reason(words(code))} {times}" for code, times in found if code]
    return f" ({'; '.join(said)})" if said else ""


def _questions(reader: Reader, figures: Figures) -> str:
    """What Loket answered by itself, of everything that was asked."""
    asked = figures.questions.total()
    alone = figures.questions[Outcome.ANSWERED] + figures.questions[Outcome.CHOSEN]
    return reader.say(
        "report.told_questions", asked=asked, answered=alone, share=reader.percent(alone, asked)
    )


def _survey(reader: Reader, figures: Figures) -> Iterator[str]:
    whole = index(figures.all_elements, reader.least)
    answers = sum(figures.respondents.values())
    yield reader.say("report.told_index", index=reader.index(whole), answers=answers)
    count = sum(one.count for one in figures.overall.values())
    total = sum(one.total for one in figures.overall.values())
    if count >= reader.least:
        mean = reader.number(rounded(Tally(count, total).mean))
        yield reader.say("report.told_rating", mean=mean, answers=count)
