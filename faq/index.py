"""The index over all phrasings: which entries share words with a question, and how many."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from faq.question import Kind, Question, Word

Floats = NDArray[np.float64]

LEAST = 0.25
"""Part of its weight that an everyday word has."""
STRANGE = 0.8
"""Weight of a word nobody knows, beside the rarest word that is known."""
ELSEWHERE = 0.5
"""Weight of a word that only names a service, and stands in no phrasing, beside the rarest."""
COMMON = 4_000
"""Longer lists of phrasings are left out while a rarer word is there (100,000 entries)."""


@dataclass(frozen=True, slots=True)
class Near:
    """An entry near the question: the place of its best phrasing and how well that fits (0-1)."""

    entry: int
    phrasing: int
    fit: float
    asked: float
    """The part of the question's weight that the phrasing explains."""
    said: float
    """The part of the phrasing's weight that stands in the question."""
    segment: tuple[int, ...] = ()
    """The places of the question's words it was compared with; empty: all."""


class Index:
    """Phrasings as words with weights; built once, never changed."""

    def __init__(
        self, phrasings: Sequence[Sequence[Sequence[str]]], light: frozenset[str] = frozenset()
    ) -> None:
        """Take each entry's phrasings, each a list of meanings; `light` ones mean little."""
        self._light = light
        self.meanings = tuple(frozenset().union(*map(frozenset, each)) for each in phrasings)
        self.phrases: list[tuple[str, ...]] = []
        self.first: list[int] = []
        self._entry_of: list[int] = []
        postings: dict[str, list[int]] = {}
        for entry, each in enumerate(phrasings):
            self.first.append(len(self.phrases))
            for phrase in each:
                for meaning in set(phrase):
                    postings.setdefault(meaning, []).append(len(self.phrases))
                self.phrases.append(tuple(phrase))
                self._entry_of.append(entry)
        self._entries = np.array(self._entry_of, dtype=np.int32)
        self._weights = self._rarity()
        self.rarest = max(self._weights.values(), default=1.0)
        self._postings = {
            meaning: np.array(places, dtype=np.int32) for meaning, places in postings.items()
        }
        self._sums = np.array(
            [sum(self._weights[meaning] for meaning in set(phrase)) for phrase in self.phrases]
            or [0.0]
        )

    def _rarity(self) -> dict[str, float]:
        counts: dict[str, int] = {}
        for meanings in self.meanings:
            for meaning in meanings:
                counts[meaning] = counts.get(meaning, 0) + 1
        most = 1 + len(self.meanings)
        return {
            meaning: (LEAST if meaning in self._light else 1.0) * (0.2 + log(most / count))
            for meaning, count in counts.items()
        }

    def weight(self, word: Word) -> float:
        """Return how much a word of a question counts."""
        if word.kind in (Kind.UNKNOWN, Kind.FOREIGN):
            return STRANGE * self.rarest
        if word.kind is Kind.KNOWN:
            return self._weights.get(word.meaning, ELSEWHERE * self.rarest)
        return self._weights.get(word.meaning, LEAST)

    def near(self, question: Question, segment: tuple[int, ...], most: int) -> list[Near]:
        """Return the entries that fit a part of the question best, at most `most` of them."""
        said = [(question.words[place], self.weight(question.words[place])) for place in segment]
        total = sum(weight for _, weight in said)
        lists = self._lists(said)
        if not lists or total <= 0:
            return []
        places = np.concatenate([found for found, _ in lists])
        weights = np.concatenate([np.full(len(found), weight) for found, weight in lists])
        phrases, where = np.unique(places, return_inverse=True)
        shared: Floats = np.bincount(where, weights).astype(np.float64)
        sums = self._sums[phrases]
        fits: Floats = np.sqrt(shared / total * np.minimum(1.0, shared / sums))
        order = np.argsort(-fits, kind="stable")[: 8 * most]
        return self._best_of_each(order, phrases, fits, shared, total, most, segment)

    def _lists(self, said: list[tuple[Word, float]]) -> list[tuple[NDArray[np.int32], float]]:
        lists = [
            (self._postings[word.meaning], weight)
            for word, weight in said
            if word.meaning in self._postings and weight > 0
        ]
        rare = [each for each in lists if len(each[0]) <= COMMON]
        return rare or sorted(lists, key=_length)[:1]

    def _best_of_each(
        self,
        order: NDArray[np.intp],
        phrases: NDArray[np.int32],
        fits: Floats,
        shared: Floats,
        total: float,
        most: int,
        segment: tuple[int, ...],
    ) -> list[Near]:
        found: dict[int, Near] = {}
        for at in order:
            phrase = int(phrases[at])
            entry = self._entry_of[phrase]
            if entry in found:
                continue
            asked = float(shared[at]) / total
            whole = float(self._sums[phrase])
            said = min(1.0, float(shared[at]) / whole)
            found[entry] = Near(entry, phrase, float(fits[at]), asked, said, segment)
            if len(found) == most:
                break
        return list(found.values())


def _length(each: tuple[NDArray[np.int32], float]) -> int:
    return len(each[0])
