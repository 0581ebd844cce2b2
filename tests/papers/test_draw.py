"""Printouts become PDFs: the same bytes every time, nothing outside the margins, nothing lost."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pikepdf
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.printout import Block, BlockKind, Printout
from papers.draw import draw, pages_of
from papers.fonts import MARK, printable, width
from papers.sheet import BOTTOM, HEIGHT, LEFT, RIGHT, Box, Text
from papers.wrap import wrap

SIGNERS = (
    ("", "Penerima kuasa", "…………", "", ""),
    ("Banjarmasin, …………", "Pimpinan perusahaan", "Ahmad Fauzi", "Meterai", "Cap"),
)


def printout(*blocks: Block) -> Printout:
    said = "Tanda {mark} menggantikan huruf yang tidak dapat dicetak."
    return Printout("Surat", blocks, "Disusun oleh Loket", "Halaman {n} dari {all}", said)


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text)


def words_of(paper: Printout) -> list[str]:
    return [mark.text for page in pages_of(paper) for mark in page if isinstance(mark, Text)]


def test_the_same_printout_gives_the_same_bytes():
    paper = printout(paragraph("Dengan hormat"), Block(BlockKind.SIGNATURES, rows=SIGNERS))
    assert draw(paper) == draw(paper)


def test_several_threads_may_print_at_once():
    papers = [printout(paragraph(f"Surat {n}: José, İş, Ahmad " * 40)) for n in range(8)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(draw, papers)) == [draw(paper) for paper in papers]


def test_every_page_is_an_a4_page_with_embedded_fonts():
    with pikepdf.open(BytesIO(draw(printout(paragraph("Baik. " * 900))))) as pdf:
        assert len(pdf.pages) > 1
        for page in pdf.pages:
            assert [float(x) for x in page.mediabox] == [0, 0, 595.28, HEIGHT]
            for font in page.resources["/Font"].values():
                base = str(font["/BaseFont"])
                assert "Vera" in base or base == "/Helvetica"


def test_markup_in_an_answer_is_only_text():
    name = 'PT <b>Maju</b> & "Rekan" <a href="x">&lt;'
    assert words_of(printout(paragraph(name))) == [name]
    assert draw(printout(paragraph(name))).startswith(b"%PDF")


def test_direction_and_control_characters_are_dropped():
    assert printable("CV \u202eyarJ\u202c\u200b\x00 Jaya") == "CV yarJ Jaya"


def test_letters_the_fonts_lack_are_marked_and_that_is_said():
    said = words_of(printout(paragraph("Ng\u1ed9 Щ Ahmad")))
    assert said[0] == f"Ng{MARK} {MARK} Ahmad"
    assert MARK in said[-1]
    assert "menggantikan" in said[-1]


def test_nothing_is_said_of_letters_when_all_can_be_printed():
    said = words_of(printout(paragraph("José Ñuñez – “Contoh” … İş Žižka")))
    assert said == ["José Ñuñez – “Contoh” … İş Žižka"]


def test_a_word_longer_than_a_line_is_broken():
    lines = wrap("a " + "x" * 300 + " b", "Vera", 10, 200)
    assert "".join(lines).replace(" ", "") == "a" + "x" * 300 + "b"
    assert all(width(line, "Vera", 10) <= 200 for line in lines)


def test_numbered_lines_hang_behind_their_number():
    page = pages_of(printout(paragraph("1. " + "satu " * 40 + "\na. huruf")))[0]
    number, *rest = sorted(
        (mark for mark in page if isinstance(mark, Text)), key=lambda mark: (-mark.y, mark.x)
    )
    assert number.text == "1."
    assert all(mark.x > number.x for mark in rest)


def test_a_table_repeats_its_head_on_every_page_and_loses_no_line():
    rows = (("No.", "Berkas"), *((str(n), "KTP " * 30) for n in range(60)))
    block = Block(BlockKind.TABLE, rows=rows, weights=(1, 6))
    pages = pages_of(printout(block))
    assert len(pages) > 2
    for page in pages:
        assert any(isinstance(mark, Text) and mark.text == "Berkas" for mark in page)
    assert sum(line.split().count("KTP") for line in words_of(printout(block))) == 60 * 30


def test_a_cell_longer_than_a_page_goes_on():
    block = Block(BlockKind.TABLE, rows=(("A", "B"), ("1", "kata " * 2000)), weights=(1, 1))
    assert sum(line.split().count("kata") for line in words_of(printout(block))) == 2000


def test_a_code_holds_what_it_should():
    marks = pages_of(printout(Block(BlockKind.CODE, "BJM-2026-000123-K", (("Pindai",),))))[0]
    dark = sum(1 for mark in marks if isinstance(mark, Box) and mark.filled)
    assert dark == sum(sum(row) for row in segno.make_qr("BJM-2026-000123-K", error="m").matrix)


BLOCKS = st.one_of(
    st.builds(
        Block,
        st.sampled_from((BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.NOTE)),
        st.text(max_size=400),
    ),
    st.builds(
        lambda rows: Block(BlockKind.FIELDS, rows=tuple(rows)),
        st.lists(st.tuples(st.text(max_size=80), st.text(max_size=600)), max_size=9),
    ),
    st.builds(
        lambda rows: Block(BlockKind.TABLE, rows=tuple(rows), weights=(1, 3, 2)),
        st.lists(st.tuples(*[st.text(max_size=300)] * 3), min_size=1, max_size=9),
    ),
    st.builds(
        lambda names: Block(
            BlockKind.SIGNATURES, rows=tuple(("", name, name, "Meterai", "Cap") for name in names)
        ),
        st.lists(st.text(max_size=60), min_size=1, max_size=4),
    ),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(BLOCKS, max_size=12))
def test_nothing_stands_outside_the_margins(blocks):
    for page in pages_of(printout(*blocks)):
        for mark in page:
            assert mark.y >= BOTTOM - 14
            assert mark.x >= LEFT - 0.1
            if isinstance(mark, Text):
                assert mark.x + width(mark.text, mark.font, mark.size) <= RIGHT + 1


def test_the_printer_is_loaded_only_when_something_is_printed():
    order = "import sys, papers.draw; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", order], check=False).returncode == 0
