"""A report as a picture for a phone: cases, time kept, steps, and the survey."""

from collections.abc import Sequence

from desk.reporting.reader import Reader
from desk.reporting.summary import promised
from flows.grid import Bar, Chart, Panel
from flows.report import Figures
from flows.satisfaction import BEST, Element, Tally, index, rounded

_MOST = 9
"""Bars of a panel; the sheet has them all."""
_SHOWN = {"in_time": 6, "steps": 6}


def chart(reader: Reader, figures: Figures) -> Chart:
    """Return the picture of a report; a panel without figures says so."""
    panels = (
        _panel(reader, "volume", _volume(reader, figures)),
        _panel(reader, "in_time", _in_time(reader, figures)),
        _panel(reader, "steps", _steps(reader, figures)),
        _panel(reader, "survey", _survey(reader, figures)),
    )
    title = reader.say("report.chart_title", office=reader.office)
    return Chart(title, reader.period, panels, _foot(reader, figures))


def _panel(reader: Reader, name: str, bars: Sequence[Bar]) -> Panel:
    none = reader.say("report.hidden" if name == "survey" else "report.nothing",
                      **({"least": reader.least} if name == "survey" else {}))  # fmt: skip
    return Panel(reader.say(f"report.panel_{name}"), tuple(bars[: _SHOWN.get(name, _MOST)]), none)


def _volume(reader: Reader, figures: Figures) -> Sequence[Bar]:
    filed = sorted(figures.volumes.items(), key=lambda one: -one[1].filed)
    most = max((one.filed for _, one in filed), default=0)
    return [
        Bar(reader.service(service), one.filed / most, str(one.filed))
        for service, one in filed
        if one.filed
    ]


def _in_time(reader: Reader, figures: Figures) -> Sequence[Bar]:
    """The least punctual first."""
    told = [one for one in promised(reader, figures) if one[2].stopped]
    told.sort(key=lambda one: 1 - one[2].late / one[2].stopped)
    return [
        Bar(
            f"{reader.service(service)} · {reader.clock(service, name)}",
            1 - one.late / one.stopped,
            reader.percent(one.stopped - one.late, one.stopped),
        )
        for service, name, one in told
    ]


def _steps(reader: Reader, figures: Figures) -> Sequence[Bar]:
    means = [
        (f"{reader.step(*name)} · {reader.service(name[0])}", one.spent // max(one.cases, 1))
        for name, one in figures.steps.items()
    ]
    means.sort(key=lambda one: -one[1])
    most = means[0][1] if means else 0
    return [Bar(label, spent / most, reader.span(spent)) for label, spent in means if spent]


def _survey(reader: Reader, figures: Figures) -> Sequence[Bar]:
    tallies = figures.all_elements
    shown = [one for one in Element if tallies.get(one, Tally(0, 0)).count >= reader.least]
    return [
        Bar(
            reader.say(f"report.element_{one.value}"),
            float(tallies[one].mean) / BEST,
            reader.number(rounded(tallies[one].mean)),
        )
        for one in shown
    ]


def _foot(reader: Reader, figures: Figures) -> str:
    found = index(figures.all_elements, reader.least)
    return reader.say("report.chart_foot", index=reader.index(found))
