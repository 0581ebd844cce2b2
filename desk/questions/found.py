"""What was looked up before the transaction, beside the writer: a question's answer."""

from dataclasses import dataclass

from faq.entry import Context, Result


@dataclass(frozen=True, slots=True)
class Found:
    """A question with what the search says; `offered`: it is the description of a problem."""

    text: str
    context: Context
    result: Result
    offered: bool = False
