"""S4: no hostile file is taken, no payload survives in what is kept, and nothing dies of it."""

import io
import random

import pytest
from PIL import Image

from papers.inspect import Paper, Refusal
from papers.inspector import Inspector
from tests.papers.test_genuine import genuine
from tests.prove import hostile


@pytest.fixture(scope="module")
def inspector():
    """The real inspector, with its confined child."""
    with Inspector() as running:
        yield running


def judged(inspector, one):
    """Check one file; returns whether it was taken, cleaned."""
    verdict = inspector.inspect(one.data)
    assert isinstance(verdict, Paper | Refusal), one.kind
    if isinstance(verdict, Refusal):
        return False
    assert one.cleaned, one.kind
    assert hostile.SECRET not in verdict.content, one.kind
    assert hostile.EICAR not in verdict.content, one.kind
    with Image.open(io.BytesIO(verdict.content)) as picture:
        assert not picture.getexif(), one.kind
        assert hostile.SECRET.decode() not in str(picture.info), one.kind
    return True


def test_no_hostile_file_comes_in(inspector, proof):
    dice = proof.dice("hostile")
    files = [
        *hostile.active(), *hostile.polyglots(), *hostile.metadata(), *hostile.wrong(),
        *hostile.bombs(),
    ]  # fmt: skip
    few = proof.many(70, 10 * len(files))
    chosen = dice.sample(files, min(few, len(files)))
    cleaned = sum(judged(inspector, one) for one in chosen)
    figures = {"files": len(chosen), "taken as they came": 0, "cleaned": cleaned}
    proof.record(
        "S4", "hostile", figures,
        "No virus scanner runs in this proof: what matters is that no type that runs is taken.",
    )  # fmt: skip


def test_a_cut_or_flipped_file_does_no_harm(inspector, proof):
    dice, many = proof.dice("broken"), proof.many(40, 2_000)
    faults = 0
    for one in hostile.broken(dice, many):
        data = bytearray(one.data)
        for _ in range(dice.choice((0, 0, 1, 3, 20))):
            data[dice.randrange(len(data))] = dice.randrange(256)
        child = inspector.child_id
        verdict = inspector.inspect(bytes(data))
        assert isinstance(verdict, Paper | Refusal), one.kind
        if isinstance(verdict, Paper) and verdict.extension != "pdf":
            Image.open(io.BytesIO(verdict.content)).load()
        faults += child is not None and inspector.child_id not in (child, None)
    proof.record("S4", "broken", {"files": many, "main process faults": 0, "children": faults})


@pytest.mark.filterwarnings("ignore:This document has")
def test_genuine_papers_are_taken(inspector, proof):
    dice, many = random.Random(proof.seed), proof.many(12, 3_000)
    for number in range(many):
        assert isinstance(inspector.inspect(genuine(dice, number)), Paper), number
    proof.record("S4", "genuine", {"papers": many, "refused": 0})
