"""The questions of the survey as cards: an element with its four answers, a trait with its own."""

from collections.abc import Sequence

from desk.visit import card
from flows.satisfaction import BEST, CHOICES, COMMENT, QUESTIONS, Element, Trait
from flows.say import Button, Card, Say
from flows.standard import Standard
from storage.tickets import Ticket


def asked(ticket: Ticket, name: str, says: Sequence[Say] = ()) -> Card:
    """Return the card of one question; every one can be left out, and the survey ended."""
    nth = QUESTIONS.index(name) + 1
    head = Say("survey.head", {"nth": nth, "all": len(QUESTIONS), "number": ticket.number})
    rows = [(Button(label, "survey_say", f"{ticket.id}.{name}.{code}"),)
            for code, label in _choices(name)]  # fmt: skip
    rows.append((Button(Say("survey.button_skip"), "survey_say", f"{ticket.id}.{name}."),))
    rows.append((Button(Say("survey.button_end"), "survey_end", str(ticket.id)),))
    return card(*says, head, Say(f"survey.ask_{name}"), rows=rows)


def _choices(name: str) -> Sequence[tuple[str, Say]]:
    if name in set(Element):
        return [(str(n), _words(f"{name}_{n}")) for n in range(1, BEST + 1)]
    if name == COMMENT:
        return ()
    return [(code, Say(f"survey.choice_{code}")) for code in CHOICES[Trait(name)]]


def _words(code: str) -> Say:
    return Say(f"survey.words_{code}")


def value(name: str, given: str) -> int | str | None:
    """Return a pressed answer as it is kept, None where the question was left out."""
    if not given:
        return None
    return int(given) if name in set(Element) else given


def free_of_charge(standard: Standard) -> bool:
    """Whether a service costs nothing: then the element of the fee has its best answer already."""
    fee = standard.components.get("fee")
    return fee is not None and fee.free
