"""Text with its entities: counting in UTF-16, trimming, finding commands and links, and HTML."""

import re
from html import escape

from simulator.refusal import Json

Entities = list[Json]
CODE = frozenset({"code", "pre", "text_link", "text_mention"})
FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)\]'])"
    r"|(?P<email>[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<!\w)(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})(?!\w)"
    r"|(?<!\w)(?P<hashtag>\#\w*[^\W\d]\w*)"
)
TAGS = {
    "bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code",
    "pre": "pre", "spoiler": "tg-spoiler", "blockquote": "blockquote",
}  # fmt: skip


def units(text: str) -> int:
    """Return the length in UTF-16 code units, as Telegram counts."""
    return len(text) + sum(character > "\uffff" for character in text)


def number(entity: Json, name: str) -> int:
    """Return a whole number of an entity that was checked before."""
    value = entity[name]
    assert isinstance(value, int)
    return value


def tidy(text: str, entities: Entities) -> tuple[str, Entities]:
    """Return the text without white space around it, its entities moved and cut to match."""
    kept = text.strip()
    front = units(text[: len(text) - len(text.lstrip())])
    end = units(kept)
    moved: Entities = []
    for entity in entities:
        start = max(0, number(entity, "offset") - front)
        stop = min(end, number(entity, "offset") + number(entity, "length") - front)
        if stop > start:
            moved.append({**entity, "offset": start, "length": stop - start})
    moved.sort(key=lambda entity: (number(entity, "offset"), -number(entity, "length")))
    return kept, moved


def with_found(text: str, entities: Entities) -> Entities:
    """Return the entities with commands, links, mentions and hashtags found in the text."""
    closed = [entity for entity in entities if entity["type"] in CODE]
    found: Entities = []
    for match in FOUND.finditer(text):
        start, length = units(text[: match.start()]), units(match.group())
        if not any(_overlap(entity, start, length) for entity in closed):
            found.append({"type": match.lastgroup, "offset": start, "length": length})
    both = entities + found
    both.sort(key=lambda entity: (number(entity, "offset"), -number(entity, "length")))
    return both


def _overlap(entity: Json, start: int, length: int) -> bool:
    offset = number(entity, "offset")
    return offset < start + length and start < offset + number(entity, "length")


def to_html(text: str, entities: Entities) -> str:
    """Return the text as HTML for the page: only tags of ours, everything else escaped."""
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for entity in entities:
        tags = _tags(entity)
        if tags is None:
            continue
        start = number(entity, "offset")
        opening.setdefault(start, []).append(tags[0])
        closing.setdefault(start + number(entity, "length"), []).insert(0, tags[1])
    pieces: list[str] = []
    at = 0
    for character in text:
        pieces += closing.get(at, ())
        pieces += opening.get(at, ())
        pieces.append(escape(character))
        at += 2 if character > "\uffff" else 1
    return "".join(pieces + closing.get(at, []))


def _tags(entity: Json) -> tuple[str, str] | None:
    kind = str(entity["type"])
    if kind in TAGS:
        return f"<{TAGS[kind]}>", f"</{TAGS[kind]}>"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    if kind == "text_link":
        return f'<a href="{escape(str(entity.get("url", "")))}">', "</a>"
    if kind == "date_time":
        return f'<tg-time unix="{number(entity, "unix_time")}">', "</tg-time>"
    return None
