"""The buttons whose order needs a study first, and the command that asks for the same."""

from flows.press import MAC_LENGTH, SEPARATOR

_TWINS = {"faq": "/faq", "faq_write": "/faq", "faq_drop": "/faq", "faq_report": "/faq laporan"}


def twin(data: str) -> str:
    """Return the command whose study a button's data needs, "" for nearly all."""
    return _TWINS.get(data[MAC_LENGTH:].partition(SEPARATOR)[0], "")
