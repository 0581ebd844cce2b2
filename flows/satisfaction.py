"""The satisfaction survey (PermenPANRB 14/2017): its elements, its index, its categories."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final


class Element(StrEnum):
    """The nine elements; kept by name, for the sources number the last two differently."""

    REQUIREMENTS = "requirements"
    PROCEDURE = "procedure"
    TIME = "time"
    FEE = "fee"
    PRODUCT = "product"
    COMPETENCE = "competence"
    CONDUCT = "conduct"
    FACILITIES = "facilities"
    COMPLAINTS = "complaints"


class Trait(StrEnum):
    """What the survey asks about the respondent; each may be left out."""

    SEX = "sex"
    AGE = "age"
    EDUCATION = "education"
    OCCUPATION = "occupation"


CHOICES: Final[Mapping[Trait, tuple[str, ...]]] = {
    Trait.SEX: ("woman", "man"),
    Trait.AGE: ("under_26", "26_to_35", "36_to_45", "46_to_55", "over_55"),
    Trait.EDUCATION: ("up_to_secondary", "diploma", "bachelor", "postgraduate"),
    Trait.OCCUPATION: ("civil_servant", "forces", "business", "employee", "other"),
}
"""The answers to choose from."""

COMMENT: Final = "comment"
"""The last question: free words."""

QUESTIONS: Final = (*(one.value for one in Element), *(one.value for one in Trait), COMMENT)
"""Everything the survey asks, in order."""

BEST: Final = 4
"""Answers run from 1 to this."""


class Category(StrEnum):
    """How a service is rated as a whole."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


_FROM: Final = (
    (Decimal("88.31"), Category.A),
    (Decimal("76.61"), Category.B),
    (Decimal("65.00"), Category.C),
)
"""From which index on a category is given (PermenPANRB 14/2017, table of values)."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers an element got, and what they add up to."""

    count: int
    total: int

    @property
    def mean(self) -> Fraction:
        """The exact mean; ZeroDivisionError without an answer."""
        return Fraction(self.total, self.count)


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a service or an office: 25 to 100 with two decimals, and its category."""

    value: Decimal
    category: Category


def index(tallies: Mapping[Element, Tally], least: int = 1) -> Index | None:
    """Return the index: the mean of the nine elements' means, times 25, rounded once at the end.

    None while an element has fewer than `least` answers. The weight of an element is exactly 1/9
    (0.111, as often printed, would give 99.90 for the best answers only).
    """
    if any(tallies.get(one, Tally(0, 0)).count < max(least, 1) for one in Element):
        return None
    means = (tallies[one].mean for one in Element)
    value = rounded(sum(means, Fraction(0)) / len(Element) * 25)
    return Index(value, category(value))


def rounded(value: Fraction) -> Decimal:
    """Return a fraction above zero with two decimals, halves going up."""
    hundredths = (value * 100 + Fraction(1, 2)).__floor__()
    return (Decimal(hundredths) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def category(value: Decimal) -> Category:
    """Return the category of a rounded index."""
    return next((found for least, found in _FROM if value >= least), Category.D)


def following(answers: Mapping[str, object]) -> str:
    """Return the first question that has no answer yet, "" when all have."""
    return next((one for one in QUESTIONS if one not in answers), "")
