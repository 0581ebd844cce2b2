"""Where every numbered item of the sources is held: docs/coverage.toml, checked by the files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.standard import Standard
from standards.catalogue import Catalogue
from standards.coverage_lines import Line, service_lines
from standards.document import Document, item_names, read_sheet
from standards.problems import Findings, StandardsError
from standards.table import Table

DATA = "docs/coverage.toml"
_LONGEST = 72
"""Characters of a quotation."""


@dataclass(frozen=True, slots=True)
class Section:
    """One source: what it says in general, then each of its services; lines by heading."""

    title: str
    parts: Mapping[str, tuple[Line, ...]]


def coverage_page(root: Path, catalogue: Catalogue) -> str:
    """Return the page that says for every item of the sources where it is held, or why nowhere.

    `root` is the folder of the repository. StandardsError: a file or key that the data name does
    not exist.
    """
    parts = [_HEAD]
    for section in read_coverage(root, catalogue):
        parts.append(f"## {section.title}")
        for title, lines in section.parts.items():
            rows = (f"| {one.item} | {_cell(one.says)} | {one.held} |" for one in lines)
            parts.append("\n".join([f"### {title}", "", *_TABLE, *rows]))
    return "\n\n".join(parts) + "\n"


_HEAD = """# What each item of the sources has become

Made by `make coverage` from `docs/coverage.toml` and the standards; a test holds it up to date.
A line per article, paragraph and numbered item: the beginning of what is kept, and the file and
key that keep it, with the questions (`ask`), steps and clocks that carry it out; or why it is
nothing that software does."""
_TABLE = ("| Item | Says | Held in |", "|---|---|---|")


def read_coverage(root: Path, catalogue: Catalogue) -> tuple[Section, ...]:
    """Return the lines of all sources; StandardsError holds what the data name wrongly."""
    findings = Findings()
    sheet = read_sheet(DATA, (root / DATA).read_text("utf-8"), findings)
    if sheet is None:
        raise StandardsError(findings.problems())
    document = Document(DATA, (sheet,), sheet.data)
    files = _Files(root)
    table = Table(document.data, (), document, findings)
    sections = tuple(
        _section(one, files, catalogue) for one in table.tables("source", needed=True)
    )
    table.close()
    if findings.problems():
        raise StandardsError(findings.problems())
    return sections


def _section(table: Table, files: "_Files", catalogue: Catalogue) -> Section:
    rows = tuple(_line(row, files) for row in table.tables("row"))
    parts = {"In general": rows} if rows else {}
    table.text("id")
    remarks = table.flag("remarks", default=True)
    for service in table.names("services"):
        standard = catalogue.services.get(service)
        if standard is None:
            table.problem("services", f"there is no service `{service}`", "Correct the id.")
        else:
            lines = service_lines(standard, _file_of(standard), remarks=remarks)
            parts[f"{standard.id}: {standard.title.id}"] = tuple(lines)
    section = Section(table.text("title"), parts)
    table.close()
    return section


def _file_of(standard: Standard) -> str:
    return f"standards/{standard.office}/{standard.id}.toml"


def _line(row: Table, files: "_Files") -> Line:
    item, why = row.text("item"), row.text("why", "")
    places, said = row.names("at"), row.text("says", "")
    row.close()
    if bool(why) == bool(places):
        row.problem(
            "", f"`{item}` needs either `at` or `why`", "Say where it is held, or why not."
        )
    held = []
    for place in places:
        found = files.quote(place)
        if found is None:
            row.problem("at", f"there is no `{place}`", "Correct file and key.")
        said = said or found or ""
        file, _, key = place.partition("#")
        held.append(f"`{file}` `{key}`")
    return Line(item, said, "; ".join(held) or f"– {why}")


def _cell(text: str) -> str:
    first = " ".join(text.split()).replace("|", "/")
    return first if len(first) <= _LONGEST else first[: _LONGEST - 1].rstrip() + "…"


class _Files:
    """The files of the repository, each read once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._data: dict[str, object] = {}

    def quote(self, place: str) -> str | None:
        """Return the beginning of what stands at "file#key"; None if it does not exist.

        In a TOML file the key is a path of keys and ids, in any other a piece of its text.
        """
        name, _, key = place.partition("#")
        path = self._root / name
        if not path.is_file():
            return None
        if path.suffix != ".toml":
            return next(
                (line for line in path.read_text("utf-8").splitlines() if key in line), None
            )
        if name not in self._data:
            sheet = read_sheet(name, path.read_text("utf-8"), Findings())
            self._data[name] = {} if sheet is None else sheet.data
        value = _at(self._data[name], key)
        return None if value is None else _said(value)


def _at(value: object, key: str) -> object:
    """Follow a path of keys, ids and #numbers; None where it ends too early."""
    for part in key.split("."):
        children = dict(_children(value))
        if part not in children:
            return None
        value = children[part]
    return value


def _children(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, list):
        yield from zip(item_names(value), value, strict=True)


def _said(value: object) -> str:
    """The wording of a value: its Indonesian text, its title, or itself."""
    if not isinstance(value, Mapping):
        return str(value)
    for key in ("told", "text", "title", "name", "value", "id"):
        if key in value:
            return _said(value[key])
    return ", ".join(str(key) for key in value)
