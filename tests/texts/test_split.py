"""Long sentences: cut so that every part is whole HTML and short enough for Telegram."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.visit import LONGEST_TEXT
from flows.say import Say
from flows.words import Language
from tests.texts.test_render import Tags
from texts.split import split, units

PIECES = st.sampled_from(
    ["<b>", "</b>", "<blockquote expandable>", "</blockquote>", "&amp;", "&lt;", "kata", "\n", " ",
     "x" * 90, "😀"]
)  # fmt: skip


def balanced(pieces):
    """Make well-formed HTML of random pieces: closes what is open, drops what closes nothing."""
    opened, text = [], []
    for piece in pieces:
        if piece.startswith("</"):
            if not opened or opened[-1] != piece[2:-1]:
                continue
            opened.pop()
        elif piece.startswith("<"):
            if len(opened) == 4:
                continue
            opened.append(piece[1:-1].split()[0])
        text.append(piece)
    return "".join([*text, *(f"</{tag}>" for tag in reversed(opened))])


def bare(html):
    return re.sub(r"<[^>]*>|\s", "", html)


def test_a_short_text_is_one_part():
    assert split("<b>halo</b>", 4000) == ["<b>halo</b>"]


def test_a_long_text_is_cut_between_its_lines():
    lines = [f"baris {n:03} " + "x" * 30 for n in range(200)]
    parts = split("\n".join(lines), 1000)
    assert "\n".join(parts).split("\n") == lines
    assert max(map(units, parts)) <= 1000


def test_an_open_tag_is_closed_and_opened_again():
    html = "<blockquote expandable>" + "\n".join(["kata " * 10] * 40) + "</blockquote>"
    parts = split(html, 600)
    assert len(parts) > 3
    for part in parts:
        assert part.startswith("<blockquote expandable>")
        assert part.endswith("</blockquote>")


def test_an_entity_is_never_cut():
    parts = split("&amp;" * 300, 100)
    assert all(re.fullmatch(r"(&amp;)+", part) for part in parts)
    assert "".join(parts) == "&amp;" * 300


def test_length_is_counted_as_telegram_counts_it():
    assert units("😀") == 2
    assert max(map(units, split("😀" * 3000, 4000))) <= 4000


@given(st.lists(PIECES, max_size=400))
def test_every_part_is_whole_html_and_nothing_is_lost(pieces):
    html = balanced(pieces)
    parts = split(html, 400)
    assert "".join(map(bare, parts)) == bare(html)
    for part in parts:
        tags = Tags()
        tags.feed(part)
        tags.close()
        assert (tags.open, tags.wrong) == ([], [])
        assert units(part) <= 400


@pytest.mark.parametrize("language", Language)
def test_the_longest_answers_still_fit_into_messages(texts, language):
    long = "Keterangan yang panjang & lengkap. " * 120
    line = Say("intake.review_line", {"title": "Uraian", "answer": long})
    review = Say("intake.review", {"service": "Layanan", "lines": (line,) * 12})
    for part in split(texts.html(review, language), LONGEST_TEXT):
        assert units(part) <= 4096
