"""`/surat`: the register of incoming letters of an office, and entering a letter in it."""

from datetime import date

from desk import cards
from desk.tickets import local, standard_of, write_journal
from desk.visit import Reply, Visit, card, ticket_subject
from flows.checks import Checked, check
from flows.number import split_number
from flows.say import Button, Say, Value
from storage import conversations, journal, letters, tickets
from storage.letters import Letter
from storage.tickets import Ticket

LISTED = 10
"""So many of the latest letters are shown."""
NO_NUMBER = "-"
"""Stands where the sender's letter has no number, or there is no letter on paper."""


def registrar(visit: Visit, office: str) -> str:
    """Return the role in which a person keeps the register of an office, "" if in none."""
    roles = visit.desk.books.catalogue.office(office).roles
    mine = (role for place, role in sorted(visit.posts) if place == office)
    return next((role for role in mine if role in roles and roles[role].registers_letters), "")


def command(visit: Visit, words: str) -> Reply:
    """`/surat`, or `/surat NUMBER number; date; date received` (SOP Agenda Surat Masuk)."""
    offices = [
        one for one in sorted({office for office, _ in visit.posts}) if registrar(visit, one)
    ]
    if not offices:
        return Reply((card(Say("letter.only")),))
    number, rest = split_number(words)
    if not number:
        return _register(visit, offices)
    ticket = cards.found(visit, number)
    if ticket is None or ticket.person_id == visit.person.id:
        return Reply((card(Say("ticket.unknown")),))
    if not registrar(visit, ticket.at.office):
        return Reply((card(Say("letter.only")),))
    return _enter(visit, ticket, rest)


def _enter(visit: Visit, ticket: Ticket, words: str) -> Reply:
    """Enter a letter; without words the way to write it is shown."""
    today = local(visit.desk, visit.now, ticket.at.office).date()
    parts = [part.strip() for part in words.split(";")] if words else []
    if not parts or not parts[0]:
        return ask(visit, ticket)
    days = [_day(part, today) for part in (*parts[1:3], "", "")][:2]
    if None in days or len(parts) > 3:
        return ask(visit, ticket, Say("letter.wrong_date"))
    return _kept(visit, ticket, parts[0][:100], str(days[0]), str(days[1]))


def _day(text: str, today: date) -> str | None:
    """Return a typed day as YYYY-MM-DD, today for "", None for what is no day up to today."""
    if not text:
        return today.isoformat()
    found = check("date", text)
    if not isinstance(found, Checked) or found.value > today.isoformat():
        return None
    return found.value


def no_letter(visit: Visit, ticket: Ticket, arg: str = "") -> Reply:
    """Enter what came without a letter on paper: the day it was filed is its date."""
    if not registrar(visit, ticket.at.office):
        return Reply((card(Say("letter.only")),))
    filed = local(visit.desk, ticket.submitted_at, ticket.at.office).date().isoformat()
    return _kept(visit, ticket, NO_NUMBER, filed, filed)


def _kept(visit: Visit, ticket: Ticket, number: str, dated: str, received: str) -> Reply:
    entered = letters.of_ticket(visit.desk.tx, ticket.id)
    if entered is not None:
        again = Say("letter.already", {"line": line(visit, entered)})
        return cards.ticket_card(visit, ticket, again)
    year = local(visit.desk, visit.now, ticket.at.office).year
    kept = letters.enter(
        visit.desk.tx,
        ticket.at.office,
        year,
        ticket.id,
        (number, dated),
        received,
        by=visit.person.id,
        at=visit.now,
    )
    data = {"nth": kept.nth, "year": kept.year, "dated": dated, "received": received}
    write_journal(visit, ticket, "letter_entered", registrar(visit, ticket.at.office), data)
    return cards.ticket_card(visit, ticket, Say("letter.kept", {"line": line(visit, kept)}))


def ask(visit: Visit, ticket: Ticket, why: Say | None = None) -> Reply:
    """Ask for the letter's number and dates, with an example."""
    says = [why] if why is not None else []
    says.append(Say("letter.ask", {"number": ticket.number}))
    rows = (
        (Button(Say("letter.none_on_paper"), "no_letter"),),
        (Button(Say("button.open_ticket"), "card"),),
    )
    return Reply((card(*says, rows=rows),), ticket_subject(ticket.id), ticket.version)


def lacking(visit: Visit, ticket: Ticket) -> bool:
    """Whether the letter of a ticket has still to be entered."""
    return letters.of_ticket(visit.desk.tx, ticket.id) is None


# The register


def _register(visit: Visit, offices: list[str]) -> Reply:
    says = []
    for office in offices:
        year = local(visit.desk, visit.now, office).year
        kept = letters.latest(visit.desk.tx, office, year, LISTED)
        lines = tuple(line(visit, one) for one in kept) or (Say("letter.nothing"),)
        name = visit.desk.books.catalogue.office(office).name
        says.append(Say("letter.register", {"office": name, "year": str(year), "lines": lines}))
    rows = ((Button(Say("button.menu"), "menu"),),)
    return Reply((card(*says, rows=rows),), at=conversations.NOWHERE)


def line(visit: Visit, kept: Letter) -> Say:
    """One line of the register: its number, the sender's, the dates, and the way it took."""
    ticket = tickets.by_id(visit.desk.tx, kept.ticket_id)
    assert ticket is not None
    if not cards.may_read(visit, ticket):
        return Say("letter.hidden", {"nth": kept.nth})
    values: dict[str, Value] = {
        "nth": kept.nth,
        "number": ticket.number,
        "service": standard_of(visit.desk, ticket).title,
        "theirs": kept.their_number,
        "dated": _shown(kept.their_date),
        "received": _shown(kept.received_on),
        "state": Say(f"state.{ticket.at.state.value}"),
        "way": _way(visit, ticket),
    }
    return Say("letter.line", values)


def _way(visit: Visit, ticket: Ticket) -> tuple[Value, ...]:
    """The day on which each step after the first received the letter."""
    standard = standard_of(visit.desk, ticket)
    steps = {step.id: step for step in standard.steps}
    lines: list[Value] = []
    for entry in journal.history(visit.desk.tx, ticket.id):
        step, before = entry.data.get("to", ""), entry.data.get("from", "")
        if entry.version is not None and step in steps and step != before and before:
            on = entry.at.astimezone(local(visit.desk, visit.now, ticket.at.office).tzinfo)
            lines.append(Say("letter.step", {"step": steps[step].title, "at": on}))
    return tuple(lines)


def _shown(day: str) -> str:
    return f"{date.fromisoformat(day):%d-%m-%Y}"
