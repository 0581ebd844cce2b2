"""Puts the entries near a question in order by a weighted sum of what speaks for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from faq.entry import Context, Entry
from faq.evidence import Slot
from faq.index import Floats, Index, Near
from faq.question import Kind, Question

FEATURES = (
    "fit",
    "asked",
    "said",
    "tokens",
    "explained",
    "service",
    "service_behind",
    "component",
    "component_behind",
    "both",
    "of_service",
    "office",
    "office_other",
    "context",
    "overview_asked",
    "general_named",
    "fit_squared",
    "rarest",
    "general_component",
    "complaint_of_other",
)
"""What speaks for or against an entry, in the order of the weights."""

CANDIDATES = 24
_COMPLAINTS = "pengaduan"
NAMES_SERVICE = 0.35
"""From this evidence on a question names its service itself, and the context is not needed."""


_CLEAR = 0.6
"""From this evidence on a service is named beyond doubt."""
_NAMED = 0.4
"""From this evidence on an office is named; "lpse" alone names none."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a question says of the service, the component and the office."""

    services: Mapping[str, float]
    components: Mapping[str, float]
    offices: frozenset[str]
    context: Context

    @property
    def service(self) -> float:
        """The evidence for the likeliest service (0-1)."""
        return max(self.services.values(), default=0.0)

    @property
    def component(self) -> float:
        """The evidence for the likeliest component (0-1)."""
        return max(self.components.values(), default=0.0)


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry with its features and its score; the higher, the likelier."""

    entry: Entry
    features: Floats
    score: float


def gather(
    question: Question, services: Slot, components: Slot, offices: Slot, context: Context
) -> Evidence:
    """Return what the words say of service, component and office."""
    meanings = frozenset(word.meaning for word in question.words)
    told = services.evidence(meanings)
    if context.service and max(told.values(), default=0.0) < NAMES_SERVICE:
        told[context.service] = max(told.get(context.service, 0.0), 0.8)
    if any(fit >= _CLEAR for name, fit in told.items() if name != _COMPLAINTS):
        # "Pengaduan e-Purchasing" asks for that service's complaints, not for complaints as such.
        told[_COMPLAINTS] = told.get(_COMPLAINTS, 0.0) / 2
    named = offices.evidence(meanings)
    best = max(named.values(), default=0.0)
    asking = frozenset(question.words[place].meaning for place in question.asking)
    return Evidence(
        told,
        components.evidence(asking),
        frozenset(office for office, fit in named.items() if fit == best >= _NAMED),
        context,
    )


def features(
    question: Question,
    near: Near,
    entry: Entry,
    index: Index,
    meanings: frozenset[str],
    evidence: Evidence,
) -> Floats:
    """Return the features of one entry, in the order of `FEATURES`."""
    service = evidence.services.get(entry.service, 0.0)
    component = evidence.components.get(entry.component, 0.0)
    general = 1.0 - float(bool(entry.service))
    explained, rarest = _explained(question, index, meanings)
    said = " ".join(
        question.words[place].meaning for place in near.segment or question.segments[0]
    )
    phrase = " ".join(index.phrases[near.phrasing])
    named = bool(evidence.offices and entry.office)
    return np.array(
        (
            near.fit,
            near.asked,
            near.said,
            fuzz.token_sort_ratio(said, phrase) / 100,
            explained,
            service,
            evidence.service - service if entry.service else 0.0,
            component,
            evidence.component - component if entry.component else 0.0,
            service * component,
            1.0 - general,
            float(named and entry.office in evidence.offices),
            float(named and entry.office not in evidence.offices),
            float(bool(entry.service) and entry.service == evidence.context.service),
            evidence.component if entry.component == "overview" else 0.0,
            general * evidence.service,
            near.fit**2,
            rarest,
            float(not entry.component) * evidence.component,
            _other(evidence) if entry.service == _COMPLAINTS else 0.0,
        )
    )


def ranked(
    question: Question,
    nears: Sequence[Near],
    entries: Sequence[Entry],
    index: Index,
    meanings: Sequence[frozenset[str]],
    evidence: Evidence,
    weights: Floats,
) -> list[Ranked]:
    """Return the candidates, the likeliest first."""
    found = []
    for near in nears:
        entry = entries[near.entry]
        own = features(question, near, entry, index, meanings[near.entry], evidence)
        found.append(Ranked(entry, own, float(own @ weights)))
    return sorted(found, key=_first)


def _other(evidence: Evidence) -> float:
    """The evidence for another service than the complaints."""
    return max(
        (fit for name, fit in evidence.services.items() if name != _COMPLAINTS), default=0.0
    )


def _first(each: Ranked) -> float:
    return -each.score


def _explained(question: Question, index: Index, meanings: frozenset[str]) -> tuple[float, float]:
    """The part of the question the entry's words explain; whether its rarest word is there."""
    whole = there = rarest = 0.0
    has_rarest = False
    for word in question.words:
        if word.kind is Kind.EVERYDAY and word.meaning not in meanings:
            continue
        weight = index.weight(word)
        whole += weight
        there += weight if word.meaning in meanings else 0.0
        if word.kind is Kind.KNOWN and weight > rarest:
            rarest, has_rarest = weight, word.meaning in meanings
    return (there / whole if whole else 0.0), float(has_rarest)
