"""Which service, component and office a question is about, with the evidence for each."""

from collections.abc import Mapping
from math import log

Groups = Mapping[str, tuple[frozenset[str], ...]]
"""By name: the groups of meanings by which people call it."""


class Slot:
    """One thing to find out (the service, the component): names, and the words that mean them."""

    def __init__(self, groups: Groups) -> None:
        """Take the groups; a word that few names share says more than one that many share."""
        self._groups = groups
        self._all = {name: frozenset().union(*own) for name, own in groups.items()}
        shared: dict[str, int] = {}
        for own in groups.values():
            for meaning in frozenset().union(*own):
                shared[meaning] = shared.get(meaning, 0) + 1
        self._weights = {
            meaning: 0.3 + log((1 + len(groups)) / count) for meaning, count in shared.items()
        }

    def all(self, name: str) -> frozenset[str]:
        """Return every word by which a name is called; empty for a name that is not known."""
        return self._all.get(name, frozenset())

    def evidence(self, meanings: frozenset[str]) -> dict[str, float]:
        """Return how well each name fits (0-1); names that do not fit at all are left out."""
        found = {}
        for name, groups in self._groups.items():
            best = max((self._fit(group, meanings) for group in groups), default=0.0)
            if best > 0:
                found[name] = best
        return found

    def words(self, name: str, meanings: frozenset[str]) -> frozenset[str]:
        """Return the words of a text by which a name was found in it; empty when it was not."""
        best = max(
            self._groups.get(name, ()), key=lambda group: self._fit(group, meanings), default=None
        )
        return best & meanings if best else frozenset()

    def _fit(self, group: frozenset[str], meanings: frozenset[str]) -> float:
        there = group & meanings
        if not there:
            return 0.0
        said = sum(self._weights[meaning] for meaning in there)
        whole = sum(self._weights[meaning] for meaning in group)
        part: float = said / whole
        return float(part**1.5) * said / (said + 1)
