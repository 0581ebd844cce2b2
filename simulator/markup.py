"""Parses the HTML of a message as strictly as Telegram does, with Telegram's own complaints."""

import re
from dataclasses import dataclass, field

from simulator.entities import Entities, units
from simulator.refusal import Json, bad_request

KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "span": "spoiler", "tg-spoiler": "spoiler", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "a": "text_link", "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:\#(\d{1,7})|\#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
ATTRIBUTE = re.compile(
    r"\s+([A-Za-z][A-Za-z0-9-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9.-]+)))?"
)
TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")


@dataclass(slots=True)
class _Open:
    name: str
    start: int
    length: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Parser:
    source: str
    at: int = 0
    text: list[str] = field(default_factory=list)
    length: int = 0
    entities: Entities = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)

    def run(self) -> tuple[str, Entities]:
        while self.at < len(self.source):
            here = self.source[self.at]
            if here == "&":
                self.reference()
            elif here != "<":
                self.add(here)
                self.at += 1
            elif self.source.startswith("</", self.at):
                self.end_tag()
            else:
                self.start_tag()
        if self.stack:
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].name}"')
        return "".join(self.text), self.entities

    def add(self, text: str) -> None:
        self.text.append(text)
        self.length += units(text)

    def offset(self) -> int:
        """The place in bytes, as Telegram counts in its complaints."""
        return len(self.source[: self.at].encode())

    def reference(self) -> None:
        character, length = _referred(self.source, self.at)
        self.add(character)
        self.at += length

    def start_tag(self) -> None:
        name_end = self.at + 1
        while name_end < len(self.source) and not (
            self.source[name_end].isspace() or self.source[name_end] == ">"
        ):
            name_end += 1
        if name_end == len(self.source):
            raise _wrong(f"Unclosed start tag at byte offset {self.offset()}")
        name = self.source[self.at + 1 : name_end].lower()
        if name not in KINDS:
            raise _wrong(f'Unsupported start tag "{name}" at byte offset {self.offset()}')
        attributes, end = self.attributes(name, name_end)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {self.offset()}')
        self.stack.append(_Open(name, self.length, len(self.text), attributes))
        self.at = end

    def attributes(self, name: str, at: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while match := ATTRIBUTE.match(self.source, at):
            value = next((part for part in match.groups()[1:] if part is not None), "")
            attributes[match[1].lower()] = _unescaped(value)
            at = match.end()
        while at < len(self.source) and self.source[at].isspace():
            at += 1
        if not self.source[at:].strip("= \t\n"):
            raise _wrong(f'Unclosed start tag "{name}" at byte offset {self.offset()}')
        if self.source[at] == "=":
            raise _wrong(
                f'Empty attribute name in the tag "{name}" at byte offset {self.offset()}'
            )
        if self.source[at] != ">":
            raise _wrong(f"Unclosed start tag at byte offset {self.offset()}")
        return attributes, at + 1

    def end_tag(self) -> None:
        if not self.stack:
            raise _wrong(f"Unexpected end tag at byte offset {self.offset()}")
        close = self.source.find(">", self.at)
        name = self.source[self.at + 2 : close if close >= 0 else None].rstrip().lower()
        if close < 0 or any(character.isspace() for character in name):
            raise _wrong(f"Unclosed end tag at byte offset {self.offset()}")
        opened = self.stack[-1]
        if name not in ("", opened.name):
            raise _wrong(
                f"Unmatched end tag at byte offset {self.offset()}, "
                f'expected "</{opened.name}>", found "</{name}>"'
            )
        self.stack.pop()
        self.at = close + 1
        if self.length > opened.start:
            self.close(opened)

    def close(self, opened: _Open) -> None:
        span: Json = {"offset": opened.start, "length": self.length - opened.start}
        kind = KINDS[opened.name]
        inside = "".join(self.text[opened.length :])
        if kind == "code" and self.stack and self.stack[-1].name == "pre":
            language = opened.attributes.get("class", "").removeprefix("language-")
            self.stack[-1].attributes["language"] = language
            return
        if kind == "blockquote" and "expandable" in opened.attributes:
            kind = "expandable_blockquote"
        extra = self.more(kind, opened.attributes, inside)
        if extra is not None:
            self.entities.append({"type": kind, **span, **extra})

    def more(self, kind: str, attributes: dict[str, str], inside: str) -> Json | None:
        """What the entity holds besides its span; None where Telegram makes no entity of it."""
        if kind == "text_link":
            return _link(attributes.get("href") or inside)
        if kind == "custom_emoji":
            return {"custom_emoji_id": _digits(attributes.get("emoji-id", ""), "emoji", self)}
        if kind == "date_time":
            return self.moment(attributes)
        language = attributes.get("language")
        return {"language": language} if kind == "pre" and language else {}

    def moment(self, attributes: dict[str, str]) -> Json:
        moment: Json = {"unix_time": int(_digits(attributes.get("unix", ""), "unix time", self))}
        shape = attributes.get("format", "")
        if not TIME_FORMAT.fullmatch(shape):
            raise _wrong(f"Invalid date-time format specified at byte offset {self.offset()}")
        if shape:
            moment["date_time_format"] = shape
        return moment


def _digits(value: str, what: str, parser: _Parser) -> str:
    if not value.isdecimal():
        raise _wrong(f"Invalid {what} specified at byte offset {parser.offset()}")
    return value


def _link(address: str) -> Json | None:
    if not re.match(r"(https?|tg|mailto|tel)://?\S+|\S+\.\S+", address):
        return None
    return {"url": address}


def _referred(source: str, at: int) -> tuple[str, int]:
    match = REFERENCE.match(source, at)
    if match is None:
        return "&", 1
    decimal, hexadecimal, name = match.groups()
    if name:
        return NAMED[name], len(match[0])
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code == 0 or code >= 0x10FFFF or 0xD800 <= code < 0xE000:
        return "&", 1
    return chr(code), len(match[0])


def _unescaped(value: str) -> str:
    return REFERENCE.sub(lambda match: _referred(match[0], 0)[0], value)


def _wrong(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")


def parse(source: str) -> tuple[str, Entities]:
    """Return the plain text of an HTML message and its entities.

    Source: Bot API, "HTML style"; the tags are those of version 10.1. Raises a 400 with
    Telegram's own sentence and the offset in bytes.
    """
    return _Parser(source).run()
