"""The checks of typed answers: cleaned, kept, or refused with a short code."""

import pytest

from flows.checks import KINDS, Checked, Fault, check, compare


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("text", ["", "   ", "\u200b\u202e\ufeff", "\n\n"])
def test_nothing_visible_is_empty_for_every_kind(kind, text):
    assert check(kind, text) == Fault("empty")


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("text", ["x" * 5000, "9" * 5000, "\ud800", "💥", "a\x00b", "-", "@", "."])
def test_odd_input_is_an_answer_or_a_fault_and_never_an_error(kind, text):
    assert isinstance(check(kind, text), Checked | Fault)


def test_an_unknown_kind_is_an_error_of_the_standard():
    with pytest.raises(KeyError):
        check("shoe_size", "42")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Budi \t Santoso ", "Budi Santoso"),
        ("Budi\nSantoso", "Budi Santoso"),
        ("Budi\u00a0Santoso", "Budi Santoso"),
        ("B\u200bu\u202edi\x07", "Budi"),
        ("Rene\u0301", "René"),
        ("H. M. Yusuf, S.T., M.M.", "H. M. Yusuf, S.T., M.M."),
        ("\u5f20\u4f1f", "\u5f20\u4f1f"),
    ],
)
def test_a_name_is_cleaned(typed, kept):
    assert check("name", typed) == Checked(kept, kept)


@pytest.mark.parametrize(
    ("kind", "typed", "fault"),
    [
        ("name", "B", Fault("too_short", {"least": "2"})),
        ("name", "B" * 101, Fault("too_long", {"most": "100"})),
        ("name", "12345", Fault("no_letters")),
        ("company_name", "---", Fault("no_letters")),
        ("position", "P" * 101, Fault("too_long", {"most": "100"})),
        ("title", "ab", Fault("too_short", {"least": "3"})),
        ("text", "a" * 1001, Fault("too_long", {"most": "1000"})),
        ("long_text", "a" * 4001, Fault("too_long", {"most": "4000"})),
        ("email", "a" * 501, Fault("too_long", {"most": "500"})),
        ("user_id", "budi santoso", Fault("not_user_id")),
        ("number", "1,5", Fault("not_number")),
        ("number", "-3", Fault("not_number")),
    ],
)
def test_an_answer_that_does_not_hold_is_refused_with_its_code(kind, typed, fault):
    assert check(kind, typed) == fault


def test_a_long_text_keeps_its_paragraphs():
    typed = "Satu  dua \r\n\r\n\r\n\r\ntiga\u2028empat\u200b "
    assert check("long_text", typed) == Checked(*["Satu dua\n\ntiga\nempat"] * 2)
    assert check("text", typed) == Checked(*["Satu dua tiga empat"] * 2)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Budi.Santoso@Contoh.co.id ", "budi.santoso@contoh.co.id"),
        ("mailto:budi@contoh.id", "budi@contoh.id"),
        ("<budi+lpse@contoh.id>,", "budi+lpse@contoh.id"),
        ("lpse@babelprov.go.id.", "lpse@babelprov.go.id"),
    ],
)
def test_an_email_address_is_kept_in_small_letters(typed, kept):
    assert check("email", typed) == Checked(kept, kept)


@pytest.mark.parametrize(
    "typed",
    [
        "budi",
        "budi@contoh",
        "budi@@contoh.id",
        "budi santoso@contoh.id",
        "a@b.id, c@d.id",
        ".budi@contoh.id",
        "bu..di@contoh.id",
        "budi@-contoh.id",
        "budi@contoh..id",
        "b" * 65 + "@contoh.id",
        "budí@contoh.id",
    ],
)
def test_what_is_no_email_address_is_refused(typed):
    assert check("email", typed) == Fault("not_email")


@pytest.mark.parametrize(
    "typed",
    [
        "03-08-2026",
        "3/8/2026",
        "3.8.2026",
        "3 8 2026",
        "3 Agustus 2026",
        "3 agt 2026",
        "3 August 2026",
        "03-Ags-2026",
        "2026-08-03",
    ],
)
def test_a_date_is_read_with_the_day_first(typed):
    assert check("date", typed) == Checked("2026-08-03", "03-08-2026")


@pytest.mark.parametrize(
    "typed",
    [
        "31-02-2026",
        "29 Februari 2026",
        "3-8-26",
        "03-13-2026",
        "3 Foo 2026",
        "0-0-0000",
        "kemarin",
        "3-8-1026",
        "٣-٨-٢٠٢٦",
    ],
)
def test_an_impossible_date_is_refused(typed):
    assert check("date", typed) == Fault("not_date")


@pytest.mark.parametrize(("typed", "kept"), [("12", "12"), ("1.250.000", "1250000"), ("007", "7")])
def test_a_number_is_whole(typed, kept):
    assert check("number", typed) == Checked(kept, kept)


def test_a_user_id_is_kept_as_typed():
    assert check("user_id", "BUDI_01") == Checked("BUDI_01", "BUDI_01")


def test_an_answer_written_once_more_must_be_the_same():
    assert compare("baru@x.example", same_as="baru@x.example") is None
    assert compare("bari@x.example", same_as="baru@x.example") == Fault("not_repeated")


def test_a_new_answer_must_differ_from_the_old_one():
    assert compare("baru@x.example", differs_from="lama@x.example") is None
    assert compare("lama@x.example", differs_from="lama@x.example") == Fault("not_changed")


def test_where_nothing_was_answered_there_is_nothing_to_compare_with():
    assert compare("baru@x.example") is None
