"""The words a text can be found by: lower case, without accents, numbers without their dots."""

import re
import unicodedata

_NUMBER = re.compile(r"\d[\d .\-/]*\d|\d")
_WORD = re.compile(r"[^\W\d_]{3,}")
LEAST_DIGITS = 4
LONG = 11
"""Digits from which on a number may be a telephone number with its country."""
MOST = 300
"""So many different words of one ticket are kept."""


def search_words(text: str) -> frozenset[str]:
    """Return the words of a text, of three letters or more, and its numbers, of four digits.

    A number that is written in parts (an NPWP with dots, an NIP with gaps) counts as a whole, and
    each of its longer parts too.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    numbers: set[str] = set()
    for written in _NUMBER.findall(plain):
        numbers.add(_whole(written))
        numbers.update(re.findall(r"\d+", written))
    return frozenset(sorted(set(_WORD.findall(plain)) | _long(numbers))[:MOST])


def wanted_words(text: str) -> frozenset[str]:
    """Return what somebody looks for: like `search_words`, but a number only as a whole."""
    plain = text.casefold()
    words = {word for word in search_words(plain) if not word.isdigit()}
    return frozenset(words | _long({_whole(one) for one in _NUMBER.findall(plain)}))


def _whole(written: str) -> str:
    return re.sub(r"\D", "", written)


def _long(numbers: set[str]) -> set[str]:
    return {_bare(number) for number in numbers if len(number) >= LEAST_DIGITS}


def _bare(number: str) -> str:
    """A number without what is written or left out at will: leading zeros, Indonesia's 62."""
    bare = number.lstrip("0")
    return bare.removeprefix("62") if len(bare) >= LONG else bare
