"""Makes a PDF of a printout: A4, numbered pages, embedded fonts, the same bytes every time."""

import threading
from io import BytesIO
from typing import TYPE_CHECKING, Final

from flows.printout import Block, BlockKind, Printout
from papers.blocks import SMALL, lay
from papers.fonts import MARK, REGULAR, load, printable, width
from papers.sheet import GREY, HEIGHT, LEADING, LEFT, RIGHT, ROOM, WIDTH, Box, Mark, Sheets, Text
from papers.wrap import wrap

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_FOOT: Final = 52.0
_drawing = threading.Lock()
"""reportlab keeps what a document uses of a font in the font, so one is drawn after another."""


def draw(paper: Printout) -> bytes:
    """Return the PDF. About 10 ms a page: for a thread, never for the event loop's."""
    # Imported here: it takes longer to load than most processes need to do their work.
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    with _drawing:
        load()
        target = BytesIO()
        canvas = Canvas(
            target, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1, lang="id"
        )
        canvas.setTitle(printable(paper.title))
        canvas.setCreator("Loket")
        pages = pages_of(paper)
        for nth, marks in enumerate(pages, 1):
            numbers = paper.pages.replace("{n}", str(nth)).replace("{all}", str(len(pages)))
            for mark in (*marks, *_foot(paper.foot, numbers)):
                _paint(mark, canvas)
            canvas.showPage()
        canvas.save()
        return target.getvalue()


def pages_of(paper: Printout) -> list[list[Mark]]:
    """Return what stands on each page, the foot left out."""
    sheets = Sheets()
    for block in paper.blocks:
        lay(block, sheets)
    if paper.unprintable and any(_replaced(one) for page in sheets.pages for one in page):
        words = paper.unprintable.replace("{mark}", MARK)
        lay(Block(BlockKind.NOTE, words), sheets)
    return sheets.pages


def _replaced(mark: Mark) -> bool:
    return isinstance(mark, Text) and MARK in mark.text


def _foot(words: str, numbers: str) -> list[Mark]:
    marks: list[Mark] = [Box(LEFT, _FOOT + 8, ROOM, 0, grey=GREY)]
    room = ROOM - 90
    for nth, line in enumerate(wrap(printable(words), REGULAR, SMALL - 1, room)):
        y = _FOOT - 2 - nth * (SMALL - 1) * LEADING
        marks.append(Text(LEFT, y, line, REGULAR, SMALL - 1, GREY))
    behind = RIGHT - width(numbers, REGULAR, SMALL - 1)
    marks.append(Text(behind, _FOOT - 2, numbers, REGULAR, SMALL - 1, GREY))
    return marks


def _paint(mark: Mark, canvas: "Canvas") -> None:
    if isinstance(mark, Text):
        canvas.setFillGray(mark.grey)
        canvas.setFont(mark.font, mark.size)
        canvas.drawString(mark.x, mark.y, mark.text)
        return
    canvas.setLineWidth(0.6)
    canvas.setDash([3, 3] if mark.dashed else [])
    canvas.setStrokeGray(mark.grey)
    canvas.setFillGray(mark.grey)
    if mark.round:
        right, top = mark.x + mark.width, mark.y + mark.height
        canvas.ellipse(mark.x, mark.y, right, top, stroke=1, fill=0)
    elif mark.height == 0:
        canvas.line(mark.x, mark.y, mark.x + mark.width, mark.y)
    else:
        stroke, fill = int(not mark.filled), int(mark.filled)
        canvas.rect(mark.x, mark.y, mark.width, mark.height, stroke=stroke, fill=fill)
