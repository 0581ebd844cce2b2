"""Writes docs/proof.md out of the figures that the proofs left in docs/proof/."""

import json
from pathlib import Path

from tests.prove.proof import HOUSE, plan, told

HEAD = """# What is proven

Written by `make prove` and `make prove-long`; do not edit. Each proof runs in three forms: *short*
in `make check` (no figures kept), one *tenth* of the floor in `make prove`, the *floor* in
`make prove-long`. A failure prints its seed; `LOKET_SEED=… make prove` runs it again. The last run
of each form:

| proof | part | form | date | seed | figures |
|---|---|---|---|---|---|
"""


def write(house: Path = HOUSE) -> None:
    """Write docs/proof.md anew."""
    files = sorted((house / "docs" / "proof").glob("*.json"))
    kept = [json.loads(file.read_text("utf-8")) for file in files]
    order = list(plan())
    kept.sort(key=lambda one: (order.index(one["id"]), one["part"], one["form"] != "floor"))
    (house / "docs" / "proof.md").write_text(report(kept), "utf-8")


def report(kept: list[dict]) -> str:
    """Return the page: the figures, then what they do not prove."""
    rows = "".join(_row(one) for one in kept)
    return f"{HEAD}{rows}\n## What each proof is\n\n{_meanings()}\n{_not_proven(kept)}"


def _row(one: dict) -> str:
    figures = told(one["figures"])
    return (
        f"| {one['id']} | {one['part']} | {one['form']} | {one['date']} | {one['seed']} "
        f"| {figures} |\n"
    )


def _meanings() -> str:
    return "".join(
        f"- {id_} {one['title']}. Floor: {one['floor']}.\n" for id_, one in plan().items()
    )


def _not_proven(kept: list[dict]) -> str:
    done = {one["id"] for one in kept}
    at_floor = {one["id"] for one in kept if one["form"] == "floor"}
    lines = [f"- {id_}: no figures were kept yet.\n" for id_ in plan() if id_ not in done]
    lines += [
        f"- {id_}: run at one tenth, not yet at the floor.\n"
        for id_ in plan()
        if id_ in done - at_floor
    ]
    seen = dict.fromkeys((one["id"], one["part"], one["left_out"]) for one in kept)
    lines += [f"- {id_}, {part}: {words}\n" for id_, part, words in seen if words]
    return "## What is not proven\n\n" + "".join(lines or ["- Nothing was left out.\n"])
