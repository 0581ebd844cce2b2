"""One service file: its table read into a `Standard`."""

import re
from collections.abc import Mapping

from flows.filing import Filing
from flows.standard import (
    DELIVERY_COMPONENTS,
    INTERNAL_COMPONENTS,
    Action,
    Ask,
    AskKind,
    Bound,
    Clock,
    ClockKind,
    ClockStart,
    Component,
    Form,
    OnReturn,
    Option,
    ProcedureLine,
    Remark,
    Standard,
    State,
    Step,
    TicketKind,
)
from flows.words import Words
from standards.forms import read_form
from standards.table import Table, read_when

NOT_STATED = Words("Tidak dinyatakan dalam sumbernya.", "Not stated in its source.")
"""Stands for a component that the source does not give (`absent = true`)."""

_SERVICE_ID = re.compile(r"[a-z0-9-]{1,40}")


def read_service(table: Table, version: str) -> Standard:
    """Read a whole service; problems are noted, never raised."""
    standard = Standard(
        id=_service_id(table),
        office=table.text("office"),
        kind=table.choice("kind", TicketKind),
        on=table.flag("on", default=True),
        valid_from=table.day("valid_from"),
        title=table.words("title"),
        words=table.names("words", needed=True),
        source=table.source("source"),
        who=table.words("who"),
        components=_components(table.table("component")),
        procedure=tuple(_line(entry) for entry in table.tables("procedure", needed=True)),
        asks=tuple(_ask(entry) for entry in table.tables("ask", needed=True)),
        steps=tuple(_step(entry) for entry in table.tables("step", needed=True)),
        clocks=tuple(_clock(entry) for entry in table.tables("clock")),
        forms=tuple(read_form(entry) for entry in table.tables("form")),
        closes=_closes(table),
        try_first=table.maybe_words("try_first"),
        bring=table.maybe_words("bring"),
        version=version,
        remarks=tuple(_remark(entry) for entry in table.tables("remark")),
        discretion=table.text("discretion", ""),
        family=table.text("family", ""),
        filing=_filing(table.table("filing")) if "filing" in table else None,
        complete_within=table.whole("complete_within") if "complete_within" in table else 0,
    )
    table.close()
    return standard


def _service_id(table: Table) -> str:
    value = table.text("id")
    if value and not _SERVICE_ID.fullmatch(value):
        remedy = "Use at most 40 characters of a-z, 0-9 and -."
        table.problem("id", f"`{value}` does not fit into a link", remedy)
    return value


def _closes(table: Table) -> str:
    value = table.text("closes", "officer")
    if value not in {"officer", "reporter"}:
        table.problem("closes", f"`{value}` closes nothing", "Write officer or reporter.")
    return value


def _filing(table: Table) -> Filing:
    filing = Filing(table.whole("days"), table.identifier("since"), table.text("article"))
    table.close()
    return filing


def _components(table: Table) -> Mapping[str, Component]:
    names = (*DELIVERY_COMPONENTS, *INTERNAL_COMPONENTS)
    components = {name: _component(name, table.table(name)) for name in names if name in table}
    for name in names:
        if name not in table:
            remedy = f"Add [component.{name}], or absent = true in it if the source has none."
            table.problem(name, f"the component `{name}` is missing", remedy)
    table.close()
    return components


def _component(name: str, table: Table) -> Component:
    absent = table.flag("absent", default=False)
    has_text = "text" in table
    if absent and has_text:
        what = f"the component `{name}` is absent and has a text"
        table.problem("absent", what, "Keep either absent = true or the text.")
    elif not absent and not has_text:
        remedy = "Write text.id and text.en, or absent = true if the source has none."
        table.problem("", f"the component `{name}` is empty", remedy)
    text = table.words("text") if has_text else NOT_STATED
    free = name == "fee" and table.flag("free", default=False)
    component = Component(text, table.text("article", "" if absent else None), absent, free)
    table.close()
    return component


def _line(table: Table) -> ProcedureLine:
    line = ProcedureLine(
        number=table.text("number"),
        actor=table.text("actor"),
        text=table.words("text"),
        step=table.text("step", "") or None,
    )
    table.close()
    return line


def _ask(table: Table) -> Ask:
    kind = table.choice("kind", AskKind)
    ask = Ask(
        id=table.identifier("id"),
        kind=kind,
        title=table.words("title"),
        question=table.words("question"),
        article=table.text("article", ""),
        when=read_when(table.table("when", needed=False)),
        check=table.text("check", None if kind is AskKind.TEXT else ""),
        example=table.maybe_words("example"),
        options=tuple(_option(entry) for entry in table.tables("options")),
        any_of=tuple(_option(entry) for entry in table.tables("any_of")),
        form=table.choice("form", Form, Form.UPLOAD),
        in_force=table.flag("in_force", default=False),
        optional=table.flag("optional", default=False),
        note=table.maybe_words("note"),
        by_law=table.flag("by_law", default=False),
        at=table.text("at", ""),
        repeat=table.flag("repeat", default=False),
        same_as=table.text("same_as", ""),
        differs_from=table.text("differs_from", ""),
        matter=table.flag("matter", default=False),
    )
    table.close()
    return ask


def _option(table: Table) -> Option:
    option = Option(
        table.identifier("id"),
        table.words("title"),
        table.maybe_words("stay"),
        table.text("warning", ""),
    )
    table.close()
    return option


def _step(table: Table) -> Step:
    step_id, article = table.identifier("id"), table.text("article", "")
    step = Step(
        id=step_id,
        role=table.text("role"),
        state=table.choice("state", State),
        title=table.words("title"),
        may=_may(table.table("may")),
        labels=_labels(table.table("labels", needed=False)),
        article=article,
        office=table.text("office", ""),
        clock=_step_clock(table, step_id, article) if "clock" in table else None,
        declares_complete=table.flag("declares_complete", default=False),
        sees_originals=table.flag("sees_originals", default=False),
        hands_over=table.names("hands_over"),
        ends_clocks=table.names("ends_clocks"),
        pauses_clocks=table.names("pauses_clocks"),
        output=table.maybe_words("output"),
        applicant_may=_applicant_may(table),
        answers=table.flag("answers", default=False),
        late=table.flag("late", default=False),
        registers_letter=table.flag("registers_letter", default=False),
        apart=table.flag("apart", default=False),
        offers_survey=table.flag("offers_survey", default=False),
    )
    table.close()
    return step


def _applicant_may(table: Table) -> tuple[Action, ...]:
    """The order is that of `Action`; a word that is no action becomes a problem."""
    named = table.names("applicant_may")
    for name in named:
        if name not in set(Action):
            what = f"no action is called `{name}`"
            table.problem("applicant_may", what, "Use actions of this step's `may`.")
    return tuple(action for action in Action if action.value in named)


def _may(table: Table) -> Mapping[Action, tuple[str, ...]]:
    """The order of the actions is that of `Action`, so that stored content gives the same."""
    may = {action: table.names(action.value) for action in Action if action.value in table}
    table.close()
    return may


def _labels(table: Table) -> Mapping[Action, Words]:
    labels = {action: table.words(action.value) for action in Action if action.value in table}
    table.close()
    return labels


def _clock(table: Table) -> Clock:
    clock = Clock(
        id=table.identifier("id"),
        kind=table.choice("kind", ClockKind),
        amount=table.whole("amount"),
        bound=table.choice("bound", Bound),
        start=table.choice("start", ClockStart),
        on_return=table.choice("on_return", OnReturn),
        article=table.text("article"),
        told=table.words("told"),
        exempt=table.names("exempt"),
        on_ask=table.choice("on_ask", OnReturn, OnReturn.CONTINUE),
        inner=table.flag("inner", default=False),
        guarantee=table.flag("guarantee", default=False),
        title=table.maybe_words("title"),
    )
    table.close()
    return clock


def _step_clock(step: Table, step_id: str, article: str) -> Clock:
    """A step's own clock has the step's id and article, and starts when the file arrives."""
    table = step.table("clock")
    clock = Clock(
        id=step_id,
        kind=table.choice("kind", ClockKind),
        amount=table.whole("amount"),
        bound=table.choice("bound", Bound),
        start=ClockStart.RECEIVED,
        on_return=table.choice("on_return", OnReturn, OnReturn.RESTART),
        article=article,
        told=table.words("told"),
        exempt=table.names("exempt"),
        on_ask=table.choice("on_ask", OnReturn, OnReturn.CONTINUE),
    )
    table.close()
    return clock


def _remark(table: Table) -> Remark:
    remark = Remark(table.words("title"), table.words("text"), table.text("article", ""))
    table.close()
    return remark
