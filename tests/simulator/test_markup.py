"""The HTML of messages: entities, and Telegram's complaints with their byte offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.entities import tidy, to_html, units, with_found
from simulator.markup import parse
from simulator.refusal import Refusal


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("🏟 🏟&lt;<abac>", 'Unsupported start tag "abac" at byte offset 13'),
        ("🏟 🏟&lt;<abac ", 'Unsupported start tag "abac" at byte offset 13'),
        ("🏟 🏟&lt;<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
        ("🏟 🏟&lt;<i    aba>", 'Can\'t find end tag corresponding to start tag "i"'),
        ("🏟 🏟&lt;<i    aba  =  ", 'Unclosed start tag "i" at byte offset 13'),
        ("🏟 🏟&lt;<i", "Unclosed start tag at byte offset 13"),
        ("🏟 🏟&lt;</", "Unexpected end tag at byte offset 13"),
        ("🏟 🏟&lt;<b></b></", "Unexpected end tag at byte offset 20"),
        ("🏟 🏟&lt;<i>a</i   ", "Unclosed end tag at byte offset 17"),
        (
            "🏟 🏟&lt;<i>a</em   >",
            'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"',
        ),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
    ],
)
def test_wrong_markup_is_told_with_its_place_in_bytes(source, complaint):
    with pytest.raises(Refusal) as refused:
        parse(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("&ge;&lt;&gt;&amp;&quot;&laquo;&#12345678;", '&ge;<>&"&laquo;&#12345678;', []),
        ("➡️ ➡️<i>➡️ ➡️</i>", "➡️ ➡️➡️ ➡️", [("italic", 5, 5)]),
        ("🏟<b>🏟</b>", "🏟🏟", [("bold", 2, 2)]),
        ("<b><i>a</i>b</b>", "ab", [("bold", 0, 2), ("italic", 0, 1)]),
        ("<b></b>a", "a", []),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<CODE>a</CODE>", "a", [("code", 0, 1)]),
    ],
)
def test_markup_becomes_entities_in_utf16(source, text, entities):
    parsed, found = tidy(*parse(source))
    assert parsed == text
    assert [(it["type"], it["offset"], it["length"]) for it in found] == entities


def test_links_languages_and_moments_keep_what_they_carry():
    _, found = parse(
        '<a href="https://x.id/?a=1&amp;b=2">x</a>'
        '<pre><code class="language-python">y</code></pre>'
        '<tg-time unix="1647531900" format="wDT">z</tg-time>'
    )
    assert found == [
        {"type": "text_link", "offset": 0, "length": 1, "url": "https://x.id/?a=1&b=2"},
        {"type": "pre", "offset": 1, "length": 1, "language": "python"},
        {
            "type": "date_time",
            "offset": 2,
            "length": 1,
            "unix_time": 1647531900,
            "date_time_format": "wDT",
        },
    ]


def test_white_space_around_a_text_goes_and_the_entities_move_along():
    assert tidy(*parse(" \n<b> a </b> ")) == (
        "a",
        [{"type": "bold", "offset": 0, "length": 1}],
    )


def test_commands_links_and_mentions_are_found_outside_of_code():
    text, entities = parse("/start https://x.id/a. @loket_bot <code>/no</code>")
    found = with_found(text, entities)
    assert [(it["type"], it["offset"], it["length"]) for it in found] == [
        ("bot_command", 0, 6),
        ("url", 7, 14),
        ("mention", 23, 10),
        ("code", 34, 3),
    ]


@given(st.text(alphabet="ab <>&\"'🙂é\n", max_size=40))
def test_escaped_text_comes_back_as_it_was_and_shows_safely(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    parsed, entities = parse(f"<b>{escaped}</b>")
    assert parsed == text
    assert units(parsed) == len(parsed.encode("utf-16-le")) // 2
    shown = to_html(parsed, entities)
    assert "<" not in shown.replace("<b>", "").replace("</b>", "")


@given(st.text(alphabet="<>/bi ='\"a&;🙂", max_size=30))
def test_any_markup_is_either_parsed_or_refused(source):
    try:
        text, entities = parse(source)
    except Refusal as refusal:
        assert refusal.description.startswith("Bad Request: can't parse entities: ")
    else:
        assert all(it["offset"] + it["length"] <= units(text) for it in entities)
