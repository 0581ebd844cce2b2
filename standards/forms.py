"""The forms of a service: read from its table, or taken from the forms all services share."""

from collections.abc import Mapping

from flows.forms import FormBy, FormList, FormPart, PrintedForm, Signer
from flows.words import Words
from standards.document import Document, lay_over
from standards.problems import Findings, one_of
from standards.table import Table, read_when

SHARED = "shared"
"""In a service's [[form]]: the id in forms.toml whose keys lie under its own."""

Shared = Mapping[str, Mapping[str, object]]


def read_form(table: Table) -> PrintedForm:
    """Read one [[form]]."""
    form = PrintedForm(
        id=table.identifier("id"),
        title=table.words("title"),
        where=table.words("where"),
        article=table.text("article", ""),
        ask=table.text("ask", ""),
        by=table.choice("by", FormBy, FormBy.APPLICANT),
        letterhead=table.flag("letterhead", default=False),
        to=table.maybe_words("to"),
        parts=tuple(_part(entry) for entry in table.tables("part")),
        signers=tuple(_signer(entry) for entry in table.tables("sign")),
        when=read_when(table.table("when", needed=False)),
    )
    table.close()
    return form


def _part(table: Table) -> FormPart:
    part = FormPart(
        title=table.maybe_words("title"),
        text=table.maybe_words("text"),
        fields=table.names("fields"),
        blanks=tuple(_blank(entry) for entry in table.tables("blanks")),
        lists=table.choice("list", FormList) if "list" in table else None,
        when=read_when(table.table("when", needed=False)),
    )
    table.close()
    return part


def _blank(table: Table) -> Words:
    title = table.words("title")
    table.close()
    return title


def _signer(table: Table) -> Signer:
    signer = Signer(
        role=table.words("role"),
        name=table.text("name", ""),
        meterai=table.flag("meterai", default=False),
        stamp=table.flag("stamp", default=False),
    )
    table.close()
    return signer


def read_shared(document: Document | None, findings: Findings) -> Shared:
    """Read forms.toml: the shared forms by id; each is checked as if it stood in a service."""
    if document is None:
        return {}
    table = Table(document.data, (), document, findings)
    for entry in table.tables("form"):
        read_form(entry)
    table.close()
    forms = document.data.get("form")
    known = forms if isinstance(forms, list) else []
    return {str(form["id"]): form for form in known if isinstance(form, Mapping) and "id" in form}


def with_shared(document: Document, shared: Shared, findings: Findings) -> Document:
    """Return a service's file with the shared forms it names laid under its own words.

    So the content that a version is made of holds every form whole.
    """
    forms = document.data.get("form")
    if not isinstance(forms, list):
        return document
    laid = [_laid(form, document, shared, findings) for form in forms]
    data = {**document.data, "form": laid}
    return Document(document.name, document.sheets, data, document.within)


def _laid(form: object, document: Document, shared: Shared, findings: Findings) -> object:
    if not isinstance(form, Mapping) or SHARED not in form:
        return form
    own = {key: value for key, value in form.items() if key != SHARED}
    base = shared.get(str(form[SHARED]))
    if base is None:
        path = ("form", str(form.get("id", "")), SHARED)
        what = f"forms.toml has no form `{form[SHARED]}`"
        findings.add(document, path, what, one_of(shared))
        return own
    return lay_over(base, own)
