"""Papers in the intake: pages, albums, the same file again, and documents left out."""

import pytest

from flows.hear import begin, hear
from flows.intake import MOST_PARTS, SKIPPED
from flows.standard import AskKind, Form
from tests.flows.filling import actions, at, finished, first_key
from tests.flows.little import INTAKE, ask, did, handed, paper, standard, text


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


def test_how_a_document_is_brought_is_told_with_its_question():
    keys = [say.key for say in hear(INTAKE, at("card"), did("show")).cards[0].says]
    assert f"intake.form.{Form.ORIGINAL_AND_COPY}" in keys
