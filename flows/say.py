"""What is to be said, before any language: keys, values, buttons, and to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Union

from flows.words import Words

Value = Union[str, int, datetime, Words, "Say", tuple["Value", ...]]
"""What a sentence may hold: a tuple is rendered as lines; a datetime in its own zone."""


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence of `texts/` by its key, with the values it needs."""

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)


class Style(StrEnum):
    """The colours Telegram gives buttons (Bot API 9.4, `style`)."""

    PLAIN = ""
    PRIMARY = "primary"
    SUCCESS = "success"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A button: what it shows, and the action with its argument that a press means.

    `label` is a key of `texts/` (as Say), or words of a standard. A button with `url` opens a
    page, one with `copy` copies a text; both then have no action.
    """

    label: Say | Words
    action: str = ""
    arg: str = ""
    style: Style = Style.PLAIN
    url: str = ""
    copy: str = ""


class Place(StrEnum):
    """Where a card appears: as a new message, in the pressed one, or in the pages counter."""

    NEW = "new"
    PRESSED = "pressed"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Card:
    """One message: its sentences, one under the other, and its rows of buttons."""

    says: tuple[Say, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    place: Place = Place.NEW


class Audience(StrEnum):
    """Who is told of a change."""

    APPLICANT = "applicant"
    HOLDER = "holder"
    CLAIMER = "claimer"


@dataclass(frozen=True, slots=True)
class Notice:
    """A push: to whom, and what."""

    to: Audience
    say: Say
