"""The word lists of the search (`faq/lexicon/*.toml`), read once."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import compile as pattern

_FOLDER = Path(__file__).parent / "lexicon"
_DOUBLED = pattern(r"([a-z])\1+")

Folds = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""By their first word: groups of words, the longest first, and the one word they are read as."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists, in keys (`key_of`): doubled letters are one."""

    slang: Mapping[str, str]
    folds: Folds
    concepts: Mapping[str, str]
    fillers: frozenset[str]
    everyday: frozenset[str]
    indonesian: frozenset[str]
    foreign: Mapping[str, str]
    foreign_groups: tuple[tuple[str, tuple[str, ...]], ...]
    services: Mapping[str, tuple[str, ...]]
    components: Mapping[str, tuple[str, ...]]
    offices: Mapping[str, tuple[str, ...]]
    out_of_scope: Mapping[str, tuple[str, ...]]

    def concept(self, key: str) -> str:
        """Return what a word means, or the word itself."""
        return self.concepts.get(key, key)

    def known(self) -> frozenset[str]:
        """Return every word of the lists that is not out of the desk's scope."""
        pieces = {
            piece for groups in self.folds.values() for words, _ in groups for piece in words
        }
        words = (self.slang, self.slang.values(), self.concepts, self.concepts.values())
        return frozenset(pieces).union(*words, self.fillers, self.everyday)


def key_of(word: str) -> str:
    """Return a word with doubled letters made one, so that "syaratt" is "syarat"."""
    return _DOUBLED.sub(r"\1", word)


@cache
def lexicon() -> Lexicon:
    """Read all lists; a file that is no TOML raises tomllib.TOMLDecodeError."""
    slang = _forms(_table("slang"))
    ordinary = _table("ordinary")
    foreign, groups = _foreign(_table("foreign"), slang)
    concepts = _forms(_table("concepts"))
    concepts = {slang.get(form, form): concept for form, concept in concepts.items()} | concepts
    return Lexicon(
        slang=slang,
        folds=_folds(_table("folds"), slang),
        concepts=concepts,
        fillers=frozenset(_mapped(str(ordinary["fillers"]), slang)),
        everyday=frozenset(_mapped(str(ordinary["everyday"]), slang))
        - concepts.keys()
        - frozenset(concepts.values()),
        indonesian=frozenset(str(ordinary["indonesian"]).split()),
        foreign=foreign,
        foreign_groups=tuple(
            (kind, tuple(concepts.get(key, key) for key in group)) for kind, group in groups
        ),
        services=_phrases(_table("services")),
        components=_phrases(_table("components")),
        offices=_phrases(_table("offices")),
        out_of_scope=_phrases(_table("out_of_scope")),
    )


def _table(name: str) -> dict[str, object]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


def _phrases(table: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(map(str, phrases))
        for name, phrases in table.items()
        if isinstance(phrases, list)
    }


def _forms(table: Mapping[str, object]) -> dict[str, str]:
    """Form -> word. The word itself is never a form of another; the first of two lines wins."""
    heads = {key_of(head) for head in table}
    found: dict[str, str] = {}
    for head, forms in table.items():
        for form in str(forms).split():
            key = key_of(form)
            if key not in heads:
                found.setdefault(key, key_of(head))
    return found


def _mapped(words: str, slang: Mapping[str, str]) -> Iterator[str]:
    for word in words.split():
        key = key_of(word)
        yield key
        yield slang.get(key, key)


def _folds(table: Mapping[str, object], slang: Mapping[str, str]) -> Folds:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for head, groups in _phrases(table).items():
        for group in groups:
            keys = tuple(slang.get(key_of(word), key_of(word)) for word in group.split())
            found.setdefault(keys[0], []).append((keys, key_of(head)))
    return {first: tuple(sorted(each, key=_longest)) for first, each in found.items()}


def _longest(fold: tuple[tuple[str, ...], str]) -> int:
    return -len(fold[0])


def _foreign(
    table: Mapping[str, object], slang: Mapping[str, str]
) -> tuple[dict[str, str], list[tuple[str, tuple[str, ...]]]]:
    words: dict[str, str] = {}
    groups: list[tuple[str, tuple[str, ...]]] = []
    for kind, listed in table.items():
        for item in str(listed).split():
            keys = list(_keys(item.split("_"), slang))
            if len(keys) == 1:
                words.setdefault(keys[0], kind)
            else:
                groups.append((kind, tuple(keys)))
    return words, groups


def _keys(words: Iterable[str], slang: Mapping[str, str]) -> Iterator[str]:
    return (slang.get(key_of(word), key_of(word)) for word in words)
