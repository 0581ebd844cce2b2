"""Canned replies: loaded with both languages; what nothing fills is refused with its line."""

import pytest

from flows.words import Language
from standards.replies import VARIABLES


def test_every_built_in_reply_can_be_filled_in_both_languages(catalogue):
    values = {name: f"[{name}]" for name in VARIABLES}
    assert catalogue.replies
    for reply in catalogue.replies:
        for language in Language:
            assert "[number]" in reply.filled(values, language)


@pytest.mark.parametrize(
    ("old", "new", "key", "remedy"),
    [
        ("sekarang: {state}", "sekarang: {password}", "reply.received.text", "number"),
        ("sekarang: {state}", "sekarang: {state.x}", "reply.received.text", "number"),
        ("sekarang: {state}", "sekarang: {state:>99999999}", "reply.received.text", "number"),
        ("sekarang: {state}", "sekarang: {state", "reply.received.text", "{number}"),
        ('services = ["bjm-aktivasi"]', 'services = ["bjm"]', "reply.bring_originals.services",
         "bjm-aktivasi"),
    ],
)  # fmt: skip
def test_what_nothing_can_fill_is_refused_at_load(shelf, old, new, key, remedy):
    shelf.change("replies.toml", old, new)
    problem = next(one for one in shelf.problems() if one.key == key)
    assert problem.file == "standards/replies.toml"
    assert problem.line
    assert remedy in problem.remedy


def test_an_office_lays_its_own_over_the_built_in_ones(shelf):
    words = 'title = { id = "Buka", en = "Open" }\ntext.id = "Ya {number}"\ntext.en = "Yes"\n'
    shelf.lay("replies.toml", f"[reply.ours]\n{words}")
    assert "ours" in {reply.id for reply in shelf.load().replies}
    assert shelf.problems() == ()
