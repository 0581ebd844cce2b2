"""The forms of a service, as its file says them: wording, fields, signers; filled elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from flows.words import Words


class FormBy(StrEnum):
    """Who fills a form in: whoever applies, or the office it travels through."""

    APPLICANT = "applicant"
    OFFICER = "officer"


class FormList(StrEnum):
    """What a part of a form may list by itself."""

    ANSWERS = "answers"
    DOCUMENTS = "documents"
    CHECKLIST = "checklist"
    ROUTE = "route"


@dataclass(frozen=True, slots=True)
class FormPart:
    """One part of a form, printed while `when` holds: a text, fields, blank lines, or a list.

    `fields` are ids of questions, printed as title and answer; `blanks` are titles whose answer
    is written by hand; `text` may hold {ids} of questions.
    """

    title: Words | None = None
    text: Words | None = None
    fields: tuple[str, ...] = ()
    blanks: tuple[Words, ...] = ()
    lists: FormList | None = None
    when: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs: in which role; `name` is the id of the question that names him."""

    role: Words
    name: str = ""
    meterai: bool = False
    stamp: bool = False


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form of the source, where its own copy is had, and the wording Loket prints it with.

    Without `parts` it is only told of. `ask` is the document it becomes once it is signed;
    `when` are further conditions on the answers. The wording is Loket's own: the sources name
    their forms and print none.
    """

    id: str
    title: Words
    where: Words
    article: str = ""
    ask: str = ""
    by: FormBy = FormBy.APPLICANT
    letterhead: bool = False
    to: Words | None = None
    parts: tuple[FormPart, ...] = ()
    signers: tuple[Signer, ...] = ()
    when: Mapping[str, frozenset[str]] = field(default_factory=dict)


RESERVED = ("service", "office", "number", "submitted")
"""The placeholders that are no question: title of the service, name of the office, and of a
ticket its number and the day it came (dots before there is one)."""
