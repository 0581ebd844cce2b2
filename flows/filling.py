"""Which forms a service can print for these answers, and how placeholders are filled."""

import re
from collections.abc import Mapping

from flows.forms import FormBy, PrintedForm
from flows.intake import path
from flows.printout import DOTS
from flows.standard import Standard

_HOLE = re.compile(r"\{([a-z0-9_]+)\}")


def holes(text: str) -> tuple[str, ...]:
    """Return the names in braces of a text, in order."""
    return tuple(_HOLE.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values into a text, each on one line; what is not known becomes dots."""
    return _HOLE.sub(lambda hole: " ".join(values.get(hole[1], "").split()) or DOTS, text)


def holds(when: Mapping[str, frozenset[str]], answers: Mapping[str, str]) -> bool:
    """Whether the answers fulfil a condition."""
    return all(answers.get(item) in wanted for item, wanted in when.items())


def makeable(
    standard: Standard, answers: Mapping[str, str], by: FormBy = FormBy.APPLICANT
) -> tuple[PrintedForm, ...]:
    """Return the forms that can be printed for these answers, in the order of the service."""
    asked = {ask.id for ask in path(standard, answers)} | {
        ask.id for ask in standard.asks if ask.at
    }
    return tuple(
        form
        for form in standard.forms
        if form.parts
        and form.by is by
        and (not form.ask or form.ask in asked)
        and holds(form.when, answers)
    )


def form_for(standard: Standard, answers: Mapping[str, str], ask_id: str) -> PrintedForm | None:
    """Return the form that becomes a document once it is signed, None if there is none."""
    return next((form for form in makeable(standard, answers) if form.ask == ask_id), None)
