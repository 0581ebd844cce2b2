"""A walk written down as a transcript, so that it can become a test."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Written:
    """One turn: exactly one of `says`, `presses`, `hands`; and what came of it."""

    who: str
    says: str
    presses: str
    hands: str
    after: str
    hears: str
    pushes: Mapping[str, str]


@dataclass(slots=True)
class Walk:
    """A walk through one service; `number` is the ticket's, once there is one."""

    service: str
    number: str = ""
    turns: list[Written] = field(default_factory=list)

    def toml(self) -> str:
        """Return the walk as `tests/transcripts/*.toml` are written."""
        head = f'about = "A walk through {self.service}."\nservice = "{self.service}"\n'
        return "\n".join([head, *(self._turn(turn) for turn in self.turns)])

    def _turn(self, turn: Written) -> str:
        lines = ["[[turn]]", f"who = {_quoted(turn.who)}"]
        for key in ("after", "says", "presses", "hands"):
            said = getattr(turn, key)
            if said:
                lines.append(f"{key} = {self._open(said)}")
        if turn.hears:
            lines.append(f"hears = [{self._open(turn.hears)}]")
        if turn.pushes:
            told = ", ".join(f"{who} = [{self._open(line)}]" for who, line in turn.pushes.items())
            lines.append(f"pushes = {{ {told} }}")
        return "\n".join(lines) + "\n"

    def _open(self, text: str) -> str:
        """A transcript says {ticket} for the number that the next walk will not have."""
        return _quoted(text.replace(self.number, "{ticket}") if self.number else text)


def _quoted(text: str) -> str:
    """A TOML basic string is escaped as a JSON string is."""
    return json.dumps(text, ensure_ascii=False)
