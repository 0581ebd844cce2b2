"""Examines a PDF: whole, open, short enough, and nothing in it that acts. Never renders it."""

import io
import re

import pikepdf

from papers.active import Findings, look_through
from papers.inspect import Limits, Paper, Refusal, RefusalReason

# Scanners pad with blanks and NULs, old editors end with Ctrl-Z.
_PADDING = b"\0\t\n\x0c\r \x1a"
_END = re.compile(rb"startxref\s+\d+\s*(?:%%EOF\s*)*(?:%{1,2}(?:EO?)?)?\Z")
_BROKEN = (
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    MemoryError,
)
"""What pikepdf raises on files that are not as they should be."""


def examine_pdf(data: bytes, limits: Limits) -> Paper | Refusal:
    """Examine a PDF; a paper's content is the very bytes received."""
    ending = _ending(data)
    if ending is not None:
        return Refusal(ending)
    try:
        with pikepdf.open(io.BytesIO(data), conversion_mode="explicit") as pdf:
            pages = len(pdf.pages)
            if pages > limits.pages:
                values = {"pages": pages, "limit": limits.pages}
                return Refusal(RefusalReason.TOO_MANY_PAGES, values)
            findings = look_through(pdf)
    except pikepdf.PasswordError:
        return Refusal(RefusalReason.ENCRYPTED)
    except _BROKEN as error:
        # qpdf names a lock it has no key for only in words (public-key and unknown handlers).
        locked = "encrypt" in str(error) or "security handler" in str(error)
        return Refusal(RefusalReason.ENCRYPTED if locked else RefusalReason.UNREADABLE)
    return _verdict(data, pages, findings)


def _verdict(data: bytes, pages: int, findings: Findings) -> Paper | Refusal:
    if findings.active:
        return Refusal(RefusalReason.ACTIVE)
    if pages == 0:
        return Refusal(RefusalReason.UNREADABLE)
    return Paper("pdf", pages, None, None, signed=findings.signed, content=data)


def _ending(data: bytes) -> RefusalReason | None:
    """Return what is wrong with the end of the file: cut off, or something else behind it."""
    body = data.rstrip(_PADDING)
    if _END.search(body[-256:]):
        return None
    _, mark, behind = body.rpartition(b"%%EOF")
    if not mark or b" obj" in behind or b"xref" in behind:
        return RefusalReason.TRUNCATED
    return RefusalReason.UNREADABLE
