"""`/tautan`: a one-time code ties a person's tickets to the Telegram account that brings it."""

import secrets

from desk import pushes
from desk.cards import found
from desk.filing.rights import acting_for, filed
from desk.tickets import local, write_journal
from desk.visit import Reply, Visit, card
from flows.number import LETTERS, split_number
from flows.say import Button, Say, Style, Value
from flows.standard import APPLICANT
from storage import appointments, conversations, counters, filings, link_codes, people, tickets
from storage.link_codes import LinkCode
from storage.moments import DAY
from storage.tickets import Ticket

PREFIX = "tautan_"
"""What the start payload of such a link begins with."""
LASTS_DAYS = 7
"""A code may be printed on the receipt and carried home."""
TRIES = 5
"""So many wrong codes a person may type in a day; after that even a right one is not looked at."""
_ALPHABET = LETTERS + "23456789"
_LENGTH = 8


def command(visit: Visit, words: str) -> Reply:
    """`/tautan NUMBER` of an officer makes a code; `/tautan CODE` of anybody uses one."""
    number, _ = split_number(words)
    if number and visit.posts:
        ticket = found(visit, number)
        return Reply((card(Say("ticket.unknown")),)) if ticket is None else _ask(visit, ticket)
    if words.strip() and not number:
        return redeem(visit, words)
    return Reply((card(Say("linking.how_staff" if visit.posts else "linking.how")),))


def ask(visit: Visit, ticket_id: str) -> Reply:
    """Ask the officer whether he has seen who the person is."""
    ticket = tickets.by_id(visit.desk.tx, int(ticket_id))
    if ticket is None or found(visit, ticket.number) is None:
        return Reply((card(Say("ticket.unknown")),))
    return _ask(visit, ticket)


def _ask(visit: Visit, ticket: Ticket) -> Reply:
    if filed(visit, ticket) is None or acting_for(visit, ticket).behalf is None:
        return Reply((card(Say("linking.not_for", {"number": ticket.number})),))
    name = people.name_of(visit.desk.tx, ticket.person_id)
    rows = (
        (Button(Say("linking.checked"), "link_make", str(ticket.id), Style.SUCCESS),),
        (Button(Say("button.no"), "card", str(ticket.id)),),
    )
    sure = Say("linking.sure", {"number": ticket.number, "name": name})
    return Reply((card(sure, rows=rows),), at=conversations.NOWHERE)


def make(visit: Visit, ticket_id: str) -> Reply:
    """Make a code; the earlier ones of this person end, only a hash is kept."""
    ticket = tickets.by_id(visit.desk.tx, int(ticket_id))
    if ticket is None or found(visit, ticket.number) is None:
        return Reply((card(Say("ticket.unknown")),))
    acting = acting_for(visit, ticket)
    if acting.behalf is None:
        return Reply((card(Say("linking.not_for", {"number": ticket.number})),))
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    until = visit.now + LASTS_DAYS * DAY
    link_codes.add(
        visit.desk.tx,
        _hashed(visit, code),
        ticket.person_id,
        ticket.id,
        by=visit.person.id,
        at=visit.now,
        until=until,
    )
    write_journal(acting, ticket, "link_made", acting.behalf.role, {"until": until})
    shown = f"{code[:4]}-{code[4:]}"
    link = f"https://t.me/{visit.desk.books.bot_name}?start={PREFIX}{code}"
    values: dict[str, Value] = {
        "number": ticket.number,
        "code": shown,
        "link": link,
        "until": local(visit.desk, until, ticket.at.office),
    }
    rows = (
        (Button(Say("button.copy_link"), copy=link),),
        (Button(Say("button.open_ticket"), "card", str(ticket.id)),),
    )
    return Reply((card(Say("linking.made", values), rows=rows),))


def _hashed(visit: Visit, code: str) -> str:
    return visit.desk.tx.vault.token_hash(f"link:{code}")


def redeem(visit: Visit, typed: str) -> Reply:
    """Tie the tickets behind a code to whoever brings it; one sentence for every code that fails.

    Unknown, used, replaced and expired codes are answered alike, and guessing is limited.
    """
    tx = visit.desk.tx
    code = "".join(char for char in typed.upper() if char.isalnum())
    series = f"link_tries:{visit.person.id}:{visit.now // DAY}"
    if counters.value(tx, series) >= TRIES:
        return Reply((card(Say("linking.wrong")),))
    hashed = _hashed(visit, code)
    good = link_codes.find(tx, hashed, visit.now)
    if good is not None and _made_it(visit, good):
        return Reply((card(Say("linking.not_yours")),))
    if good is None or not link_codes.use(tx, hashed, visit.person.id, visit.now):
        counters.next_value(tx, series)
        return Reply((card(Say("linking.wrong")),))
    return _linked(visit, good)


def _made_it(visit: Visit, good: LinkCode) -> bool:
    """Whether the bearer is an officer who made the code or recorded the case."""
    filing = filings.of_person(visit.desk.tx, good.person_id)
    recorder = filing.officer_id if filing is not None else 0
    return visit.person.id in (good.made_by, recorder)


def _linked(visit: Visit, good: LinkCode) -> Reply:
    tx = visit.desk.tx
    moved = filings.move_person(tx, good.person_id, visit.person.id)
    appointments.move_person(tx, good.person_id, visit.person.id)
    linked = [one for number in moved if (one := tickets.by_id(tx, number)) is not None]
    for one in linked:
        data = {"code": good.id, "made_by": good.made_by}
        entry = write_journal(visit, one, "person_linked", APPLICANT, data)
        if one.id == good.ticket_id:
            officer = people.by_id(tx, good.made_by)
            say = Say("linking.done_for_staff", {"number": one.number})
            key = f"journal:{entry}:linked"
            pushes.push(visit.desk, officer, (say,), key, rows=pushes.STAFF_ROWS, about=one)
    numbers = tuple(one.number for one in linked)
    rows = ((Button(Say("button.status_all"), "tickets", "", Style.PRIMARY),),)
    done = card(Say("linking.done", {"numbers": numbers}), rows=rows)
    return Reply((done,), at=conversations.NOWHERE)
