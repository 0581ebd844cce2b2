"""`/bukutamu`: visitors who come without a booking, written down question by question."""

from dataclasses import replace

from desk.counter import arrivals, today
from desk.counter.places import receiving, receiving_role
from desk.counter.places import today as day_at
from desk.tickets import local
from desk.visit import Reply, Visit, card, spoken
from flows.checked import Checked
from flows.checks import check
from flows.say import Button, Say, Value
from storage import guests, people
from storage.conversations import NOWHERE, Conversation
from storage.guests import Entry, Guest

STEP = "guest"
"""How the steps begin at which an officer is asked about a visitor: guest.FIELD.ID."""
FIELDS = {"name": "name", "company": "company_name", "phone": "phone", "purpose": "title"}
"""What stands in the guest book (the regulations name no fields), each with its check."""
_ORDER = tuple(FIELDS)
_NOTHING = frozenset(("", "lewati", "skip", "tidak ada", "none"))


def command(visit: Visit, words: str) -> Reply:
    """`/bukutamu`: today's book; `/bukutamu Name; Company; Phone; Purpose` enters a visitor."""
    offices = receiving(visit)
    if not offices:
        return Reply((card(Say("counter.only_receiving")),))
    first, _, rest = words.strip().partition(" ")
    named = first.casefold() in offices
    office, told = (first.casefold(), rest) if named else (offices[0], words.strip())
    return _at_once(visit, office, told) if told.strip() else book(visit, office)


def book(visit: Visit, office: str) -> Reply:
    """Show the guest book of today, to the officers of this office only."""
    if office not in receiving(visit):
        return Reply((card(Say("counter.only_receiving")),))
    day = day_at(visit.desk, office)
    lines = tuple(_line(visit, one) for one in guests.of_day(visit.desk.tx, office, str(day)))
    values: dict[str, Value] = {
        "office": visit.desk.books.catalogue.office(office).name,
        "at": local(visit.desk, visit.now, office),
        "lines": lines or Say("counter.nobody"),
    }
    rows = (
        (Button(Say("counter.button_guest"), "guest_new", office),),
        (Button(Say("counter.button_list"), "visitors", office),),
    )
    return Reply((card(Say("guest_book.list", values), rows=rows),), at=NOWHERE)


def _line(visit: Visit, guest: Guest) -> Say:
    entry = guest.entry
    values: dict[str, Value] = {
        "queue": guest.number,
        "at": local(visit.desk, guest.arrived_at, guest.office),
        "name": entry.name,
        "company": entry.company or Say("guest_book.nothing"),
        "phone": entry.phone or Say("guest_book.nothing"),
        "purpose": entry.purpose or Say("guest_book.nothing"),
        "officer": people.name_of(visit.desk.tx, guest.registered_by),
    }
    return Say("guest_book.line", values)


def _at_once(visit: Visit, office: str, told: str) -> Reply:
    """All fields in one line; whatever is missing or unclear is asked for."""
    parts = [part.strip() for part in told.split(";")]
    name = check("name", parts[0])
    if not isinstance(name, Checked):
        return begin(visit, office, Say("guest_book.unclear_name"))
    guest = _enter(visit, office, name.value)
    for field, part in zip(_ORDER[1:], parts[1:], strict=False):
        found = check(FIELDS[field], part) if part else None
        if isinstance(found, Checked):
            guest = _fill(visit, guest, field, found.value)
    missing = next((one for one in _ORDER[1:] if not getattr(guest.entry, one)), "")
    return _ask(guest, missing) if missing else _done(visit, guest)


def begin(visit: Visit, office: str, *says: Say) -> Reply:
    """Ask for the name of a visitor who came without a booking."""
    if office not in receiving(visit):
        return Reply((card(Say("counter.only_receiving")),))
    rows = ((Button(Say("counter.button_list"), "visitors", office),),)
    ask = card(*says, Say("guest_book.ask_name"), rows=rows)
    return Reply((ask,), at=Conversation(step=f"{STEP}.name.{office}"))


def said(visit: Visit, text: str) -> Reply:
    """Take the answer to the open question about a visitor."""
    _, field, which = visit.at.step.split(".", 2)
    found = check(FIELDS[field], text)
    if field == "name":
        if not isinstance(found, Checked):
            return begin(visit, which, Say("guest_book.unclear_name"))
        if which not in receiving(visit):
            return Reply((card(Say("counter.only_receiving")),), at=NOWHERE)
        return _ask(_enter(visit, which, found.value), _ORDER[1])
    guest = guests.by_id(visit.desk.tx, int(which))
    if guest is None or guest.office not in receiving(visit):
        return Reply((card(Say("counter.only_receiving")),), at=NOWHERE)
    if isinstance(found, Checked):
        guest = _fill(visit, guest, field, found.value)
    elif spoken(text) not in _NOTHING or field == "purpose":
        return _ask(guest, field, Say(f"guest_book.unclear_{field}"))
    return _after(visit, guest, field)


def skip(visit: Visit, arg: str) -> Reply:
    """Leave a field of the guest book empty."""
    field, _, which = arg.partition(".")
    guest = guests.by_id(visit.desk.tx, int(which))
    if guest is None or guest.office not in receiving(visit) or field not in _ORDER[1:-1]:
        return Reply((card(Say("counter.only_receiving")),), at=NOWHERE)
    return _after(visit, guest, field)


def _after(visit: Visit, guest: Guest, field: str) -> Reply:
    left = _ORDER[_ORDER.index(field) + 1 :]
    return _ask(guest, left[0]) if left else _done(visit, guest)


def _enter(visit: Visit, office: str, name: str) -> Guest:
    role = receiving_role(visit, office)
    return arrivals.enter(visit, office, role, Entry(name, "", "", ""))


def _fill(visit: Visit, guest: Guest, field: str, value: str) -> Guest:
    entry = {one: getattr(guest.entry, one) for one in _ORDER}
    filled = replace(guest, entry=Entry(**{**entry, field: value}))
    guests.rewrite(visit.desk.tx, guest, filled.entry)
    return filled


def _ask(guest: Guest, field: str, *says: Say) -> Reply:
    values: dict[str, Value] = {"number": guest.number, "name": guest.entry.name}
    rows = [(Button(Say("counter.button_list"), "visitors", guest.office),)]
    if field != _ORDER[-1]:
        rows.insert(0, (Button(Say("button.skip"), "guest_skip", f"{field}.{guest.id}"),))
    ask = card(*says, Say(f"guest_book.ask_{field}", values), rows=rows)
    return Reply((ask,), at=Conversation(step=f"{STEP}.{field}.{guest.id}"))


def _done(visit: Visit, guest: Guest) -> Reply:
    values: dict[str, Value] = {"number": guest.number, "name": guest.entry.name}
    return today.listed(visit, guest.office, Say("guest_book.entered", values))
