"""The search at 10,000 and 100,000 entries beside rapidfuzz's `process.extract` with WRatio."""

import random
import time
from collections.abc import Callable, Sequence
from functools import partial

from rapidfuzz import fuzz, process

from bench.questions import examples
from desk.knowledge.corpus import entries
from faq.entry import Entry
from faq.search import Search
from flows.words import Words
from standards.load import load_catalogue

SIZES = (10_000, 100_000)
QUESTIONS = 300
_LETTERS = "bcdfghjklmnprst"


def main() -> int:
    """Print CPU per question and the ratio, and the time of the whole evaluation; returns 0."""
    known = entries(load_catalogue(None))
    asked = [
        example.text
        for example in examples()
        if example.kind in ("slang", "formal", "typo", "long")
    ]
    asked = random.Random("questions").sample(asked, QUESTIONS)
    print(_line(f"{len(known):,} entries (the desk's own)", Search(known), asked))
    for size in SIZES:
        grown = [*known, *_more(size - len(known))]
        begun = time.process_time()
        search = Search(grown)
        built = time.process_time() - begun
        own = _milliseconds(search.ask, asked)
        phrases = [entry.phrasings[0] for entry in grown]
        beside = _milliseconds(partial(_extract, phrases), asked[:12])
        ratio = sum(beside) / len(beside) / (sum(own) / len(own))
        print(
            f"{size:,} entries: {_told(own)}; built in {built:.1f} s; "
            f"process.extract(WRatio) {_told(beside)}; ratio 1/{ratio:.0f}"
        )
    return 0


def _line(name: str, search: Search, asked: Sequence[str]) -> str:
    return f"{name}: {_told(_milliseconds(search.ask, asked))}"


def _extract(phrases: Sequence[str], text: str) -> object:
    return process.extract(text, phrases, scorer=fuzz.WRatio, limit=3)


def _milliseconds(ask: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    """CPU milliseconds for each question, each asked for the first time."""
    ask("halo")
    taken = []
    for text in asked:
        begun = time.process_time()
        ask(text)
        taken.append((time.process_time() - begun) * 1000)
    return sorted(taken)


def _told(taken: Sequence[float]) -> str:
    mean = sum(taken) / len(taken)
    return f"mean {mean:.2f} ms, p99 {taken[int(len(taken) * 0.99)]:.2f} ms"


def _more(count: int) -> list[Entry]:
    """Entries about services that do not exist, of words like those of real ones."""
    chance = random.Random("more entries")
    parts = ("syarat", "cara", "biaya", "lama", "alamat", "formulir", "jadwal", "kontak")
    words = [_word(chance) for _ in range(max(2_000, count // 20))]
    made = []
    for number in range(count):
        name = f"{chance.choice(words)} {chance.choice(words)} {chance.choice(words)}"
        text = Words(f"{name} {number}", f"{name} {number}")
        phrase = f"{chance.choice(parts)} {name}"
        made.append(Entry(f"more/{number}", text, text, Words("", ""), (phrase,)))
    return made


def _word(chance: random.Random) -> str:
    pairs = (chance.choice(_LETTERS) + chance.choice("aiueo") for _ in range(chance.randint(2, 4)))
    return "".join(pairs) + chance.choice(("", "n", "r", "k"))


if __name__ == "__main__":
    raise SystemExit(main())
