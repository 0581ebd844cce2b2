"""Reads the written answers (`faq/knowledge/`) and how people ask for parts of a standard."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from faq.entry import Entry
from flows.words import Words

_HERE = Path(__file__).parent
_NAMES = "id title short details ask service component office source valid_from valid_until"
_FIELDS = frozenset(_NAMES.split())


class KnowledgeError(ValueError):
    """A written answer is not as it must be; names the file, the answer and what was expected."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One part of a standard: what it is called, how people ask for it, and its own sentences."""

    label: Words
    ask: tuple[str, ...]
    sentences: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Phrasing:
    """The frames of the answers, and the parts of a service and of an office."""

    frame: Mapping[str, Words]
    component: Mapping[str, Asking]
    office: Mapping[str, Asking]


@cache
def written() -> tuple[Entry, ...]:
    """Return all written answers; `KnowledgeError` names the first that is not well formed."""
    found: dict[str, Entry] = {}
    for file in sorted((_HERE / "knowledge").glob("*.toml")):
        table = tomllib.loads(file.read_text("utf-8"))
        for answer in table.get("answer", []):
            entry = _entry(answer, file.name)
            if entry.id in found:
                raise KnowledgeError(f"{file.name}: the answer {entry.id} stands there twice")
            found[entry.id] = entry
    return tuple(found.values())


@cache
def phrasing() -> Phrasing:
    """Return how people ask for the parts of a standard."""
    table = tomllib.loads((_HERE / "phrasing.toml").read_text("utf-8"))
    return Phrasing(
        {name: _words(value) for name, value in table["frame"].items()},
        {name: _asking(value) for name, value in table["component"].items()},
        {name: _asking(value) for name, value in table["office"].items()},
    )


def filled(frame: Words, values: Mapping[str, Words]) -> Words:
    """Return a frame with its `{fields}` filled in; KeyError names a missing one."""
    return Words(
        frame.id.format_map({name: value.id for name, value in values.items()}),
        frame.en.format_map({name: value.en for name, value in values.items()}),
    )


def _entry(answer: Mapping[str, object], file: str) -> Entry:
    name = str(answer.get("id", "?"))
    unknown = answer.keys() - _FIELDS
    if unknown:
        raise KnowledgeError(f"{file}: {name}: unknown {', '.join(sorted(unknown))}")
    ask = answer.get("ask")
    if not isinstance(ask, list) or len(ask) < 4:
        raise KnowledgeError(f"{file}: {name}: ask needs at least four phrasings")
    try:
        return Entry(
            id=name,
            title=_words(answer["title"]),
            short=_words(answer["short"]),
            details=_words(answer.get("details", {"id": "", "en": ""})),
            phrasings=tuple(map(str, ask)),
            service=str(answer.get("service", "")),
            component=str(answer.get("component", "")),
            office=str(answer.get("office", "")),
            source=str(answer.get("source", "")),
            valid_from=_day(answer.get("valid_from")),
            valid_until=_day(answer.get("valid_until")),
        )
    except KeyError as gap:
        raise KnowledgeError(f"{file}: {name}: {gap.args[0]} is missing") from gap


def _asking(table: Mapping[str, object]) -> Asking:
    ask = table["ask"]
    own = {key: _words(value) for key, value in table.items() if key not in ("label", "ask")}
    phrases = tuple(map(str, ask)) if isinstance(ask, list) else ()
    return Asking(_words(table["label"]), phrases, own)


def _words(value: object) -> Words:
    if not isinstance(value, dict):
        raise KnowledgeError(f"expected a text in id and en, found {value!r}")
    return Words(str(value["id"]).strip(), str(value["en"]).strip())


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
