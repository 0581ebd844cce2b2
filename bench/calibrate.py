"""Fits the weights of the search to the examples, leaving whole families out to judge itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bench.questions import OUTSIDE, Example
from faq.entry import Context, NotKnown, Unknown
from faq.index import Floats
from faq.judge import SIGNS, Weights, confidence, signs
from faq.question import Kind, Question, Word
from faq.rank import FEATURES, Evidence, Ranked
from faq.search import Search

FOLDS = 6
FALSE_MOST = 0.02
"""The part of the questions out of scope that may be answered when the threshold is chosen."""
WRONG_MOST = 0.03
MASKED = ("agency", "tender", "topic", "chitchat")
"""Kinds of which a second example is made, with the foreign words in no list."""
OFFER = 0.06


@dataclass(frozen=True, slots=True)
class Case:
    """One example with everything that does not depend on the weights."""

    example: Example
    question: Question
    found: tuple[Ranked, ...]
    evidence: Evidence
    outside: float
    vetoed: Unknown | None


@dataclass(frozen=True, slots=True)
class Judged:
    """One example judged with weights that did not see its family."""

    case: Case
    order: tuple[Ranked, ...]
    sure: float

    @property
    def first_right(self) -> bool:
        """Whether the likeliest entry is a right answer."""
        return bool(self.order) and self.order[0].entry.id in self.case.example.right

    @property
    def in_three(self) -> bool:
        """Whether a right answer is among the three likeliest."""
        return any(each.entry.id in self.case.example.right for each in self.order[:3])


def cases(search: Search, listed: Sequence[Example]) -> list[Case]:
    """Return the examples with their candidates and features."""
    found = []
    for example in listed:
        question = search.read(example.text)
        result = search.ask(example.text)
        vetoed = result.kind if isinstance(result, NotKnown) and result.nearest is None else None
        ranked, evidence = search.rank(question, Context())
        outside = search.outside(question)
        found.append(Case(example, question, tuple(ranked), evidence, outside, vetoed))
        if example.kind in MASKED and question.foreign:
            found.append(_masked(search, example, question, outside))
    return found


def _masked(search: Search, example: Example, question: Question, outside: float) -> Case:
    """The same question as if no list knew its foreign words: most are in no list."""
    words = tuple(
        Word(word.meaning, Kind.UNKNOWN) if word.kind is Kind.FOREIGN else word
        for word in question.words
    )
    unlisted = replace(question, words=words, foreign=frozenset())
    ranked, evidence = search.rank(unlisted, Context())
    named = replace(example, kind="unlisted")
    return Case(named, unlisted, tuple(ranked), evidence, outside / 2, None)


def cross_validated(listed: Sequence[Case]) -> list[Judged]:
    """Judge every example with weights fitted without its family."""
    judged: list[Judged] = []
    for fold in range(FOLDS):
        train = [case for case in listed if case.example.family % FOLDS != fold]
        test = [case for case in listed if case.example.family % FOLDS == fold]
        fitted = fit(train)
        judged.extend(judge(case, fitted) for case in test)
    return judged


def fit(listed: Sequence[Case]) -> Weights:
    """Fit ranking and confidence to the examples; the thresholds are left open."""
    ranking = _fit_ranking([case for case in listed if case.found and case.example.right])
    open_ = Weights(ranking, np.zeros(len(SIGNS)), 0.5, OFFER)
    rows, right = [], []
    for case in listed:
        if case.vetoed is None and case.found:
            order = _ordered(case, ranking)
            rows.append(signs(case.question, order, case.evidence, case.outside))
            right.append(float(order[0].entry.id in case.example.right))
    return Weights(ranking, _fit_confidence(np.array(rows), np.array(right)), open_.answer, OFFER)


def judge(case: Case, weights: Weights) -> Judged:
    """Order the candidates of a case and say how sure that is."""
    if case.vetoed is not None or not case.found:
        return Judged(case, (), 0.0)
    order = _ordered(case, weights.ranking)
    sure = confidence(signs(case.question, order, case.evidence, case.outside), weights)
    return Judged(case, tuple(order), sure)


def threshold(judged: Sequence[Judged]) -> float:
    """Return the lowest confidence that keeps false and wrong answers within what is allowed."""
    outside = [each for each in judged if each.case.example.kind in OUTSIDE]
    inside = [each for each in judged if each.case.example.kind not in OUTSIDE]
    for level in np.arange(0.2, 0.99, 0.01):
        false = sum(each.sure >= level for each in outside) / len(outside)
        wrong = sum(each.sure >= level and not each.first_right for each in inside) / len(inside)
        if false <= FALSE_MOST and wrong <= WRONG_MOST:
            return float(level)
    return 0.99


def _ordered(case: Case, ranking: Floats) -> list[Ranked]:
    scored = [
        Ranked(each.entry, each.features, float(each.features @ ranking)) for each in case.found
    ]
    return sorted(scored, key=lambda each: -each.score)


def _fit_ranking(listed: Sequence[Case]) -> Floats:
    """Softmax over the candidates; the right ones together shall have the share."""
    most = max(len(case.found) for case in listed)
    rows = np.zeros((len(listed), most, len(FEATURES)))
    there = np.zeros((len(listed), most), dtype=bool)
    right = np.zeros((len(listed), most), dtype=bool)
    for at, case in enumerate(listed):
        for place, each in enumerate(case.found):
            rows[at, place] = each.features
            there[at, place] = True
            right[at, place] = each.entry.id in case.example.right
    kept = right.any(axis=1)
    return _ascend(rows[kept], there[kept], right[kept])


def _ascend(rows: Floats, there: NDArray[np.bool_], right: NDArray[np.bool_]) -> Floats:
    weights = np.ones(rows.shape[2])
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, 601):
        shares = _shares(rows @ weights, there)
        good = shares * right
        good /= np.maximum(good.sum(axis=1, keepdims=True), 1e-12)
        slope = ((good - shares)[:, :, None] * rows).sum(axis=(0, 1)) / len(rows) - 0.002 * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights += 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def _shares(scores: Floats, there: NDArray[np.bool_]) -> Floats:
    scores = np.where(there, scores, -1e9)
    powers = np.exp(scores - scores.max(axis=1, keepdims=True)) * there
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _fit_confidence(rows: Floats, right: Floats) -> Floats:
    weights = np.zeros(rows.shape[1])
    for _ in range(60):
        sure = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (sure - right) + 0.3 * weights
        curve = (rows * (sure * (1 - sure))[:, None]).T @ rows + 0.3 * np.eye(rows.shape[1])
        weights -= np.linalg.solve(curve, slope)
    return np.asarray(weights)
