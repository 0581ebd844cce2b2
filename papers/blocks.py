"""How each part of a printout is laid onto its sheets."""

from collections.abc import Callable, Mapping
from typing import Final

from flows.printout import DOTS, Block, BlockKind
from papers.code import code
from papers.fonts import BOLD, ITALIC, REGULAR, printable, width
from papers.sheet import BOTTOM, GREY, LEADING, LEFT, RIGHT, ROOM, SIZE, Box, Sheets, Text
from papers.signatures import signatures
from papers.wrap import paragraphs, wrap, wrapped

SMALL: Final = 8.0
_LETTERHEAD: Final = 96.0
_LABEL: Final = 0.36
"""The part of the width that the labels of fields take at most."""
_PAD: Final = 3.0
_MOST_LINES: Final = 24


def lay(block: Block, sheets: Sheets) -> None:
    """Put one block onto the sheets, on a new page where it does not fit."""
    _LAYERS[block.kind](block, sheets)


def _letterhead(block: Block, sheets: Sheets) -> None:
    """Room for the company's letterhead: printed on its paper, nothing may stand there."""
    sheets.y -= _LETTERHEAD
    sheets.put(Box(LEFT, sheets.y + 10, ROOM, 0, dashed=True, grey=GREY))
    sheets.put(Text(LEFT, sheets.y + 14, printable(block.text), ITALIC, 6.5, GREY))


def _title(block: Block, sheets: Sheets) -> None:
    sheets.down(4)
    sheets.centred(block.text, font=BOLD, size=13)
    for row in block.rows:
        sheets.centred(row[0], size=SIZE)
    sheets.y -= 12


def _heading(block: Block, sheets: Sheets) -> None:
    sheets.need(60)
    sheets.down(8)
    sheets.lines(block.text, font=BOLD, size=10.5)
    sheets.y -= 2


def _paragraph(block: Block, sheets: Sheets) -> None:
    _running(block.text, sheets, REGULAR, SIZE, 0.0)
    sheets.y -= 5


def _note(block: Block, sheets: Sheets) -> None:
    _running(block.text, sheets, ITALIC, SMALL, GREY)
    sheets.y -= 5


def _running(text: str, sheets: Sheets, font: str, size: float, grey: float) -> None:
    """Running text; a line that begins with a number or a dash hangs behind its mark."""
    for mark, rest in paragraphs(text):
        if not mark:
            sheets.lines(rest, font=font, size=size, grey=grey)
            continue
        x = LEFT + (14.0 if mark[0].isalpha() else 0.0)
        behind = x + 20.0
        first, *more = wrap(rest, font, size, RIGHT - behind)
        sheets.line(first, x=behind, font=font, size=size, grey=grey)
        sheets.put(Text(x, sheets.y + size * 0.3, mark, font, size, grey))
        for one in more:
            sheets.line(one, x=behind, font=font, size=size, grey=grey)


def _fields(block: Block, sheets: Sheets) -> None:
    """Labels on the left, a colon, and behind it the value in as many lines as it needs."""
    widest = max((width(row[0], REGULAR, SIZE) for row in block.rows), default=0.0)
    label = min(widest, ROOM * _LABEL)
    behind = LEFT + label + 18
    for name, value in block.rows:
        names = wrapped(name, REGULAR, SIZE, label + 1)
        values = wrapped(_by_hand(value, behind), REGULAR, SIZE, RIGHT - behind)
        both = max(len(names), len(values))
        sheets.need(min(both, 3) * SIZE * LEADING)
        for nth in range(both):
            sheets.line(values[nth] if nth < len(values) else "", x=behind)
            base = sheets.y + SIZE * 0.3
            if nth < len(names):
                sheets.put(Text(LEFT, base, names[nth]))
            if nth == 0:
                sheets.put(Text(LEFT + label + 8, base, ":"))
        sheets.y -= 2.5
    sheets.y -= 4


def _by_hand(value: str, behind: float) -> str:
    """What is filled in by hand gets the whole rest of the line."""
    if value != DOTS:
        return value
    return "…" * int((RIGHT - behind) / width("…", REGULAR, SIZE))


def _table(block: Block, sheets: Sheets) -> None:
    """A ruled table; its head is repeated on every page."""
    weights = block.weights or (1,) * len(block.rows[0])
    widths = [ROOM * weight / sum(weights) for weight in weights]
    head, *body = [_cells(row, widths, bold=nth == 0) for nth, row in enumerate(block.rows)]
    _row(head, widths, sheets)
    for cells in (part for row in body for part in _slices(row)):
        if sheets.y - _height(cells) < BOTTOM:
            sheets.turn()
            _row(head, widths, sheets)
        _row(cells, widths, sheets)
    sheets.y -= 10


_Cells = list[tuple[str, list[str]]]


def _cells(row: tuple[str, ...], widths: list[float], *, bold: bool) -> _Cells:
    font = BOLD if bold else REGULAR
    return [
        (font, wrapped(cell, font, SMALL + 1, room - 2 * _PAD))
        for cell, room in zip(row, widths, strict=True)
    ]


def _slices(cells: _Cells) -> list[_Cells]:
    """A row too tall for half a page goes on in the next row."""
    longest = max(len(lines) for _, lines in cells)
    return [
        [(font, lines[first : first + _MOST_LINES]) for font, lines in cells]
        for first in range(0, longest, _MOST_LINES)
    ]


def _height(cells: _Cells) -> float:
    longest = max(len(lines) for _, lines in cells)
    return longest * (SMALL + 1) * LEADING + 2 * _PAD


def _row(cells: _Cells, widths: list[float], sheets: Sheets) -> None:
    height = _height(cells)
    sheets.need(height)
    x, top = LEFT, sheets.y
    for (font, lines), room in zip(cells, widths, strict=True):
        sheets.put(Box(x, top - height, room, height))
        for nth, line in enumerate(lines):
            base = top - _PAD - (nth + 1) * (SMALL + 1) * LEADING + 3
            sheets.put(Text(x + _PAD, base, line, font, SMALL + 1))
        x += room
    sheets.y = top - height


def _break(_: Block, sheets: Sheets) -> None:
    sheets.turn()


_LAYERS: Mapping[BlockKind, Callable[[Block, Sheets], None]] = {
    BlockKind.LETTERHEAD: _letterhead,
    BlockKind.TITLE: _title,
    BlockKind.HEADING: _heading,
    BlockKind.PARAGRAPH: _paragraph,
    BlockKind.NOTE: _note,
    BlockKind.FIELDS: _fields,
    BlockKind.TABLE: _table,
    BlockKind.SIGNATURES: signatures,
    BlockKind.CODE: code,
    BlockKind.BREAK: _break,
}
