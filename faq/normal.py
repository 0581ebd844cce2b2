"""Makes words of what people type: cleaned, folded, slang put right; no stemmer, no spelling."""

import unicodedata
from re import compile as pattern

from faq.lexicon import Lexicon, key_of

MOST = 500
"""Characters that are looked at: of a longer message the beginning and, mostly, the end."""
_BEGINNING = 150
_MARKUP = pattern(r"<[^<>]{0,200}>")
_APART = pattern(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
_WORD = pattern(r"[a-z]+|\d+")
_TWICE = pattern(r"([a-z]{3,})2\b")
_CLAUSES = pattern(r"[.?!;\n]+|,| tapi | nah ")


def plain(text: str) -> str:
    """Return small letters, digits and separators; markup, emoji and control characters gone."""
    if len(text) > MOST:
        text = text[:_BEGINNING] + " " + text[-(MOST - _BEGINNING) :]
    text = unicodedata.normalize("NFKD", text).casefold()
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if category[0] in "LNPZS" or character in "\n\t":
            kept.append(character)
        elif category not in ("Mn", "Cf"):
            kept.append(" ")
    return _MARKUP.sub(" ", "".join(kept))


def clauses(text: str) -> list[str]:
    """Return the parts of a plain text between full stops, commas and turning words."""
    return [part for part in _CLAUSES.split(text) if part.strip()]


def words(text: str, lexicon: Lexicon) -> list[str]:
    """Return the words of a plain text as keys, slang put right and groups folded into one."""
    text = _APART.sub(" ", _TWICE.sub(r"\1", text))
    slang = lexicon.slang
    keys = [key_of(word) for word in _WORD.findall(text)]
    return fold([slang.get(key, key) for key in keys], lexicon)


def fold(keys: list[str], lexicon: Lexicon) -> list[str]:
    """Return the keys with every group of words that belongs together made one word."""
    folded: list[str] = []
    at = 0
    while at < len(keys):
        for group, word in lexicon.folds.get(keys[at], ()):
            if tuple(keys[at : at + len(group)]) == group:
                folded.append(word)
                at += len(group)
                break
        else:
            folded.append(keys[at])
            at += 1
    return folded
