"""What an inspection says about one file, a paper to keep or a coded refusal; its limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
}
"""The allow-list: extension to media type. What is not here is refused."""


class RefusalReason(StrEnum):
    """Why a file is not taken; its sentence is `paper.refused.<reason>` in `texts/`."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    ENCRYPTED = "encrypted"
    ACTIVE = "active"
    TRUNCATED = "truncated"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_PIXELS = "too_many_pixels"
    UNREADABLE = "unreadable"
    TOO_SLOW = "too_slow"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that is not taken.

    `values` for the sentence: `too_large` limit (MB); `wrong_type` found (extension, or empty);
    `too_many_pages` pages, limit; `too_many_pixels` megapixels, limit; else nothing.
    """

    reason: RefusalReason
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that may be kept.

    `content` is what to keep: an image drawn anew without metadata and appended bytes, upright;
    a PDF exactly as received. `size` is its length in bytes, `width` and `height` are pixels
    (None for a PDF), `signed` says that the PDF carries an electronic signature or stamp.
    """

    extension: str
    pages: int
    width: int | None
    height: int | None
    signed: bool
    content: bytes = field(repr=False)

    @property
    def media_type(self) -> str:
        """The media type: application/pdf, image/jpeg or image/png."""
        return MEDIA_TYPES[self.extension]

    @property
    def size(self) -> int:
        """The length of the content in bytes."""
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may be and cost.

    Bytes of the file; pages; pixels (A4 at 600 dpi has 34.8 million); address space of the child
    in bytes; seconds of processor and of the wall clock for one file; files until the child is
    replaced.
    """

    file_bytes: int = 20 * 1024 * 1024
    pages: int = 200
    pixels: int = 40_000_000
    memory_bytes: int = 512 * 1024 * 1024
    cpu_seconds: int = 20
    wall_seconds: float = 40.0
    files_per_child: int = 2_000
