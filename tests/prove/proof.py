"""How large a proof is, its seed, and where its figures are kept: docs/proof/, docs/proof.md."""

import json
import os
import random
import time
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

HOUSE = Path(__file__).parents[2]
PLAN = Path(__file__).with_name("plan.toml")
LARGEST = 2**32


class Form(StrEnum):
    """How much of a proof is run."""

    SHORT = "short"
    """In `make check`: seconds."""
    TENTH = "tenth"
    """In `make prove`: one tenth of the floor."""
    FLOOR = "floor"
    """In `make prove-long`: the floor."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One run of a proof in one form; everything random in it comes from `seed`."""

    form: Form
    seed: int

    def many(self, short: int, floor: int) -> int:
        """Return how many cases to run in this form."""
        return {Form.SHORT: short, Form.TENTH: -(-floor // 10), Form.FLOOR: floor}[self.form]

    def dice(self, about: object = "") -> random.Random:
        """Return a source of chance of its own for a part of the proof."""
        return random.Random(f"{self.seed}:{about}")

    def record(
        self, id_: str, part: str, figures: Mapping[str, int | float | str], left_out: str = ""
    ) -> None:
        """Print the figures; keep them for docs/proof.md when `LOKET_PROOF=1` (`make prove`).

        `id_` is one of plan.toml; a proof of several tests has several parts; `left_out` says
        what this part does not prove.
        """
        assert id_ in plan(), id_
        kept = {
            "id": id_,
            "part": part,
            "form": self.form.value,
            "date": time.strftime("%Y-%m-%d", time.gmtime()),
            "seed": self.seed,
            "figures": dict(figures),
            "left_out": left_out,
        }
        print(f"\n{id_} {part}: {told(figures)} ({self.form.value}, seed {self.seed})")
        if os.environ.get("LOKET_PROOF") != "1" or self.form is Form.SHORT:
            return
        folder = HOUSE / "docs" / "proof"
        folder.mkdir(exist_ok=True)
        name = f"{id_}-{part.replace(' ', '-')}-{self.form.value}.json"
        (folder / name).write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


def seed_of(form: Form) -> int:
    """Return the seed: `LOKET_SEED`, else always the same in `make check`, else a new one."""
    told_seed = os.environ.get("LOKET_SEED")
    if told_seed:
        return int(told_seed)
    return 2026 if form is Form.SHORT else random.SystemRandom().randrange(LARGEST)


def plan() -> dict[str, dict[str, str]]:
    """Return what is to be proven, with its title and floor."""
    return tomllib.loads(PLAN.read_text("utf-8"))


def told(figures: Mapping[str, object]) -> str:
    """Return figures as words."""
    return ", ".join(
        f"{name} {value:,}" if isinstance(value, int) else f"{name} {value}"
        for name, value in figures.items()
    )
