"""First come, first served: complete files in their order, or with a reason that is reported."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from desk import pushes
from desk.calendars import office as office_calendar
from desk.complaints.circle import kept_out
from desk.desk import Desk
from desk.duties import acting
from desk.kept_words import keep
from desk.superiors import superiors
from desk.tickets import Lost, carry_out, standard_of, write_journal
from desk.visit import Reply, Visit, card, spoken, ticket_subject
from flows.chain import allowed
from flows.say import Button, Say, Value
from flows.standard import Action
from flows.whereabouts import Deed, Refused
from flows.words import Language
from storage import people, queue, tickets
from storage.people import Person
from storage.queue import OVERTAKEN, Overtaking, Waiting
from storage.tickets import Ticket

FREE = frozenset({Action.RETURN, Action.NOTE, Action.RELEASE})
"""Deeds that take nothing before its turn."""
BEGUN, DEED_BEGUN = "begun", "deed_begun"
"""In a button: the deed stands in the journal, with its words; and the journal's word for it."""
NAMED = 5
"""So many of the files passed over are named when the reason is asked."""


class Reason(StrEnum):
    """Why a file may be taken before its turn; a button carries the place in this list."""

    APPLICANT_PRESENT = "applicant_present"
    DUE_SOONER = "due_sooner"
    INCIDENT = "incident"
    SUPERIOR_ORDER = "superior_order"
    BATCH = "batch"


def passed_over(visit: Visit, ticket: Ticket, action: Action) -> Sequence[Waiting]:
    """Return the complete files that this deed would pass over; none once it is taken.

    Read in the acting transaction. Files that are not complete yet stand outside the queue.
    """
    if action in FREE or ticket.complete_at is None or ticket.at.claimed_by:
        return ()
    standard = standard_of(visit.desk, ticket)
    if action not in allowed(standard, ticket.at, acting(visit, ticket)):
        return ()
    passed = queue.passed_over(visit.desk.tx, ticket, visit.person.id)
    if len(visit.posts) == 1:
        return passed
    return [one for one in passed if not _barred(visit, one.id)]


def _barred(visit: Visit, ticket_id: int) -> bool:
    """Whether a file waits for others only: this officer has had his hand in it."""
    waiting = tickets.by_id(visit.desk.tx, ticket_id)
    return waiting is not None and acting(visit, waiting).barred is not None


def ask_reason(visit: Visit, ticket: Ticket, deed: Deed, passed: Sequence[Waiting]) -> Reply:
    """Ask why this file comes first; the button goes on with the deed and the words typed for it.

    Words typed with /ambil were meant for a reason: they are asked for again.
    """
    target = deed.target or deed.channel
    going_on = f"{deed.action.value}.{target}"
    if deed.reason and deed.action is not Action.CLAIM:
        data = {"action": deed.action.value, "target": target}
        going_on = f"{BEGUN}.{keep(visit, ticket, DEED_BEGUN, deed.reason, data)}"
    rows: list[tuple[Button, ...]] = [
        (Button(_label(reason), "overtake", f"{nth}.{going_on}"),)
        for nth, reason in enumerate(Reason, 1)
    ]
    rows.append((Button(Say("button.open_ticket"), "card"), Button(Say("button.queue"), "queue")))
    values: dict[str, Value] = {
        "number": ticket.number,
        "count": len(passed),
        "numbers": tuple(one.number for one in passed[:NAMED]),
    }
    shown = card(Say("overtake.ask", values), rows=rows)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version, numbered=True)


def read_reason(visit: Visit, words: str) -> Reason | None:
    """Read a typed reason: its place in the list, its code, or a good part of its words."""
    said = spoken(words)
    for nth, reason in enumerate(Reason, 1):
        if said == str(nth) or any(_means(said, known) for known in _spoken(visit, reason)):
            return reason
    return None


def _spoken(visit: Visit, reason: Reason) -> Sequence[str]:
    labels = (visit.desk.books.texts.label(_label(reason), one) for one in Language)
    return (reason.value.replace("_", " "), *map(spoken, labels))


def _means(said: str, known: str) -> bool:
    return len(said) > 3 and (said in known or known in said)


def take(visit: Visit, ticket: Ticket, reason: Reason) -> Ticket | Refused | Lost:
    """Take a file before its turn: claimed by the officer, the reason kept in the journal.

    Nothing is kept of a reason when in the meantime nobody is passed over any more.
    """
    passed = passed_over(visit, ticket, Action.CLAIM)
    taken = carry_out(visit, ticket, Deed(Action.CLAIM))
    if isinstance(taken, Ticket) and passed:
        data = {
            "reason": reason.value,
            "office": ticket.holder_office,
            "passed": [one.id for one in passed],
        }
        write_journal(visit, taken, OVERTAKEN, ticket.holder_role, data)
    return taken


def taken_say(ticket: Ticket, reason: Reason) -> Say:
    """Say that a file was taken before its turn."""
    return Say("overtake.taken", {"number": ticket.number, "reason": _label(reason)})


def _label(reason: Reason) -> Say:
    return Say(f"overtake.reason_{reason.value}")


# What the superiors are told


def sweep_overtakings(desk: Desk) -> int:
    """After the last hour of a working day, tell the superiors what was overtaken.

    At most once a day per office, however often and from however many processes it is called;
    what comes later is told on the next working day. Returns how many offices had something.
    """
    offices = [office for office in sorted(desk.books.catalogue.served) if _report(desk, office)]
    return len(offices)


def _report(desk: Desk, office: str) -> bool:
    calendar = office_calendar.calendar(desk, office)
    now = desk.now.astimezone(calendar.zone)
    spans = calendar.windows_on(now.date())
    if not spans or now < spans[-1][1]:
        return False
    if not queue.begin_report(desk.tx, office, now.toordinal()):
        return False
    told: dict[Person, list[Overtaking]] = {}
    for one in queue.overtakings_to_report(desk.tx, office):
        for superior in _superiors(desk, one):
            if _is_about(desk, superior, one):
                continue
            told.setdefault(superior, []).append(one)
    for superior, some in told.items():
        _tell(desk, office, now, superior, some)
    return bool(told)


def _is_about(desk: Desk, superior: Person, one: Overtaking) -> bool:
    """Whether a superior is kept out of the file, or of one that was passed over."""
    kept = (tickets.by_id(desk.tx, ticket_id) for ticket_id in (one.ticket_id, *one.passed))
    return any(ticket is not None and superior.id in kept_out(desk, ticket) for ticket in kept)


def _superiors(desk: Desk, one: Overtaking) -> Sequence[Person]:
    """The nearest role above that somebody else holds."""
    for _, holders in superiors(desk, one.office, one.role):
        others = [person for person in holders if person.id != one.officer]
        if others:
            return others
    return ()


def _tell(
    desk: Desk, office: str, now: datetime, superior: Person, some: Sequence[Overtaking]
) -> None:
    values: Mapping[str, Value] = {"day": now, "lines": tuple(_line(desk, one) for one in some)}
    day = now.date().isoformat()
    pushes.push(desk, superior, (Say("overtake.digest", values),), f"overtaken:{office}:{day}")


def _line(desk: Desk, one: Overtaking) -> Say:
    return Say(
        "overtake.digest_line",
        {
            "number": _number(desk, one.ticket_id),
            "name": people.name_of(desk.tx, one.officer),
            "reason": _label(Reason(one.reason)),
            "numbers": tuple(_number(desk, passed) for passed in one.passed[:NAMED]),
            "count": len(one.passed),
        },
    )


def _number(desk: Desk, ticket_id: int) -> str:
    kept = tickets.by_id(desk.tx, ticket_id)
    return kept.number if kept is not None else str(ticket_id)
