"""What parent and child say to each other: length-prefixed bytes, a file there, a verdict back."""

import json
import struct
from typing import IO

from papers.inspect import MEDIA_TYPES, Limits, Paper, Refusal, RefusalReason

_LENGTH = struct.Struct("!Q")
_VERDICT_BYTES = 4096
_WORD = 16


class BrokenFrameError(Exception):
    """The other side ended, or said something that does not belong here."""


def write_frame(sink: IO[bytes], content: bytes) -> None:
    """Write one frame: eight bytes of length, then the content."""
    sink.write(_LENGTH.pack(len(content)))
    sink.write(content)
    sink.flush()


def read_frame(source: IO[bytes], at_most: int) -> bytes | None:
    """Read one frame, or None where the other side has ended between two frames.

    Raises BrokenFrameError for a frame that ends early or is longer than `at_most` bytes.
    """
    head = source.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise BrokenFrameError("ended inside a length")
    (length,) = _LENGTH.unpack(head)
    if length > at_most:
        raise BrokenFrameError("longer than allowed")
    content = source.read(length)
    if len(content) < length:
        raise BrokenFrameError("ended inside a frame")
    return content


def write_verdict(sink: IO[bytes], verdict: Paper | Refusal, *, worn: bool) -> None:
    """Write a verdict as two frames: what it says, and new content (none for a PDF).

    `worn` asks to be replaced: memory once taken does not all come back.
    """
    if isinstance(verdict, Refusal):
        words = {"reason": verdict.reason, "values": dict(verdict.values), "worn": worn}
        write_frame(sink, json.dumps(words).encode())
        write_frame(sink, b"")
        return
    said = {
        "extension": verdict.extension,
        "pages": verdict.pages,
        "width": verdict.width,
        "height": verdict.height,
        "signed": verdict.signed,
        "worn": worn,
    }
    write_frame(sink, json.dumps(said).encode())
    write_frame(sink, b"" if verdict.extension == "pdf" else verdict.content)


def read_verdict(source: IO[bytes], data: bytes, limits: Limits) -> tuple[Paper | Refusal, bool]:
    """Read the verdict on `data`, and whether the child is worn.

    It has read hostile bytes and is believed as little as possible.

    Raises BrokenFrameError for everything that is not a verdict.
    """
    words = read_frame(source, _VERDICT_BYTES)
    content = read_frame(source, limits.file_bytes)
    if words is None or content is None:
        raise BrokenFrameError("ended before its verdict")
    try:
        said: dict[str, object] = json.loads(words)
        worn = said["worn"] is True
        if "reason" in said:
            reason = RefusalReason(str(said["reason"]))
            return Refusal(reason, _values(said["values"])), worn
        return _paper(said, data, content), worn
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise BrokenFrameError("not a verdict") from error


def _paper(said: dict[str, object], data: bytes, content: bytes) -> Paper:
    extension = str(said["extension"])
    if extension not in MEDIA_TYPES:
        raise BrokenFrameError("not a type that is taken")
    is_pdf = extension == "pdf"
    return Paper(
        extension=extension,
        pages=_number(said["pages"]),
        width=None if is_pdf else _number(said["width"]),
        height=None if is_pdf else _number(said["height"]),
        signed=said["signed"] is True,
        content=data if is_pdf else content,
    )


def _number(value: object) -> int:
    if not isinstance(value, int) or value < 1:
        raise BrokenFrameError("not a number above zero")
    return value


def _values(values: object) -> dict[str, str | int]:
    if not isinstance(values, dict):
        raise BrokenFrameError("not values")
    return {
        str(key)[:_WORD]: value if isinstance(value, int) else str(value)[:_WORD]
        for key, value in values.items()
    }
