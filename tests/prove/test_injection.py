"""S5: what people type stays what it is, in every message, button, log line and paper."""

import csv
import io
import json
import logging
import zipfile
from dataclasses import replace

import pytest

from bot.log import JsonFormat, Redactor, TextFormat
from bot.rehearsal.house import Somebody
from flows.grid import Grid
from flows.printout import Block, BlockKind, Printout
from flows.say import Say
from flows.seen import only_seen
from flows.words import Language
from papers.draw import draw, pages_of
from papers.names import safe_name
from papers.sheet import Text
from papers.workbook import csv_text, xlsx
from simulator.entities import tidy, units
from simulator.markup import parse
from tests.desk.filed import AUDITOR, begins, rows
from tests.people import PEOPLE
from tests.prove.nasty import hidden, strings
from texts.render import clean, fields


def test_no_value_breaks_a_sentence_or_adds_markup_to_it(texts, proof):
    dice = proof.dice("sentences")
    nasty = strings(dice, 500)
    each, rendered = proof.many(1, 100), 0
    for language in Language:
        for key, template in texts.sentences[language].items():
            names = fields(template)
            if not names or key.startswith("date."):
                continue
            plain = entities(texts.html(Say(key, dict.fromkeys(names, "x")), language))
            for value in dice.sample(nasty, each):
                html = texts.html(Say(key, dict.fromkeys(names, value)), language)
                text, found = tidy(*parse(html))
                kinds = [one["type"] for one in found]
                assert kinds == plain or not text.strip() or not clean(value).strip(), (key, value)
                assert not hidden(text), (key, value)
                label = texts.plain(Say(key, dict.fromkeys(names, value)), language)
                assert not hidden(label), (key, value)
                rendered += 1
    figures = {"strings": len(nasty), "sentences": rendered, "broken": 0, "invisible": 0}
    proof.record("S5", "sentences", figures)


def entities(html):
    _, found = tidy(*parse(html))
    return [one["type"] for one in found]


def test_no_string_forges_a_line_of_the_log(proof):
    nasty = strings(proof.dice("log"), proof.many(130, 5_000))
    for style in (TextFormat(Redactor()), JsonFormat(Redactor())):
        for text in nasty:
            one = logging.LogRecord("loket", logging.INFO, "x.py", 1, "%s", (text,), None)
            assert "\n" not in style.format(one), text
            try:
                raise ValueError(text)
            except ValueError as error:
                told = (ValueError, error, error.__traceback__)
            one = logging.LogRecord("loket", logging.INFO, "x.py", 1, "failed", (), told)
            begun, *more = style.format(one).split("\n")
            assert "failed" in begun
            assert all(line.startswith((" ", "\t")) for line in more), text
            assert all(line.isprintable() for line in more), text
            if isinstance(style, JsonFormat):
                json.loads(begun)
    proof.record("S5", "log", {"strings": len(nasty), "formats": 2, "forged": 0})


def test_no_string_breaks_a_paper_or_shows_something_else_in_it(proof):
    many = proof.many(30, 500)
    for text in strings(proof.dice("papers"), many):
        blocks = (
            Block(BlockKind.LETTERHEAD, text),
            Block(BlockKind.TITLE, text),
            Block(BlockKind.PARAGRAPH, text),
            Block(BlockKind.FIELDS, rows=((text, text),)),
            Block(BlockKind.TABLE, rows=(("A", "B"), (text, text)), weights=(1, 1)),
            Block(BlockKind.SIGNATURES, rows=((text, text, text, "", ""),)),
        )
        paper = Printout(text, blocks, text, "{n}/{all}")
        assert draw(paper).startswith(b"%PDF")
        for page in pages_of(paper):
            for mark in page:
                assert not isinstance(mark, Text) or not hidden(mark.text), text
    proof.record("S5", "papers", {"strings": many, "broken": 0, "invisible": 0})


def test_no_string_is_a_formula_in_a_sheet(proof):
    many = proof.many(120, 500)
    nasty = strings(proof.dice("sheets"), many)
    rows = tuple((text, f" {text}", len(text)) for text in nasty)
    grids = [Grid("Sheet", ("A", "B", "C"), rows), Grid(nasty[9], (nasty[3], "B", "C"), ())]
    with zipfile.ZipFile(io.BytesIO(xlsx(grids))) as book:
        for name in book.namelist():
            content = book.read(name)
            assert b"<f>" not in content, name
            assert b"<f " not in content, name
            assert b"<hyperlink" not in content, name
    cells = [cell for row in csv.reader(io.StringIO(csv_text(grids).decode("utf-8-sig")))
             for cell in row]  # fmt: skip
    assert not [one for one in cells if one.lstrip().startswith(("=", "+", "-", "@", "＝"))]
    assert not [one for one in cells if hidden(one)]
    proof.record("S5", "sheets", {"strings": many, "live formulas": 0, "invisible": 0})


def test_no_string_is_a_dangerous_file_name(proof):
    nasty = strings(proof.dice("names"), 500)
    for text in nasty:
        name = safe_name(text, "pdf")
        assert name.endswith(".pdf")
        assert len(name) <= 80
        assert not hidden(name)
        assert not set(name) & set('/\\<>:"|?*\n\r\t')
    proof.record("S5", "file names", {"strings": len(nasty), "dangerous": 0})


@pytest.fixture
def somebody_nasty(house):
    """Let a person of any name come to the desk."""
    played = dict(house.people)
    house.people = played

    def come(nth, name):
        who = f"nasty {nth}"
        played[who] = replace(
            PEOPLE["Andi"], id=710_000_000 + nth, first_name=only_seen(name[:64])
        )
        house.chats[who] = type(house.chats["Andi"])()
        house.unread[who] = []
        return who

    assert isinstance(PEOPLE["Andi"], Somebody)
    return come


def test_a_whole_case_of_a_nasty_person_breaks_no_message(house, somebody_nasty, proof):
    dice, many = proof.dice("cases"), proof.many(4, 500)
    shown = 0
    for nth, nasty in enumerate(strings(proof.dice("strings"), 500)[:: max(1, 500 // many)]):
        shown += one_case(house, somebody_nasty(nth, nasty), nasty, nth, dice)
    proof.record("S5", "cases", {"cases": nth + 1, "messages": shown, "broken": 0})


def test_half_a_character_is_an_ordinary_word_wherever_it_is_typed(house):
    for text in ("apa syarat\udfff aktivasi?", "\ud800", "/cari \udfff x", "{0}\udfff x"):
        for who in ("Siti", "Dewi"):
            assert house.says(who, text).text


def one_case(house, who, nasty, nth, dice):
    """File, ask, answer, note, return and reject, always with the nasty string."""
    before = {name: len(chat.messages) for name, chat in house.chats.items()}
    begins(house, who)
    for good in AUDITOR:
        house.says(who, nasty)
        # What was refused, or led away, is answered properly then.
        house.says(who, "/lanjut")
        house.says(who, good)
    house.says(who, "/menu")
    house.says(who, nasty)
    begins(house, who)
    for good in AUDITOR:
        words = f"{nasty} {good}" if dice.random() < 0.5 else good
        house.says(who, words)
    for _ in ("letter", "assignment"):
        taken = house.hand.make("pdf")
        named = replace(taken.paper, name=safe_name(nasty, "pdf"))
        house.hands_taken(who, replace(taken, paper=named))
    house.says(who, "/draf")
    kept = [number for (number,) in rows(house, "ticket", "number")]
    if kept:
        number = kept[-1]
        for text in ("tiket", "berkas", "catatan", "mintadata", "kembalikan", "tolak", "tanyakan"):
            house.says("Joko", f"/{text} {number} {nasty}")
        house.says("Joko", f"/antrian {nasty}")
    house.says("Joko", f"/cari {nasty}")
    house.says("Oki", f"/petugas {nasty}")
    checked = 0
    for name, chat in house.chats.items():
        for message in chat.messages[before.get(name, 0) :]:
            well_formed(message, nasty)
            checked += 1
    return checked


def well_formed(message, nasty):
    """What Telegram takes: strict HTML, no more than 4,096 units, buttons with words on them."""
    text, _ = tidy(*parse(message.html))
    assert text.strip() or message.document or message.printout, nasty
    assert units(text) <= 4_096, nasty
    assert not hidden(text), nasty
    for row in message.keyboard:
        for key in row:
            assert key.label.strip(), (nasty, key)
            assert not hidden(key.label), (nasty, key)
            assert len(key.data.encode()) <= 64
            assert len(key.copy) <= 256
    if message.printout:
        draw(message.printout)
