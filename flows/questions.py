"""What an intake says: the card of a question, and the check-your-answers review."""

from flows.checked import Fault
from flows.checks import check
from flows.filling import form_for, makeable
from flows.intake import SKIPPED, Intake, answered, path
from flows.say import Button, Card, Say, Style, Value
from flows.standard import Ask, AskKind, Form, Option, Standard, TicketKind


def question(standard: Standard, intake: Intake) -> Card:
    """Return the card of the open item, or of the review."""
    if not intake.asked:
        return _review_card(standard, intake)
    ask = standard.ask(intake.asked)
    items = [other.id for other in path(standard, intake.answers)]
    options = options_of(ask)
    choosing = bool(options) and not (ask.any_of and ask.id in intake.answers)
    values: dict[str, Value] = {
        "number": items.index(ask.id) + 1,
        "total": len(items),
        "title": ask.title,
        "question": ask.question,
    }
    says = [Say("intake.ask", values)]
    if choosing:
        says.append(Say("intake.options", {"options": _option_lines(options)}))
    says.extend(_hints(ask, intake, choosing=choosing))
    rows = _answer_rows(ask, intake, choosing=choosing)
    form = form_for(standard, intake.answers, ask.id)
    if form is not None:
        says.append(Say("printing.offered"))
        rows = (*rows, (Button(Say("button.make_form"), "form", form.id),))
    return Card(tuple(says), (*rows, STEER_ROW))


def _hints(ask: Ask, intake: Intake, *, choosing: bool) -> list[Say]:
    hints = []
    chosen = _chosen(ask, intake)
    if chosen is not None:
        hints.append(Say("intake.chosen", {"kind": chosen.title}))
    if ask.note is not None:
        hints.append(Say("intake.note", {"note": ask.note}))
    if ask.kind is AskKind.DOCUMENT and not choosing:
        hints.append(Say("intake.how_to_upload"))
        if ask.form is not Form.UPLOAD:
            hints.append(Say(f"intake.form.{ask.form.value}"))
    if ask.example is not None:
        hints.append(Say("intake.example", {"example": ask.example}))
    if answered(ask, intake):
        hints.append(Say("intake.now", {"answer": shown(ask, intake)}))
    return hints


def _chosen(ask: Ask, intake: Intake) -> Option | None:
    """The alternative an applicant chose for a document that may be one of several."""
    return next((o for o in ask.any_of if o.id == intake.answers.get(ask.id)), None)


def _option_lines(options: tuple[Option, ...]) -> tuple[Value, ...]:
    return tuple(
        Say("intake.option", {"number": number, "title": option.title})
        for number, option in enumerate(options, 1)
    )


STEER_ROW = (
    Button(Say("button.back"), "back"),
    Button(Say("button.help"), "help"),
    Button(Say("button.cancel"), "cancel"),
)
"""The exits that every question has."""


def _answer_rows(ask: Ask, intake: Intake, *, choosing: bool) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = []
    if choosing:
        rows.extend((Button(o.title, "option", o.id),) for o in options_of(ask))
    if answered(ask, intake):
        rows.append((Button(Say("button.keep"), "keep", ask.id, Style.PRIMARY),))
    if answered(ask, intake) and ask.kind is AskKind.DOCUMENT:
        rows.append((Button(Say("button.replace"), "replace", ask.id),))
    if ask.optional:
        rows.append((Button(Say("button.skip"), "skip", ask.id),))
    return tuple(rows)


def _review_card(standard: Standard, intake: Intake) -> Card:
    key = "complaint.review" if standard.kind is TicketKind.COMPLAINT else "intake.review"
    says = (Say(key, {"service": standard.title, "lines": review_lines(standard, intake)}),)
    rows = [
        (Button(submit_label(standard.kind), "submit", "", Style.SUCCESS),),
        (Button(Say("button.edit"), "edit"), Button(Say("button.back"), "back")),
        (Button(Say("button.help"), "help"), Button(Say("button.cancel"), "cancel")),
    ]
    if makeable(standard, intake.answers):
        rows.insert(1, (Button(Say("button.make_forms"), "forms"),))
    return Card(says, tuple(rows))


def submit_label(kind: TicketKind) -> Say:
    """Return the words of the button that files an intake."""
    complaint = kind is TicketKind.COMPLAINT
    return Say("button.submit_complaint" if complaint else "button.submit")


def review_lines(standard: Standard, intake: Intake) -> tuple[Value, ...]:
    """Return one line per answered item: its title and what was answered."""
    lines = [
        Say("intake.review_line", {"title": ask.title, "answer": shown(ask, intake)})
        for ask in path(standard, intake.answers)
        if answered(ask, intake)
    ]
    if intake.follows:
        lines.insert(0, Say("intake.follows", {"number": intake.follows}))
    return tuple(lines)


def edit_list(standard: Standard, intake: Intake) -> Card:
    """Return the card that asks which answer to change."""
    items = [ask for ask in path(standard, intake.answers) if answered(ask, intake)]
    rows = tuple((Button(ask.title, "edit", ask.id),) for ask in items)
    back = (Button(Say("button.to_review"), "review"),)
    return Card((Say("intake.which_to_edit"),), (*rows, back, STEER_ROW[1:]))


def shown(ask: Ask, intake: Intake) -> Value:
    """Return the answer to an item as the applicant should read it."""
    value = intake.answers.get(ask.id, "")
    if ask.id in intake.waived:
        return Say("intake.waived", {"reason": intake.waived[ask.id]})
    if value == SKIPPED:
        return Say("intake.skipped")
    if ask.kind is AskKind.DOCUMENT:
        papers = intake.papers.get(ask.id, ())
        values: dict[str, Value] = {
            "pages": sum(paper.pages for paper in papers),
            "files": len(papers),
        }
        chosen = _chosen(ask, intake)
        if chosen is None:
            return Say("intake.papers", values)
        return Say("intake.papers_of", {**values, "kind": chosen.title})
    for option in ask.options:
        if option.id == value:
            return option.title
    result = check(ask.check, value)
    return value if isinstance(result, Fault) else result.shown


def options_of(ask: Ask) -> tuple[Option, ...]:
    """Return what may be chosen at an item: its options, or a document's alternatives."""
    return ask.options or ask.any_of
