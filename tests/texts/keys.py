"""Finds every key of `texts/` that the code can say, by reading the code."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from desk import fairness, phoning, preferences, sheets, staff
from desk.alarms import Alarm
from desk.calendars.office import EntryKind
from desk.counter import guest_book
from desk.daily.one_of_many import ManyDeed
from desk.editing.fields import FIELDS
from desk.filing.rights import Channel
from desk.levels import LEVELS
from desk.own_data import asking
from desk.reporting.orders import PERIODS
from faq.entry import Unknown
from flows.pauses import IncidentReason, Pausing
from flows.report import ReportForm
from flows.satisfaction import BEST, CHOICES, QUESTIONS, Category, Element, Trait
from flows.standard import (
    DELIVERY_COMPONENTS,
    INTERNAL_COMPONENTS,
    Action,
    AskKind,
    ClockKind,
    Form,
    State,
    TicketKind,
)
from flows.whereabouts import APPLICANT_OWES
from flows.words import Language
from handlers import menus
from papers.inspect import RefusalReason
from standards.catalogue import Catalogue
from standards.laws import Change
from storage.answers import EditionState
from storage.questions import Outcome
from storage.subject_requests import RequestKind, RequestState

ROOT = Path(__file__).parents[2]
SPEAKING = ("flows", "desk", "bot", "notify", "handlers")
ARRIVING = frozenset(State) - {
    State.NEEDS_COMPLETION,
    State.AWAITING_REPORTER,
    State.DONE,
    State.REJECTED,
    State.CANCELLED,
    State.LAPSED,
}
"""The states in which a step can receive a file."""


@cache
def sources() -> list[tuple[Path, ast.Module]]:
    files = [path for folder in SPEAKING for path in sorted((ROOT / folder).rglob("*.py"))]
    return [(path.relative_to(ROOT), ast.parse(path.read_text("utf-8"))) for path in files]


def written(groups: frozenset[str]) -> dict[str, str]:
    """Return every string that reads like a key of one of `groups`, with the file it stands in."""
    found = {}
    for path, tree in sources():
        inside = {id(part) for text in nodes(tree) if isinstance(text, ast.JoinedStr)
                  for part in text.values}  # fmt: skip
        for node in nodes(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                group, dot, name = node.value.partition(".")
                plain = name.replace("_", "").replace(".", "").isalnum()
                if id(node) not in inside and group in groups and dot and plain:
                    found[node.value] = str(path)
    return found


def patterns(groups: frozenset[str]) -> dict[str, str]:
    """Return every f-string that makes a key, its hole written {}, with the file it stands in."""
    found = {}
    for path, tree in sources():
        for node in nodes(tree):
            if isinstance(node, ast.JoinedStr):
                text = "".join(
                    part.value if isinstance(part, ast.Constant) else "{}" for part in node.values
                )
                if text.partition(".")[0] in groups and text.count("{}") == 1 and " " not in text:
                    found[text] = str(path)
    return found


def expansions(catalogue: Catalogue) -> dict[str, frozenset[str]]:
    """Return what can stand in the hole of each f-string that makes a key."""
    steps = [step for one in catalogue.services.values() for step in one.steps]
    roles = {role.id for office in catalogue.offices.values() for role in office.roles.values()}
    deeds = frozenset(staff.COMMANDS.values())
    holes: dict[str, object] = {
        "action.{}": Action,
        "alarm.{}": Alarm,
        "button.{}": ("confirm", "dispute"),
        "calendar.title_{}": EntryKind,
        "calendar.unclear.{}": _arguments("Unclear", 0),
        "calendar.what_{}": EntryKind,
        "calendar.{}": ("entered", "removed"),
        "channel.{}": {"other"} | {channel for step in steps for channel in step.hands_over},
        "command.{}": (*menus.APPLICANT, *menus.staff_menu(roles), *menus.ADMINISTRATOR),
        "component.{}": (*DELIVERY_COMPONENTS, *INTERNAL_COMPONENTS),
        "standard.law_{}": Change,
        "deadline.{}_for_applicant": ("guarantee", "passed"),
        "date.{}": ("full", "day", "time"),
        "discretion.ask_{}": ("wording", "reason", "evidence"),
        "discretion.done_{}": ("waive", "require"),
        "discretion.sure_{}": ("waive", "require"),
        "done.{}": deeds - {Action.NOTE},
        "filing.channel_{}": Channel,
        "form.{}": Form,
        "guest_book.ask_{}": guest_book.FIELDS,
        "guest_book.unclear_{}": guest_book.FIELDS,
        "incident.reason_{}": IncidentReason,
        "intake.error.{}": _arguments("Fault", 0),
        "intake.error.not_{}": AskKind,
        "intake.form.{}": set(Form) - {Form.UPLOAD},
        "journal.{}": _beginning("flows/moves.py", "ticket_") | _arguments("Move", 1)
                       | _arguments("write_journal", 2),
        "language.{}": Language,
        "language.now_{}": Language,
        "mine.{}": {Action.ANSWER, Action.CANCEL, Action.CONFIRM, Action.DISPUTE, Action.FINISH,
                    Action.REOPEN},
        "mine.{}_why": ("dispute", "reopen"),
        "notice.applicant.{}": {*ARRIVING, "solved", "please_confirm"},
        "overtake.reason_{}": fairness.Reason,
        "pause.{}": Pausing,
        "progress.amount_{}": ClockKind,
        "progress.owes_{}": APPLICANT_OWES,
        "progress.unit_{}": ClockKind,
        "printing.{}": ("nth", "document", "shown_as", "complete", "correct", "valid", "remark",
                        "when", "by", "to_step", "uploaded", "to_bring"),
        "printing.receipt_{}": TicketKind,
        "phone.result_{}": phoning.Result,
        "phone.done_{}": phoning.Result,
        "paper.refused.{}": {*RefusalReason, "not_fetched", "quota"},
        "question.unknown_{}": Unknown,
        "faq.ask_{}": tuple(FIELDS),
        "faq.button_{}": tuple(FIELDS),
        "faq.state_{}": EditionState,
        "own_data.answer_{}": RequestKind,
        "own_data.button_{}": asking.TOPICS,
        "own_data.kind_{}": RequestKind,
        "own_data.state_{}": RequestState,
        "reason.{}": sheets.REASONS,
        "retention.{}": ("nth", "what", "class", "closed_at"),
        "refused.{}": _arguments("refused", 0),
        "request.{}": ("text", "document"),
        "role.{}": {*roles, "applicant", "administrator", "loket"},
        "settings.ask_{}": preferences.OPTIONS,
        "settings.zone_{}": preferences.ZONES,
        "bulk.deed_{}": ManyDeed,
        "search.unknown_{}": ("state", "service", "since"),
        "staff.words_{}": {Action.ASK, Action.NOTE, Action.REJECT, *LEVELS, "external", "answer"},
        "state.{}": State,
        "report.caption_{}": set(ReportForm) - {ReportForm.TEXT},
        "report.category_{}": Category,
        "report.column_{}": _columns(),
        "report.element_{}": Element,
        "report.grid_{}": _arguments("_grid", 1),
        "report.kind_{}": TicketKind,
        "report.outcome_{}": Outcome,
        "report.panel_{}": _arguments("_panel", 1),
        "report.trait_{}": Trait,
        "report.{}": (*PERIODS, "faults", "overtakes", "discretion", "incidents", "pauses",
                      "questions"),
        "survey.ask_{}": QUESTIONS,
        "survey.choice_{}": {code for codes in CHOICES.values() for code in codes},
        "survey.words_{}": {f"{one}_{n}" for one in Element for n in range(1, BEST + 1)},
        "survey.rate_{}": range(1, BEST + 1),
        "warning.{}": _arguments("Checked", 2),
    }  # fmt: skip
    return {pattern: frozenset(map(str, values)) for pattern, values in holes.items()}


def _columns() -> set[str]:
    """Return the columns of a report's tables: what `_grid` is given as their heads."""
    heads = (call.args[2] for call in _calls()["_grid"])
    cells = (one for head in heads if isinstance(head, ast.Tuple) for one in head.elts)
    return {text for cell in cells for text in _strings(cell)} | {"service", "answers"}


def _arguments(function: str, place: int) -> set[str]:
    """Return the literal strings that stand at one place of the calls of a function."""
    calls = (call for call in _calls().get(function, ()) if len(call.args) > place)
    return {text for call in calls for text in _strings(call.args[place])} - {""}


@cache
def _calls() -> dict[str, list[ast.Call]]:
    """All calls in the source by the name of what is called."""
    found: dict[str, list[ast.Call]] = {}
    for _, tree in sources():
        for node in nodes(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                found.setdefault(name, []).append(node)
    return found


@cache
def nodes(tree: ast.Module) -> list[ast.AST]:
    """All nodes of a file; walking it anew for every question would be slow."""
    return list(ast.walk(tree))


def _beginning(file: str, prefix: str) -> set[str]:
    """Return the strings of a file that begin with a prefix."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str) and value.startswith(prefix)}


def _strings(node: ast.expr) -> Iterator[str]:
    """A literal, or the two of a conditional expression."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body)
        yield from _strings(node.orelse)
