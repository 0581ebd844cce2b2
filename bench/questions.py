"""The examples of the search (`tests/faq/examples/*.toml`), with misspelt ones made by a seed."""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "tests" / "faq" / "examples"
WAYS = ("formal", "slang", "short", "long", "mixed")
_OUTSIDE = (
    "agency place tender topic chitchat abuse gibberish instruction greeting thanks empty unlisted"
)
OUTSIDE = frozenset(_OUTSIDE.split())
"""The kinds of questions that must not be answered."""
_NEXT = {"a": "s", "e": "r", "i": "o", "o": "p", "u": "y", "n": "m", "t": "r", "s": "d", "k": "l"}


@dataclass(frozen=True, slots=True)
class Example:
    """One question; `right` are the answers that are right, empty where none is."""

    text: str
    kind: str
    family: int
    right: frozenset[str] = frozenset()
    component: str = ""


def examples() -> tuple[Example, ...]:
    """Return all examples; for the written ways each has a misspelt twin of kind "typo"."""
    found: list[Example] = []
    family = 0
    for file in sorted(FOLDER.glob("*.toml")):
        for table in tomllib.loads(file.read_text("utf-8"))["family"]:
            found.extend(_of_family(table, family))
            family += 1
    return tuple(found)


def disguised(text: str) -> tuple[str, ...]:
    """Return the same question as people also type it; the answer must be the same."""
    chance = random.Random(f"disguise {text}")
    letters = [place for place, character in enumerate(text) if character.isalpha()]
    doubled = text
    if letters:
        place = chance.choice(letters)
        doubled = text[:place] + text[place] * chance.randint(2, 4) + text[place + 1 :]
    return (text.upper(), doubled, f"{text} 🙏🙏", f"min {text}", f"Min, {text}???")


def misspelt(text: str) -> str:
    """Return a text with one or two words misspelt, always the same way."""
    chance = random.Random(f"typo {text}")
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) >= 4 and word.isalpha()]
    for place in chance.sample(long, min(len(long), 1 + (len(words) > 4))):
        words[place] = _wrong(words[place], chance)
    return " ".join(words)


def _wrong(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    way = chance.randrange(4)
    if way == 0:
        return word[:at] + word[at + 1 :]
    if way == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if way == 2:
        return word[:at] + _NEXT.get(word[at], "e") + word[at + 1 :]
    vowels = [place for place in range(1, len(word)) if word[place] in "aeiou"]
    place = chance.choice(vowels) if vowels else at
    return word[:place] + word[place + 1 :]


def _of_family(table: dict[str, object], family: int) -> Iterator[Example]:
    listed = table.get("right", [])
    right = frozenset(map(str, listed)) if isinstance(listed, list) else frozenset()
    text = table.get("text")
    if isinstance(text, list):
        for at, each in enumerate(text):
            kind, component = str(table["kind"]), str(table.get("component", ""))
            # Out of scope every question is a family of its own.
            own = family if right else family + 7 * at + at // 6
            yield Example(str(each), kind, own, right, component)
        return
    for way in WAYS:
        said = table.get(way, [])
        for each in said if isinstance(said, list) else []:
            yield Example(str(each), way, family, right)
            if way != "long" and misspelt(str(each)) != each:
                yield Example(misspelt(str(each)), "typo", family, right)
