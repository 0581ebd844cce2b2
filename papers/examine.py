"""Decides by content alone what a file is, and has it examined; runs inside the child process."""

import io
import re
import zipfile

import filetype

from papers.image import examine_image
from papers.inspect import Limits, Paper, Refusal, RefusalReason
from papers.pdf import examine_pdf

# A byte order mark or blank bytes before the header are seen in genuine files, more is not.
_PDF = re.compile(rb"\A(?:\xef\xbb\xbf)?[\s\0]{0,64}%PDF-\d")
_JPEG = b"\xff\xd8\xff"
_PNG = b"\x89PNG\r\n\x1a\n"
# The end record of a zip archive: 22 bytes and at most 65,535 of comment before the end.
_ZIP_END = b"PK\x05\x06"
_ZIP_TAIL = 65_557


def examine(data: bytes, limits: Limits) -> Paper | Refusal:
    """Examine one file; its name and what the sender says of its type count for nothing."""
    if not data:
        return Refusal(RefusalReason.EMPTY)
    if data.startswith(_JPEG):
        return examine_image(data, "jpg", limits)
    if data.startswith(_PNG):
        return examine_image(data, "png", limits)
    if _PDF.match(data):
        if _is_zip(data):
            return Refusal(RefusalReason.WRONG_TYPE, {"found": "zip"})
        return examine_pdf(data, limits)
    return Refusal(RefusalReason.WRONG_TYPE, {"found": _found(data)})


def _is_zip(data: bytes) -> bool:
    """Whether a file that starts as a PDF opens as a zip archive too."""
    if _ZIP_END not in data[-_ZIP_TAIL:]:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return bool(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def _found(data: bytes) -> str:
    """Return the usual extension of what was sent, or nothing when it is not known."""
    try:
        return str(filetype.guess_extension(data) or "")
    except (LookupError, ValueError, TypeError):
        return ""
