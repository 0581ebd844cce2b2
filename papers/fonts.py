"""The fonts of printed papers: Bitstream Vera, which reportlab brings along, embedded."""

import threading
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from flows.seen import is_seen

REGULAR: Final = "Vera"
BOLD: Final = "VeraBd"
ITALIC: Final = "VeraIt"
MARK: Final = "◊"
"""Stands for a character that the fonts do not have: Vera knows Latin and a few others."""

_loading = threading.Lock()


def width(text: str, font: str, size: float) -> float:
    """Return how wide a line is, in points (1/72 inch)."""
    # Imported here and below: most processes never print.
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415

    load()
    return float(pdfmetrics.stringWidth(text, font, size))


def printable(text: str) -> str:
    """Return a text in letters the fonts have: what they lack becomes `MARK`.

    Control and direction characters are dropped, so that nothing reads otherwise than it is.
    """
    return "".join(_letter(letter) for letter in unicodedata.normalize("NFC", text))


def _letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if letter == "\n":
        return letter
    if category.startswith("Z") or letter == "\t":
        return " "
    if not is_seen(letter):
        return ""
    return letter if ord(letter) in _known() else MARK


@cache
def load() -> None:
    """Register the fonts; once per process, whoever comes first."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    with _loading:
        for name in (REGULAR, BOLD, ITALIC):
            pdfmetrics.registerFont(TTFont(name, str(font_file(name))))


@cache
def _known() -> frozenset[int]:
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415

    load()
    faces = (pdfmetrics.getFont(name).face for name in (REGULAR, BOLD, ITALIC))
    return frozenset.intersection(*(frozenset(face.charToGlyph) for face in faces))


def font_file(name: str) -> Path:
    """Return the file of one of the fonts."""
    import reportlab  # noqa: PLC0415

    return Path(reportlab.__file__).parent / "fonts" / f"{name}.ttf"
