"""What a person reads: escaped, polite, dated as people say it, in both languages."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows.say import Button, Say
from flows.words import Language, Words
from texts.render import MissingText, Texts, clean, fields, load

AT = datetime(2026, 8, 3, 6, 5, tzinfo=UTC)
TELEGRAM_TAGS = {"b", "i", "code", "blockquote"}


def made(**sentences):
    """Texts with these sentences in both languages, beside the names of days and months."""
    built_in = load().sentences
    return Texts(
        {
            language: {
                **{key: value for key, value in built_in[language].items() if key[:5] == "date."},
                **{key.replace("__", "."): value for key, value in sentences.items()},
            }
            for language in Language
        }
    )


def every_sentence(texts):
    return [
        (f"{language}: {key}", sentence)
        for language, sentences in texts.sentences.items()
        for key, sentence in sentences.items()
    ]


class Tags(HTMLParser):
    """Notes tags that are unknown, unclosed or closed in the wrong order."""

    def __init__(self) -> None:
        super().__init__()
        self.open = []
        self.wrong = []

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        allowed = [("expandable", None)] if tag == "blockquote" else []
        if tag not in TELEGRAM_TAGS or any(one not in allowed for one in attributes):
            self.wrong.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")


def test_every_tag_is_telegrams_and_closed(texts):
    for key, sentence in every_sentence(texts):
        tags = Tags()
        tags.feed(sentence)
        tags.close()
        assert (tags.wrong, tags.open) == ([], []), key


def test_indonesian_says_bapak_or_ibu_and_never_you(texts):
    for key, sentence in texts.sentences[Language.ID].items():
        assert not re.search(r"\b(kamu|anda|lu|elo|gue|loe)\b", sentence, re.IGNORECASE), key


def test_no_button_label_holds_markup_or_a_line_break(texts):
    for key, sentence in every_sentence(texts):
        if " button." in key:
            assert "<" not in sentence, key
            assert "\n" not in sentence, key
            assert len(sentence) <= 40, key


def test_every_plural_has_two_forms_and_stands_only_in_english(texts):
    for key, sentence in every_sentence(texts):
        for plural in re.findall(r"\{\w+:([^}]*\|[^}]*)\}", sentence):
            assert key.startswith("en"), key
            assert len(plural.split("|")) == 2, key


def test_a_password_is_never_asked_for(texts):
    asking = (
        r"(masukkan|tuliskan|kirimkan|enter|write|type) (your |the )?(password|kata sandi|otp)"
    )
    for key, sentence in every_sentence(texts):
        assert not re.search(asking, sentence, re.IGNORECASE), key


def test_a_date_is_told_as_people_say_it():
    at = AT.astimezone(ZoneInfo("Asia/Makassar"))
    texts = made(it="{at}", day="{at:day}", time="{at:time}")
    assert texts.html(Say("it", {"at": at}), Language.ID) == (
        "Senin, 3 Agustus 2026 pukul 14.05 WITA"
    )
    assert texts.html(Say("day", {"at": at}), Language.ID) == "Senin, 3 Agustus 2026"
    assert texts.html(Say("time", {"at": at}), Language.ID) == "pukul 14.05 WITA"
    assert texts.html(Say("it", {"at": at}), Language.EN) == (
        "Monday, 3 August 2026 at 14:05 WITA"
    )


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Asia/Jakarta", "13.05 WIB"),
        ("Asia/Makassar", "14.05 WITA"),
        ("Asia/Jayapura", "15.05 WIT"),
    ],
)
def test_a_moment_is_told_in_its_own_zone(zone, told):
    shown = made(it="{at}").html(Say("it", {"at": AT.astimezone(ZoneInfo(zone))}), Language.ID)
    assert shown.endswith(told)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_and_weekday_has_a_name(month):
    texts = made(it="{at:day}")
    for day in range(1, 8):
        for language in Language:
            shown = texts.html(Say("it", {"at": datetime(2026, month, day, tzinfo=UTC)}), language)
            assert re.fullmatch(r"[A-Z]\w+, \d [A-Z]\w+ 2026", shown)


def test_what_people_write_is_never_markup():
    texts = made(it="<b>{name}</b>")
    shown = texts.html(Say("it", {"name": '<a href="tg://x">&'}), Language.ID)
    assert shown == '<b>&lt;a href="tg://x"&gt;&amp;</b>'


def test_a_value_with_braces_stays_what_it_is():
    shown = made(it="{name}").html(Say("it", {"name": "{0.__class__} {it}"}), Language.ID)
    assert shown == "{0.__class__} {it}"


@pytest.mark.parametrize("bad", ["\u202e", "\u2066", "\u200b", "\x00", "\x1b", "\ud800", "\ufeff"])
def test_direction_and_control_characters_are_dropped(bad):
    assert clean(f"PT{bad} Maju") == "PT Maju"


def test_line_breaks_are_kept_in_a_value():
    assert clean("satu\ndua") == "satu\ndua"


def test_a_value_may_be_a_sentence_of_its_own_language():
    texts = made(outer="({inner})")
    texts.sentences[Language.ID]["inner"] = "dalam"
    texts.sentences[Language.EN]["inner"] = "inside"
    said = Say("outer", {"inner": Say("inner")})
    assert texts.html(said, Language.ID) == "(dalam)"
    assert texts.html(said, Language.EN) == "(inside)"


def test_words_of_a_standard_are_said_in_the_readers_language_and_escaped():
    said = Say("it", {"title": Words("Akta & SIUP", "Deed & licence")})
    assert made(it="{title}").html(said, Language.ID) == "Akta &amp; SIUP"
    assert made(it="{title}").html(said, Language.EN) == "Deed &amp; licence"


def test_a_list_is_one_line_each_or_joined_as_its_field_says():
    texts = made(lines="{items}", commas="{items:comma}", bullets="{items:bullets}")
    items = {"items": ("satu", Words("dua", "two"))}
    assert texts.html(Say("lines", items), Language.ID) == "satu\ndua"
    assert texts.html(Say("commas", items), Language.EN) == "satu, two"
    assert texts.html(Say("bullets", items), Language.ID) == "• satu\n• dua"


def test_one_is_singular_and_every_other_number_plural():
    texts = made(it="{pages:page|pages}")
    told = [texts.html(Say("it", {"pages": n}), Language.EN) for n in (0, 1, 2)]
    assert told == ["0 pages", "1 page", "2 pages"]


def test_thousands_are_separated_as_the_language_does():
    texts = made(it="{n}")
    assert texts.html(Say("it", {"n": 12345}), Language.ID) == "12.345"
    assert texts.html(Say("it", {"n": 12345}), Language.EN) == "12,345"


def test_a_missing_sentence_is_named():
    with pytest.raises(MissingText, match=r"menu\.nowhere \(en\)"):
        load().html(Say("menu.nowhere"), Language.EN)


def test_a_missing_value_is_named():
    with pytest.raises(MissingText, match=r"it \(id\): no value for \{name\}"):
        made(it="{name}").html(Say("it"), Language.ID)


def test_a_label_is_plain_text():
    texts = made(it="<b>{name}</b>")
    label = texts.label(Button(Say("it", {"name": "A & <B>"})).label, Language.ID)
    assert label == "A & <B>"
    assert texts.label(Words("Kirim", "Submit"), Language.EN) == "Submit"


def test_an_escaped_ampersand_is_unescaped_only_once():
    assert made(it="{x}").plain(Say("it", {"x": "&lt;"}), Language.ID) == "&lt;"


def test_the_fields_of_a_template_are_known_by_name():
    assert fields("{a} {b:day} {c:x|y} d") == {"a", "b", "c"}


def test_a_sentence_said_in_two_files_is_refused_by_name(tmp_path: Path):
    for language in ("id", "en"):
        (tmp_path / language).mkdir()
        for room in ("a", "b"):
            (tmp_path / language / f"{room}.toml").write_text('[menu]\nhello = "Halo"\n')
    with pytest.raises(ValueError, match=r"texts/id/b\.toml: menu\.hello is said twice"):
        load(tmp_path)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path):
    (tmp_path / "id").mkdir()
    (tmp_path / "id" / "menu.toml").write_text("[menu\n")
    with pytest.raises(ValueError, match=r"texts/id/menu\.toml"):
        load(tmp_path)
