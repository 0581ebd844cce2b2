"""Deep links: only what the house wrote opens anything, and it fits Telegram's 64 characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.deep_link import LONGEST, DeepLink, LinkKind, is_link, read, write

KEY = b"k" * 32
TEXTS = st.text(alphabet="abcXYZ019_-", max_size=80)


@pytest.mark.parametrize(
    "link", [DeepLink(LinkKind.SERVICE, "bjm-adp"), DeepLink(LinkKind.TICKET, "4f")]
)
def test_what_was_written_is_read_back(link):
    payload = write(link, KEY)
    assert len(payload) <= LONGEST
    assert is_link(payload)
    assert read(payload, KEY) == link


def test_another_key_or_one_changed_letter_opens_nothing():
    payload = write(DeepLink(LinkKind.TICKET, "4f"), KEY)
    assert read(payload, b"x" * 32) is None
    for place, letter in enumerate(payload):
        other = payload[:place] + ("A" if letter != "A" else "B") + payload[place + 1 :]
        assert read(other, KEY) is None


@given(TEXTS)
def test_nobody_guesses_a_link(payload):
    assert read(payload, KEY) is None


@pytest.mark.parametrize("subject", ["x" * 60, "a b", "ä", "a:b"])
def test_what_telegram_would_not_take_is_not_written(subject):
    with pytest.raises(ValueError, match="cannot stand in a link"):
        write(DeepLink(LinkKind.SERVICE, subject), KEY)
