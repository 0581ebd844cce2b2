"""One turn of the intake: what is taken, what is refused with a reason, and where it leads."""

import pytest

from flows.hear import begin, hear
from flows.intake import SKIPPED, Intake, Outcome, path
from tests.flows.filling import at, finished, first_key, key_of
from tests.flows.little import INTAKE, did, handed, paper, text

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
