"""What an officer filters his queue by: typed in words, chosen by button, kept in the buttons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from desk.calendars.office import calendar
from desk.visit import Visit, spoken
from flows.press import base36
from flows.say import Say, Value
from flows.standard import State
from flows.whereabouts import CLOSED
from flows.words import Language
from storage.moments import to_ms
from storage.sieve import Sieve
from storage.tickets import Ticket

STATES = tuple(state for state in State if state not in CLOSED)
"""The states a ticket of a queue can be in; a button carries the place in this list."""
_MINE = ("milik saya", "saya ambil", "saya", "claimed by me", "mine")
_TODAY = ("jatuh tempo hari ini", "tenggat hari ini", "hari ini", "due today", "today")
_RETURNED = ("dikembalikan", "menunggu pemohon", "returned")
_EVERYTHING = ("semua", "all", "layanan", "status", "service", "state")


@dataclass(frozen=True, slots=True)
class Filter:
    """What of a queue is shown: `today` is due by the end of the day, `returned` lies with the
    applicant; a state "" and a service "" ask for nothing.
    """

    mine: bool = False
    today: bool = False
    returned: bool = False
    state: str = ""
    service: str = ""

    @property
    def empty(self) -> bool:
        """Whether it asks for nothing."""
        return self == Filter()


def write(visit: Visit, chosen: Filter) -> str:
    """Return a filter as a button carries it: flags, state and service, parted by dots."""
    flags = ("m" * chosen.mine) + ("t" * chosen.today) + ("r" * chosen.returned)
    state = base36(STATES.index(State(chosen.state))) if chosen.state else ""
    service = base36(_services(visit).index(chosen.service)) if chosen.service else ""
    return f"{flags}.{state}.{service}"


def read(visit: Visit, written: str) -> Filter:
    """Read what `write` made; a state or service that is no more asks for nothing."""
    flags, state, service = [*written.split("."), "", "", ""][:3]
    services = _services(visit)
    return Filter(
        "m" in flags,
        "t" in flags,
        "r" in flags,
        _nth([one.value for one in STATES], state),
        _nth(services, service),
    )


def _nth(known: Sequence[str], written: str) -> str:
    nth = int(written, 36) if written else len(known)
    return known[nth] if nth < len(known) else ""


def typed(visit: Visit, words: str) -> Filter | str:
    """Read typed words; returns those that mean nothing here when there are any."""
    rest, chosen = f" {spoken(words)} ", Filter()
    for known, change in _phrases(visit):
        if f" {known} " in rest:
            rest = rest.replace(f" {known} ", " ", 1)
            chosen = _with(chosen, change)
    return rest.strip() or chosen


def _phrases(visit: Visit) -> list[tuple[str, tuple[str, str]]]:
    """Every word that filters, the longest first, with the field it fills."""
    texts = visit.desk.books.texts
    phrases = [(one, ("mine", "")) for one in _MINE]
    phrases.extend((one, ("today", "")) for one in _TODAY)
    phrases.extend((one, ("returned", "")) for one in _RETURNED)
    phrases.extend((one, ("", "")) for one in _EVERYTHING)
    for language in Language:
        for state in STATES:
            label = spoken(texts.label(Say(f"state.{state.value}"), language))
            phrases.append((label, ("state", state.value)))
        for service in _services(visit):
            title = visit.desk.books.catalogue.service(service).title.in_(language)
            phrases.append((spoken(title), ("service", service)))
    phrases.extend((spoken(one), ("service", one)) for one in _services(visit))
    return sorted(phrases, key=lambda phrase: -len(phrase[0]))


def _with(chosen: Filter, change: tuple[str, str]) -> Filter:
    name, value = change
    if name == "state":
        return replace(chosen, state=value)
    if name == "service":
        return replace(chosen, service=value)
    return replace(
        chosen,
        mine=chosen.mine or name == "mine",
        today=chosen.today or name == "today",
        returned=chosen.returned or name == "returned",
    )


def sieve(visit: Visit, chosen: Filter, office: str) -> Sieve:
    """Return the conditions of a filter for the queue of an office, whose day it is."""
    due = 0
    if chosen.today:
        here = visit.desk.now.astimezone(calendar(visit.desk, office).zone)
        due = to_ms(datetime.combine(here.date(), time.max, here.tzinfo))
    mine = visit.person.id if chosen.mine else 0
    return Sieve(chosen.state, chosen.service, mine, due)


def means(visit: Visit, chosen: Filter, ticket: Ticket) -> bool:
    """Whether a filter means a ticket."""
    conditions = sieve(visit, chosen, ticket.at.office)
    at = ticket.at
    return conditions.means(at.state.value, ticket.service, at.claimed_by, ticket.due_at)


def told(visit: Visit, chosen: Filter) -> tuple[Value, ...]:
    """Return what is filtered by, in words."""
    parts: list[Value] = []
    for flag, key in (
        (chosen.mine, "queue.mine"),
        (chosen.today, "queue.today"),
        (chosen.returned, "queue.returned"),
    ):
        if flag:
            parts.append(Say(key))
    if chosen.state:
        parts.append(Say(f"state.{chosen.state}"))
    if chosen.service:
        parts.append(visit.desk.books.catalogue.service(chosen.service).title)
    return tuple(parts)


def services(visit: Visit) -> tuple[str, ...]:
    """Return the services whose files can lie with the person's roles."""
    held = visit.posts
    catalogue = visit.desk.books.catalogue
    return tuple(
        one
        for one in _services(visit)
        if any((step.office or catalogue.service(one).office, step.role) in held
               or ("desk" in step.office and step.role in {role for _, role in held})
               for step in catalogue.service(one).steps)
    )  # fmt: skip


def _services(visit: Visit) -> tuple[str, ...]:
    return tuple(sorted(visit.desk.books.catalogue.services))
