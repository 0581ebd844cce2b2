"""Puts misspelt words right: clitics, joined words, dropped vowels, one or two wrong letters."""

from collections.abc import Iterable, Mapping
from re import compile as pattern

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

_VOWELS = pattern(r"[aeiou]")
_BEFORE = (
    "nge",
    "ng",
    "ny",
    "di",
    "ke",
    "se",
    "me",
    "mem",
    "men",
    "meng",
    "ber",
    "ter",
    "pe",
    "n",
)
_BEHIND = (
    "annya",
    "kannya",
    "inya",
    "nya",
    "kah",
    "lah",
    "ku",
    "mu",
    "kan",
    "in",
    "i",
    "an",
    "s",
    "pun",
    "2",
)
_NEAREST = 80
"""Words of the vocabulary that are compared letter by letter, the likeliest by letter pairs."""
_CACHED = 20_000


class Spelling:
    """A vocabulary, and what a word that is not in it was meant to be."""

    def __init__(self, vocabulary: Iterable[str], weighty: frozenset[str]) -> None:
        """Take the known words; `weighty` are those of which joined words may be made."""
        self._words = sorted(set(vocabulary))
        self._known = frozenset(self._words)
        self._weighty = weighty
        self._skeletons: dict[str, str] = {}
        for word in self._words:
            bones = _VOWELS.sub("", word)
            if len(bones) >= 4 and len(word) >= 5:
                self._skeletons.setdefault(bones, word)
        self._pairs = _postings(self._words)
        self._short: dict[str, list[str]] = {}
        for each in sorted(weighty):
            if 4 <= len(each) <= 5:
                self._short.setdefault(each[0], []).append(each)
        self._cache: dict[str, tuple[str, ...]] = {}

    def meant(self, word: str) -> tuple[str, ...]:
        """Return the known word or words that were meant; empty when nothing is near."""
        if word in self._known:
            return (word,)
        if word not in self._cache:
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            self._cache[word] = self._find(word)
        return self._cache[word]

    def _find(self, word: str) -> tuple[str, ...]:
        if len(word) == 3 and not word.isdigit():
            return self._stretched(word)
        if len(word) < 4 or len(word) > 40 or word.isdigit():
            return ()
        peeled = self._peeled(word)
        if peeled:
            return (peeled,)
        bones = _VOWELS.sub("", word)
        if bones == word and bones in self._skeletons:
            return (self._skeletons[bones],)
        near = self._nearest(word)
        if near:
            return (near,)
        return self._joined(word) or (
            (self._skeletons[bones],) if bones in self._skeletons else ()
        )

    def _peeled(self, word: str) -> str:
        for behind in _BEHIND:
            if word.endswith(behind) and len(word) - len(behind) >= 4:
                stem = word[: -len(behind)]
                if stem in self._known:
                    return stem
        for before in _BEFORE:
            if word.startswith(before) and len(word) - len(before) >= 4:
                stem = word[len(before) :]
                if stem in self._known:
                    return stem
                for behind in _BEHIND:
                    if stem.endswith(behind) and stem[: -len(behind)] in self._weighty:
                        return stem[: -len(behind)]
        return ""

    def _stretched(self, word: str) -> tuple[str, ...]:
        """The word that loses one or two letters to become these three ("lam", "bia")."""
        found = [each for each in self._short.get(word[0], ()) if _within(word, each)]
        return (min(found, key=len),) if found else ()

    def _joined(self, word: str) -> tuple[str, ...]:
        for cut in range(len(word) - 3, 2, -1):
            first, second = word[:cut], word[cut:]
            if first in self._weighty and second in self._weighty:
                return (first, second)
        return ()

    def _nearest(self, word: str) -> str:
        allowed = 1 if len(word) < 8 else 2
        found, least = "", 99.0
        for candidate in self._candidates(word):
            if abs(len(candidate) - len(word)) > allowed or len(candidate) < 4:
                continue
            distance = OSA.distance(word, candidate, score_cutoff=allowed)
            if distance > allowed:
                continue
            # People seldom miss the first letter; a word of the desk is likelier than another.
            cost = distance + 0.5 * (word[0] != candidate[0]) - 0.2 * (candidate in self._weighty)
            if cost < least and cost <= allowed:
                found, least = candidate, cost
        return found

    def _candidates(self, word: str) -> list[str]:
        pieces = [self._pairs[pair] for pair in _letter_pairs(word) if pair in self._pairs]
        if not pieces:
            return []
        counts = np.bincount(np.concatenate(pieces), minlength=len(self._words))
        most = min(_NEAREST, len(counts) - 1)
        best = np.argpartition(counts, -most)[-most:] if most else np.array([0])
        return [self._words[place] for place in best]


def _within(word: str, whole: str) -> bool:
    letters = iter(whole)
    return all(letter in letters for letter in word)


def _letter_pairs(word: str) -> set[str]:
    around = f"^{word}$"
    return {around[at : at + 2] for at in range(len(around) - 1)}


def _postings(words: list[str]) -> Mapping[str, NDArray[np.int32]]:
    found: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        if len(word) >= 4:
            for pair in _letter_pairs(word):
                found.setdefault(pair, []).append(place)
    return {pair: np.array(places, dtype=np.int32) for pair, places in found.items()}
