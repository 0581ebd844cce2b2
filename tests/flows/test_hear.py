"""One turn of the intake: what is taken, what is refused with a reason, and where it leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.hear import begin, hear
from flows.heard import HeardKind
from flows.intake import MOST_PARTS, SKIPPED, Intake, Outcome, path
from flows.standard import AskKind, Form
from tests.flows.little import INTAKE, ask, did, handed, paper, standard, text

ANSWERS = {
    "ready": text("yes"),
    "name": text("Siti Rahmawati"),
    "form": text("pt"),
    "tax_number": text("01.312.166.0-091.000"),
    "nickname": text("Siti"),
    "deed": None,
    "amended": text("no"),
}


def key_of(turn):
    """The first sentence of a turn's last card."""
    return turn.cards[-1].says[0].key


def first_key(turn):
    return turn.cards[0].says[0].key


def actions(card):
    return [button.action for row in card.rows for button in row]


def at(item, intake=None, **more):
    """An intake that is at `item`, everything before it answered."""
    intake = intake or begin(INTAKE).intake
    while intake.asked != item:
        intake = answer(intake, **more)
    return intake


def answer(intake, **more):
    """Answer the open item in a plain way, or with the word given for it."""
    item = intake.asked
    if item in more:
        return hear(INTAKE, intake, text(more[item])).intake
    if ANSWERS.get(item) is not None:
        return hear(INTAKE, intake, ANSWERS[item]).intake
    if item == "licence" and item not in intake.answers:
        intake = hear(INTAKE, intake, text("nib")).intake
    return hear(INTAKE, intake, handed(paper())).intake


def finished(**more):
    return at("", **more)


# Answers


def test_it_begins_with_the_first_question():
    turn = begin(INTAKE)
    assert (turn.intake.asked, key_of(turn)) == ("ready", "intake.ask")


def test_a_right_answer_leads_to_the_next_question():
    turn = hear(INTAKE, at("name"), text("  Siti   Rahmawati "))
    assert turn.intake.answers["name"] == "Siti Rahmawati"
    assert turn.intake.asked == "form"


@pytest.mark.parametrize("said", ["pt", "PT", " Pt ", "1", "pt (en)"])
def test_a_choice_is_typed_by_id_number_or_name_in_either_language(said):
    assert hear(INTAKE, at("form"), text(said)).intake.answers["form"] == "pt"


@pytest.mark.parametrize("said", ["3", "0", "", "cv", "pt pt"])
def test_what_is_no_option_says_so_and_asks_again(said):
    before = at("form")
    turn = hear(INTAKE, before, text(said))
    assert first_key(turn) == "intake.error.not_an_option"
    assert turn.intake == before


def test_an_option_that_stays_explains_and_asks_again():
    before = at("ready")
    turn = hear(INTAKE, before, text("no"))
    assert [say.key for say in turn.cards[0].says[:2]] == ["intake.stay", "intake.ask"]
    assert turn.intake == before


@pytest.mark.parametrize(
    ("item", "said", "why"),
    [
        ("name", "", "empty"),
        ("name", "x", "too_short"),
        ("name", "x" * 101, "too_long"),
        ("name", "1234", "no_letters"),
        ("tax_number", "abc", "only_digits"),
        ("tax_number", "123", "digits"),
    ],
)
def test_a_wrong_answer_says_why_and_changes_nothing(item, said, why):
    before = at(item)
    turn = hear(INTAKE, before, text(said))
    assert first_key(turn) == f"intake.error.{why}"
    assert turn.cards[0].says[1].key == "intake.ask"
    assert turn.intake == before


@pytest.mark.parametrize(
    ("item", "why"), [("name", "not_text"), ("form", "not_choice"), ("card", "not_document")]
)
def test_a_sticker_is_answered_with_what_is_wanted_instead(item, why):
    before = at(item)
    turn = hear(INTAKE, before, did("other", "sticker"))
    assert (first_key(turn), turn.intake) == (f"intake.error.{why}", before)


def test_a_doubtful_answer_is_taken_and_staff_are_warned_until_it_is_corrected():
    doubtful = hear(INTAKE, at("tax_number"), text("01.312.166.1-091.000")).intake
    assert doubtful.warnings == {"tax_number": "npwp_doubtful"}
    again = hear(INTAKE, doubtful, did("edit", "tax_number")).intake
    corrected = hear(INTAKE, again, text("01.312.166.0-091.000")).intake
    assert corrected.warnings == {}


def test_an_optional_item_can_be_skipped_and_any_other_cannot():
    skipped = hear(INTAKE, at("nickname"), did("skip"))
    assert (skipped.intake.answers["nickname"], skipped.intake.asked) == (SKIPPED, "card")
    before = at("name")
    refused = hear(INTAKE, before, did("skip"))
    assert (first_key(refused), refused.intake) == ("intake.error.not_optional", before)


OPTIONAL = standard(ask("photo", AskKind.DOCUMENT, optional=True), ask("name", check="name"))


def test_a_document_that_was_skipped_and_then_sent_counts_as_sent():
    skipped = hear(OPTIONAL, begin(OPTIONAL).intake, did("skip")).intake
    back = hear(OPTIONAL, skipped, did("back")).intake
    sent = hear(OPTIONAL, back, handed(paper())).intake
    assert (sent.answers, len(sent.papers["photo"]), sent.asked) == ({}, 1, "name")


def test_a_document_that_was_sent_and_then_skipped_is_left_out():
    sent = hear(OPTIONAL, begin(OPTIONAL).intake, handed(paper())).intake
    back = hear(OPTIONAL, sent, did("back")).intake
    skipped = hear(OPTIONAL, back, did("skip")).intake
    assert (skipped.answers, skipped.papers) == ({"photo": SKIPPED}, {})


# Conditions


def test_a_document_is_asked_only_while_its_condition_holds():
    assert "deed" in {one.id for one in path(INTAKE, finished().answers)}
    alone = finished(form="individual")
    assert {one.id for one in path(INTAKE, alone.answers)} & {"deed", "amended"} == set()
    assert set(alone.papers) == {"card", "licence"}


def test_a_condition_upon_a_condition_opens_one_more_document():
    assert "amendment" in finished(amended="yes").papers
    assert "amendment" not in finished(amended="no").papers


def test_a_changed_answer_opens_what_now_applies_before_the_review():
    changed = hear(INTAKE, finished(form="individual"), did("edit", "form")).intake
    turn = hear(INTAKE, changed, text("pt"))
    assert turn.intake.asked == "deed"


def test_a_changed_answer_leaves_out_what_no_longer_applies_and_keeps_it_for_a_change_back():
    whole = finished()
    alone = hear(INTAKE, hear(INTAKE, whole, did("edit", "form")).intake, text("individual"))
    assert alone.intake.asked == ""
    shown = alone.cards[0].says[0].values["lines"]
    assert len(shown) == len(path(INTAKE, alone.intake.answers)) == 7
    back = hear(INTAKE, hear(INTAKE, alone.intake, did("edit", "form")).intake, text("pt"))
    assert back.intake == whole


def test_any_of_asks_which_one_it_is_before_the_file():
    before = at("licence")
    first = hear(INTAKE, before, text("nib"))
    assert first.intake.asked == "licence"
    assert "intake.how_to_upload" in [say.key for say in first.cards[0].says]
    assert hear(INTAKE, first.intake, handed(paper())).intake.asked == "deed"


def test_any_of_takes_the_file_first_too_and_then_asks_which_one_it_is():
    first = hear(INTAKE, at("licence"), handed(paper()))
    assert first.intake.asked == "licence"
    assert "intake.options" in [say.key for say in first.cards[0].says]
    assert hear(INTAKE, first.intake, text("siup")).intake.asked == "deed"


# Papers


def test_a_pdf_answers_the_question():
    turn = hear(INTAKE, at("card"), handed(paper(pages=3)))
    assert first_key(turn) == "intake.paper.kept"
    assert (turn.cards[0].says[0].values["pages"], turn.intake.asked) == (3, "licence")


def test_photos_are_pages_until_next_is_said():
    intake = at("card")
    for count in (1, 2, 3):
        turn = hear(INTAKE, intake, handed(paper(photo=True)))
        intake = turn.intake
        assert (first_key(turn), intake.asked) == ("intake.paper.page", "card")
        assert turn.cards[0].says[0].values["files"] == count
        assert actions(turn.cards[0]) == ["next", "back", "help", "cancel"]
    assert hear(INTAKE, intake, did("next")).intake.asked == "licence"


def test_next_without_a_page_asks_again():
    before = at("card")
    assert hear(INTAKE, before, did("next")).intake == before


def test_a_straggler_of_an_album_stays_with_its_document():
    album = hear(INTAKE, at("card"), handed(paper(photo=True, album="A"))).intake
    onward = hear(INTAKE, album, did("next")).intake
    late = hear(INTAKE, onward, handed(paper(photo=True, album="A")))
    assert len(late.intake.papers["card"]) == 2
    assert late.intake.asked == "licence"
    assert first_key(late) == "intake.paper.kept"


def test_an_album_is_one_document_whatever_it_is_made_of():
    intake = at("card")
    for _ in range(4):
        intake = hear(INTAKE, intake, handed(paper(photo=True, album="B"))).intake
    assert set(intake.papers) == {"card"}
    assert len(intake.papers["card"]) == 4


def test_the_same_file_for_the_same_item_is_told_and_not_taken():
    intake = hear(INTAKE, at("card"), handed(paper(photo=True, fingerprint="same"))).intake
    turn = hear(INTAKE, intake, handed(paper(photo=True, fingerprint="same")))
    assert (first_key(turn), turn.intake) == ("intake.error.same_file", intake)


def test_the_same_file_for_another_item_is_taken_and_flagged():
    intake = hear(INTAKE, at("card"), handed(paper(fingerprint="same"))).intake
    chosen = hear(INTAKE, intake, text("nib")).intake
    taken = hear(INTAKE, chosen, handed(paper(fingerprint="same"))).intake
    assert taken.papers["licence"][0].flag == "same_as:card"
    assert taken.asked == "deed"


def test_a_document_has_an_end():
    intake = at("card")
    for _ in range(MOST_PARTS):
        intake = hear(INTAKE, intake, handed(paper(photo=True))).intake
    turn = hear(INTAKE, intake, handed(paper(photo=True)))
    assert (first_key(turn), turn.intake) == ("intake.error.too_many_parts", intake)


@pytest.mark.parametrize("item", ["name", "form", ""])
def test_a_file_nobody_asked_for_is_not_taken(item):
    before = at(item)
    turn = hear(INTAKE, before, handed(paper()))
    assert (first_key(turn), turn.intake) == ("intake.error.no_document_wanted", before)


def test_a_document_can_be_replaced():
    whole = finished()
    again = hear(INTAKE, whole, did("replace", "card"))
    assert (again.intake.asked, "card" in again.intake.papers) == ("card", False)
    assert hear(INTAKE, again.intake, handed(paper())).intake.asked == ""


def test_one_more_page_can_be_added_to_a_document_that_is_kept():
    photos = at("card")
    photos = hear(INTAKE, photos, handed(paper(photo=True))).intake
    onward = hear(INTAKE, photos, did("next")).intake
    again = hear(INTAKE, onward, did("back")).intake
    more = hear(INTAKE, again, handed(paper(photo=True))).intake
    assert len(more.papers["card"]) == 2


# Steering


def test_back_goes_to_the_question_before_and_its_answer_stands():
    turn = hear(INTAKE, at("form"), did("back"))
    assert turn.intake.asked == "name"
    assert "intake.now" in [say.key for say in turn.cards[0].says]
    assert hear(INTAKE, turn.intake, did("keep")).intake.asked == "form"


def test_back_at_the_first_question_says_how_to_stop():
    before = begin(INTAKE).intake
    turn = hear(INTAKE, before, did("back"))
    assert (first_key(turn), turn.intake) == ("intake.error.at_first", before)


def test_back_from_the_review_goes_to_the_last_question():
    assert hear(INTAKE, finished(), did("back")).intake.asked == "amended"


def test_an_edit_of_one_answer_returns_to_the_review():
    whole = finished()
    listed = hear(INTAKE, whole, did("edit"))
    assert key_of(listed) == "intake.which_to_edit"
    chosen = hear(INTAKE, listed.intake, did("edit", "name")).intake
    turn = hear(INTAKE, chosen, text("Budi Santoso"))
    assert (turn.intake.asked, key_of(turn)) == ("", "intake.review")
    assert turn.intake.answers == {**whole.answers, "name": "Budi Santoso"}


def test_an_edit_of_an_item_that_does_not_exist_shows_the_list():
    assert key_of(hear(INTAKE, finished(), did("edit", "nonsense"))) == "intake.which_to_edit"


def test_a_text_at_the_review_says_what_can_be_done():
    whole = finished()
    turn = hear(INTAKE, whole, text("sudah benar"))
    assert (first_key(turn), turn.intake) == ("intake.error.at_review", whole)


def test_only_a_whole_intake_is_submitted():
    assert hear(INTAKE, finished(), did("submit")).outcome is Outcome.SUBMITTED
    early = hear(INTAKE, at("card"), did("submit"))
    assert early.outcome is Outcome.ASKING
    assert (first_key(early), early.intake.asked) == ("intake.error.not_yet_complete", "card")


def test_a_forged_submit_of_an_empty_intake_asks_the_first_question():
    turn = hear(INTAKE, Intake(""), did("submit"))
    assert (turn.outcome, turn.intake.asked) == (Outcome.ASKING, "ready")


# Properties

WORDS = st.sampled_from(
    ["yes", "no", "pt", "individual", "1", "2", "9", "Siti Rahmawati", "01.312.166.0-091.000", "",
     "nib", "😀", "<b>", "x" * 600]
)  # fmt: skip
ITEMS = st.sampled_from([*(one.id for one in INTAKE.asks), "", "nonsense"])
DEEDS = st.one_of(
    st.builds(text, WORDS),
    st.builds(lambda word: did("option", word), WORDS),
    st.builds(
        lambda photo, print_, album: handed(paper(photo=photo, fingerprint=print_, album=album)),
        st.booleans(),
        st.sampled_from(["", "p1", "p2"]),
        st.sampled_from(["", "A"]),
    ),
    st.builds(
        did, st.sampled_from([kind for kind in HeardKind if kind != HeardKind.PAPER]), ITEMS
    ),
)


@given(st.lists(DEEDS, max_size=60))
def test_nothing_that_people_do_breaks_the_intake(deeds):
    intake = begin(INTAKE).intake
    for deed in deeds:
        turn = hear(INTAKE, intake, deed)
        if turn.outcome is Outcome.SUBMITTED:
            assert all(
                one.id in turn.intake.answers or one.id in turn.intake.papers
                for one in path(INTAKE, turn.intake.answers)
            )
            return
        assert turn.intake.asked in {"", *(one.id for one in path(INTAKE, turn.intake.answers))}
        assert turn.cards
        intake = turn.intake


@given(st.lists(DEEDS, max_size=40))
def test_every_question_has_the_exits_back_cancel_and_help(deeds):
    intake = begin(INTAKE).intake
    for deed in deeds:
        turn = hear(INTAKE, intake, deed)
        if turn.outcome is Outcome.SUBMITTED:
            return
        for card in turn.cards:
            if card.rows:
                assert {"cancel", "help"} <= set(actions(card))
                assert {"back", "review"} & set(actions(card))
        intake = turn.intake


@given(st.lists(DEEDS, max_size=30))
def test_the_same_deeds_lead_to_the_same_place(deeds):
    first = second = begin(INTAKE).intake
    for deed in deeds:
        first = hear(INTAKE, first, deed).intake
        second = hear(INTAKE, second, deed).intake
    assert first == second


def test_how_a_document_is_brought_is_told_with_its_question():
    keys = [say.key for say in hear(INTAKE, at("card"), did("show")).cards[0].says]
    assert f"intake.form.{Form.ORIGINAL_AND_COPY}" in keys
