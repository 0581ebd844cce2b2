"""A question as the search sees it: its words with their weight, and what is foreign in it."""

from dataclasses import dataclass
from enum import StrEnum

from faq.lexicon import Lexicon
from faq.normal import clauses, fold, plain, words
from faq.spelling import Spelling
from flows.words import Language

NEAR = 3
"""Words of a foreign group stand less than this far apart."""
_LONG = 9
"""From this many words on the clauses of a question are searched one by one, too."""
_ASKING = frozenset(
    [
        "apa",
        "apasaja",
        "berapa",
        "bagaimana",
        "dimana",
        "kemana",
        "kapan",
        "siapa",
        "mengapa",
        "how",
        "what",
    ]
)
_SPELT = ("agency", "place", "tender")
_BEFORE = 4
_BEHIND = 5
_ENGLISH_WORDS = """
what how the is are do does my for where when who which can to of i need much should a your
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())


class Kind(StrEnum):
    """What a word is to the desk."""

    FILLER = "filler"
    EVERYDAY = "everyday"
    KNOWN = "known"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question: its meaning, its kind and the foreign kind it belongs to."""

    meaning: str
    kind: Kind
    foreign: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """The words once each, no fillers; `segments` are places in `words`: all, then clauses."""

    words: tuple[Word, ...]
    segments: tuple[tuple[int, ...], ...]
    asking: tuple[int, ...]
    """The places around the last word that asks ("berapa"), of a long question; else all."""
    foreign: frozenset[str]
    fillers: frozenset[str]
    letters: int
    language: Language


class Reader:
    """Reads questions with one vocabulary."""

    def __init__(
        self, lexicon: Lexicon, vocabulary: frozenset[str], outside: frozenset[str] = frozenset()
    ) -> None:
        """Take the word lists, the words of the desk and those of questions out of its scope."""
        self._lexicon = lexicon
        self._vocabulary = vocabulary
        meant = lexicon.known() | vocabulary
        # The pieces of groups are words one may write, but alone they mean nothing here.
        self._listed = frozenset(lexicon.slang.values()).union(
            lexicon.concepts, lexicon.concepts.values()
        )
        self._known = meant | lexicon.foreign.keys() | outside
        weighty = frozenset(lexicon.concepts) | frozenset(lexicon.concepts.values()) | vocabulary
        # Nobody is taken at a word that he did not write: no spelling leads to a rude one.
        near = {key for key, kind in lexicon.foreign.items() if kind in _SPELT}
        self._spelling = Spelling(meant | near, weighty - lexicon.fillers - lexicon.everyday)

    def read(self, text: str) -> Question:
        """Read one question, however it is typed."""
        cleaned = plain(text)
        parts = [self._spelt(words(part, self._lexicon)) for part in clauses(cleaned)]
        places: dict[str, int] = {}
        found: list[Word] = []
        segments: list[tuple[int, ...]] = []
        fillers: set[str] = set()
        for part in parts:
            segment = []
            for key in part:
                word = self._word(key)
                if word.kind is Kind.FILLER:
                    fillers.add(key)
                    continue
                if word.meaning not in places:
                    places[word.meaning] = len(found)
                    found.append(word)
                segment.append(places[word.meaning])
            segments.append(tuple(dict.fromkeys(segment)))
        whole = tuple(range(len(found)))
        asking = self._asking(parts, places) if len(whole) >= _LONG else whole
        apart = tuple(each for each in segments if 2 <= len(each) < len(whole))
        return Question(
            tuple(found),
            (whole, *(apart if len(whole) >= _LONG else ())),
            asking or whole,
            self._foreign(parts),
            frozenset(fillers),
            sum(character.isalnum() for character in cleaned),
            _language(cleaned, self._lexicon),
        )

    def meanings(self, text: str) -> tuple[str, ...]:
        """Return what a clean phrasing means, word by word, without fillers; no respelling."""
        keys = words(plain(text), self._lexicon)
        kept = (key for key in keys if key not in self._lexicon.fillers)
        return tuple(dict.fromkeys(self._lexicon.concept(key) for key in kept))

    def _asking(self, parts: list[list[str]], places: dict[str, int]) -> tuple[int, ...]:
        keys = [key for part in parts for key in part if key not in self._lexicon.fillers]
        asks = [at for at, key in enumerate(keys) if key in _ASKING]
        if not asks:
            return ()
        near = keys[max(0, asks[-1] - _BEFORE) : asks[-1] + _BEHIND]
        return tuple(dict.fromkeys(places[self._lexicon.concept(key)] for key in near))

    def _spelt(self, keys: list[str]) -> list[str]:
        spelt: list[str] = []
        changed = False
        for key in keys:
            meant = (key,) if key in self._known else self._spelling.meant(key)
            changed |= meant != (key,)
            spelt.extend(self._lexicon.slang.get(each, each) for each in meant or (key,))
        return fold(spelt, self._lexicon) if changed else spelt

    def _word(self, key: str) -> Word:
        lexicon = self._lexicon
        if key in lexicon.fillers:
            return Word(key, Kind.FILLER)
        meaning = lexicon.concept(key)
        if key in lexicon.foreign:
            return Word(meaning, Kind.FOREIGN, lexicon.foreign[key])
        if key in lexicon.everyday:
            return Word(meaning, Kind.EVERYDAY)
        if meaning in self._vocabulary:
            return Word(meaning, Kind.KNOWN)
        return Word(meaning, Kind.EVERYDAY if key in self._listed else Kind.UNKNOWN)

    def _foreign(self, parts: list[list[str]]) -> frozenset[str]:
        found: set[str] = set()
        for part in parts:
            meanings = [self._lexicon.concept(key) for key in part]
            found.update(
                self._lexicon.foreign[key] for key in part if key in self._lexicon.foreign
            )
            found.update(
                kind
                for kind, group in self._lexicon.foreign_groups
                if group[0] in meanings and _in_order(group, meanings)
            )
        return frozenset(found)


def _in_order(group: tuple[str, ...], meanings: list[str]) -> bool:
    """Whether the words of a group stand in this order, with at most one other between."""
    starts = (at for at, meaning in enumerate(meanings) if meaning == group[0])
    for start in starts:
        at = start
        for word in group[1:]:
            near = meanings[at + 1 : at + NEAR]
            if word not in near:
                break
            at += 1 + near.index(word)
        else:
            return True
    return False


def _language(text: str, lexicon: Lexicon) -> Language:
    """English only where nothing Indonesian stands in it: a mixed question is Indonesian."""
    said = [word.strip("?.,!") for word in text.split()]
    english = sum(word in _ENGLISH for word in said)
    if english < 2 or english * 3 < len(said):
        return Language.ID
    mixed = any(word in lexicon.indonesian for word in said)
    return Language.ID if mixed else Language.EN
