"""How well the search answers: `python -m bench.answers`; `--calibrate` writes its weights."""

import sys
from collections.abc import Sequence
from pathlib import Path

from bench.calibrate import Judged, cases, cross_validated, fit, threshold
from bench.questions import OUTSIDE, disguised, examples
from desk.knowledge.corpus import entries
from faq.entry import Answered
from faq.judge import SIGNS, Weights
from faq.rank import FEATURES
from faq.search import Search
from standards.load import load_catalogue

FILE = Path(__file__).parents[1] / "faq" / "weights.toml"


def main() -> int:
    """Cross-validate over families and print the figures per kind; 0 when they were printed."""
    search = Search(entries(load_catalogue(None)))
    listed = cases(search, examples())
    judged = cross_validated(listed)
    level = threshold(judged)
    if "--at" in sys.argv:
        level = float(sys.argv[sys.argv.index("--at") + 1])
    for line in report(judged, level):
        print(line)
    if "--wrong" in sys.argv:
        _show_wrong(judged, level)
    if "--calibrate" in sys.argv:
        fitted = fit(listed)
        FILE.write_text(_told(fitted, level, judged), "utf-8")
        print(f"written: {FILE.name}")
    else:
        print(_disguises(search))
    return 0


def report(judged: Sequence[Judged], level: float) -> list[str]:
    """Return the figures per kind as lines."""
    lines = [
        f"threshold {level:.2f}",
        f"{'kind':12}{'n':>5}{'right':>8}{'first':>8}{'three':>8}{'wrong':>8}",
    ]
    inside = [each for each in judged if each.case.example.kind not in OUTSIDE]
    known = [each for each in inside if each.case.example.kind not in ("ambiguous", "known")]
    kinds = sorted({each.case.example.kind for each in inside})
    for name, some in [
        *((kind, [each for each in inside if each.case.example.kind == kind]) for kind in kinds),
        ("all", known),
    ]:
        lines.append(name.ljust(12) + _row(some, level))
    for kind in sorted(OUTSIDE):
        some = [each for each in judged if each.case.example.kind == kind]
        lines.append(f"{kind:12}{len(some):5}  answered {sum(e.sure >= level for e in some):3}")
    outside = [each for each in judged if each.case.example.kind in OUTSIDE]
    false = sum(each.sure >= level for each in outside)
    lines.append(f"out of scope answered: {false} of {len(outside)} = {false / len(outside):.1%}")
    return lines


def _row(some: Sequence[Judged], level: float) -> str:
    total = len(some) or 1
    right = sum(each.sure >= level and each.first_right for each in some)
    first = sum(each.first_right for each in some)
    three = sum(each.in_three for each in some)
    wrong = sum(each.sure >= level and not each.first_right for each in some)
    parts = (f"{100 * part / total:8.1f}" for part in (right, first, three, wrong))
    return f"{len(some):5}" + "".join(parts)


def _show_wrong(judged: Sequence[Judged], level: float) -> None:
    for each in judged:
        example = each.case.example
        answered = each.sure >= level
        if example.kind in OUTSIDE:
            if answered:
                print(
                    "FALSE",
                    f"{each.sure:.2f}",
                    example.kind,
                    "|",
                    example.text,
                    "->",
                    each.order[0].entry.id,
                )
        elif not each.first_right or not answered:
            best = [each_.entry.id for each_ in each.order[:3]]
            mark = "WRONG" if answered else ("low" if each.first_right else "miss")
            print(
                mark,
                f"{each.sure:.2f}",
                example.kind,
                "|",
                example.text,
                "->",
                *best,
                "| want",
                *sorted(example.right)[:1],
            )


def _disguises(search: Search) -> str:
    same = total = 0
    for example in examples():
        told = _told_id(search, example.text)
        for other in disguised(example.text):
            total += 1
            same += _told_id(search, other) == told
    return f"same answer in disguise: {same} of {total} = {same / total:.2%}"


def _told_id(search: Search, text: str) -> str:
    result = search.ask(text)
    return result.entry.id if isinstance(result, Answered) else ""


def _told(fitted: Weights, level: float, judged: Sequence[Judged]) -> str:
    lines = ["# Written by `make faq-calibrate` from tests/faq/examples; not by hand.", "#"]
    lines.extend(f"# {line}" for line in report(judged, level))
    lines.extend(("", "[threshold]", f"answer = {level:.3f}", f"offer = {fitted.offer:.3f}", ""))
    for name, names, values in (
        ("ranking", FEATURES, fitted.ranking),
        ("confidence", SIGNS, fitted.confidence),
    ):
        lines.append(f"[{name}]")
        lines.extend(f"{key} = {value:.4f}" for key, value in zip(names, values, strict=True))
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
