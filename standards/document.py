"""One TOML file together with what an overlay lays over it."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from standards.lines import RawPath, key_lines
from standards.problems import Findings, KeyPath, Problem

_PLACE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file as read: the name to show, its text, and the text's content."""

    file: str
    text: str
    data: Mapping[str, object]


@dataclass(slots=True)
class Document:
    """What one file of the standards says in the end: the built-in sheet and those on top.

    `within` is the table of the file that was laid over the rest, () for the whole file.
    """

    name: str
    sheets: tuple[Sheet, ...]
    data: Mapping[str, object]
    within: KeyPath = ()
    _lines: dict[str, Mapping[KeyPath, int]] = field(default_factory=dict)

    def locate(self, path: KeyPath) -> tuple[str, int]:
        """Return file and line of the longest known part of `path`, the overlay's first."""
        best = (-1, self.sheets[0].file, 0)
        for sheet in self.sheets:
            lines = self._lines_of(sheet)
            for base in dict.fromkeys(((), self.within)):
                length = next((n for n in range(len(path), 0, -1) if base + path[:n] in lines), 0)
                if length >= best[0]:
                    best = (length, sheet.file, lines.get(base + path[:length], 1))
        return best[1], best[2]

    def _lines_of(self, sheet: Sheet) -> Mapping[KeyPath, int]:
        if sheet.file not in self._lines:
            lines: dict[KeyPath, int] = {}
            for raw, line in key_lines(sheet.text).items():
                lines.setdefault(_named(raw, sheet.data), line)
            self._lines[sheet.file] = lines
        return self._lines[sheet.file]


def read_sheet(file: str, text: str, findings: Findings) -> Sheet | None:
    """Parse one file; a syntax error becomes a problem, and None is returned."""
    try:
        return Sheet(file, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place.group(1)) if place else text.count("\n") + 1
        what = _PLACE.sub("", str(error)).strip()
        remedy = "Correct the TOML syntax in this line or just above it."
        findings.add_problem(Problem(file, line, "TOML", what, remedy))
        return None


def lay_over(base: object, top: object) -> object:
    """Lay one value over another: tables by key, lists of tables by id, all else replaced."""
    if isinstance(base, Mapping) and isinstance(top, Mapping):
        keys = dict.fromkeys([*base, *top])
        return {key: _pick(key, base, top) for key in keys}
    if _has_ids(base) and _has_ids(top):
        return _lay_items(base, top)
    return top


def item_names(items: Sequence[object]) -> tuple[str, ...]:
    """Return how the items of a list are named in a key path: by unique id, else `#n`."""
    names: list[str] = []
    for number, item in enumerate(items, 1):
        name = item.get("id") if isinstance(item, Mapping) else None
        fits = isinstance(name, str) and name not in names
        names.append(str(name) if fits else f"#{number}")
    return tuple(names)


def _pick(key: str, base: Mapping[str, object], top: Mapping[str, object]) -> object:
    if key not in top:
        return base[key]
    return lay_over(base[key], top[key]) if key in base else top[key]


def _has_ids(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(i, Mapping) and "id" in i for i in value)


def _lay_items(base: object, top: object) -> list[object]:
    assert isinstance(base, list)
    assert isinstance(top, list)
    laid: list[object] = list(base)
    places = {item["id"]: place for place, item in reversed(list(enumerate(base)))}
    for item in top:
        if item["id"] in places:
            place = places[item["id"]]
            laid[place] = lay_over(laid[place], item)
        else:
            laid.append(item)
    return laid


def _named(raw: RawPath, data: object) -> KeyPath:
    path: list[str] = []
    for part in raw:
        if isinstance(part, int):
            assert isinstance(data, list)
            path.append(item_names(data)[part])
            data = data[part]
        else:
            assert isinstance(data, Mapping)
            path.append(part)
            data = data[part]
    return tuple(path)
