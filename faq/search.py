"""The search: a question in, `Answered`, `DidYouMean` or `NotKnown` out.

    search = Search(entries)                       # tens of ms; immutable: replace it whole
    result = search.ask("biayanya?", Context(service="bjm-email"))

`entries` come from `desk.knowledge.corpus.entries(catalogue, day)`; edited answers are entries of
the same id laid over them. `result.entry.text(language)` is the whole answer, plain text.
The search knows no clock, database or Telegram; one call takes about a millisecond.
"""

from collections.abc import Iterable, Mapping, Sequence

from faq.entry import Answered, Context, DidYouMean, Entry, NotKnown, Result, Unknown
from faq.evidence import Groups, Slot
from faq.index import Index, Near
from faq.judge import Weights, confidence, signs, weights
from faq.lexicon import lexicon
from faq.question import Question, Reader
from faq.rank import CANDIDATES, NAMES_SERVICE, Evidence, Ranked, gather, ranked
from faq.veto import unknown_kind, veto

_NOTHING = Context()
_CHOICES = 3
_TOLD_PLACE = 10
"""In a question of more words another place is a part of the story."""
_LIKELY_SERVICES = 3
_LIKELY_COMPONENTS = 3
_SHORT = 6
"""A longer question is not completed by what the person is dealing with."""
_CLEAR = 0.45
"""From this evidence on the component is clear, and only the service is asked for."""


class Search:
    """One set of entries, ready to be asked."""

    def __init__(self, entries: Iterable[Entry], trained: Weights | None = None) -> None:
        """Index the entries; `trained` are other weights than the calibrated ones."""
        self.entries: Sequence[Entry] = tuple(entries)
        self._lists = lexicon()
        self._trained = trained or weights()
        plain = Reader(self._lists, frozenset())
        phrasings = [[plain.meanings(each) for each in entry.phrasings] for entry in self.entries]
        light = self._lists.everyday
        self._index = Index(phrasings, light)
        self._outside = Index(
            [
                [plain.meanings(each) for each in group]
                for group in self._lists.out_of_scope.values()
            ],
            light,
        )
        self._services = Slot(self._service_groups(plain))
        self._components = Slot(_groups(self._lists.components, plain))
        self._offices = Slot(_groups(self._lists.offices, plain))
        self._meanings = [
            meanings | self._services.all(entry.service) | self._components.all(entry.component)
            for entry, meanings in zip(self.entries, self._index.meanings, strict=True)
        ]
        vocabulary = frozenset().union(*self._index.meanings, *self._slot_words(plain))
        outside = frozenset().union(*self._outside.meanings)
        self._reader = Reader(self._lists, vocabulary, outside)
        self._places = self._slot_places()

    def ask(self, text: str, context: Context = _NOTHING) -> Result:
        """Answer a question; `context` is what the person is dealing with."""
        question = self._reader.read(text)
        vetoed = veto(text, question)
        if vetoed is not None:
            return NotKnown(vetoed, None, 0.0, question.language)
        if self._needs(question, context):
            question = self._reader.read(f"{text} {self._lists.services[context.service][0]}")
        found, evidence = self.rank(question, context)
        if not found:
            return NotKnown(unknown_kind(question), None, 0.0, question.language)
        if _elsewhere(question, evidence):
            return NotKnown(Unknown.PLACE, None, 0.0, question.language)
        sure = confidence(signs(question, found, evidence, self.outside(question)), self._trained)
        return self._result(question, found, evidence, sure)

    def _needs(self, question: Question, context: Context) -> bool:
        """Whether a short question names no service, but the person is dealing with one."""
        if context.service not in self._lists.services or len(question.words) > _SHORT:
            return False
        told = gather(question, self._services, self._components, self._offices, _NOTHING)
        return told.service < NAMES_SERVICE and told.component >= _CLEAR

    def read(self, text: str) -> Question:
        """Return the words of a question, for the script that calibrates."""
        return self._reader.read(text)

    def outside(self, question: Question) -> float:
        """Return how well a question that is out of scope fits (0-1)."""
        near = self._outside.near(question, question.segments[0], 3)
        return max((each.fit * each.said for each in near), default=0.0)

    def rank(self, question: Question, context: Context) -> tuple[list[Ranked], Evidence]:
        """Return the candidates, the likeliest first, and what they were judged by."""
        evidence = gather(question, self._services, self._components, self._offices, context)
        best: dict[int, Near] = {}
        for segment in (*question.segments, *self._condensed(question, evidence)):
            for near in self._index.near(question, segment, CANDIDATES):
                if near.entry not in best or near.fit > best[near.entry].fit:
                    best[near.entry] = near
        for entry in self._by_slots(evidence):
            best.setdefault(entry, Near(entry, self._index.first[entry], 0.0, 0.0, 0.0))
        found = ranked(
            question,
            list(best.values()),
            self.entries,
            self._index,
            self._meanings,
            evidence,
            self._trained.ranking,
        )
        return found, evidence

    def _condensed(self, question: Question, evidence: Evidence) -> list[tuple[int, ...]]:
        """A long question without its story: what is asked, with the words that name a service."""
        if question.asking == question.segments[0]:
            return []
        meanings = frozenset(word.meaning for word in question.words)
        best = max(evidence.services, key=evidence.services.__getitem__, default="")
        named = self._services.words(best, meanings)
        kept = [at for at, word in enumerate(question.words) if word.meaning in named]
        return [tuple(dict.fromkeys((*kept, *question.asking)))]

    def _result(
        self, question: Question, found: list[Ranked], evidence: Evidence, sure: float
    ) -> Result:
        entries = [each.entry for each in found[:_CHOICES]]
        if sure >= self._trained.answer:
            return Answered(entries[0], tuple(entries[1:]), sure, question.language)
        if sure >= self._trained.offer:
            return DidYouMean(tuple(entries), _open_component(evidence), sure, question.language)
        return NotKnown(unknown_kind(question), entries[0], sure, question.language)

    def _by_slots(self, evidence: Evidence) -> list[int]:
        """The entries of the likeliest services and components, also without a common word."""
        services = sorted(evidence.services, key=evidence.services.__getitem__, reverse=True)
        components = sorted(evidence.components, key=evidence.components.__getitem__, reverse=True)
        return [
            self._places[service, component]
            for service in services[:_LIKELY_SERVICES]
            for component in (*components[:_LIKELY_COMPONENTS], "overview")
            if (service, component) in self._places
        ]

    def _slot_places(self) -> dict[tuple[str, str], int]:
        return {
            (entry.service, entry.component): place
            for place, entry in reversed(list(enumerate(self.entries)))
            if entry.service and entry.component
        }

    def _service_groups(self, plain: Reader) -> Groups:
        there = {entry.service for entry in self.entries if entry.service}
        named = {name: self._lists.services[name] for name in there & self._lists.services.keys()}
        for name in there - named.keys():
            named[name] = next(each.phrasings for each in self.entries if each.service == name)
        return _groups(named, plain)

    def _slot_words(self, plain: Reader) -> Iterable[frozenset[str]]:
        lists = (self._lists.services, self._lists.components, self._lists.offices)
        return (
            frozenset(plain.meanings(phrase))
            for table in lists
            for phrases in table.values()
            for phrase in phrases
        )


def _elsewhere(question: Question, evidence: Evidence) -> bool:
    """Whether a question names another place and none of the offices; a long one may only tell."""
    named = "place" in question.foreign and not evidence.offices
    return named and len(question.words) <= _TOLD_PLACE


def _groups(table: Mapping[str, Sequence[str]], plain: Reader) -> Groups:
    return {
        name: tuple(frozenset(plain.meanings(phrase)) for phrase in phrases)
        for name, phrases in table.items()
    }


def _open_component(evidence: Evidence) -> str:
    if evidence.service >= _CLEAR or evidence.component < _CLEAR:
        return ""
    return max(evidence.components, key=evidence.components.__getitem__)
