"""Whatever people do in an intake, in whatever order: nothing breaks, and every exit is there."""

from hypothesis import given
from hypothesis import strategies as st

from flows.hear import begin, hear
from flows.heard import HeardKind
from flows.intake import Outcome, path
from tests.flows.filling import actions
from tests.flows.little import INTAKE, did, handed, paper, text

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
