"""How somebody says that a text is a question, and the steps at which questions leave a person."""

ASKING = "question"
"""The step at which the next text is a question, also inside a draft."""
OFFERED = "question_offered"
"""The step of a draft at which an answer was offered to the problem described."""
_COMMANDS = ("tanya", "ask")


def explicit(text: str) -> str | None:
    """Return the question behind "?" or /tanya ("" if none stands there), None if unmarked."""
    bare = text.strip()
    if bare == "?":
        return ""
    if bare.startswith("?") and any(letter.isalpha() for letter in bare):
        return bare.lstrip("? \t\n")
    if not bare.startswith("/"):
        return None
    name, _, words = bare[1:].partition(" ")
    return words.strip() if name.partition("@")[0].casefold() in _COMMANDS else None
