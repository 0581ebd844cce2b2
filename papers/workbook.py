"""Spreadsheets of tables: XLSX and CSV in which nothing a person typed can become a formula."""

import csv
import io
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from flows.grid import Cell, Grid
from flows.seen import is_seen

LONGEST_CELL: Final = 32_000
"""Excel takes 32,767 characters."""
_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet program would take for a formula, wide signs too."""
_WIDEST: Final = 60
_STRINGS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_ALWAYS: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""As the day of making, so that the same report is the same bytes."""


def xlsx(grids: Sequence[Grid]) -> bytes:
    """Return a workbook with a sheet for each table; texts are texts, whatever they begin with."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - most processes never make one

    target = io.BytesIO()
    with Workbook(target, _STRINGS) as book:
        book.set_properties({"created": _ALWAYS})
        bold = book.add_format({"bold": True, "bottom": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for grid in grids:
            sheet = book.add_worksheet(_sheet_name(grid.name))
            sheet.freeze_panes(1, 0)
            for column, title in enumerate(grid.head):
                sheet.write_string(0, column, clean(title), bold)
            for nth, row in enumerate(grid.rows, 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(nth, column, clean(cell), plain)
                    elif cell is not None:
                        sheet.write_number(nth, column, float(cell))
            for column, width in enumerate(_widths(grid)):
                sheet.set_column(column, column, width)
    return target.getvalue()


def csv_text(grids: Sequence[Grid]) -> bytes:
    """Return the tables as one CSV file, one under the other, each below its name.

    A text that would be taken for a formula gets an apostrophe in front (OWASP, CSV injection).
    """
    target = io.StringIO()
    writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for grid in grids:
        writer.writerow([_disarmed(clean(grid.name))])
        writer.writerow([_disarmed(clean(title)) for title in grid.head])
        for row in grid.rows:
            writer.writerow([_written(cell) for cell in row])
        writer.writerow([])
    # The mark tells spreadsheet programs that this is UTF-8.
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def clean(text: str) -> str:
    """Return a text without what is not seen, short enough for a cell."""
    normal = unicodedata.normalize("NFC", text)
    kept = (c if c == "\n" or _seen(c) else " " for c in normal)
    return "".join(kept)[:LONGEST_CELL]


def _seen(sign: str) -> bool:
    return is_seen(sign) and sign not in "\u2028\u2029"


def _written(cell: Cell) -> str:
    if isinstance(cell, str):
        return _disarmed(clean(cell))
    return "" if cell is None else str(cell)


def _disarmed(text: str) -> str:
    return f"'{text}" if text.lstrip().startswith(_STARTS) else text


def _sheet_name(name: str) -> str:
    """A sheet's name has at most 31 characters and none of []:*?/\\ (Excel)."""
    return "".join("-" if c in "[]:*?/\\'" else c for c in clean(name))[:31]


def _widths(grid: Grid) -> list[int]:
    columns = zip(grid.head, *grid.rows, strict=True)
    return [min(max(len(_plain(cell)) for cell in column) + 2, _WIDEST) for column in columns]


def _plain(cell: Cell) -> str:
    return "" if cell is None else f"{cell:.2f}" if isinstance(cell, Decimal) else str(cell)
