"""Sheets of A4 being laid out: a place that moves down, and the marks put on each page."""

from dataclasses import dataclass, field
from typing import Final

from papers.fonts import REGULAR, printable, width
from papers.wrap import wrap

WIDTH: Final = 595.28
HEIGHT: Final = 841.89
"""A4 in points (1/72 inch)."""
LEFT: Final = 62.0
RIGHT: Final = WIDTH - 56.0
TOP: Final = HEIGHT - 48.0
BOTTOM: Final = 72.0
ROOM: Final = RIGHT - LEFT
SIZE: Final = 10.0
LEADING: Final = 1.42
"""From one line to the next, in heights of the letters."""
BLACK: Final = 0.0
GREY: Final = 0.42


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text whose base begins at (x, y)."""

    x: float
    y: float
    text: str
    font: str = REGULAR
    size: float = SIZE
    grey: float = BLACK


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from its lower left corner; without height a line, `round` an ellipse."""

    x: float
    y: float
    width: float
    height: float
    dashed: bool = False
    filled: bool = False
    round: bool = False
    grey: float = BLACK


Mark = Text | Box


@dataclass(slots=True)
class Sheets:
    """The pages so far; `y` is where the next line goes."""

    pages: list[list[Mark]] = field(default_factory=lambda: [[]])
    y: float = TOP

    def put(self, *marks: Mark) -> None:
        """Put marks on the page that is open."""
        self.pages[-1].extend(marks)

    def need(self, height: float) -> None:
        """Turn the page unless so many points are left, or it is still empty."""
        if self.y - height < BOTTOM and self.y < TOP:
            self.turn()

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append([])
        self.y = TOP

    def down(self, height: float) -> None:
        """Leave some room free; at the head of a page there is none to leave."""
        if self.y < TOP:
            self.y -= height

    def line(self, text: str, *, x: float = LEFT, font: str = REGULAR, size: float = SIZE,
             grey: float = BLACK) -> None:  # fmt: skip
        """Write one line and go below it."""
        self.need(size * LEADING)
        self.y -= size * LEADING
        self.put(Text(x, self.y + size * 0.3, text, font, size, grey))

    def lines(self, text: str, *, x: float = LEFT, room: float = ROOM, font: str = REGULAR,
              size: float = SIZE, grey: float = BLACK) -> None:  # fmt: skip
        """Write a text in as many lines as it needs."""
        for one in wrap(printable(text), font, size, room):
            self.line(one, x=x, font=font, size=size, grey=grey)

    def centred(self, text: str, *, font: str = REGULAR, size: float = SIZE) -> None:
        """Write a text in the middle."""
        for one in wrap(printable(text), font, size, ROOM):
            self.line(one, x=(WIDTH - width(one, font, size)) / 2, font=font, size=size)
