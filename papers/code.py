"""A QR code on a sheet, with words beside it."""

from typing import Final

from flows.printout import Block
from papers.sheet import GREY, LEFT, RIGHT, Box, Sheets

_SIDE: Final = 92.0
_QUIET: Final = 4
"""Light modules around a code (ISO/IEC 18004)."""


def code(block: Block, sheets: Sheets) -> None:
    """Put `text` as a QR code, and the first row's words beside it."""
    # Imported here: only receipts have a code.
    import segno  # noqa: PLC0415

    sheets.need(_SIDE + 10)
    sheets.down(6)
    top = sheets.y
    modules = [bytes(row) for row in segno.make_qr(block.text, error="m").matrix]
    side = _SIDE / (len(modules) + 2 * _QUIET)
    for down, row in enumerate(modules, _QUIET + 1):
        for across, dark in enumerate(row, _QUIET):
            if dark:
                # A hair wider, so that no light line shows between two dark modules.
                x, y = LEFT + across * side, top - down * side
                sheets.put(Box(x, y, side + 0.05, side + 0.05, filled=True))
    sheets.y -= 14
    behind = LEFT + _SIDE + 12
    for row_of_words in block.rows:
        sheets.lines(row_of_words[0], x=behind, room=RIGHT - behind, size=9, grey=GREY)
    sheets.y = min(sheets.y, top - _SIDE - 6)
