"""Checks the questions of a service: kinds, options, conditions."""

from collections.abc import Mapping

from flows.checks import KINDS
from flows.standard import APPLICANT, OPTION_WARNINGS, Ask, AskKind, Form, Option, Standard
from standards.problems import Findings, KeyPath, Located, one_of


def check_intake(standard: Standard, where: Located, findings: Findings) -> None:
    """Note every question that could not be asked or answered."""
    earlier: dict[str, Ask] = {}
    if standard.asks and standard.asks[0].at:
        what = "the first question is not asked in the intake, so that it could not begin"
        findings.add(where, ("ask", standard.asks[0].id, "at"), what, "Put another one first.")
    for ask in standard.asks:
        path = ("ask", ask.id)
        _check_kind(ask, path, where, findings)
        _check_at(standard, ask, where, findings)
        for name, wanted in ask.when.items():
            asked = earlier.get(name)
            spot = (*path, "when", name)
            if asked is None or asked.at:
                _unknown_condition(standard, name, spot, where, findings)
            else:
                _check_condition(asked, wanted, spot, where, findings)
        for key, other in (("same_as", ask.same_as), ("differs_from", ask.differs_from)):
            if other:
                _check_comparison(ask, earlier.get(other), (*path, key), where, findings)
        earlier[ask.id] = ask
    _check_filing(standard, where, findings)


def _check_filing(standard: Standard, where: Located, findings: Findings) -> None:
    """The limit counts from a day that is asked for, and not from one to come."""
    filing = standard.filing
    days = [ask.id for ask in standard.asks if ask.check == "past_date"]
    if filing is not None and filing.since not in days:
        what = f"no question `{filing.since}` asks for a day of the past"
        remedy = f'{one_of(days)} Or give a question check = "past_date".'
        findings.add(where, ("filing", "since"), what, remedy)


def _check_kind(ask: Ask, path: KeyPath, where: Located, findings: Findings) -> None:
    if ask.kind is AskKind.TEXT and ask.check not in KINDS:
        what = f"no check is called `{ask.check}`"
        findings.add(where, (*path, "check"), what, one_of(KINDS))
    if ask.kind is not AskKind.TEXT and ask.check:
        _misplaced(path, "check", "text", where, findings)
    if ask.kind is AskKind.CHOICE and len(ask.options) < 2:
        what = "a choice needs at least two options"
        findings.add(where, (*path, "options"), what, "Add options = [ … ].")
    if ask.kind is not AskKind.CHOICE and ask.options:
        _misplaced(path, "options", "choice", where, findings)
    if ask.kind is not AskKind.DOCUMENT:
        marks: Mapping[str, bool] = {
            "any_of": bool(ask.any_of),
            "form": ask.form is not Form.UPLOAD,
            "in_force": ask.in_force,
            "by_law": ask.by_law,
        }
        for key in (key for key, used in marks.items() if used):
            _misplaced(path, key, "document", where, findings)
    if ask.options and all(option.stay is not None for option in ask.options):
        what = "every option stays at this question: nobody gets past it"
        findings.add(where, (*path, "options"), what, "Let one option have no `stay`.")
    _check_warnings(ask, path, where, findings)
    for key, options in (("options", ask.options), ("any_of", ask.any_of)):
        _check_titles(options, (*path, key), where, findings)


def _check_at(standard: Standard, ask: Ask, where: Located, findings: Findings) -> None:
    """What is handed in at a step is a document sent in the chat, while officers hold the file."""
    path = ("ask", ask.id)
    if ask.repeat and not ask.at:
        what = "only what is asked at a step can be asked again and again"
        findings.add(where, (*path, "repeat"), what, 'Write at = "<step>", or remove repeat.')
    if not ask.at:
        return
    steps = [step.id for step in standard.steps if step.role != APPLICANT]
    if ask.at not in steps:
        what = f"no officer holds a step `{ask.at}`"
        findings.add(where, (*path, "at"), what, one_of(steps))
    if ask.kind is not AskKind.DOCUMENT or ask.brought or ask.any_of or ask.when:
        what = "at a step only a single document can be handed in, by sending it, by everybody"
        remedy = 'Write kind = "document" without form, any_of and when.'
        findings.add(where, (*path, "at"), what, remedy)


def _check_warnings(ask: Ask, path: KeyPath, where: Located, findings: Findings) -> None:
    for option in ask.options:
        if option.warning and option.warning not in OPTION_WARNINGS:
            what = f"there is no warning `{option.warning}`"
            spot = (*path, "options", option.id, "warning")
            findings.add(where, spot, what, one_of(OPTION_WARNINGS))


def _misplaced(path: KeyPath, key: str, kind: str, where: Located, findings: Findings) -> None:
    what = f"`{key}` belongs to an item of kind {kind}"
    findings.add(where, (*path, key), what, f'Remove it, or write kind = "{kind}".')


def _check_titles(
    options: tuple[Option, ...], path: KeyPath, where: Located, findings: Findings
) -> None:
    """Options are chosen by typing their name too, so no two may have the same."""
    seen: dict[str, str] = {}
    for option in options:
        for title in {option.title.id.casefold(), option.title.en.casefold()}:
            if seen.setdefault(title, option.id) != option.id:
                what = f"`{title}` is the name of `{seen[title]}` too"
                findings.add(where, (*path, option.id, "title"), what, "Use another title.")


def _unknown_condition(
    standard: Standard, name: str, spot: KeyPath, where: Located, findings: Findings
) -> None:
    if any(ask.id == name for ask in standard.asks):
        what = f"`{name}` is asked later, its answer is not known yet"
        findings.add(where, spot, what, f"Move the question `{name}` before this one.")
    else:
        asks = [ask.id for ask in standard.asks if ask.kind is AskKind.CHOICE]
        findings.add(where, spot, f"there is no question `{name}`", one_of(asks))


def _check_condition(
    asked: Ask, wanted: frozenset[str], spot: KeyPath, where: Located, findings: Findings
) -> None:
    known = {option.id for option in asked.options or asked.any_of}
    if not known:
        what = f"`{asked.id}` has no options that a condition could name"
        findings.add(where, spot, what, "Name a question of kind choice.")
    elif not wanted:
        findings.add(where, spot, "the condition names no option", one_of(known))
    elif wanted - known:
        unknown = ", ".join(sorted(wanted - known))
        what = f"`{asked.id}` has no option `{unknown}`"
        findings.add(where, spot, what, one_of(known))


def _check_comparison(
    ask: Ask, other: Ask | None, spot: KeyPath, where: Located, findings: Findings
) -> None:
    """Two answers can be compared where both were typed and cleaned in the same way."""
    if other is None:
        what = "this names no question that is asked before"
        findings.add(where, spot, what, "Name an earlier question.")
    elif ask.kind is not AskKind.TEXT or other.check != ask.check:
        what = f"`{other.id}` is not checked in the same way, so it cannot be compared"
        findings.add(where, spot, what, "Name a text question with the same check.")
