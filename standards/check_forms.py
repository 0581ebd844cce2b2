"""Checks the forms of a service: every name in them is a question of this service."""

from collections.abc import Iterable, Mapping

from flows.filling import holes
from flows.forms import RESERVED, FormPart, PrintedForm
from flows.standard import AskKind, Standard
from flows.words import Words
from standards.problems import Findings, KeyPath, Located, one_of


def check_forms(standard: Standard, where: Located, findings: Findings) -> None:
    """Note every form that could not be printed as it is written."""
    for form in standard.forms:
        path = ("form", form.id)
        _check_ask(standard, form, path, where, findings)
        _check_when(standard, form.when, (*path, "when"), where, findings)
        _check_holes(standard, form.to, (*path, "to"), where, findings)
        for number, part in enumerate(form.parts, 1):
            _check_part(standard, part, (*path, "part", f"#{number}"), where, findings)
        asks = [ask.id for ask in standard.asks]
        for number, signer in enumerate(form.signers, 1):
            if signer.name and signer.name not in asks:
                spot = (*path, "sign", f"#{number}", "name")
                findings.add(where, spot, f"there is no question `{signer.name}`", one_of(asks))


def _check_ask(
    standard: Standard, form: PrintedForm, path: KeyPath, where: Located, findings: Findings
) -> None:
    documents = [ask.id for ask in standard.asks if ask.kind is AskKind.DOCUMENT]
    if form.ask and form.ask not in documents:
        what = f"no document is asked for as `{form.ask}`"
        findings.add(where, (*path, "ask"), what, one_of(documents))


def _check_part(
    standard: Standard, part: FormPart, path: KeyPath, where: Located, findings: Findings
) -> None:
    asks = [ask.id for ask in standard.asks]
    if not (part.text or part.fields or part.blanks or part.lists):
        what = "this part of the form prints nothing"
        findings.add(where, path, what, "Give it text, fields, blanks or list.")
    _check_names(part.fields, asks, (*path, "fields"), where, findings)
    _check_holes(standard, part.text, (*path, "text"), where, findings)
    _check_when(standard, part.when, (*path, "when"), where, findings)


def _check_holes(
    standard: Standard, text: Words | None, path: KeyPath, where: Located, findings: Findings
) -> None:
    known = (*(ask.id for ask in standard.asks), *RESERVED)
    for code, wording in (("id", text.id), ("en", text.en)) if text is not None else ():
        _check_names(holes(wording), known, (*path, code), where, findings)


def _check_names(
    names: Iterable[str], known: Iterable[str], spot: KeyPath, where: Located, findings: Findings
) -> None:
    for name in names:
        if name not in set(known):
            findings.add(where, spot, f"there is no question `{name}`", one_of(known))


def _check_when(
    standard: Standard,
    when: Mapping[str, frozenset[str]],
    path: KeyPath,
    where: Located,
    findings: Findings,
) -> None:
    options = {
        ask.id: {option.id for option in ask.options or ask.any_of} for ask in standard.asks
    }
    for name, wanted in when.items():
        spot = (*path, name)
        if name not in options:
            findings.add(where, spot, f"there is no question `{name}`", one_of(options))
        elif wanted - options[name]:
            what = f"`{name}` has no option `{', '.join(sorted(wanted - options[name]))}`"
            findings.add(where, spot, what, one_of(options[name]))
