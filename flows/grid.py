"""Tables and charts as values: what a sheet or a picture shows, free of any library."""

from dataclasses import dataclass
from decimal import Decimal

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a report: its name, its head, and its rows; None is an empty cell."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, how full it is (0 to 1), and its value in words."""

    label: str
    part: float
    value: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars that belong together; without any, its `none` is shown."""

    title: str
    bars: tuple[Bar, ...]
    none: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture made of panels, one under the other."""

    title: str
    under: str
    panels: tuple[Panel, ...]
    foot: str
