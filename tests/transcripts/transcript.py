"""A transcript: who says what, what is answered, who is told, and when; read from TOML."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

FOLDER = Path(__file__).parent
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
    """A conversation of several people about one case; it goes on where `begins` ended."""

    name: str
    about: str
    service: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a turn: the answer, its buttons, and what others were told, by name.

    None: this way of playing does not know the words (or the buttons), only who is told.
    """

    text: str | None
    labels: tuple[str, ...] | None
    pushes: Mapping[str, str | None]


class Driver(Protocol):
    """One way to play a transcript."""

    def play(self, turn: Turn) -> Outcome | None:
        """Do one turn; None: this way does not know such turns."""


class LiveDriver(Protocol):
    """A way to play a transcript that must be waited for."""

    async def play(self, turn: Turn) -> Outcome:
        """Do one turn, and wait until nothing more comes of it."""


def whole_ones() -> list[str]:
    """Return the names of the transcripts that no other one goes on from."""
    begun = {
        tomllib.loads(path.read_text("utf-8")).get("begins") for path in FOLDER.glob("*.toml")
    }
    return [name for name in names() if name not in begun]


def names() -> list[str]:
    """Return the names of all transcripts."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def read(name: str) -> Transcript:
    """Read a transcript with the turns of the one it begins with; ValueError: it is not one."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    begins = data.pop("begins", "")
    earlier = read(begins).turns if begins else ()
    turns = tuple(_turn(name, number, one) for number, one in enumerate(data.pop("turn"), 1))
    made = Transcript(name, data.pop("about"), data.pop("service"), (*earlier, *turns))
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
