"""Answers carried over to a newer version: what fits is kept, what changed is asked."""

from dataclasses import replace

from flows.carry import asks_the_same, carry, differing
from flows.intake import SKIPPED, Intake
from flows.standard import AskKind, Form
from tests.flows.little import INTAKE, ask, option, paper, standard, words

ANSWERS = {"ready": "yes", "name": "Siti", "form": "individual", "tax_number": "0123456789012345"}


def given(**more):
    papers = {"card": (paper(),), "licence": (paper(),)}
    answers = {**ANSWERS, "nickname": SKIPPED, "licence": "nib", **more}
    return Intake(asked="", answers=answers, papers=papers)


def with_ask(name, **changes):
    asks = tuple(replace(one, **changes) if one.id == name else one for one in INTAKE.asks)
    return replace(INTAKE, asks=asks)


def test_an_unchanged_standard_leaves_nothing_open():
    before = given()
    assert carry(INTAKE, replace(INTAKE, version="v2"), before) == before
    assert differing(INTAKE, INTAKE, given()) == ()


def test_only_a_changed_question_is_open_again():
    new = with_ask("name", check="company_name")
    before = given()
    carried = carry(INTAKE, new, before)
    assert carried.asked == "name"
    assert set(before.answers) - set(carried.answers) == {"name"}
    assert carried.papers == before.papers
    assert [one.id for one in differing(INTAKE, new, before)] == ["name"]


def test_a_new_question_is_asked():
    new = replace(INTAKE, asks=(*INTAKE.asks, ask("phone", check="phone")))
    assert carry(INTAKE, new, given()).asked == "phone"
    assert [one.id for one in differing(INTAKE, new, given())] == ["phone"]


def test_what_is_not_asked_any_more_is_dropped():
    asks = tuple(one for one in INTAKE.asks if one.id not in {"name", "card"})
    carried = carry(INTAKE, replace(INTAKE, asks=asks), given())
    assert "name" not in carried.answers
    assert "card" not in carried.papers
    assert carried.asked == ""


def test_an_option_that_is_gone_is_asked_again():
    new = with_ask("form", options=(option("pt"), option("cv")))
    assert carry(INTAKE, new, given()).asked == "form"


def test_what_was_left_out_is_asked_when_it_has_become_compulsory():
    assert carry(INTAKE, with_ask("nickname", optional=False), given()).asked == "nickname"


def test_a_paper_that_must_now_be_brought_in_another_form_is_asked_again():
    carried = carry(INTAKE, with_ask("card", form=Form.COPY), given())
    assert (carried.asked, "card" in carried.papers) == ("card", False)


def test_titles_notes_and_articles_change_nothing():
    old = ask("card", AskKind.DOCUMENT)
    assert asks_the_same(old, replace(old, title=words("KTP"), note=words("x"), article="art. 2"))
    assert not asks_the_same(old, replace(old, question=words("Another?")))


def test_questions_not_reached_yet_are_no_difference():
    begun = Intake(asked="name", answers={"ready": "yes"})
    assert differing(INTAKE, with_ask("tax_number", check="nik"), begun) == ()
    assert standard().asks == ()
