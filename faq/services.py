"""Finds the service that somebody asks for in his own words ("ganti email")."""

from collections.abc import Mapping, Sequence, Set
from math import log

from rapidfuzz import fuzz, process, utils

from flows.standard import Standard

SURE = 0.6
"""The part of what was said that a service must explain (0-1, weighted by rarity)."""
NEAR = 0.1
"""Services this close to the best one are offered too."""
MOST = 3
LIKE = 85
"""From this score on a word is a misspelt known word (0-100, rapidfuzz ratio)."""

_FILLER_WORDS = """
a an and at for how i is me my new of on or please the to want what with would you
ada akan apa bagaimana bisa dan dari dengan di gimana itu ini jadi kak kalau kami ke mau min
minta mohon mbak pada pak bu sama saya sy tolong untuk utk ya yang yg
"""
FILLERS = frozenset(_FILLER_WORDS.split())
"""Words that stand in every request and mean no service."""

Words = Mapping[str, frozenset[str]]
"""The services in whose names or phrasings a word occurs."""


def find(text: str, standards: Sequence[Standard], sure: float = SURE) -> list[str]:
    """Return the ids of the services meant by `text`, the best first; empty when none is.

    `sure` is the part of the text (0-1) that a service must explain; 1: it is named, no more.
    """
    words = _words(standards)
    said = _split(text[:200])
    known = [_known(word, words) for word in said]
    if not any(known):
        return []
    most = 1 + len(standards)
    weights = [log(most / len(words[word])) if word else log(most) for word in known]
    weighed = list(zip(known, weights, strict=True))
    pooled = {
        standard.id: _part(weighed, {word for word in words if standard.id in words[word]})
        for standard in standards
    }
    if max(pooled.values()) < sure:
        return []
    # Words of several phrasings may mean nothing together: one that says it all counts too.
    scores = {
        standard.id: pooled[standard.id] + max(_fit(weighed, one) for one in _phrases(standard))
        for standard in standards
    }
    best = max(scores.values())
    near = [service for service, score in scores.items() if score >= best - NEAR]
    return sorted(near, key=lambda service: -scores[service])[:MOST]


def _part(said: Sequence[tuple[str, float]], words: Set[str]) -> float:
    """The part (0-1, by weight) of what was said that some words explain."""
    explained = sum(weight for word, weight in said if word in words)
    return explained / sum(weight for _, weight in said)


def _fit(said: Sequence[tuple[str, float]], phrase: Set[str]) -> float:
    """How well one phrasing says it: all of what was said, and nothing else (0-2)."""
    words = {word for word, _ in said}
    return _part(said, phrase) + len(words & phrase) / max(1, len(words | phrase))


def _phrases(standard: Standard) -> Sequence[Set[str]]:
    names = (standard.title.id, standard.title.en, standard.id, *standard.words)
    return [frozenset(_split(name)) for name in names]


def _split(text: str) -> list[str]:
    return [word for word in utils.default_process(text).split() if word not in FILLERS]


def _words(standards: Sequence[Standard]) -> Words:
    found: dict[str, frozenset[str]] = {}
    for standard in standards:
        names = (standard.title.id, standard.title.en, standard.id, *standard.words)
        for word in _split(" ".join(names)):
            found[word] = found.get(word, frozenset()) | {standard.id}
    return found


def _known(word: str, words: Words) -> str:
    """The word itself, or the one it misspells (four letters and more); "" for neither."""
    if word in words:
        return word
    if len(word) < 4:
        return ""
    close = process.extractOne(word, words.keys(), scorer=fuzz.ratio, score_cutoff=LIKE)
    return close[0] if close else ""
