"""Finds the service that somebody asks for in his own words ("ganti email")."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils

from flows.standard import Standard

SURE = 88
"""From this score on a service is meant (0-100, rapidfuzz token_sort_ratio)."""
NEAR = 6
"""Services this close to the best one are offered too."""
MOST = 3


def find(text: str, standards: Sequence[Standard]) -> list[str]:
    """Return the ids of the services meant by `text`, the best first; empty when none is."""
    said = utils.default_process(text[:200])
    if len(said) < 3:
        return []
    scores = {standard.id: _score(said, standard) for standard in standards}
    best = max(scores.values(), default=0.0)
    if best < SURE:
        return []
    near = [service for service, score in scores.items() if score >= best - NEAR]
    return sorted(near, key=lambda service: -scores[service])[:MOST]


def _score(said: str, standard: Standard) -> float:
    names = (standard.title.id, standard.title.en, standard.id.replace("-", " "), *standard.words)
    found = process.extractOne(
        said, names, scorer=fuzz.token_sort_ratio, processor=utils.default_process
    )
    return found[1] if found else 0.0
