"""Makes a report when it is sent: counted in portions between the replies, drawn off the loop."""

import asyncio
from typing import Final

from desk.desk import Books
from desk.reporting.chart import chart
from desk.reporting.gather import Gathering
from desk.reporting.grids import grids
from desk.reporting.paper import paper
from desk.reporting.reader import Reader
from desk.reporting.summary import summary
from flows.report import Figures, ReportForm, ReportOrder
from papers.chart import chart_png
from papers.draw import draw
from papers.workbook import csv_text, xlsx
from storage.store import Store

BREATH: Final = 0.005
"""Seconds between two portions, in which others have the database and the processor."""
_KEPT: Final = 4
"""So many counts are remembered: text, chart and sheet of one report are sent together."""


class Reports:
    """Counts and draws reports of one house."""

    def __init__(self, store: Store, books: Books) -> None:
        self._store = store
        self._books = books
        self._counted: dict[tuple[str, int, int, int], Figures] = {}
        self._turn = asyncio.Lock()

    async def make(self, order: ReportOrder) -> str | bytes:
        """Return the text of a report as HTML, or the bytes of its file.

        Raises papers.chart.NotPaintedError.
        """
        figures = await self._figures(order)
        reader = Reader(self._books, order)
        match order.form:
            case ReportForm.TEXT:
                return summary(reader, figures)
            case ReportForm.CHART:
                return await asyncio.to_thread(chart_png, chart(reader, figures))
            case ReportForm.PAPER:
                return await asyncio.to_thread(draw, paper(reader, figures))
            case ReportForm.SHEET:
                return await asyncio.to_thread(xlsx, grids(reader, figures))
            case ReportForm.CSV:
                return await asyncio.to_thread(csv_text, grids(reader, figures))

    async def _figures(self, order: ReportOrder) -> Figures:
        key = (order.office, order.since, order.until, order.asked_at)
        async with self._turn:
            if key not in self._counted:
                counting = Gathering(order)
                more = True
                while more:
                    more = await self._store.read(counting.portion)
                    await asyncio.sleep(BREATH)
                while len(self._counted) >= _KEPT:
                    self._counted.pop(next(iter(self._counted)))
                self._counted[key] = counting.figures
            return self._counted[key]
