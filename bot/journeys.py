"""Transcripts: who says what, what is answered, who is told, and when; read from TOML."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from string import Formatter

from flows.words import Language
from texts.render import Texts

FOLDER = Path(__file__).parents[1] / "tests" / "transcripts"
DEEDS = ("says", "presses", "hands", "sends", "blocks")


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing a person does, and what must come of it.

    Exactly one deed: `says` a text, `presses` a button by its words (the `oldest` one, if so),
    `hands` a file ("pdf", "photo", or with a name: "pdf kuasa"), `sends` a sticker or the like,
    `blocks` the bot. `after` lets time pass before it ("10 minutes"). `hears` are words of the
    answer, or a key of `texts/` as "@press.forged"; `sees` are buttons; `pushes` says who is
    told what, and that nobody else is told anything. "{ticket}" stands for the ticket's number,
    "{code}" for the latest link code.
    `does` names the deed of the chain that the turn is ("forward", "forward email", "dispose to
    create_ppe"), `refused` the code with which the chain refuses it: the flows alone play these.
    """

    who: str
    says: str = ""
    presses: str = ""
    hands: str = ""
    sends: str = ""
    blocks: bool = False
    oldest: bool = False
    to: str = ""
    album: str = ""
    same_as: str = ""
    after: str = ""
    does: str = ""
    refused: str = ""
    hears: tuple[str, ...] = ()
    never_hears: tuple[str, ...] = ()
    sees: tuple[str, ...] = ()
    never_sees: tuple[str, ...] = ()
    pushes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __str__(self) -> str:
        did = next(f"{deed} {getattr(self, deed)!r}" for deed in DEEDS if getattr(self, deed))
        return f"{self.who} {did}"


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation of several people about one case; it goes on where `begins` ended.

    `tour` marks the one of its service that `loket tour` plays, where it has several.
    """

    name: str
    about: str
    service: str
    turns: tuple[Turn, ...]
    tour: bool = False


def names() -> list[str]:
    """Return the names of all transcripts."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def whole_ones() -> list[str]:
    """Return the names of the transcripts that no other one goes on from."""
    begun = {
        tomllib.loads(path.read_text("utf-8")).get("begins") for path in FOLDER.glob("*.toml")
    }
    return [name for name in names() if name not in begun]


def tour() -> list[Transcript]:
    """Return what `loket tour` plays: of each service the transcript marked, else its first."""
    chosen: dict[str, Transcript] = {}
    for one in map(read, whole_ones()):
        if one.tour or one.service not in chosen:
            chosen[one.service] = one
    return list(chosen.values())


def read(name: str) -> Transcript:
    """Read a transcript with the turns of the one it begins with; ValueError: it is not one."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    begins = data.pop("begins", "")
    earlier = read(begins).turns if begins else ()
    turns = tuple(_turn(name, number, one) for number, one in enumerate(data.pop("turn"), 1))
    tour = data.pop("tour", False)
    made = Transcript(name, data.pop("about"), data.pop("service"), (*earlier, *turns), tour)
    if data:
        raise ValueError(f"{name}: unknown {sorted(data)}")
    return made


def _turn(name: str, number: int, data: dict[str, object]) -> Turn:
    known = {
        key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
    }
    pushes = data.get("pushes", {})
    assert isinstance(pushes, dict)
    known["pushes"] = {who: tuple(words) for who, words in pushes.items()}
    if unknown := set(known) - set(Turn.__slots__):
        raise ValueError(f"{name}, turn {number}: unknown {sorted(unknown)}")
    if len([deed for deed in DEEDS if known.get(deed)]) != 1:
        raise ValueError(f"{name}, turn {number}: a turn has one of {', '.join(DEEDS)}")
    return Turn(**known)  # type: ignore[arg-type]


def pattern(words: str, texts: Texts, language: Language) -> re.Pattern[str]:
    """Return how words are recognised; "@key": a sentence of `texts/`, anything in its fields."""
    if not words.startswith("@"):
        return re.compile(re.escape(words))
    template = texts.sentences[language][words[1:]]
    pieces = [literal for literal, _, _, _ in Formatter().parse(template)]
    plain = [unescape(re.sub(r"<[^>]*>", "", piece)) for piece in pieces]
    return re.compile(".*".join(map(re.escape, plain)), re.DOTALL)
