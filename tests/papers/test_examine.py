"""What is taken and what is refused, by content alone."""

import pytest

from papers.inspect import Limits, Paper, Refusal, RefusalReason
from papers.inspector import Inspector
from tests.papers import samples

OTHER_KINDS = {
    "docx": (samples.docx(), "docx"),
    "zip": (samples.archive(), "zip"),
    "gif": (samples.gif(), "gif"),
    "svg": (samples.svg(), ""),
    "html": (samples.html(), ""),
    "eicar": (samples.eicar(), ""),
    "text": (b"surat permohonan", ""),
    "exe": (b"MZ" + bytes(100), "exe"),
    "old_word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ""),
    "script": (b"#!/bin/sh\nrm -rf /\n", ""),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
    "one_byte": (b"%", ""),
    "nul": (bytes(1000), ""),
}


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_other_kinds_of_files_are_refused_with_what_they_are(inspector: Inspector, kind: str):
    data, found = OTHER_KINDS[kind]
    assert inspector.inspect(data) == Refusal(RefusalReason.WRONG_TYPE, {"found": found})


def test_an_empty_file_is_refused(inspector: Inspector):
    assert inspector.inspect(b"") == Refusal(RefusalReason.EMPTY)


def test_one_byte_more_than_20_mb_is_refused(inspector: Inspector):
    data = b"%PDF-1.4\n" + bytes(Limits().file_bytes)
    assert inspector.inspect(data) == Refusal(RefusalReason.TOO_LARGE, {"limit": 20})


def test_a_file_of_exactly_20_mb_is_read(inspector: Inspector):
    letter = samples.letter()
    data = letter + bytes(Limits().file_bytes - len(letter))
    verdict = inspector.inspect(data)
    assert isinstance(verdict, Paper)
    assert verdict.size == Limits().file_bytes


def test_a_picture_that_hides_a_pdf_is_taken_as_what_it_shows(inspector: Inspector):
    verdict = inspector.inspect(samples.gif() + samples.letter())
    assert verdict == Refusal(RefusalReason.WRONG_TYPE, {"found": "gif"})


@pytest.mark.parametrize("front", [b"<html>", b"MZ", b"GIF89a", b"PK\x03\x04", b"#!/bin/sh\n"])
def test_a_pdf_behind_something_else_is_no_pdf(inspector: Inspector, front: bytes):
    verdict = inspector.inspect(front + samples.letter())
    assert isinstance(verdict, Refusal)
    assert verdict.reason is RefusalReason.WRONG_TYPE


@pytest.mark.parametrize("front", [b"\r\n", b"\xef\xbb\xbf", b" \0"])
def test_blanks_before_a_pdf_do_no_harm(inspector: Inspector, front: bytes):
    assert isinstance(inspector.inspect(front + samples.letter()), Paper)


def test_an_archive_behind_a_pdf_is_refused(inspector: Inspector):
    verdict = inspector.inspect(samples.letter() + samples.archive("jahat.exe"))
    assert verdict == Refusal(RefusalReason.WRONG_TYPE, {"found": "zip"})


def test_an_archive_inside_a_pdf_is_refused(inspector: Inspector):
    data = samples.altered(
        lambda pdf: pdf.Root.__setattr__("Hidden", pdf.make_stream(samples.archive("jahat.exe"))),
        compress_streams=False,
    )
    verdict = inspector.inspect(data)
    assert verdict == Refusal(RefusalReason.WRONG_TYPE, {"found": "zip"})
