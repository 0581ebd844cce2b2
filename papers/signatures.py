"""The places to sign: place and date, role, room for meterai, stamp and hand, and the name."""

from typing import Final

from flows.printout import DOTS, Block
from papers.fonts import BOLD, ITALIC, REGULAR, width
from papers.sheet import GREY, LEADING, LEFT, ROOM, SIZE, Box, Sheets, Text
from papers.wrap import wrap, wrapped

_MOST: Final = 2
"""How many sign side by side."""
_GAP: Final = 24.0
_HAND: Final = 74.0
"""Room for a signature, in points: a meterai is 24 mm wide, its place is smaller than that."""
_STAMP: Final = 60.0


def signatures(block: Block, sheets: Sheets) -> None:
    """Put the signers two by two; a single one signs on the right, as letters are signed."""
    rows = list(block.rows)
    while rows:
        pair, rows = rows[:_MOST], rows[_MOST:]
        room = (ROOM - _GAP) / _MOST
        first = LEFT if len(pair) == _MOST else LEFT + room + _GAP
        columns = [(first + nth * (room + _GAP), row) for nth, row in enumerate(pair)]
        _pair(columns, room, sheets)


def _pair(columns: list[tuple[float, tuple[str, ...]]], room: float, sheets: Sheets) -> None:
    heads = [_head(row, room) for _, row in columns]
    longest = max(len(head) for head in heads)
    names = [wrapped("" if row[2] == DOTS else row[2], BOLD, SIZE, room) for _, row in columns]
    tallest = max(len(name) for name in names)
    step = SIZE * LEADING
    sheets.need(step * (longest + tallest) + _HAND + 12)
    sheets.down(8)
    top = sheets.y
    for (x, row), head, name in zip(columns, heads, names, strict=True):
        for nth, line in enumerate(head, longest - len(head) + 1):
            sheets.put(Text(x, top - nth * step, line))
        under = top - longest * step
        _places(x, under, row, sheets)
        for nth, line in enumerate(name, 1):
            sheets.put(Text(x, under - _HAND - nth * step, line, BOLD))
        base = under - _HAND - tallest * step - 3
        sheets.put(Box(x, base, room, 0, grey=GREY))
    sheets.y = top - longest * step - _HAND - tallest * step - 14


def _head(row: tuple[str, ...], room: float) -> list[str]:
    place, role = row[0], row[1]
    lines = wrapped(place, REGULAR, SIZE, room) if place else []
    return [*lines, *wrapped(role, REGULAR, SIZE, room)]


def _places(x: float, top: float, row: tuple[str, ...], sheets: Sheets) -> None:
    meterai, stamp = row[3], row[4]
    if stamp:
        sheets.put(Box(x, top - _HAND + 7, _STAMP, _STAMP, dashed=True, round=True, grey=GREY))
        _inside(stamp, x, top - _HAND + 7 + _STAMP / 2, _STAMP, sheets)
        x += _STAMP + 8
    if meterai:
        sheets.put(Box(x, top - _HAND + 12, 62, 50, dashed=True, grey=GREY))
        _inside(meterai, x, top - _HAND + 12 + 25, 62, sheets)


def _inside(words: str, x: float, middle: float, room: float, sheets: Sheets) -> None:
    lines = wrap(words, ITALIC, 7, room - 8)
    for nth, line in enumerate(lines):
        left = x + (room - width(line, ITALIC, 7)) / 2
        base = middle + (len(lines) / 2 - nth - 0.8) * 9
        sheets.put(Text(left, base, line, ITALIC, 7, GREY))
