"""The renderer: a `Say` becomes Telegram HTML; the one place that writes and escapes HTML."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Formatter
from types import MappingProxyType

from flows.say import Say, Value
from flows.seen import only_seen
from flows.words import Language, Words

_FOLDER = Path(__file__).parent


class MissingText(KeyError):
    """A sentence, or a value it needs, is missing; names the key and the language."""


@dataclass(frozen=True, slots=True)
class Texts:
    """All sentences of all languages: `sentences[language][key]` is a template.

    Templates are Telegram HTML with `{name}` fields. A field may have a form: `{at:day}` and
    `{at:time}` for moments, `{pages:page|pages}` for English plurals, `{items:comma}` and
    `{items:bullets}` for lists (a list without a form is one line each).
    """

    sentences: Mapping[Language, Mapping[str, str]]

    def html(self, say: Say, language: Language) -> str:
        """Return the sentence as Telegram HTML, every value escaped; MissingText names a gap."""
        template = self._template(say.key, language)
        parts = []
        for literal, field, form, _ in _parsed(template):
            parts.append(literal)
            if field is not None:
                if field not in say.values:
                    raise MissingText(f"{say.key} ({language}): no value for {{{field}}}")
                parts.append(self._value(say.values[field], form or "", language))
        return "".join(parts)

    def label(self, label: Say | Words, language: Language) -> str:
        """Return the text of a button: plain, without HTML."""
        if isinstance(label, Words):
            return label.in_(language)
        return self.plain(label, language)

    def plain(self, say: Say, language: Language) -> str:
        """Return a sentence without markup, for buttons and for what a person may type instead."""
        text = self.html(say, language)
        if "<" in text:
            for tag in ("<b>", "</b>", "<i>", "</i>", "<code>", "</code>"):
                text = text.replace(tag, "")
        if "&" in text:
            text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        return text

    def has(self, key: str) -> bool:
        """Whether a sentence exists (it then exists in every language)."""
        return key in self.sentences[Language.ID]

    def _template(self, key: str, language: Language) -> str:
        try:
            return self.sentences[language][key]
        except KeyError:
            raise MissingText(f"{key} ({language})") from None

    def _value(self, value: Value, form: str, language: Language) -> str:
        if isinstance(value, str):
            return clean(value)
        if isinstance(value, Words):
            return clean(value.in_(language))
        if isinstance(value, Say):
            return self.html(value, language)
        if isinstance(value, datetime):
            return self._moment(value, form, language)
        if isinstance(value, int):
            return _counted(value, form, language)
        lines = [self._value(item, "", language) for item in value]
        if form == "bullets":
            return "\n".join(f"• {line}" for line in lines)
        return (", " if form == "comma" else "\n").join(lines)

    def _moment(self, at: datetime, form: str, language: Language) -> str:
        """Dates as people say them: "Senin, 3 Agustus 2026 pukul 14.05 WITA"."""
        names = self.sentences[language]
        day = names["date.weekdays"].split()[at.weekday()]
        month = names["date.months"].split()[at.month - 1]
        key = f"date.{form or 'full'}"
        return self._template(key, language).format(
            weekday=day,
            day=at.day,
            month=month,
            year=at.year,
            hour=f"{at.hour:02}",
            minute=f"{at.minute:02}",
            zone=at.tzname() or "",
        )


def clean(text: str) -> str:
    """Return foreign text safe to show: HTML escaped, what is not seen dropped."""
    return escape(only_seen(text), quote=False)


def load(folder: Path = _FOLDER) -> Texts:
    """Read `id/*.toml` and `en/*.toml`; a file that is no TOML, or a key said twice, is named."""
    sentences = {
        language: MappingProxyType(_sentences(folder / language)) for language in Language
    }
    return Texts(MappingProxyType(sentences))


def _sentences(folder: Path) -> dict[str, str]:
    sentences: dict[str, str] = {}
    for file in sorted(folder.glob("*.toml")):
        try:
            table = tomllib.loads(file.read_text("utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"texts/{folder.name}/{file.name}: {error}") from error
        for key, sentence in _flat(table):
            if key in sentences:
                raise ValueError(f"texts/{folder.name}/{file.name}: {key} is said twice")
            sentences[key] = sentence
    return sentences


def fields(template: str) -> frozenset[str]:
    """Return the names a template needs."""
    return frozenset(field for _, field, _, _ in _parsed(template) if field)


@lru_cache(maxsize=4096)
def _parsed(template: str) -> tuple[tuple[str, str | None, str | None, str | None], ...]:
    return tuple(Formatter().parse(template))


def _counted(number: int, form: str, language: Language) -> str:
    digits = f"{number:,}"
    if language is Language.ID:
        digits = digits.replace(",", ".")
    if "|" not in form:
        return digits
    one, many = form.split("|")
    return f"{digits} {one if number == 1 else many}"


def _flat(table: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            rows.extend(_flat(value, f"{prefix}{key}."))
        else:
            rows.append((f"{prefix}{key}", str(value).strip("\n")))
    return rows
