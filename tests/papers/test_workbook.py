"""Spreadsheets: what people typed stays text, whatever a spreadsheet program makes of it."""

import csv
import io
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.grid import Grid
from papers.workbook import LONGEST_CELL, clean, csv_text, xlsx

NASTY = ["=1+1", "+62812", "-2", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x\")",
         "http://contoh.example", " =cmd|' /C calc'!A0", "\u202eabc", "a\x00b", "x" * 40_000,
         "{=1}", "12e5", "＝1"]  # fmt: skip


def grid(*cells):
    return Grid("Saran [a/b]", ("Isi",), tuple((cell,) for cell in cells))


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


@pytest.mark.parametrize("text", NASTY)
def test_no_text_becomes_a_formula_or_a_link(text: str):
    made = parts(xlsx([grid(text)]))
    sheet = made["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    assert "<hyperlink " not in sheet
    assert 't="s"' in sheet


@given(st.text(max_size=60))
def test_in_csv_no_cell_begins_like_a_formula(text: str):
    data = csv_text([grid(text)]).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(data)) for cell in row]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]


def test_numbers_are_numbers_and_the_same_tables_the_same_bytes():
    made = [xlsx([grid(3, Decimal("1.50"), None)]) for _ in range(2)]
    assert made[0] == made[1]
    assert "<v>1.5</v>" in parts(made[0])["xl/worksheets/sheet1.xml"]
    assert '"1.50"' in csv_text([grid(Decimal("1.50"))]).decode("utf-8-sig")


def test_control_and_direction_characters_are_dropped_and_cells_are_bounded():
    assert clean("a\u202eb\x07c") == "a b c"
    assert len(clean("x" * 99_999)) == LONGEST_CELL
