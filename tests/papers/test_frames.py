"""What the child says is believed only where it is a verdict."""

import io
import json

import pytest

from papers.frames import BrokenFrameError, read_frame, read_verdict, write_frame, write_verdict
from papers.inspect import Limits, Paper, Refusal, RefusalReason

PHOTO = Paper("jpg", 1, 30, 20, signed=False, content=b"gambar")
LETTER = Paper("pdf", 3, None, None, signed=True, content=b"surat")
REFUSED = Refusal(RefusalReason.TOO_MANY_PAGES, {"pages": 201, "limit": 200})


@pytest.mark.parametrize("verdict", [PHOTO, LETTER, REFUSED])
@pytest.mark.parametrize("worn", [True, False])
def test_a_verdict_arrives_as_it_was_said(verdict: Paper | Refusal, *, worn: bool):
    pipe = io.BytesIO()
    write_verdict(pipe, verdict, worn=worn)
    pipe.seek(0)
    assert read_verdict(pipe, b"surat", Limits()) == (verdict, worn)


def test_the_bytes_of_a_pdf_do_not_travel_back():
    pipe = io.BytesIO()
    write_verdict(pipe, LETTER, worn=False)
    assert b"surat" not in pipe.getvalue()


GOOD = {"extension": "jpg", "pages": 1, "width": 1, "height": 1, "signed": False, "worn": False}
LIES: list[object] = [
    {**GOOD, "extension": "exe"},
    {**GOOD, "pages": 0},
    {**GOOD, "pages": "1"},
    {**GOOD, "width": None},
    {"extension": "jpg", "worn": False},
    {"reason": "baik", "values": {}, "worn": False},
    {"reason": "active", "values": [], "worn": False},
    {"reason": "active", "worn": False},
    [],
    7,
]


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_no_verdict(lie: object):
    pipe = io.BytesIO()
    write_frame(pipe, json.dumps(lie).encode())
    write_frame(pipe, b"")
    pipe.seek(0)
    with pytest.raises(BrokenFrameError):
        read_verdict(pipe, b"", Limits())


@pytest.mark.parametrize("words", [b"\xff\xfe", b"{", b" " * 5000, b"[" * 4000])
def test_rubbish_is_no_verdict(words: bytes):
    pipe = io.BytesIO()
    write_frame(pipe, words)
    write_frame(pipe, b"")
    pipe.seek(0)
    with pytest.raises(BrokenFrameError):
        read_verdict(pipe, b"", Limits())


def test_a_long_word_from_the_child_is_cut():
    pipe = io.BytesIO()
    write_verdict(pipe, Refusal(RefusalReason.WRONG_TYPE, {"found": "x" * 900}), worn=False)
    pipe.seek(0)
    verdict, _ = read_verdict(pipe, b"", Limits())
    assert verdict == Refusal(RefusalReason.WRONG_TYPE, {"found": "x" * 16})


def test_a_frame_is_bounded_and_whole():
    pipe = io.BytesIO()
    write_frame(pipe, b"lima!")
    whole = pipe.getvalue()
    assert read_frame(io.BytesIO(whole), 5) == b"lima!"
    assert read_frame(io.BytesIO(b""), 5) is None
    for cut in range(1, len(whole)):
        with pytest.raises(BrokenFrameError):
            read_frame(io.BytesIO(whole[:cut]), 5)
    with pytest.raises(BrokenFrameError):
        read_frame(io.BytesIO(whole), 4)
