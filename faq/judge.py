"""Decides between answer, "do you mean" and hand-over by a calibrated probability."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from faq.index import Floats
from faq.question import Kind, Question
from faq.rank import Evidence, Ranked

_FILE = Path(__file__).parent / "weights.toml"

_LONG = 7

SIGNS = (
    "constant",
    "share",
    "ahead",
    "score",
    "fit",
    "asked",
    "said",
    "tokens",
    "explained",
    "service",
    "service_behind",
    "component",
    "unknown",
    "foreign",
    "place",
    "tender",
    "outside",
    "outside_ahead",
    "known",
    "long",
    "office_other",
    "bare",
    "component_behind",
    "foreign_short",
    "unknown_short",
    "ahead_of_service",
    "share_of_service",
    "share_squared",
    "explained_short",
    "of_service",
    "office",
    "both",
    "service_ahead",
    "component_ahead",
    "general_fit",
    "general_said",
    "both_long",
    "general_long",
)
"""What the confidence is made of, in the order of the weights."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the script calibrated (`make faq`): weights, and the two thresholds on confidence."""

    ranking: Floats
    confidence: Floats
    answer: float
    offer: float


@cache
def weights() -> Weights:
    """Read the calibrated weights that stand beside this file."""
    table = tomllib.loads(_FILE.read_text("utf-8"))
    return Weights(
        np.array(list(table["ranking"].values())),
        np.array(list(table["confidence"].values())),
        float(table["threshold"]["answer"]),
        float(table["threshold"]["offer"]),
    )


def signs(
    question: Question, found: Sequence[Ranked], evidence: Evidence, outside: float
) -> Floats:
    """Return what speaks for being right, in the order of `SIGNS`; `outside`: how well a question
    that is out of scope fits (0-1).
    """
    first = found[0]
    own = first.features
    of_service = bool(first.entry.service)
    scores = np.array([each.score for each in found])
    shares = np.exp(scores - scores.max())
    ahead = scores[0] - scores[1] if len(found) > 1 else 5.0
    own_shares = [
        share
        for share, each in zip(shares, found, strict=True)
        if each is first or (of_service and each.entry.service == first.entry.service)
    ]
    rival = max((each.score for each in found if _rivals(first, each)), default=scores[0] - 5)
    kinds = [word.kind for word in question.words]
    heavy = max(1, len(kinds) - kinds.count(Kind.EVERYDAY))
    return np.array(
        (
            1.0,
            1.0 / float(shares.sum()),
            min(5.0, float(ahead)),
            first.score / 10,
            own[0],
            own[1],
            own[2],
            own[3],
            own[4],
            own[5] if of_service else 0.5,
            own[6],
            own[7],
            kinds.count(Kind.UNKNOWN) / heavy,
            min(2, len(question.foreign - {"place", "tender"})),
            float("place" in question.foreign and not evidence.offices),
            float("tender" in question.foreign),
            outside,
            max(0.0, outside - own[0]),
            min(6, kinds.count(Kind.KNOWN)) / 6,
            float(len(question.words) > 12),
            own[12],
            float(of_service and own[5] < 0.2),
            own[8],
            float(bool(question.foreign)) / max(2, len(kinds)),
            kinds.count(Kind.UNKNOWN) / max(2, len(kinds)) ** 0.5,
            min(5.0, float(scores[0] - rival)),
            float(sum(own_shares) / shares.sum()),
            float(1.0 / shares.sum()) ** 2,
            own[4] * float(len(kinds) <= 5),
            float(of_service),
            own[11],
            own[9],
            _ahead(evidence.services, first.entry.service),
            _ahead(evidence.components, first.entry.component),
            own[0] * (1.0 - of_service),
            own[2] * (1.0 - of_service),
            own[9] * float(len(kinds) > _LONG),
            own[2] * (1.0 - of_service) * float(len(kinds) > _LONG),
        )
    )


def _ahead(evidence: Mapping[str, float], own: str) -> float:
    """How far the evidence for a name is ahead of that for any other; 0 where it has none."""
    if own not in evidence:
        return 0.0
    return evidence[own] - max((fit for name, fit in evidence.items() if name != own), default=0.0)


def _rivals(first: Ranked, other: Ranked) -> bool:
    """Whether two entries are about other things than parts of one service."""
    same = first.entry.service and first.entry.service == other.entry.service
    return other is not first and not same


def confidence(found: Floats, trained: Weights) -> float:
    """Return the probability (0-1) that the first entry answers the question."""
    return float(1.0 / (1.0 + np.exp(-np.clip(found @ trained.confidence, -30, 30))))
