"""The child process that paints a chart: JSON on standard input, a PNG on standard output."""

import json
import sys
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from flows.grid import Bar, Chart, Panel
from papers.fonts import BOLD, REGULAR, font_file

WIDTH: Final = 1080
"""Pixels: the width of a phone's screen held upright."""
_MARGIN: Final = 56
_ROOM: Final = WIDTH - 2 * _MARGIN
_BAR: Final = 34
_TALLEST: Final = 12_000
_INK, _GREY, _RULE = "#1b2733", "#5a6672", "#dfe5ea"
_EMPTY, _FULL = "#e8edf1", "#1f6f8b"
_Font = ImageFont.FreeTypeFont


class Easel:
    """A tall sheet being painted from top to bottom, cut where the painting ends."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (WIDTH, _TALLEST), "white")
        self._draw = ImageDraw.Draw(self._image)
        self._y = _MARGIN

    def text(self, words: str, size: int, *, bold: bool = False, ink: str = _INK) -> None:
        """Write running text."""
        font = _font(size, bold=bold)
        for line in _wrapped(words, font, _ROOM):
            self._draw.text((_MARGIN, self._y), line, ink, font)
            self._y += int(size * 1.4)

    def gap(self, height: int) -> None:
        """Leave room."""
        self._y += height

    def bar(self, bar: Bar) -> None:
        """Paint a bar below its label; its value stands behind it."""
        self.text(bar.label, 28)
        font = _font(28, bold=True)
        room = _ROOM - 270
        left, top = _MARGIN, self._y + 4
        self._draw.rounded_rectangle((left, top, left + room, top + _BAR), 6, _EMPTY)
        long = int(room * min(max(bar.part, 0.0), 1.0))
        if long >= 4:
            self._draw.rounded_rectangle((left, top, left + long, top + _BAR), 6, _FULL)
        self._draw.text((left + room + 20, top + 1), bar.value, _INK, font)
        self._y += _BAR + 22

    def rule(self) -> None:
        """Draw a line from side to side."""
        self._draw.line((_MARGIN, self._y, WIDTH - _MARGIN, self._y), _RULE, 3)
        self._y += 24

    def png(self) -> bytes:
        """Return what was painted."""
        target = BytesIO()
        height = min(self._y + _MARGIN, _TALLEST)
        self._image.crop((0, 0, WIDTH, height)).save(target, "PNG", optimize=True)
        return target.getvalue()


def paint(chart: Chart) -> bytes:
    """Return the chart as PNG."""
    easel = Easel()
    easel.text(chart.title, 44, bold=True)
    easel.text(chart.under, 30, ink=_GREY)
    easel.gap(24)
    for panel in chart.panels:
        easel.rule()
        easel.text(panel.title, 34, bold=True)
        easel.gap(12)
        for bar in panel.bars:
            easel.bar(bar)
        if not panel.bars:
            easel.text(panel.none, 28, ink=_GREY)
        easel.gap(16)
    easel.rule()
    easel.text(chart.foot, 24, ink=_GREY)
    return easel.png()


def _font(size: int, *, bold: bool) -> _Font:
    return ImageFont.truetype(str(font_file(BOLD if bold else REGULAR)), size)


def _wrapped(words: str, font: _Font, room: int) -> list[str]:
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _read(data: bytes) -> Chart:
    given = json.loads(data)
    panels = tuple(
        Panel(one["title"], tuple(Bar(**bar) for bar in one["bars"]), one["none"])
        for one in given["panels"]
    )
    return Chart(given["title"], given["under"], panels, given["foot"])


if __name__ == "__main__":
    sys.stdout.buffer.write(paint(_read(sys.stdin.buffer.read())))
