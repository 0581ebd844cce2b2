"""PDFs: whole, open, short enough; their bytes are never changed."""

import pikepdf
import pytest

from papers.inspect import Paper, Refusal, RefusalReason
from papers.inspector import Inspector
from tests.papers import samples
from tests.papers.samples_active import ACTIVE, HARMLESS


def reason(verdict: Paper | Refusal) -> RefusalReason | None:
    return verdict.reason if isinstance(verdict, Refusal) else None


@pytest.mark.parametrize("pages", [1, 3, 200])
def test_the_pages_of_a_letter_are_counted(inspector: Inspector, pages: int):
    data = samples.letter(pages)
    assert inspector.inspect(data) == Paper(
        "pdf", pages, width=None, height=None, signed=False, content=data
    )


def test_a_scan_is_taken_as_it_is(inspector: Inspector):
    data = samples.scan(2)
    verdict = inspector.inspect(data)
    assert isinstance(verdict, Paper)
    assert (verdict.media_type, verdict.size) == ("application/pdf", len(data))
    assert verdict.content == data


def test_more_than_200_pages_are_refused_with_both_numbers(inspector: Inspector):
    verdict = inspector.inspect(samples.letter(201))
    assert verdict == Refusal(RefusalReason.TOO_MANY_PAGES, {"pages": 201, "limit": 200})


def test_a_pdf_without_a_page_is_refused(inspector: Inspector):
    data = samples.altered(lambda pdf: pdf.pages.__delitem__(0))
    assert reason(inspector.inspect(data)) is RefusalReason.UNREADABLE


def test_a_pdf_that_asks_for_a_password_is_refused(inspector: Inspector):
    assert inspector.inspect(samples.encrypted()) == Refusal(RefusalReason.ENCRYPTED)


def test_a_pdf_that_only_may_not_be_changed_is_taken(inspector: Inspector):
    assert isinstance(inspector.inspect(samples.encrypted(user="")), Paper)


def test_a_lock_of_an_unknown_kind_is_refused_as_encrypted(inspector: Inspector):
    data = samples.encrypted().replace(b"/Filter /Standard", b"/Filter /Adobe.PS")
    assert reason(inspector.inspect(data)) is RefusalReason.ENCRYPTED


def test_a_signed_pdf_keeps_every_byte_and_is_marked(inspector: Inspector):
    data = samples.signed()
    verdict = inspector.inspect(data)
    assert isinstance(verdict, Paper)
    assert verdict.signed
    assert verdict.content == data


def test_an_empty_signature_field_is_no_signature(inspector: Inspector):
    data = samples.altered(
        lambda pdf: pdf.Root.__setattr__(
            "AcroForm",
            pikepdf.Dictionary(
                Fields=pikepdf.Array([pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="ttd")])
            ),
        )
    )
    verdict = inspector.inspect(data)
    assert isinstance(verdict, Paper)
    assert not verdict.signed


@pytest.mark.parametrize("kind", ACTIVE)
def test_a_pdf_that_acts_is_refused(inspector: Inspector, kind: str):
    assert inspector.inspect(samples.active(kind)) == Refusal(RefusalReason.ACTIVE)


@pytest.mark.parametrize("kind", ACTIVE)
def test_a_pdf_that_acts_is_refused_when_its_objects_are_packed(inspector: Inspector, kind: str):
    packed = samples.altered(ACTIVE[kind], object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert inspector.inspect(packed) == Refusal(RefusalReason.ACTIVE)


def test_an_action_written_in_escapes_is_found(inspector: Inspector):
    data = samples.active().replace(b"/JavaScript", b"/J#61vaScript")
    assert b"J#61va" in data
    assert inspector.inspect(data) == Refusal(RefusalReason.ACTIVE)


def test_an_action_in_a_protected_pdf_is_found(inspector: Inspector):
    lock = pikepdf.Encryption(user="", owner="pemilik", R=6)
    data = samples.altered(ACTIVE["open_launch"], encryption=lock)
    assert inspector.inspect(data) == Refusal(RefusalReason.ACTIVE)


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_office_programs_write_is_taken(inspector: Inspector, kind: str):
    assert isinstance(inspector.inspect(samples.altered(HARMLESS[kind])), Paper)


@pytest.mark.parametrize("percent", range(3, 100, 4))
def test_a_pdf_cut_off_anywhere_is_refused(inspector: Inspector, percent: int):
    data = samples.scan(2)
    cut = data[: len(data) * percent // 100]
    assert reason(inspector.inspect(cut)) is RefusalReason.TRUNCATED


def test_a_linearized_pdf_cut_off_is_refused(inspector: Inspector):
    data = samples.altered(lambda pdf: None, linearize=True)
    assert reason(inspector.inspect(data[:-200])) is RefusalReason.TRUNCATED


@pytest.mark.parametrize("behind", [b"<script>alert(1)</script>", b"\xff\xd8\xff\xe0", b"MZ"])
def test_a_pdf_with_something_behind_its_end_is_refused(inspector: Inspector, behind: bytes):
    verdict = inspector.inspect(samples.letter() + behind)
    assert reason(verdict) is RefusalReason.UNREADABLE


@pytest.mark.parametrize("padding", [b"", b"\r\n", bytes(4096), b"\n\x1a", b"\n%%EOF\n"])
def test_padding_behind_a_pdf_does_no_harm(inspector: Inspector, padding: bytes):
    assert isinstance(inspector.inspect(samples.letter() + padding), Paper)


def test_a_damaged_table_is_repaired_for_looking_but_not_in_the_file(inspector: Inspector):
    data = samples.letter()
    broken = data.replace(b"startxref\n", b"startxref\n9")
    verdict = inspector.inspect(broken)
    assert isinstance(verdict, Paper)
    assert verdict.content == broken


def test_a_head_and_an_end_alone_are_no_pdf(inspector: Inspector):
    verdict = inspector.inspect(b"%PDF-1.7\nstartxref\n0\n%%EOF\n")
    assert reason(verdict) is RefusalReason.UNREADABLE
