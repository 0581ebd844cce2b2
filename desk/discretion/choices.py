"""What discretion can waive or add on a ticket, and who may."""

from desk import cards
from desk.tickets import standard_of
from desk.visit import Reply, Visit, card, ticket_subject
from flows.chain import allowed
from flows.discretion import STEP, waivable, waivable_step
from flows.intake import path
from flows.say import Button, Say, Style, Value
from flows.standard import Action
from flows.words import Language, Words
from storage import tickets
from storage.tickets import Ticket


def choices(visit: Visit, ticket: Ticket, *says: Say) -> Reply:
    """List what discretion can waive or add here; refused to everybody but its own role."""
    refused = not_entitled(visit, ticket)
    if refused is not None:
        return cards.ticket_card(visit, ticket, refused)
    listed = items(visit, ticket)
    rows = [(Button(title, "waive", item),) for item, title in listed]
    if Action.REQUIRE in _allowed(visit, ticket):
        rows.append((Button(Say("action.require"), "require", "", Style.PRIMARY),))
    rows.append((Button(Say("button.open_ticket"), "card"),))
    lines: tuple[Value, ...] = tuple(
        Say("discretion.line", {"nth": nth, "title": title})
        for nth, (_, title) in enumerate(listed, 1)
    )
    which = Say("discretion.choices", {"number": ticket.number, "lines": lines})
    shown = card(*says, which, rows=rows)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version, numbered=True)


def not_entitled(visit: Visit, ticket: Ticket) -> Say | None:
    """Say why this officer has no discretion over the ticket now, None if he has."""
    if Action.WAIVE in _allowed(visit, ticket):
        return None
    role = standard_of(visit.desk, ticket).discretion
    if not role:
        return Say("discretion.none")
    if (ticket.at.office, role) in visit.posts:
        return Say("discretion.not_now", {"state": Say(f"state.{ticket.at.state.value}")})
    return Say("discretion.others", {"role": Say(f"role.{role}")})


def items(visit: Visit, ticket: Ticket) -> list[tuple[str, Words]]:
    """Return what can be waived on this ticket now, and is not yet."""
    standard = standard_of(visit.desk, ticket)
    given = tickets.answers(visit.desk.tx, ticket)
    on_path = path(standard, given.answers)
    documents = [
        (ask.id, ask.title)
        for ask in waivable(standard)
        if ask in on_path and ask.id not in given.waived
    ]
    step = waivable_step(standard, ticket.at)
    return documents if step is None else [*documents, (f"{STEP}{step.id}", step.title)]


def find_item(visit: Visit, ticket: Ticket, words: str) -> tuple[str, str] | None:
    """Return the item that typed words begin with, and the words after it; None if there is none.

    An item is called by its number in the list, its id, or its title. What a law demands is
    found too, so that it can be refused by its name.
    """
    said = words.casefold()
    for item, names in _names(visit, ticket):
        for name in names:
            if said == name or said.startswith((f"{name} ", f"{name};", f"{name}:")):
                return item, words[len(name) :].lstrip(" ;:")
    return None


def _names(visit: Visit, ticket: Ticket) -> list[tuple[str, list[str]]]:
    known = [
        (item, [str(nth), item.removeprefix(STEP), *_titles(title)])
        for nth, (item, title) in enumerate(items(visit, ticket), 1)
    ]
    asks = standard_of(visit.desk, ticket).asks
    return [*known, *((ask.id, [ask.id, *_titles(ask.title)]) for ask in asks if ask.by_law)]


def _titles(title: Words) -> list[str]:
    return [title.in_(language).casefold() for language in Language]


def _allowed(visit: Visit, ticket: Ticket) -> tuple[Action, ...]:
    standard = standard_of(visit.desk, ticket)
    return allowed(standard, ticket.at, visit.actor(ticket.person_id))
