"""The page of the proofs says what was run and what was not."""

from tests.prove.proof import Form, Proof
from tests.prove.report import report


def test_a_proof_has_a_tenth_of_its_floor_in_make_prove():
    assert Proof(Form.SHORT, 1).many(5, 101) == 5
    assert Proof(Form.TENTH, 1).many(5, 101) == 11
    assert Proof(Form.FLOOR, 1).many(5, 101) == 101


def test_the_page_says_what_is_not_proven():
    kept = {
        "id": "S2", "part": "buttons", "form": "tenth", "date": "2026-11-20", "seed": 7,
        "figures": {"forged": 10_000, "accepted": 0}, "left_out": "The key is not attacked.",
    }  # fmt: skip
    page = report([kept])
    assert "| S2 | buttons | tenth | 2026-11-20 | 7 | forged 10,000, accepted 0 |" in page
    assert "- S2: run at one tenth, not yet at the floor." in page
    assert "- S2, buttons: The key is not attacked." in page
    assert "- R1: no figures were kept yet." in page
