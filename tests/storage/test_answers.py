"""Questions and the answers that staff write, on both engines."""

from dataclasses import replace

import pytest

from flows.words import Language, Words
from storage import answers, people, questions
from storage.answers import Content, EditionState
from storage.moments import DAY
from storage.questions import Asked, Outcome, Rating

AT = 1_790_000_000_000
CONTENT = Content(
    Words("Judul", "Title"),
    Words("Jawaban", "Answer"),
    Words("", ""),
    ("cara satu", "cara dua", "cara tiga"),
    settles=(7, 8),
)


@pytest.fixture
def run(store):
    """Run a job with two persons in the house."""

    def job_of(job):
        def write(tx):
            one = people.by_telegram(tx, 1) or people.add(tx, 1, Language.ID, "Dewi", AT)
            two = people.by_telegram(tx, 2) or people.add(tx, 2, Language.ID, "Indah", AT)
            return job(tx, one.id, two.id)

        return store.write_now(write)

    return job_of


def asked(outcome, *, offered=False, entries=("a",)):
    return Asked(outcome, "id", "tanya [nomor]", "tanya 12345", entries=entries, offered=offered)


def test_of_the_editions_of_an_entry_one_is_in_force(run):
    def job(tx, writer, second):
        first = answers.begin(tx, "", "banjarmasin", CONTENT, writer, AT)
        before = answers.version(tx)
        assert first.entry == "own/1"
        assert not answers.publish(tx, first, second, AT)
        assert answers.hand_in(tx, first)
        assert not answers.publish(tx, first, writer, AT)
        assert answers.publish(tx, first, second, AT)
        assert answers.version(tx) > before
        again = answers.begin(tx, first.entry, "", CONTENT, second, AT)
        assert again.nth == 2
        assert answers.hand_in(tx, again)
        assert answers.publish(tx, again, writer, AT)
        assert answers.in_force(tx, "own/1").nth == 2
        states = [one.state for one in answers.editions(tx, "own/1")]
        assert states == [EditionState.REPLACED, EditionState.PUBLISHED]
        assert answers.withdraw(tx, again, second, AT)
        assert not answers.withdraw(tx, again, second, AT)
        assert answers.in_force(tx, "own/1") is None

    run(job)


def test_what_is_handed_in_is_not_written_any_more(run):
    def job(tx, writer, second):
        made = answers.begin(tx, "", "", CONTENT, writer, AT)
        assert answers.save(tx, replace(made, office="belitung"))
        kept = answers.by_id(tx, made.id)
        assert (kept.office, kept.content) == ("belitung", CONTENT)
        assert answers.hand_in(tx, made)
        assert not answers.save(tx, made)
        assert answers.discard(tx, made, second, AT)
        assert not answers.hand_in(tx, made)

    run(job)


def test_questions_without_a_good_answer_are_listed_until_they_are_settled(run):
    def job(tx, writer, second):
        good = questions.add(tx, 1, asked(Outcome.ANSWERED), AT)
        bad = questions.add(tx, 2, asked(Outcome.ANSWERED), AT)
        questions.rate(tx, bad, Rating.NO)
        questions.rate(tx, good, Rating.YES)
        unknown = questions.add(tx, 3, asked(Outcome.UNKNOWN), AT)
        chosen = questions.add(tx, 4, asked(Outcome.CHOICES, entries=("a", "b")), AT)
        questions.choose(tx, chosen, "b")
        offered = questions.add(tx, 5, asked(Outcome.ANSWERED, offered=True), AT)
        questions.rate(tx, offered, Rating.YES)
        open_ones = questions.without_answer(tx, AT - DAY, 10)
        assert [one.id for one in open_ones] == [unknown, bad]
        assert questions.solved(tx, AT - DAY) == 1
        low = questions.low_rated(tx, AT - DAY, 5)
        assert [(one.entry, one.yes, one.no) for one in low] == [("a", 2, 1)]
        questions.settle(tx, [bad, unknown], AT)
        assert questions.without_answer(tx, AT - DAY, 10) == []
        assert len(questions.between(tx, AT, AT + 1, 10)) == 5
        assert questions.by_id(tx, chosen).entries == ("b",)

    run(job)


def test_a_question_is_forgotten_in_two_steps(run):
    def job(tx, writer, second):
        made = questions.add(tx, 9, asked(Outcome.UNKNOWN), AT)
        assert questions.typed(tx, made) == "tanya 12345"
        questions.forget(tx, AT + 2 * DAY, 90)
        assert questions.typed(tx, made) == "tanya [nomor]"
        questions.forget(tx, AT + 91 * DAY, 90)
        assert questions.typed(tx, made) == ""

    run(job)
