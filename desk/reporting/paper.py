"""A report as a paper for the head of an office: its letterhead, the figures, room to sign."""

from decimal import Decimal

from desk.printing.pen import table, title
from desk.reporting.grids import clocks, events, satisfaction, steps, volumes
from desk.reporting.reader import Reader
from flows.grid import Cell, Grid
from flows.printout import DOTS, Block, BlockKind, Printout
from flows.report import Figures
from flows.satisfaction import Element

_WIDTHS = {8: (7, 5, 3, 3, 3, 3, 3, 4), 6: (5, 5, 4, 2, 3, 3), 4: (4, 6, 2, 3)}
_CLOCKS = (9, 7, 14, 7, 7, 8, 7, 6)


def paper(reader: Reader, figures: Figures) -> Printout:
    """Return the paper; of an empty period it says so."""
    blocks = [*_head(reader)]
    if figures.empty:
        said = reader.say("report.paper_empty", period=reader.period)
        blocks.append(Block(BlockKind.PARAGRAPH, said))
    else:
        blocks += _figures(reader, figures)
    blocks.append(_signature(reader))
    foot = reader.say("report.paper_foot", office=reader.office, period=reader.period)
    return reader.pen.printout(reader.say("report.paper_title"), blocks, foot)


def _head(reader: Reader) -> list[Block]:
    """The office's letterhead, as far as its standard prints it, and the title."""
    office = reader.books.catalogue.office(reader.order.office)
    lines = [reader.pen.words(office.unit)]
    lines += [address.text for address in office.addresses[:1]]
    return [
        title(reader.office, *lines),
        title(reader.say("report.paper_title"), reader.period),
    ]


def _figures(reader: Reader, figures: Figures) -> list[Block]:
    blocks = []
    for grid in (volumes(reader, figures), clocks(reader, figures), steps(reader, figures),
                 events(reader, figures)):  # fmt: skip
        blocks.append(Block(BlockKind.HEADING, grid.name))
        blocks.append(_table(reader, grid))
    blocks.append(Block(BlockKind.HEADING, reader.say("report.grid_survey")))
    blocks.append(_survey(reader, satisfaction(reader, figures)))
    blocks.append(reader.pen.note("report.paper_note", least=reader.least))
    return blocks


def _table(reader: Reader, grid: Grid) -> Block:
    if not grid.rows:
        return Block(BlockKind.PARAGRAPH, reader.say("report.nothing"))
    rows = [[_cell(reader, cell) for cell in row] for row in grid.rows]
    is_clocks = len(grid.head) == len(_CLOCKS) and isinstance(grid.rows[0][2], str)
    weights = _CLOCKS if is_clocks else _WIDTHS[len(grid.head)]
    return table(weights, grid.head, rows)


def _survey(reader: Reader, grid: Grid) -> Block:
    """The survey of the whole office, an element a line: nine columns would be too narrow."""
    whole = grid.rows[-1]
    rows = [
        (reader.say(f"report.element_{one.value}"), _cell(reader, whole[2 + nth]))
        for nth, one in enumerate(Element)
    ]
    rows.append((reader.say("report.column_answers"), str(whole[1])))
    rows.append((reader.say("report.column_index"), _cell(reader, whole[-1])))
    head = (reader.say("report.column_element"), reader.say("report.column_average"))
    return table((6, 4), head, rows)


def _cell(reader: Reader, cell: Cell) -> str:
    if cell is None:
        return "–"
    return reader.number(cell) if isinstance(cell, Decimal) else str(cell)


def _signature(reader: Reader) -> Block:
    place, head = reader.say("printing.place_and_date"), reader.say("report.paper_signer")
    return Block(BlockKind.SIGNATURES, rows=((place, head, DOTS, "", ""),))
