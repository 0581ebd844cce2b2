"""Charts are painted in another process, as wide as a phone, and never fail on odd words."""

from io import BytesIO

import pytest
from PIL import Image

from flows.grid import Bar, Chart, Panel
from papers import chart as charts
from papers.chart import NotPaintedError, chart_png
from papers.paint import WIDTH


def painted(*bars: Bar) -> Image.Image:
    panels = (Panel("Tiket masuk", bars, "Tidak ada"),)
    return Image.open(BytesIO(chart_png(Chart("Laporan", "Agustus 2026", panels, "Kaki"))))


def test_a_chart_is_a_picture_as_wide_as_a_phone_and_no_taller_than_it_needs():
    little, more = painted(), painted(*(Bar(f"Layanan {n}", n / 9, str(n)) for n in range(9)))
    assert little.format == "PNG"
    assert little.width == more.width == WIDTH
    assert little.height < more.height < 2_000


def test_odd_words_and_parts_beyond_the_bar_are_painted_too():
    picture = painted(Bar("𝕏" * 80 + " kata " * 60, 7.5, "750 %"), Bar("", -1.0, ""))
    assert picture.height > 300


def test_a_painter_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(charts.sys, "executable", "/nowhere/python")
    with pytest.raises(NotPaintedError):
        painted()
