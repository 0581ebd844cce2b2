"""The path through the questions: decided by the answers alone, in the standard's order."""

from hypothesis import given
from hypothesis import strategies as st

from flows.intake import SKIPPED, Intake, answered, open_item, path
from tests.flows.little import INTAKE, paper

VALUES = st.sampled_from(["yes", "no", "pt", "individual", "nib", "x", SKIPPED])
ANSWERS = st.dictionaries(st.sampled_from([one.id for one in INTAKE.asks]), VALUES)


def ids(answers):
    return [one.id for one in path(INTAKE, answers)]


@given(ANSWERS)
def test_the_same_answers_give_the_same_path_in_whatever_order_they_came(answers):
    backwards = dict(reversed(list(answers.items())))
    assert ids(answers) == ids(backwards)


@given(ANSWERS)
def test_a_path_keeps_the_order_of_the_standard_and_repeats_nothing(answers):
    order = [one.id for one in INTAKE.asks]
    found = ids(answers)
    assert found == sorted(set(found), key=order.index)


@given(ANSWERS)
def test_answers_off_the_path_change_nothing(answers):
    on_path = {item: value for item, value in answers.items() if item in ids(answers)}
    assert ids(on_path) == ids(answers)


@given(ANSWERS)
def test_the_open_item_is_the_first_unanswered_of_the_path(answers):
    intake = Intake("", answers)
    missing = [one.id for one in path(INTAKE, answers) if not answered(one, intake)]
    assert open_item(INTAKE, intake) == (missing[0] if missing else "")


def test_a_stale_answer_does_not_open_what_depends_on_it():
    assert "amendment" not in ids({"form": "individual", "amended": "yes"})
    assert "amendment" in ids({"form": "pt", "amended": "yes"})


def test_a_document_is_answered_by_its_file_and_a_choice_of_documents_by_both():
    card, licence = INTAKE.ask("card"), INTAKE.ask("licence")
    files = {"card": (paper(),), "licence": (paper(),)}
    assert answered(card, Intake("", papers=files))
    assert not answered(card, Intake("", {"card": "x"}))
    assert not answered(licence, Intake("", papers=files))
    assert not answered(licence, Intake("", {"licence": "nib"}))
    assert answered(licence, Intake("", {"licence": "nib"}, files))


def test_what_was_skipped_is_answered():
    assert answered(INTAKE.ask("nickname"), Intake("", {"nickname": SKIPPED}))
