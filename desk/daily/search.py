"""`/cari`: tickets by number, words, numbers, state, service and date, for those who may see them.

What is looked for is kept as hashes only: neither a button nor the conversation carries a name.
"""

import re
from dataclasses import astuple
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from desk.cards import found, may_read, ticket_card
from desk.complaints.circle import name_for, reads_identity
from desk.daily.findable import matter_words
from desk.tickets import facts, local, standard_of
from desk.visit import Reply, Visit, card, spoken
from flows.checks import Checked, check
from flows.number import looks_like
from flows.number import read as read_number
from flows.press import base36
from flows.say import Button, Say, Value
from flows.search_words import wanted_words
from flows.standard import State
from flows.words import Language
from storage import people, words
from storage.conversations import Conversation
from storage.moments import to_ms
from storage.tickets import Ticket
from storage.words import Wanted

PAGE = 8
STEP = "found"
"""How the step of a conversation begins in which a list of finds can be gone on with."""
_MOST_WORDS = 6
_KEYS = {
    "status": "state",
    "state": "state",
    "layanan": "service",
    "service": "service",
    "sejak": "since",
    "dari": "since",
    "since": "since",
    "from": "since",
    "sampai": "until",
    "until": "until",
}
_KEY = re.compile(rf"(?<!\w)({'|'.join(_KEYS)})\s*[:=]\s*", re.IGNORECASE)


def command(visit: Visit, typed: str) -> Reply:
    """`/cari words status: … layanan: … sejak: … sampai: …`, or `/cari NUMBER`."""
    if not visit.posts:
        return Reply((card(Say("staff.only")),))
    number = read_number(typed)
    if number is not None or looks_like(typed):
        ticket = found(visit, number) if number is not None else None
        if ticket is None or ticket.person_id == visit.person.id:
            return Reply((card(Say("ticket.unknown")),))
        return ticket_card(visit, ticket)
    wanted = _read(visit, typed)
    if isinstance(wanted, Say):
        return Reply((card(wanted, Say("search.how")),))
    return _list(visit, wanted, 0)


def more(visit: Visit, arg: str) -> Reply:
    """Go on with the list before, below the ticket (id) of the button."""
    kind, _, written = visit.at.step.partition(".")
    if kind != STEP or not visit.posts:
        return Reply((card(Say("search.again"), Say("search.how")),))
    hashes, state, service, since, until = written.split("|")
    numbers = tuple(int(one, 36) for one in hashes.split(".") if one)
    return _list(visit, Wanted(numbers, state, service, int(since), int(until)), int(arg))


def _read(visit: Visit, typed: str) -> Wanted | Say:
    """Read what is looked for, or say what of it cannot be meant."""
    free, *rest = _KEY.split(typed)
    said = {_KEYS[key.casefold()]: value for key, value in zip(rest[::2], rest[1::2], strict=True)}
    plain = wanted_words(free)
    if len(plain) > _MOST_WORDS:
        return Say("search.too_many", {"most": _MOST_WORDS})
    if not plain and not said:
        return Say("search.too_short" if free.strip() else "search.empty")
    state, service = _state(visit, said.get("state", "")), _service(visit, said.get("service", ""))
    since, until = _moments(visit, said.get("since", ""), said.get("until", ""))
    for name, value in (("state", state), ("service", service), ("since", since)):
        if value is None:
            return Say(f"search.unknown_{name}", {"words": said.get(name, said.get("until", ""))})
    hashes = tuple(sorted(visit.desk.tx.vault.word_hash(word) for word in plain))
    return Wanted(hashes, state or "", service or "", since or 0, until)


def _state(visit: Visit, words_: str) -> str | None:
    said, texts = spoken(words_), visit.desk.books.texts
    for state in State:
        labels = {
            spoken(texts.label(Say(f"state.{state.value}"), language)) for language in Language
        }
        if said and said in {*labels, spoken(state.value)}:
            return state.value
    return None if said else ""


def _service(visit: Visit, words_: str) -> str | None:
    said = spoken(words_)
    for one in visit.desk.books.catalogue.services.values():
        if said and said in {spoken(one.id), *(spoken(one.title.in_(lang)) for lang in Language)}:
            return one.id
    return None if said else ""


def _moments(visit: Visit, since: str, until: str) -> tuple[int | None, int]:
    """Return the first and the last moment of two typed days; None: one of them is no day."""
    office = min(office for office, _ in visit.posts)
    zone = ZoneInfo(visit.desk.books.catalogue.office(office).zone)
    found_: list[int] = []
    for typed, at in ((since, time.min), (until, time.max)):
        day = check("date", typed.strip()) if typed.strip() else None
        if day is not None and not isinstance(day, Checked):
            return None, 0
        moment = datetime.combine(date.fromisoformat(day.value), at, zone) if day else None
        found_.append(to_ms(moment) if moment else 0)
    return found_[0], found_[1]


def _list(visit: Visit, wanted: Wanted, before: int) -> Reply:
    some = _seen(visit, wanted, before)
    if not some:
        return Reply((card(Say("search.nothing"), Say("search.how")),))
    shown = some[:PAGE]
    lines = tuple(_line(visit, nth, ticket) for nth, ticket in enumerate(shown, 1))
    rows = [
        (Button(Say("queue.button", {"nth": nth, "number": one.number}), "card", str(one.id)),)
        for nth, one in enumerate(shown, 1)
    ]
    if len(some) > PAGE:
        rows.append((Button(Say("button.more_queue"), "found_more", str(shown[-1].id)),))
    rows.append((Button(Say("button.menu"), "menu"),))
    hashes, *facts_ = astuple(wanted)
    step = f"{STEP}.{'.'.join(base36(one) for one in hashes)}|{'|'.join(map(str, facts_))}"
    listed = card(Say("search.list", {"lines": lines}), rows=rows)
    return Reply((listed,), at=Conversation(step=step), numbered=True)


def _seen(visit: Visit, wanted: Wanted, before: int) -> list[Ticket]:
    """Return a page of what this officer may see, and one more if there is one."""
    offices = {office for office, _ in visit.posts}
    seen: list[Ticket] = []
    while len(seen) <= PAGE:
        some = words.find(visit.desk.tx, wanted, offices, visit.person.id, before, PAGE * 4)
        seen.extend(one for one in some if _may_find(visit, wanted, one))
        if len(some) < PAGE * 4:
            break
        before = some[-1].id
    return seen[: PAGE + 1]


def _may_find(visit: Visit, wanted: Wanted, ticket: Ticket) -> bool:
    """Whether an officer may find a ticket by these words: a complaint by its matter only.

    Who may not read who complained must not find the complaint by a name either.
    """
    if not may_read(visit, ticket):
        return False
    if reads_identity(visit, ticket):
        return True
    vault = visit.desk.tx.vault
    matter = {vault.word_hash(word) for word in matter_words(visit.desk, ticket)}
    return matter.issuperset(wanted.hashes)


def _line(visit: Visit, nth: int, ticket: Ticket) -> Say:
    values = facts(visit.desk, standard_of(visit.desk, ticket), ticket)
    at = local(visit.desk, ticket.submitted_at, ticket.at.office)
    return Say("search.line", {**values, "nth": nth, "at": at, "who": _who(visit, ticket)})


def _who(visit: Visit, ticket: Ticket) -> Value:
    """A name in full for the office that works on the ticket, its initials for the others."""
    named = ticket.company or name_for(visit, ticket, ticket.person_id)
    at_work = {ticket.holder_office, ticket.at.office} & {office for office, _ in visit.posts}
    if at_work or not isinstance(named, str):
        return named
    whole = ticket.company or people.name_of(visit.desk.tx, ticket.person_id)
    return " ".join(f"{word[0]}***" for word in whole.split())
