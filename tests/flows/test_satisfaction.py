"""The survey's index: exact ninths, rounded once, and the categories of the regulation."""

from decimal import Decimal
from fractions import Fraction

import pytest

from flows.satisfaction import (
    QUESTIONS,
    Category,
    Element,
    Tally,
    category,
    following,
    index,
    rounded,
)


def even(count: int, total: int) -> dict[Element, Tally]:
    """Spread a total over the nine elements, each answered by so many."""
    each, more = divmod(total, len(Element))
    return {one: Tally(count, each + (nth < more)) for nth, one in enumerate(Element)}


def test_twenty_nine_respondents_with_955_points_give_91_48_and_an_a():
    found = index(even(29, 955))
    assert found is not None
    assert (found.value, found.category) == (Decimal("91.48"), Category.A)


def test_only_best_answers_give_a_hundred_and_only_worst_twenty_five():
    best, worst = index(even(7, 7 * 36)), index(even(7, 7 * 9))
    assert best is not None and worst is not None
    assert (best.value, worst.value) == (Decimal("100.00"), Decimal("25.00"))
    assert worst.category is Category.D


def test_halves_go_up_and_the_rounded_value_is_classified():
    assert rounded(Fraction("76.605")) == Decimal("76.61")
    assert category(rounded(Fraction("76.605"))) is Category.B
    assert category(rounded(Fraction("76.604"))) is Category.C


@pytest.mark.parametrize(
    ("value", "letter"),
    [
        ("64.99", "D"),
        ("65.00", "C"),
        ("76.60", "C"),
        ("76.61", "B"),
        ("88.30", "B"),
        ("88.31", "A"),
    ],
)
def test_the_categories_begin_where_the_table_says(value: str, letter: str):
    assert category(Decimal(value)) == letter


def test_there_is_no_index_while_an_element_has_too_few_answers():
    tallies = even(5, 150)
    assert index(tallies, least=5) is not None
    tallies[Element.FEE] = Tally(4, 16)
    assert index(tallies, least=5) is None
    assert index({}) is None


def test_questions_left_out_count_as_asked():
    assert following({}) == "requirements"
    assert following({"requirements": None}) == "procedure"
    assert following(dict.fromkeys(QUESTIONS)) == ""
