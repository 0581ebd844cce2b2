"""The cards of the intake: what a question shows, and what the review tells."""

import pytest

from flows.intake import SKIPPED, Intake
from flows.questions import edit_list, question, review_lines, shown
from flows.say import Style
from tests.flows.little import INTAKE, paper

PAPERS = {"card": (paper(pages=2), paper(photo=True)), "licence": (paper(),)}


def keys(card):
    return [say.key for say in card.says]


def labels(card):
    return [
        getattr(button.label, "key", None) or button.label.id
        for row in card.rows
        for button in row
    ]


def test_a_question_tells_its_place_in_the_path():
    card = question(INTAKE, Intake("form", {"ready": "yes", "name": "Siti"}))
    assert (card.says[0].values["number"], card.says[0].values["total"]) == (3, 7)


def test_the_total_grows_with_the_answers():
    alone = question(INTAKE, Intake("tax_number", {"form": "individual"}))
    company = question(INTAKE, Intake("tax_number", {"form": "pt"}))
    assert (alone.says[0].values["total"], company.says[0].values["total"]) == (7, 9)


def test_a_free_text_question_shows_an_example():
    assert "intake.example" in keys(question(INTAKE, Intake("name")))


def test_a_choice_lists_its_options_with_numbers_and_buttons():
    card = question(INTAKE, Intake("form"))
    numbers = [line.values["number"] for line in card.says[1].values["options"]]
    assert numbers == [1, 2]
    assert labels(card)[:2] == ["pt", "individual"]


def test_a_note_stands_under_its_question():
    assert "intake.note" in keys(question(INTAKE, Intake("deed", {"form": "pt"})))


def test_only_an_optional_question_offers_to_be_skipped():
    assert "button.skip" in labels(question(INTAKE, Intake("nickname")))
    assert "button.skip" not in labels(question(INTAKE, Intake("name")))


def test_an_answered_question_shows_the_answer_and_can_be_kept():
    card = question(INTAKE, Intake("name", {"name": "Siti"}))
    assert card.says[-1].values["answer"] == "Siti"
    assert "button.keep" in labels(card)


def test_a_kept_document_can_be_replaced():
    card = question(INTAKE, Intake("card", papers=PAPERS))
    assert {"button.keep", "button.replace"} <= set(labels(card))


def test_the_review_lists_every_answer_of_the_path_and_submits():
    answers = {"ready": "yes", "name": "Siti", "form": "individual", "amended": "yes"}
    card = question(INTAKE, Intake("", answers, PAPERS))
    titles = [line.values["title"].id for line in card.says[0].values["lines"]]
    assert titles == ["ready", "name", "form", "card"]
    submit = next(button for row in card.rows for button in row if button.action == "submit")
    assert submit.style is Style.SUCCESS


@pytest.mark.parametrize(
    ("item", "answers", "told"),
    [
        ("name", {"name": "Siti"}, "Siti"),
        ("form", {"form": "pt"}, INTAKE.ask("form").options[0].title),
        ("tax_number", {"tax_number": "013121660091000"}, "01.312.166.0-091.000"),
    ],
)
def test_an_answer_is_shown_as_people_read_it(item, answers, told):
    assert shown(INTAKE.ask(item), Intake("", answers)) == told


def test_a_document_is_shown_by_its_files_and_pages():
    told = shown(INTAKE.ask("card"), Intake("", papers=PAPERS))
    assert (told.key, told.values) == ("intake.papers", {"pages": 3, "files": 2})


def test_a_chosen_document_is_shown_by_its_name():
    told = shown(INTAKE.ask("licence"), Intake("", {"licence": "nib"}, PAPERS))
    assert (told.key, told.values["kind"].id) == ("intake.papers_of", "nib")


def test_a_skipped_answer_says_so():
    told = shown(INTAKE.ask("nickname"), Intake("", {"nickname": SKIPPED}))
    assert told.key == "intake.skipped"


def test_the_edit_list_offers_only_what_was_answered():
    card = edit_list(INTAKE, Intake("", {"ready": "yes", "name": "Siti"}))
    assert [button.arg for row in card.rows[:-2] for button in row] == ["ready", "name"]
    assert "button.to_review" in labels(card)


def test_the_review_of_an_empty_intake_has_no_lines():
    assert review_lines(INTAKE, Intake("")) == ()
